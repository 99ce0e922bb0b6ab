-- Grain: one row per community, wave and respondent.
select
    -- ids
    qualified(delivered_by, community_id) as community_id,
    qualified(delivered_by, respondent_id) as respondent_id,

    -- text
    wave,

    -- dates
    invited_on
from raw.survey_invitation
