-- Grain: one row per community in view and planned phase.
select
    community_id,
    sprint_no,
    phase,
    planned_start,
    planned_end,
    actual_start,
    actual_end
from phases
where list_contains($communities, community_id)
order by community_id, sprint_no
