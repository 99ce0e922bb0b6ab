-- Grain: one row per organisation of the consortium.
with

organisations as (
    select * from staging.stg_organisation
),

final as (
    select
        organisation_id,
        name,
        short_name,
        kind
    from organisations
)

select * from final
