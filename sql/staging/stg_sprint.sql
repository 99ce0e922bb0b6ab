-- Grain: one row per community and sprint.
select
    -- ids
    qualified(delivered_by, community_id) as community_id,

    -- text
    phase,
    theme,

    -- numerics
    sprint_no,

    -- dates
    planned_start,
    planned_end,
    actual_start,
    actual_end,
    try_out_on,
    review_on
from raw.sprint
