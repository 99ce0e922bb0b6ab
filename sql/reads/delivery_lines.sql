-- Grain: one row per delivery and table of an organisation in view; newest delivery first.
select
    organisation_id,
    delivery_id,
    exported_at,
    received_at,
    status,
    is_live,
    table_name,
    read,
    accepted,
    quarantined,
    skipped
from delivery_lines
where list_contains($deliveries, organisation_id)
order by received_at desc, delivery_id, table_name
