-- Grain: one row per delivery.
select
    -- ids
    delivered_by,

    -- dates
    cast(exported_at as date) as as_of
from raw.delivery
