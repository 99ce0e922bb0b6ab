-- Grain: one row per activity.
select * from staging.stg_activity
