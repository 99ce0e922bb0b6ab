-- Grain: one row per item.
select * from staging.stg_sprint_item
