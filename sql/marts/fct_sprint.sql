-- Grain: one row per community and sprint (0 = start week, n + 1 = end phase).
with

sprints as (
    select * from staging.stg_sprint
),

final as (
    select
        community_id,
        sprint_no,
        phase,
        planned_start,
        planned_end,
        actual_start,
        actual_end,
        theme,
        try_out_on,
        review_on
    from sprints
)

select * from final
