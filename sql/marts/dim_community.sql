-- Grain: one row per community; organisation_id null: overarching.
with

communities as (
    select * from staging.stg_community
),

deliveries as (
    select * from staging.stg_delivery
),

communities_as_of as (
    select
        communities.community_id,
        communities.delivered_by,
        communities.organisation_id,
        communities.name,
        communities.question,
        communities.question_kind,
        communities.project,
        communities.energy_transition,
        communities.end_product,
        communities.start_date,
        communities.planned_end_date,
        communities.ended_on,
        communities.cadence_days,
        communities.external_facilitator,
        communities.project_leader,
        communities.named_on,
        communities.house_rules_on,
        communities.shared_goal_on,
        communities.best_sprint_no,
        communities.best_sprint_reason,
        communities.successor_community_id,
        deliveries.as_of
    from communities
    left join deliveries using (delivered_by)
)

select * from communities_as_of
