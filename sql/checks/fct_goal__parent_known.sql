-- Every parent_goal_id of fct_goal is one of fct_goal.
select facts.parent_goal_id
from marts.fct_goal as facts
anti join marts.fct_goal as known
    on facts.parent_goal_id = known.goal_id
where facts.parent_goal_id is not null
