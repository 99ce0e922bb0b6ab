-- Grain: one row per session and person.
select
    -- ids
    qualified(delivered_by, session_id) as session_id,
    qualified_person(delivered_by, person_id) as person_id,

    -- text
    status,
    guest_kind,

    -- numerics
    late_minutes
from raw.attendance
