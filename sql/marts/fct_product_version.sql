-- Grain: one row per community and version.
select * from staging.stg_product_version
