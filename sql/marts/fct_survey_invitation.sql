-- Grain: one row per community, wave and respondent.
with

invitations as (
    select * from staging.stg_survey_invitation
),

final as (
    select
        community_id,
        wave,
        respondent_id,
        invited_on
    from invitations
)

select * from final
