-- Grain: one row per figure this viewer may see, as the guard left it. Where there is a version
-- for those whose own unit it is they have that one, and whoever looks at their pages the other.
select distinct
    cells.indicator,
    cells.grain,
    cells.entity_id,
    cells.period,
    cells.num,
    cells.den,
    cells.value,
    cells.low,
    cells.high,
    cells.n_persons,
    cells.n_missing,
    cells.status,
    cells.left_out,
    cells.as_of,
    case when cells.kind = 'survey' then policy.k_survey else policy.k_person end as needs
from cells
cross join policy
inner join reach
    on
        cells.kind = reach.kind
        and cells.grain = reach.grain
        and cells.entity_id = reach.entity_id
        and cells.is_own = (reach.is_own and list_contains($own, reach.entity_id))
where list_contains($viewers, reach.viewer)
order by cells.indicator, cells.grain, cells.entity_id, cells.period
