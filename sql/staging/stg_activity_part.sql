-- Grain: one row per activity, person and part.
select
    -- ids
    qualified(delivered_by, activity_id) as activity_id,
    qualified_person(delivered_by, person_id) as person_id,

    -- text
    part
from raw.activity_part
