-- Nobody leaves before joining.
select
    community_id,
    person_id
from marts.dim_member
where left_on < joined_on
