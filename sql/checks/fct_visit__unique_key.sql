-- Each visit_id occurs once and is filled.
select
    visit_id,
    count(*) as count_rows
from marts.fct_visit
group by
    visit_id
having count(*) > 1
    or visit_id is null
