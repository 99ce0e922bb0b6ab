-- Grain: one row per organisation.
select
    -- ids
    organisation_id,

    -- text
    name,
    coalesce(short_name, name) as short_name,
    kind
from raw.organisation
