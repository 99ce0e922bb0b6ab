-- Grain: one row per line of a receipt in view, in the receipt's order. What names a number of
-- members is for whoever delivers for the organisation.
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
where
    list_contains($receipts, organisation_id)
    and (not for_deliverer or list_contains($own, organisation_id))
order by rowid
