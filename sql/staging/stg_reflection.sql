-- Grain: one row per reflection.
select
    -- ids
    qualified(delivered_by, reflection_id) as reflection_id,
    qualified(delivered_by, community_id) as community_id,
    qualified(delivered_by, session_id) as session_id,
    qualified(delivered_by, activity_id) as activity_id,
    qualified_person(delivered_by, person_id) as person_id,

    -- numerics
    sprint_no,

    -- booleans
    did_differently_answered,
    do_again_answered,
    needs_answered,

    -- dates
    reflected_on
from raw.reflection
