-- Grain: one row per community and checklist item.
with

judgements as (
    select * from staging.stg_checklist
),

final as (
    select
        community_id,
        item,
        value,
        judged_on,
        judged_by
    from judgements
)

select * from final
