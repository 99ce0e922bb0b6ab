-- Every answer lies within its scale.
select
    answers.community_id,
    answers.respondent_id,
    answers.item_no
from marts.fct_survey_answer as answers
inner join marts.dim_scale as scales
    using (scale_id)
where answers.value not between scales.min and scales.max
