-- Grain: one row per contact of the consortium with a company.
select
    -- ids
    qualified(delivered_by, contact_id) as contact_id,
    organisation_id,

    -- text
    kind,
    interviewee,

    -- booleans
    director_present,

    -- dates
    held_on
from raw.contact
