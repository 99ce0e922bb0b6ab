-- Grain: one row per community and sprint (0 = start week, n + 1 = end phase).
select * from staging.stg_sprint
