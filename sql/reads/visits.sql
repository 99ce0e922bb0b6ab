-- Grain: one row per visit of a community in view.
select
    community_id,
    held_on,
    direction,
    other_kind,
    other_organisation_id
from visits
where list_contains($communities, community_id)
order by held_on, community_id
