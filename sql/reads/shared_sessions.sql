-- Grain: one row per pair of companies. A pair tells how another company takes part, so it is
-- the leader, who sees every company's own figures.
select
    organisation_id,
    other_organisation_id,
    sessions
from shared_sessions
where list_contains($viewers, 'leader')
order by organisation_id, other_organisation_id
