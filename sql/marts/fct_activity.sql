-- Grain: one row per activity.
with

activities as (
    select * from staging.stg_activity
),

final as (
    select
        activity_id,
        community_id,
        sprint_no,
        held_on,
        kind,
        formality,
        form,
        place,
        minutes,
        expert,
        applied_tomorrow
    from activities
)

select * from final
