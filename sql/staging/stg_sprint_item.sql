-- Grain: one row per item.
select
    -- ids
    qualified(delivered_by, item_id) as item_id,
    qualified(delivered_by, community_id) as community_id,
    qualified_person(delivered_by, owner_person_id) as owner_person_id,

    -- text
    title,

    -- numerics
    sprint_no,

    -- dates
    added_on,
    removed_on,
    done_on
from raw.sprint_item
