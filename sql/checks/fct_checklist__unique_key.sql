-- Each community_id and item occurs once and is filled.
select
    community_id,
    item,
    count(*) as count_rows
from marts.fct_checklist
group by
    community_id,
    item
having count(*) > 1
    or community_id is null
    or item is null
