-- Every row of fct_product_version belongs to a community.
select facts.community_id
from marts.fct_product_version as facts
anti join marts.dim_community as known
    on facts.community_id = known.community_id
