-- Grain: one row per community and member, of the facilitator's own communities.
select
    community_id,
    person_id,
    display_name,
    role,
    service,
    joined_on,
    left_on,
    organisation_id
from members
where list_contains($registers, community_id)
order by community_id, display_name, person_id
