-- Grain: one row per community, wave, respondent, scale and item.
select
    -- ids
    qualified(delivered_by, community_id) as community_id,
    qualified(delivered_by, respondent_id) as respondent_id,
    scale_id,

    -- text
    wave,

    -- numerics
    item_no,
    value,

    -- dates
    answered_on
from raw.survey_answer
