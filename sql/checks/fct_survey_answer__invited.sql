-- Every answer comes from an invited respondent.
select
    answers.community_id,
    answers.wave,
    answers.respondent_id
from marts.fct_survey_answer as answers
anti join marts.fct_survey_invitation as invitations
    using (community_id, wave, respondent_id)
