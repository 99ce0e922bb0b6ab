-- Grain: one row per scale of the instrument catalogue; the same for every viewer.
select
    scale_id,
    construct,
    items,
    min,
    max,
    citation,
    licence
from scales
order by construct
