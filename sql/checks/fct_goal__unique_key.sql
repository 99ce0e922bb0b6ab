-- Each goal_id occurs once and is filled.
select
    goal_id,
    count(*) as count_rows
from marts.fct_goal
group by
    goal_id
having count(*) > 1
    or goal_id is null
