-- Each action_id occurs once and is filled.
select
    action_id,
    count(*) as count_rows
from marts.fct_action
group by
    action_id
having count(*) > 1
    or action_id is null
