-- Grain: one row per community.
select
    -- ids
    qualified(delivered_by, community_id) as community_id,
    delivered_by,
    organisation_id,
    qualified(delivered_by, successor_community_id) as successor_community_id,

    -- text
    name,
    question,
    question_kind,
    project,
    end_product,

    -- numerics
    cadence_days,
    best_sprint_no,

    -- booleans
    energy_transition,
    external_facilitator,
    project_leader,
    best_sprint_reason,

    -- dates
    start_date,
    planned_end_date,
    ended_on,
    named_on,
    house_rules_on,
    shared_goal_on
from raw.community
