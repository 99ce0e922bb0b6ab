-- Grain: one row per community, wave and respondent.
select * from staging.stg_survey_invitation
