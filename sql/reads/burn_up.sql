-- Grain: one row per community in view, started sprint and day on which a line steps.
select
    community_id,
    sprint_no,
    day,
    scope,
    done
from burn_up
where list_contains($communities, community_id)
order by community_id, sprint_no, day
