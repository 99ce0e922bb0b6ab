"""The receipt of one delivery: counts, what was dropped, and every issue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias, get_args

from lcdata.ingest.definitions import Severity
from lcdata.ingest.issues import Issue, More
from lcdata.locale import N_, Words

ReceiptStatus: TypeAlias = Literal[
    "accepted", "accepted_with_errors", "unchanged", "refused", "withdrawn", "damaged"
]

STATUS_TEXTS: Mapping[str, str] = {
    "accepted": N_("accepted"),
    "accepted_with_errors": N_("accepted, rows set aside"),
    "unchanged": N_("unchanged: these bytes were delivered before"),
    "refused": N_("refused: nothing was taken in"),
    "withdrawn": N_("withdrawn: no figure is made of it"),
    "damaged": N_("damaged on the disk: no figure is made of it"),
}
PUBLISHED_TEXTS: Mapping[bool, str] = {
    True: N_("It is in the figures that are shown."),
    False: N_("It is stored, and not in the figures that are shown."),
}
SEVERITY_TEXTS: Mapping[Severity, str] = {
    Severity.BLOCKER: N_("blocker"),
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFO: N_("info"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of one table; `read = accepted + quarantined + skipped`."""

    read: int
    accepted: int
    quarantined: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was delivered and not taken in: a table, or one column of it."""

    table: str
    column: str | None


@dataclass(frozen=True)
class Receipt:
    """What became of one delivery; codes only, words come when it is shown.

    Attributes:
        organisation_id: None while nobody could tell whose it is.
        delivery_id: sha256 over the delivered bytes; None when nothing could be read.
        status: what became of it.
        tables: table → counts; empty for a refused delivery.
        dropped: tables and columns that the contract does not have.
        issues: worst first, then in the order of tables and rows; of a kind that occurs very
            often the first ones.
        more: how many issues of a kind there are beyond those.
        published: whether the live release is made of it; None where nothing was stored, and in
            the store, which is written before anything is published.
    """

    organisation_id: str | None
    delivery_id: str | None
    status: ReceiptStatus
    tables: Mapping[str, Counts]
    dropped: tuple[Dropped, ...]
    issues: tuple[Issue, ...]
    more: tuple[More, ...] = ()
    published: bool | None = None

    @property
    def worst(self) -> Severity | None:
        """The severity of the worst issue."""
        return min((issue.severity for issue in self.issues), key=lambda s: s.rank, default=None)

    def to_json(self, words: Words) -> str:
        """The receipt as one line of JSON, with its messages in the reader's language."""
        record = self.to_record()
        if self.published is not None:
            record["published"] = self.published
        record["issues"] = [_told(issue, words) for issue in self.issues]
        record.pop("more")
        if self.more:
            record["more"] = [_counted(more, words) for more in self.more]
        return json.dumps(record, ensure_ascii=False)

    def to_text(self, words: Words) -> str:
        """The receipt for reading: a heading, then one line per issue."""
        name = self.organisation_id or words.text("unknown organisation")
        heading = f"{name}: {words.text(STATUS_TEXTS[self.status])}"
        if self.published is not None:
            heading = f"{heading}. {words.text(PUBLISHED_TEXTS[self.published])}"
        return "\n".join([heading, *_lines(self.issues, self.more, words)])

    def to_record(self) -> dict[str, Any]:
        """The receipt without words, as the store keeps it."""
        return {name: value for name, value in asdict(self).items() if name != "published"}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Receipt:
        """The receipt the store kept.

        Raises:
            ValueError: a status this version does not know.
        """
        if record["status"] not in get_args(ReceiptStatus):
            raise ValueError(f"unknown status {record['status']!r}")
        return cls(
            record["organisation_id"],
            record["delivery_id"],
            record["status"],
            {table: Counts(**counts) for table, counts in record["tables"].items()},
            tuple(Dropped(**dropped) for dropped in record["dropped"]),
            tuple(Issue(**issue) for issue in record["issues"]),
            tuple(More(**more) for more in record.get("more", ())),
        )


def exit_code(receipts: Iterable[Receipt]) -> int:
    """0 nothing above info, 1 warnings or rows to quarantine, 2 a delivery refused."""
    return max((_exit_code(receipt) for receipt in receipts), default=0)


def _exit_code(receipt: Receipt) -> int:
    if receipt.status == "refused":
        return 2
    return 0 if receipt.worst in (None, Severity.INFO) else 1


def _told(issue: Issue, words: Words) -> dict[str, object]:
    return {
        "severity": issue.severity.value,
        "code": issue.code,
        "file": issue.file,
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.column,
        "message": issue.message(words),
        "remedy": issue.remedy(words),
    }


def _counted(more: More, words: Words) -> dict[str, object]:
    return {
        "severity": more.severity.value,
        "code": more.code,
        "file": more.file,
        "sheet": more.sheet,
        "column": more.column,
        "count": more.count,
        "message": more.message(words),
    }


def _lines(issues: Iterable[Issue], more: Iterable[More], words: Words) -> Iterator[str]:
    """One line per issue, then one per kind that has more than those."""
    for issue in issues:
        yield _line(issue, words)
    for kind in more:
        place = ", ".join(filter(None, (kind.file, kind.sheet, kind.column)))
        severity = words.text(SEVERITY_TEXTS[kind.severity])
        yield f"  {severity}  {place}: {kind.message(words)}"


def _line(issue: Issue, words: Words) -> str:
    """One issue: severity, place, what is wrong, what to do."""
    row = words.text("row {number}", number=issue.row) if issue.row else None
    place = ", ".join(filter(None, (issue.file, issue.sheet, row, issue.column_said(words))))
    severity = words.text(SEVERITY_TEXTS[issue.severity])
    return f"  {severity}  {place}: {issue.message(words)} {issue.remedy(words)}"
