-- Grain: one row per organisation of the consortium.
select * from staging.stg_organisation
