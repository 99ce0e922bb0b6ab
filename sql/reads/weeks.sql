-- Grain: one row per unit in view and cycle week, as the guard left it.
select
    grain,
    entity_id,
    week,
    num,
    den
from weeks
where list_contains($viewers, viewer)
order by grain, entity_id, week
