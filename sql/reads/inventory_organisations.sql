-- Grain: one row per organisation of the release, whoever looks: what a scope is held against.
select
    organisation_id,
    kind
from organisations
