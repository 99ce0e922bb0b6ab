-- Grain: one row per activity.
select
    -- ids
    qualified(delivered_by, activity_id) as activity_id,
    qualified(delivered_by, community_id) as community_id,

    -- text
    kind,
    formality,
    form,
    place,

    -- numerics
    sprint_no,
    minutes,

    -- booleans
    expert,
    applied_tomorrow,

    -- dates
    held_on
from raw.activity
