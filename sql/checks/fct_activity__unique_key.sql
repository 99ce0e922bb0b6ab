-- Each activity_id occurs once and is filled.
select
    activity_id,
    count(*) as count_rows
from marts.fct_activity
group by
    activity_id
having count(*) > 1
    or activity_id is null
