-- Grain: one row per contact of the consortium with a company.
with

contacts as (
    select * from staging.stg_contact
),

final as (
    select
        contact_id,
        organisation_id,
        held_on,
        kind,
        director_present,
        interviewee
    from contacts
)

select * from final
