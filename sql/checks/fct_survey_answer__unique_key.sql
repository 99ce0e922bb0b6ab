-- Each community_id, wave, respondent_id, scale_id and item_no occurs once and is filled.
select
    community_id,
    wave,
    respondent_id,
    scale_id,
    item_no,
    count(*) as count_rows
from marts.fct_survey_answer
group by
    community_id,
    wave,
    respondent_id,
    scale_id,
    item_no
having count(*) > 1
    or community_id is null
    or wave is null
    or respondent_id is null
    or scale_id is null
    or item_no is null
