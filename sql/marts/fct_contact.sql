-- Grain: one row per contact of the consortium with a company.
select * from staging.stg_contact
