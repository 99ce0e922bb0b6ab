-- Each community_id, wave and respondent_id occurs once and is filled.
select
    community_id,
    wave,
    respondent_id,
    count(*) as count_rows
from marts.fct_survey_invitation
group by
    community_id,
    wave,
    respondent_id
having count(*) > 1
    or community_id is null
    or wave is null
    or respondent_id is null
