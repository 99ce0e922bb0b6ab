-- Grain: one row per scale; citation and licence are documentation and stop here.
select
    -- ids
    scale_id,

    -- text
    construct,

    -- numerics
    items,
    min,
    max,
    reversed,
    min_answered
from raw.scale
