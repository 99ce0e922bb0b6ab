-- Grain: one row per action.
with

actions as (
    select * from staging.stg_action
),

final as (
    select
        action_id,
        community_id,
        sprint_no,
        title,
        opened_on,
        due_on,
        closed_on,
        status,
        owner_person_id,
        owner_role,
        follow_up_on
    from actions
)

select * from final
