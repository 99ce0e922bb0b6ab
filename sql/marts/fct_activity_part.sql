-- Grain: one row per activity, person and part.
with

parts as (
    select * from staging.stg_activity_part
),

activities as (
    select * from staging.stg_activity
),

parts_of_communities as (
    select
        parts.activity_id,
        activities.community_id,
        parts.person_id,
        parts.part
    from parts
    left join activities using (activity_id)
)

select * from parts_of_communities
