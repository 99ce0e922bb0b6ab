-- Grain: one row per community in view and version.
select
    community_id,
    version_no,
    completed_on,
    presented_to
from product_versions
where list_contains($communities, community_id)
order by community_id, version_no
