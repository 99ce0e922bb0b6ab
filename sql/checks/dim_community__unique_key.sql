-- Each community_id occurs once and is filled.
select
    community_id,
    count(*) as count_rows
from marts.dim_community
group by
    community_id
having count(*) > 1
    or community_id is null
