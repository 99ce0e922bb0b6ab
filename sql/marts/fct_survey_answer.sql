-- Grain: one row per community, wave, respondent, scale and item.
with

answers as (
    select * from staging.stg_survey_answer
),

final as (
    select
        community_id,
        wave,
        respondent_id,
        scale_id,
        item_no,
        value,
        answered_on
    from answers
)

select * from final
