-- Grain: one row per session.
select
    -- ids
    qualified(delivered_by, session_id) as session_id,
    qualified(delivered_by, community_id) as community_id,

    -- text
    kind,
    status,
    place,

    -- numerics
    sprint_no,
    planned_minutes,

    -- booleans
    goal_discussed,

    -- dates
    cast(planned_start as date) as planned_on,

    -- timestamps
    planned_start,
    actual_start,
    actual_end
from raw.session
