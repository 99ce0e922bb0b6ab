-- Every successor_community_id of dim_community is one of dim_community.
select facts.successor_community_id
from marts.dim_community as facts
anti join marts.dim_community as known
    on facts.successor_community_id = known.community_id
where facts.successor_community_id is not null
