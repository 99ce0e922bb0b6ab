-- Grain: one row per session and eligible member, of the facilitator's own communities.
select
    community_id,
    session_id,
    person_id,
    status
from marks
where list_contains($registers, community_id)
order by community_id, session_id, person_id
