-- Grain: one row per unit in view and cycle week; attendance, so a figure about persons.
select
    grain,
    entity_id,
    week,
    num,
    den,
    n_persons
from weeks
where list_contains($figures, grain || ':' || entity_id)
order by grain, entity_id, week
