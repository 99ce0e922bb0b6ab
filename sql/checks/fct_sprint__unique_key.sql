-- Each community_id and sprint_no occurs once and is filled.
select
    community_id,
    sprint_no,
    count(*) as count_rows
from marts.fct_sprint
group by
    community_id,
    sprint_no
having count(*) > 1
    or community_id is null
    or sprint_no is null
