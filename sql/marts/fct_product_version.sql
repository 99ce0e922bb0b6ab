-- Grain: one row per community and version.
with

versions as (
    select * from staging.stg_product_version
),

final as (
    select
        community_id,
        version_no,
        completed_on,
        presented_to
    from versions
)

select * from final
