-- Grain: one row per community and item.
select
    -- ids
    qualified(delivered_by, community_id) as community_id,

    -- text
    item,
    value,
    judged_by,

    -- dates
    judged_on
from raw.checklist
