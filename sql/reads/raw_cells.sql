-- Grain: one row per figure, before disclosure control; the operator's console only.
select
    indicator,
    grain,
    entity_id,
    period,
    num,
    den,
    value,
    low,
    high,
    n_persons,
    n_missing,
    status
from cells
order by indicator, grain, entity_id, period
