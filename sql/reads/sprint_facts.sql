-- Grain: one row per community in view and sprint 1 … n.
select
    community_id,
    sprint_no,
    planned_end,
    actual_end,
    is_started,
    is_ended,
    days_over,
    is_in_time_box,
    is_reflected,
    review_on,
    try_out_on,
    is_best
from sprint_facts
where list_contains($communities, community_id)
order by community_id, sprint_no
