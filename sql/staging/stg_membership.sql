-- Grain: one row per community and person.
select
    -- ids
    qualified(delivered_by, community_id) as community_id,
    qualified_person(delivered_by, person_id) as person_id,
    organisation_id,
    qualified_person(delivered_by, reports_to_person_id) as reports_to_person_id,

    -- text
    role,
    participation,
    service,
    discipline,
    experience_band,
    generation_band,
    left_reason,

    -- booleans
    expertise_recorded,
    role <> 'facilitator' as is_member,

    -- dates
    joined_on,
    left_on,
    intake_on
from raw.membership
