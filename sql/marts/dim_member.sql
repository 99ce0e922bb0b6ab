-- Grain: one row per community and person.
select * from staging.stg_membership
