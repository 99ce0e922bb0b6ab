"""The delivery board: what was delivered, and every line of every receipt."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from zoneinfo import ZoneInfo

import polars as pl

from lcdata.ingest.issues import MORE
from lcdata.ingest.keeping.discretion import FOR_THE_DELIVERER, told_to_others
from lcdata.ingest.keeping.store import StoredDelivery
from lcdata.ingest.receipt import Counts

LOCAL_TIME = ZoneInfo("Europe/Amsterdam")

_NO_COUNTS = ((None, Counts(0, 0, 0, 0)),)

_LINES = {
    "organisation_id": pl.String(),
    "delivery_id": pl.String(),
    "exported_at": pl.Datetime("us"),
    "received_at": pl.Datetime("us"),
    "status": pl.String(),
    "is_live": pl.Boolean(),
    "table_name": pl.String(),
    "read": pl.Int64(),
    "accepted": pl.Int64(),
    "quarantined": pl.Int64(),
    "skipped": pl.Int64(),
}
_ISSUES = {
    "organisation_id": pl.String(),
    "delivery_id": pl.String(),
    "severity": pl.String(),
    "code": pl.String(),
    "file": pl.String(),
    "sheet": pl.String(),
    "row": pl.Int64(),
    "column": pl.String(),
    "params": pl.String(),
    "for_deliverer": pl.Boolean(),
}


def delivery_lines(deliveries: Sequence[StoredDelivery], live: Collection[str]) -> pl.DataFrame:
    """One row per delivery and table (`published.DeliveryLine`), `received_at` in local time."""
    return pl.DataFrame(list(_lines(deliveries, live)), schema=_LINES, orient="row")


def delivery_issues(deliveries: Sequence[StoredDelivery]) -> pl.DataFrame:
    """One row per issue (`published.DeliveryIssue`), in the receipts' order."""
    return pl.DataFrame(list(_issues(deliveries)), schema=_ISSUES, orient="row")


def _lines(
    deliveries: Sequence[StoredDelivery], live: Collection[str]
) -> Iterator[tuple[object, ...]]:
    """One line per delivery and table; one without a table where nothing was counted."""
    for one in deliveries:
        received_at = one.received_at.astimezone(LOCAL_TIME).replace(tzinfo=None)
        head = (one.organisation_id, one.delivery_id, one.exported_at, received_at)
        is_live = one.folder is not None and one.delivery_id in live
        counted = one.receipt.tables.items() or _NO_COUNTS
        for table, count in counted:
            numbers = (count.read, count.accepted, count.quarantined, count.skipped)
            yield *head, one.told.status, is_live, table, *numbers


def _issues(deliveries: Sequence[StoredDelivery]) -> Iterator[tuple[object, ...]]:
    """One line per issue of every receipt, in the receipt's order, then per kind with more.

    The board has more readers than the deliverer, whose own receipt has it in full.
    """
    for one in deliveries:
        for issue in one.told.issues:
            place = (issue.file, issue.sheet, issue.row, issue.column)
            params = json.dumps(dict(told_to_others(issue).params), ensure_ascii=False)
            head = (one.organisation_id, one.delivery_id, issue.severity.value, issue.code)
            yield *head, *place, params, issue.code in FOR_THE_DELIVERER
        for more in one.receipt.more:
            head = (one.organisation_id, one.delivery_id, more.severity.value, more.code)
            place = (more.file, more.sheet, None, more.column)
            told = json.dumps({MORE: more.count})
            yield *head, *place, told, more.code in FOR_THE_DELIVERER
