-- Grain: one row per goal; person_id null: the shared goal.
select * from staging.stg_goal
