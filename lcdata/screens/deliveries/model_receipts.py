"""One receipt in words: what became of a delivery, row by row, and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lcdata.contracts.aliases import name_in
from lcdata.contracts.published import DeliveryIssue, DeliveryLine
from lcdata.domain import CONSORTIUM_ID
from lcdata.ingest.issues import MORE, Issue, More
from lcdata.ingest.receipt import PUBLISHED_TEXTS, SEVERITY_TEXTS, STATUS_TEXTS, Receipt
from lcdata.locale import N_, Words
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.table import Value
from lcdata.view_models.view import View

DRY_RUN_TEXTS: Mapping[str, str] = {
    "accepted": N_("can be taken in as a whole"),
    "accepted_with_errors": N_("can be taken in; some rows will be set aside"),
    "unchanged": N_("was delivered before: delivering changes nothing"),
    "refused": N_("cannot be taken in"),
}
"""What a receipt says before anything is written."""

HEADS = (N_("Table"), N_("Read"), N_("Accepted"), N_("Set aside"), N_("Skipped"))

Counts = tuple[str, int, int, int, int]
"""Table, rows read, accepted, set aside, skipped."""


@dataclass(frozen=True)
class Finding:
    """Equal issues of one receipt together: how bad, where, what is wrong, what to do."""

    severity: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True)
class ReceiptPart:
    """One delivery's receipt: title, status, counts per table and findings, worst first.

    `issues` are the findings one by one, for the error workbook; empty when there is nothing
    to mend.
    """

    title: str
    status: str
    counts: Exhibit
    findings: tuple[Finding, ...]
    issues: tuple[Issue, ...]


def stored_receipt(
    view: View, lines: Sequence[DeliveryLine], issues: Sequence[DeliveryIssue]
) -> ReceiptPart:
    """The receipt of a delivery in the store, as the release tells it."""
    words, first = view.words, lines[0]
    day = words.day(first.received_at.date())
    title = words.text("Received {day}, {time}", day=day, time=words.time(first.received_at))
    counted = [
        (line.table_name, line.read, line.accepted, line.quarantined, line.skipped)
        for line in lines
        if line.table_name
    ]
    return _part(
        view,
        f"receipt-{first.delivery_id[:12]}",
        f"{title} · {words.text('live')}" if first.is_live else title,
        words.text(STATUS_TEXTS[first.status]),
        counted,
        [_issue(row) for row in issues if not _is_count(row)],
        [_more(row) for row in issues if _is_count(row)],
    )


def own_receipt(view: View, receipt: Receipt, number: int, *, is_dry_run: bool) -> ReceiptPart:
    """The receipt of what the viewer has just sent, with the values it names."""
    texts = DRY_RUN_TEXTS if is_dry_run else STATUS_TEXTS
    counted = [
        (table, count.read, count.accepted, count.quarantined, count.skipped)
        for table, count in receipt.tables.items()
    ]
    return _part(
        view,
        f"own-receipt-{number}",
        organisation_name(view, receipt.organisation_id or ""),
        " ".join(_what_became(receipt, texts, view.words)),
        counted,
        receipt.issues,
        receipt.more,
    )


def _what_became(receipt: Receipt, texts: Mapping[str, str], words: Words) -> Iterable[str]:
    """The status, and whether the figures shown are made of it where that can be told."""
    status = words.text(texts.get(receipt.status, STATUS_TEXTS[receipt.status]))
    if receipt.published is None:
        yield status
    else:
        yield f"{status}."
        yield words.text(PUBLISHED_TEXTS[receipt.published])


def organisation_name(view: View, organisation_id: str) -> str:
    """The full name of who delivers; the id of one this viewer does not know by name."""
    if organisation_id == CONSORTIUM_ID:
        return view.words.text("Consortium")
    for found in view.model.organisations:
        if found.organisation_id == organisation_id:
            return found.name
    return organisation_id or view.words.text("Unknown organisation")


def _part(
    view: View,
    name: str,
    title: str,
    status: str,
    counted: Sequence[Counts],
    issues: Sequence[Issue],
    more: Sequence[More],
) -> ReceiptPart:
    words = view.words
    rows: list[tuple[Value, ...]] = [(_said(table, words), *rest) for table, *rest in counted]
    counts = exhibit(
        view,
        name=name,
        title=words.text("Rows per table"),
        alt="",
        columns=tuple(words.text(head) for head in HEADS),
        rows=rows,
    )
    to_mend = tuple(issue for issue in issues if issue.severity != "info")
    return ReceiptPart(title, status, counts, tuple(_findings(issues, more, words)), to_mend)


def _issue(row: DeliveryIssue) -> Issue:
    return Issue(row.code, row.file, row.sheet, row.row, row.column, json.loads(row.params))


def count_of(row: DeliveryIssue) -> int:
    """How many issues a stored line stands for."""
    return _more(row).count if _is_count(row) else 1


def _is_count(row: DeliveryIssue) -> bool:
    return f'"{MORE}"' in row.params and MORE in json.loads(row.params)


def _more(row: DeliveryIssue) -> More:
    return More(row.code, row.file, row.sheet, row.column, json.loads(row.params)[MORE])


def _said(table: str, words: Words) -> str:
    """The table by the name its reader delivers it under."""
    return name_in(words.language, "tables", table)


def _findings(issues: Sequence[Issue], more: Sequence[More], words: Words) -> Iterable[Finding]:
    """Equal causes once, with how often and where first; below each kind how many more it has."""
    left = {(kind.code, kind.file, kind.sheet, kind.column): kind for kind in more}
    together: dict[tuple[str, ...], list[Issue]] = {}
    for issue in issues:
        params = json.dumps(dict(issue.params), sort_keys=True)
        key = (issue.code, str(issue.file), str(issue.sheet), str(issue.column), params)
        together.setdefault(key, []).append(issue)
    last = {_kind(first): first for first, *_ in together.values()}
    for first, *others in together.values():
        yield Finding(
            severity=words.text(SEVERITY_TEXTS[first.severity]),
            place=_place(first, len(others), words),
            message=first.message(words),
            remedy=first.remedy(words),
        )
        counted = left.get(_kind(first))
        if counted and last[_kind(first)] is first:
            yield Finding("", "", counted.message(words), "")


def _kind(issue: Issue) -> tuple[str, str | None, str | None, str | None]:
    return issue.code, issue.file, issue.sheet, issue.column


def _place(issue: Issue, more: int, words: Words) -> str:
    parts = [issue.file_name, issue.sheet]
    if issue.row is not None:
        parts.append(words.text("row {row}", row=issue.row))
    parts.append(issue.column_said(words))
    place = ", ".join(part for part in parts if part)
    if not more:
        return place
    return words.text("{place} and {count} more times", place=place, count=more)
