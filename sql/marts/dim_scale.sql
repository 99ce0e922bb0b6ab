-- Grain: one row per scale of the instrument catalogue.
with

scales as (
    select * from staging.stg_scale
),

final as (
    select
        scale_id,
        construct,
        items,
        min,
        max,
        reversed,
        min_answered,
        citation,
        licence
    from scales
)

select * from final
