-- Grain: one row per line of a receipt in view, in the receipt's order.
select
    organisation_id,
    delivery_id,
    severity,
    code,
    file,
    sheet,
    "row",
    "column",
    params
from delivery_issues
where list_contains($receipts, organisation_id)
order by rowid
