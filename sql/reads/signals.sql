-- Grain: one row per process signal of a community in view; never about a person. What tells of
-- the members together is made of exact figures for the own facilitator, of guarded ones for
-- others.
select
    community_id,
    kind,
    person_id,
    dates,
    mechanism,
    "count"
from signals
where
    list_contains($signals, community_id)
    and person_id is null
    and (is_own is null or is_own = list_contains($own, community_id))
order by community_id, kind
