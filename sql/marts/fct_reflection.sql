-- Grain: one row per reflection (that it took place, never its text).
with

reflections as (
    select * from staging.stg_reflection
),

final as (
    select
        reflection_id,
        community_id,
        sprint_no,
        session_id,
        activity_id,
        person_id,
        reflected_on,
        did_differently_answered,
        do_again_answered,
        needs_answered
    from reflections
)

select * from final
