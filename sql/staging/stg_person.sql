-- Grain: one row per person with a name; e-mail addresses are not used and stop here.
select
    -- ids
    qualified_person(delivered_by, person_id) as person_id,

    -- text
    display_name
from raw.person
