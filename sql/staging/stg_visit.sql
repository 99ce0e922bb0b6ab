-- Grain: one row per visit; another company's community is delivered qualified.
select
    -- ids
    qualified(delivered_by, visit_id) as visit_id,
    qualified(delivered_by, community_id) as community_id,
    other_organisation_id,
    case
        when other_community_id like '%/%' then other_community_id
        else qualified(delivered_by, other_community_id)
    end as other_community_id,

    -- text
    direction,
    other_kind,

    -- numerics
    sprint_no,

    -- dates
    held_on
from raw.visit
