-- Grain: one row per person with a name; stays out of every release that others open.
with

persons as (
    select * from staging.stg_person
),

final as (
    select
        person_id,
        display_name
    from persons
)

select * from final
