-- Every row of fct_activity_part belongs to a activity and through it to a community.
select facts.activity_id
from marts.fct_activity_part as facts
anti join marts.fct_activity as known
    on facts.activity_id = known.activity_id
    and facts.community_id = known.community_id
