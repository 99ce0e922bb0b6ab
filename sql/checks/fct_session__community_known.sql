-- Every row of fct_session belongs to a community.
select facts.community_id
from marts.fct_session as facts
anti join marts.dim_community as known
    on facts.community_id = known.community_id
