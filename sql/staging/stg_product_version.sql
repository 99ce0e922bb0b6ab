-- Grain: one row per community and version.
select
    -- ids
    qualified(delivered_by, community_id) as community_id,

    -- text
    presented_to,

    -- numerics
    version_no,

    -- dates
    completed_on
from raw.product_version
