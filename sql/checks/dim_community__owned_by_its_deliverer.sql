-- A company speaks about its own communities only; the consortium about those without a company.
select community_id
from marts.dim_community
where coalesce(organisation_id, 'consortium') <> delivered_by
