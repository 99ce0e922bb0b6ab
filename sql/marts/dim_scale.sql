-- Grain: one row per scale of the instrument catalogue.
select * from staging.stg_scale
