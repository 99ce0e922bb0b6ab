-- Each item_id occurs once and is filled.
select
    item_id,
    count(*) as count_rows
from marts.fct_sprint_item
group by
    item_id
having count(*) > 1
    or item_id is null
