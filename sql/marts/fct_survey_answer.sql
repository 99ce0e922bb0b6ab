-- Grain: one row per community, wave, respondent, scale and item.
select * from staging.stg_survey_answer
