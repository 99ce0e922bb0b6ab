-- Grain: one row per delivery and person with a name; e-mail addresses are not used and stop here.
select
    -- ids
    delivered_by,
    qualified_person(delivered_by, person_id) as person_id,

    -- text
    display_name
from raw.person
