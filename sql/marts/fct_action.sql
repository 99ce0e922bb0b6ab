-- Grain: one row per action.
select * from staging.stg_action
