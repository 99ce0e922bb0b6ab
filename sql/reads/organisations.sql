-- Grain: one row per organisation this viewer knows by name: the reach, and whoever a community
-- in view visited or received.
select
    organisation_id,
    name,
    short_name,
    kind
from organisations
where
    list_contains($organisations, organisation_id)
    or organisation_id in (
        select visits.other_organisation_id
        from visits
        where list_contains($communities, visits.community_id)
    )
order by organisation_id
