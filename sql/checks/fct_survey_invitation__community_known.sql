-- Every row of fct_survey_invitation belongs to a community.
select facts.community_id
from marts.fct_survey_invitation as facts
anti join marts.dim_community as known
    on facts.community_id = known.community_id
