-- Grain: one row per community and person.
with

memberships as (
    select * from staging.stg_membership
),

final as (
    select
        community_id,
        person_id,
        organisation_id,
        role,
        is_member,
        participation,
        service,
        discipline,
        experience_band,
        generation_band,
        reports_to_person_id,
        joined_on,
        left_on,
        left_reason,
        intake_on,
        expertise_recorded
    from memberships
)

select * from final
