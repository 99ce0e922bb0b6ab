-- Grain: one row per unit in view and cycle week, as the guard left it: for whoever sees figures
-- about the persons of that unit.
select distinct
    weeks.grain,
    weeks.entity_id,
    weeks.week,
    weeks.num,
    weeks.den
from weeks
inner join reach
    on
        reach.kind = 'person'
        and weeks.grain = reach.grain
        and weeks.entity_id = reach.entity_id
where
    list_contains($viewers, reach.viewer)
    and not starts_with(reach.viewer, 'facilitator:')
order by weeks.grain, weeks.entity_id, weeks.week
