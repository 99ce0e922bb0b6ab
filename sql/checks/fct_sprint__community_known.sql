-- Every row of fct_sprint belongs to a community.
select facts.community_id
from marts.fct_sprint as facts
anti join marts.dim_community as known
    on facts.community_id = known.community_id
