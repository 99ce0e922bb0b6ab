-- Grain: one row per delivered table (column_name null) and per column that holds a value.
with

delivered as (
    select
        delivered_by,
        table_name,
        column_name
    from raw.delivered
)

select * from delivered
