"""The delivery board: who has delivered this month, how old it is, and what is to be mended?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from lcdata.contracts.published import DeliveryIssue, DeliveryLine
from lcdata.domain import CONSORTIUM_ID
from lcdata.locale import N_, Words
from lcdata.screens.deliveries.model_receipts import (
    ReceiptPart,
    count_of,
    organisation_name,
    stored_receipt,
)
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.table import Value
from lcdata.view_models.unit import companies
from lcdata.view_models.view import View

HEADS = (
    N_("Organisation"),
    N_("Delivery"),
    N_("Age"),
    N_("On time"),
    N_("Accepted"),
    N_("Left out"),
    N_("To mend"),
)


@dataclass(frozen=True)
class BoardRow:
    """One organisation: its live delivery in words; `is_late`: nothing of this month yet."""

    organisation_id: str
    name: str
    delivered: str
    age: str
    on_time: str
    accepted: str
    left_out: str
    mend: str
    is_late: bool


@dataclass(frozen=True)
class Deliveries:
    """The whole page; `receipts` are those of the chosen organisation, newest first.

    `answer` says in one sentence who has not delivered this month.
    """

    head: PageHead
    answer: str
    board: tuple[BoardRow, ...]
    board_exhibit: Exhibit
    receipts: tuple[ReceiptPart, ...]


def organisations(view: View) -> Mapping[str, str]:
    """Names by id of everyone who should deliver, in this viewer's sight; the consortium last."""
    ids = {line.organisation_id for line in view.model.delivery_lines}
    own = view.scope.may_deliver
    expected = {company.organisation_id for company in companies(view.model)}
    ids |= expected if own is None else expected & own
    return {row: organisation_name(view, row) for row in sorted(ids, key=_order(view))}


def build(view: View, organisation_id: str | None, today: dt.date) -> Deliveries:
    """The page with one organisation's receipts open.

    Args:
        view: the viewer's look at the release.
        organisation_id: whose receipts; None for nobody's.
        today: the day on which "this month" is asked.
    """
    words = view.words
    board = tuple(_board_row(view, row, name, today) for row, name in organisations(view).items())
    rows: list[tuple[Value, ...]] = [
        (row.name, row.delivered, row.age, row.on_time, row.accepted, row.left_out, row.mend)
        for row in board
    ]
    return Deliveries(
        head=page_head(
            view, words.text("Deliveries"), words.text("Is the data complete and fresh?")
        ),
        answer=_answer(board, today, words),
        board=board,
        board_exhibit=exhibit(
            view,
            name="deliveries-board",
            title=words.text("Last delivery per organisation"),
            note=words.text("On time means: the data was exported in the current month."),
            alt="",
            columns=tuple(words.text(head) for head in HEADS),
            rows=rows,
        ),
        receipts=tuple(_receipts(view, organisation_id)) if organisation_id else (),
    )


def _answer(board: tuple[BoardRow, ...], today: dt.date, words: Words) -> str:
    """Who has not delivered this month, by name."""
    month = words.month(today)
    late = [row.name for row in board if row.is_late]
    if late:
        return words.text(
            "Not delivered for {month} yet: {names}.", month=month, names=words.listing(late)
        )
    if not board:
        return ""
    return words.plural(
        "{name} has delivered for {month}.",
        "All {count} organisations have delivered for {month}.",
        len(board),
        name=board[0].name,
        month=month,
    )


def _board_row(view: View, organisation_id: str, name: str, today: dt.date) -> BoardRow:
    words = view.words
    lines = [
        line
        for line in view.model.delivery_lines
        if line.organisation_id == organisation_id and line.is_live
    ]
    late = words.text("not this month yet")
    if not lines or lines[0].exported_at is None:
        nothing = words.text("not delivered")
        ask = words.text("Ask for a delivery.")
        return BoardRow(organisation_id, name, nothing, "", late, "", "", ask, is_late=True)
    day = lines[0].exported_at.date()
    is_late = (day.year, day.month) < (today.year, today.month)
    return BoardRow(
        organisation_id,
        name,
        delivered=words.day(day),
        age=_age((today - day).days, words),
        on_time=late if is_late else words.text("on time"),
        accepted=_accepted(lines, words),
        left_out=_left_out(lines, words),
        mend=_to_mend(_issues_of(view, lines[0].delivery_id), words),
        is_late=is_late,
    )


def _age(days: int, words: Words) -> str:
    if days <= 0:
        return words.text("from today")
    return words.plural("{count} day old", "{count} days old", days)


def _accepted(lines: list[DeliveryLine], words: Words) -> str:
    count = sum(line.accepted for line in lines)
    return words.text("{count} rows accepted", count=words.number(count))


def _left_out(lines: list[DeliveryLine], words: Words) -> str:
    quarantined = sum(line.quarantined for line in lines)
    skipped = sum(line.skipped for line in lines)
    if not quarantined + skipped:
        return words.text("nothing left out")
    return words.text(
        "{quarantined} set aside, {skipped} skipped",
        quarantined=words.number(quarantined),
        skipped=words.number(skipped),
    )


def _to_mend(issues: list[DeliveryIssue], words: Words) -> str:
    errors = sum(count_of(issue) for issue in issues if issue.severity == "error")
    warnings = sum(count_of(issue) for issue in issues if issue.severity == "warning")
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
        yield stored_receipt(view, list(group), _issues_of(view, delivery_id))


def _issues_of(view: View, delivery_id: str) -> list[DeliveryIssue]:
    return [issue for issue in view.model.delivery_issues if issue.delivery_id == delivery_id]


def _order(view: View) -> Callable[[str], tuple[bool, str]]:
    """Alphabetical by full name, the consortium last."""
    return lambda row: (row == CONSORTIUM_ID, organisation_name(view, row).casefold())
