-- Grain: one row per delivered table (column_name null) and per column that holds a value.
select * from raw.delivered
