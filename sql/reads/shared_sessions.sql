-- Grain: one row per pair of companies. A pair tells how another company takes part, so it is
-- for whoever sees both companies' own figures.
select
    organisation_id,
    other_organisation_id,
    sessions
from shared_sessions
where
    list_contains($figures, 'company:' || organisation_id)
    and list_contains($figures, 'company:' || other_organisation_id)
order by organisation_id, other_organisation_id
