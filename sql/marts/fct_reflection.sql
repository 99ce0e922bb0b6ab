-- Grain: one row per reflection (that it took place, never its text).
select * from staging.stg_reflection
