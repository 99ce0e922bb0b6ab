-- Every row of dim_member belongs to a community.
select facts.community_id
from marts.dim_member as facts
anti join marts.dim_community as known
    on facts.community_id = known.community_id
