-- Grain: one row per scale.
select
    -- ids
    scale_id,

    -- text
    construct,
    citation,
    licence,

    -- numerics
    items,
    min,
    max,
    reversed,
    min_answered
from raw.scale
