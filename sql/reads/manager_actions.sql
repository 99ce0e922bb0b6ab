-- Grain: one row per action of a community in view that waits, or waited, for a manager.
select
    community_id,
    title,
    opened_on,
    due_on,
    closed_on
from manager_actions
where list_contains($communities, community_id)
order by community_id, opened_on, title
