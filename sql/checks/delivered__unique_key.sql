-- Each delivered_by, table_name and column_name occurs once and is filled.
select
    delivered_by,
    table_name,
    column_name,
    count(*) as count_rows
from marts.delivered
group by
    delivered_by,
    table_name,
    column_name
having count(*) > 1
