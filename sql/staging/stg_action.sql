-- Grain: one row per action.
select
    -- ids
    qualified(delivered_by, action_id) as action_id,
    qualified(delivered_by, community_id) as community_id,
    qualified_person(delivered_by, owner_person_id) as owner_person_id,

    -- text
    title,
    status,
    owner_role,

    -- numerics
    sprint_no,

    -- dates
    opened_on,
    due_on,
    closed_on,
    follow_up_on
from raw.action
