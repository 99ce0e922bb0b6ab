-- Grain: one row per delivery and table of an organisation whose receipts are in view, one row
-- with the totals per delivery of any other: the rows of its register are a number of persons.
select
    organisation_id,
    delivery_id,
    exported_at,
    received_at,
    status,
    is_live,
    case when list_contains($receipts, organisation_id) then table_name end as table_name,
    sum("read")::bigint as "read",
    sum(accepted)::bigint as accepted,
    sum(quarantined)::bigint as quarantined,
    sum(skipped)::bigint as skipped
from delivery_lines
where list_contains($deliveries, organisation_id)
group by all
order by received_at desc, delivery_id asc, table_name asc
