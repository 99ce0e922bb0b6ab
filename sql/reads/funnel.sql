-- Grain: one row per number of known pairs. The limits stand around the consortium's own rate,
-- so they are for whoever sees that rate.
select
    den,
    low_998,
    low_95,
    high_95,
    high_998
from funnel
where list_contains($viewers, 'leader')
order by den
