-- Grain: one row per goal; person_id null: the shared goal.
with

goals as (
    select * from staging.stg_goal
),

final as (
    select
        goal_id,
        community_id,
        person_id,
        parent_goal_id,
        set_on,
        revised_on,
        status
    from goals
)

select * from final
