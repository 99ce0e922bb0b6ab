-- Grain: one row per figure this viewer may see, as the guard left it.
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
    status,
    left_out,
    as_of
from cells
where list_contains($viewers, viewer)
order by indicator, grain, entity_id, period
