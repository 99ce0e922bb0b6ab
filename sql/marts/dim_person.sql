-- Grain: one row per person with a name; stays out of every release that others open.
-- A member of a company is named by that company and by the consortium: the company knows best.
with

persons as (
    select * from staging.stg_person
),

named_once as (
    select
        person_id,
        display_name
    from persons
    qualify row_number() over (
        partition by person_id
        order by delivered_by = split_part(person_id, '/', 1) desc
    ) = 1
)

select * from named_once
