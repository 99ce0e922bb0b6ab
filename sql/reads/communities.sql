-- Grain: one row per community in view.
select
    community_id,
    organisation_id,
    name,
    question,
    project,
    end_product,
    start_date,
    planned_end_date,
    ended_on,
    cadence_days,
    as_of,
    state,
    week,
    weeks
from communities
where list_contains($communities, community_id)
order by community_id
