-- Every community has the date its deliverer exported.
select community_id
from marts.dim_community
where as_of is null
