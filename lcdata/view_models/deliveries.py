"""The delivery board: is the data complete and fresh, and what is to be mended?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from lcdata.contracts.published import DeliveryIssue, DeliveryLine, Organisation
from lcdata.domain import CONSORTIUM_ID
from lcdata.ingest.issues import Issue
from lcdata.ingest.receipt import SEVERITY_TEXTS, STATUS_TEXTS
from lcdata.locale import Words
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.table import Value
from lcdata.view_models.view import View


@dataclass(frozen=True)
class BoardRow:
    """One organisation: its live delivery in words."""

    organisation_id: str
    name: str
    delivered: str
    age: str
    rows: str
    mend: str


@dataclass(frozen=True)
class Finding:
    """Equal issues of one receipt together: how bad, where, what is wrong, what to do."""

    severity: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True)
class ReceiptPart:
    """One delivery's receipt: title, status, counts per table and findings, worst first."""

    title: str
    status: str
    counts: Exhibit
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Deliveries:
    """The whole page; `receipts` are those of the chosen organisation, newest first."""

    head: PageHead
    board: tuple[BoardRow, ...]
    board_exhibit: Exhibit
    receipts: tuple[ReceiptPart, ...]


def organisations(view: View) -> Mapping[str, str]:
    """Names by id of who may be chosen: every organisation with a delivery in view."""
    ids = {line.organisation_id for line in view.model.delivery_lines}
    return {row: _name(view, row) for row in sorted(ids, key=lambda row: _order(view, row))}


def build(view: View, organisation_id: str | None) -> Deliveries:
    """The page with one organisation's receipts open."""
    words = view.words
    board = tuple(_board_row(view, row, name) for row, name in organisations(view).items())
    columns = (
        words.text("Organisation"),
        words.text("Delivery"),
        words.text("Age"),
        words.text("Rows"),
        words.text("To mend"),
    )
    rows: list[tuple[Value, ...]] = [
        (row.name, row.delivered, row.age, row.rows, row.mend) for row in board
    ]
    return Deliveries(
        head=page_head(
            view, words.text("Deliveries"), words.text("Is the data complete and fresh?")
        ),
        board=board,
        board_exhibit=exhibit(
            view,
            name="deliveries-board",
            title=words.text("Last delivery per organisation"),
            alt="",
            columns=columns,
            rows=rows,
        ),
        receipts=tuple(_receipts(view, organisation_id)) if organisation_id else (),
    )


def _board_row(view: View, organisation_id: str, name: str) -> BoardRow:
    words = view.words
    lines = [
        line
        for line in view.model.delivery_lines
        if line.organisation_id == organisation_id and line.is_live
    ]
    if not lines or lines[0].exported_at is None:
        nothing = words.text("not delivered")
        return BoardRow(organisation_id, name, nothing, "", "", words.text("Ask for a delivery."))
    exported_on = lines[0].exported_at.date()
    issues = _issues_of(view, lines[0].delivery_id)
    return BoardRow(
        organisation_id,
        name,
        words.day(exported_on),
        _age((view.as_of - exported_on).days if view.as_of else 0, words),
        _rows(lines, words),
        _to_mend(issues, words),
    )


def _age(days: int, words: Words) -> str:
    if days <= 0:
        return words.text("up to date")
    return words.plural("{count} day older", "{count} days older", days)


def _rows(lines: Iterable[DeliveryLine], words: Words) -> str:
    counted = list(lines)
    return words.text(
        "{accepted} accepted, {quarantined} set aside, {skipped} skipped",
        accepted=words.number(sum(line.accepted for line in counted)),
        quarantined=words.number(sum(line.quarantined for line in counted)),
        skipped=words.number(sum(line.skipped for line in counted)),
    )


def _to_mend(issues: list[DeliveryIssue], words: Words) -> str:
    errors = sum(issue.severity == "error" for issue in issues)
    warnings = sum(issue.severity == "warning" for issue in issues)
    parts = []
    if errors:
        parts.append(words.plural("{count} error", "{count} errors", errors))
    if warnings:
        parts.append(words.plural("{count} warning", "{count} warnings", warnings))
    return words.listing(parts) if parts else words.text("nothing to mend")


def _receipts(view: View, organisation_id: str) -> Iterable[ReceiptPart]:
    lines = [x for x in view.model.delivery_lines if x.organisation_id == organisation_id]
    newest = sorted(lines, key=lambda line: (line.received_at, line.delivery_id), reverse=True)
    for delivery_id, group in groupby(newest, key=lambda line: line.delivery_id):
        yield _receipt(view, delivery_id, list(group))


def _receipt(view: View, delivery_id: str, lines: list[DeliveryLine]) -> ReceiptPart:
    words, first = view.words, lines[0]
    columns = tuple(
        words.text(head) for head in ("Table", "Read", "Accepted", "Set aside", "Skipped")
    )
    rows: list[tuple[Value, ...]] = [
        (line.table_name, line.read, line.accepted, line.quarantined, line.skipped)
        for line in lines
        if line.table_name
    ]
    day = words.day(first.received_at.date())
    title = words.text("Received {day}, {time}", day=day, time=words.time(first.received_at))
    return ReceiptPart(
        title=f"{title} · {words.text('live')}" if first.is_live else title,
        status=words.text(STATUS_TEXTS[first.status]),
        counts=exhibit(
            view,
            name=f"receipt-{delivery_id[:12]}",
            title=words.text("Rows per table"),
            alt="",
            columns=columns,
            rows=rows,
        ),
        findings=tuple(_findings(_issues_of(view, delivery_id), words)),
    )


def _findings(issues: list[DeliveryIssue], words: Words) -> Iterable[Finding]:
    """Equal causes once, with how often and where first."""
    together: dict[tuple[str, str | None, str | None, str], list[DeliveryIssue]] = {}
    for issue in issues:
        together.setdefault((issue.code, issue.file, issue.column, issue.params), []).append(issue)
    for same in together.values():
        first = same[0]
        said = Issue(first.code, params=json.loads(first.params))
        yield Finding(
            severity=words.text(SEVERITY_TEXTS[said.severity]),
            place=_place(first, len(same), words),
            message=said.message(words),
            remedy=said.remedy(words),
        )


def _place(issue: DeliveryIssue, times: int, words: Words) -> str:
    parts = [issue.file, issue.sheet]
    if issue.row is not None:
        parts.append(words.text("row {row}", row=issue.row))
    parts.append(issue.column)
    place = ", ".join(part for part in parts if part)
    if times == 1:
        return place
    return words.text("{place} and {count} more times", place=place, count=times - 1)


def _issues_of(view: View, delivery_id: str) -> list[DeliveryIssue]:
    return [issue for issue in view.model.delivery_issues if issue.delivery_id == delivery_id]


def _organisation(view: View, organisation_id: str) -> Organisation | None:
    found = (row for row in view.model.organisations if row.organisation_id == organisation_id)
    return next(found, None)


def _name(view: View, organisation_id: str) -> str:
    if organisation_id == CONSORTIUM_ID:
        return view.words.text("Consortium")
    found = _organisation(view, organisation_id)
    return found.name if found else organisation_id


def _order(view: View, organisation_id: str) -> tuple[bool, str]:
    """Alphabetical by full name, the consortium last."""
    return organisation_id == CONSORTIUM_ID, _name(view, organisation_id)
