-- Grain: one row per community and checklist item.
select * from staging.stg_checklist
