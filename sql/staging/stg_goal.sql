-- Grain: one row per goal.
select
    -- ids
    qualified(delivered_by, goal_id) as goal_id,
    qualified(delivered_by, community_id) as community_id,
    qualified_person(delivered_by, person_id) as person_id,
    qualified(delivered_by, parent_goal_id) as parent_goal_id,

    -- text
    status,

    -- dates
    set_on,
    revised_on
from raw.goal
