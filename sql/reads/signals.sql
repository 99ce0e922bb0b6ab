-- Grain: one row per process signal of a community in view; never about a person.
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
order by community_id, kind
