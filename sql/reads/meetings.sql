-- Grain: one row per session of a community in view, without persons.
select
    session_id,
    community_id,
    sprint_no,
    kind,
    planned_start,
    planned_minutes,
    status,
    place
from meetings
where list_contains($communities, community_id)
order by planned_start, session_id
