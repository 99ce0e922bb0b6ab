-- Each community_id and person_id occurs once and is filled.
select
    community_id,
    person_id,
    count(*) as count_rows
from marts.dim_member
group by
    community_id,
    person_id
having count(*) > 1
    or community_id is null
    or person_id is null
