-- Grain: one row per signal about a person, of the facilitator's own communities.
select
    community_id,
    kind,
    person_id,
    dates,
    mechanism,
    "count"
from person_signals
where list_contains($registers, community_id)
order by community_id, person_id, kind
