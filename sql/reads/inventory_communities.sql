-- Grain: one row per community of the release, whoever looks: what a scope is held against.
select
    community_id,
    organisation_id
from communities
