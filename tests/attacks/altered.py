"""Deliveries of a consortium that differ from one another in exactly one hidden thing.

The outside deliveries have two groups of four: Loohuis c1 and De Groot c2, in no sum of anybody. De
Groot c2 gets two more sessions here, so that a person of each can trade places with one of the
other: both hidden groups change.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

OUTSIDE = Path("tests/data/consortium/canonical")

Row = dict[str, str]
Change = Callable[[Row], Row | None]

_SESSIONS = (("DG/s/20", "1", "2026-10-07"), ("DG/s/21", "2", "2026-10-08"))
_PERSONS = ("DG/p/10", "DG/p/11", "DG/p/13", "DG/p/14")


def deliveries(folder: Path) -> Path:
    """The deliveries, a folder per organisation."""
    shutil.copytree(OUTSIDE, folder)
    for session, sprint, day in _SESSIONS:
        added = {"session_id": session, "community_id": "c2", "sprint_no": sprint, "kind": "work"}
        times = {"planned_start": f"{day} 12:00", "planned_minutes": "45", "status": "held"}
        append(folder / "de-groot" / "session.csv", {**added, **times})
        for person in _PERSONS:
            mark = {"session_id": session, "person_id": person, "status": "present"}
            append(folder / "de-groot" / "attendance.csv", mark)
    rewrite(folder / "de-groot" / "attendance.csv", _also_missing(("DG/s/9", "DG/p/10")))
    rewrite(folder / "loohuis" / "attendance.csv", _also_missing(("001", "003")))
    return folder


def traded(folder: Path) -> Path:
    """The same, one person's marks and one respondent's answers traded between hidden groups."""
    deliveries(folder)
    rewrite(folder / "loohuis" / "attendance.csv", _all_there)
    rewrite(folder / "de-groot" / "attendance.csv", _as_the_other_was)
    _trade_answers(
        (folder / "loohuis" / "survey_answer.csv", "MZYQ5S"),
        (folder / "alferink" / "survey_answer.csv", "2WRRBA"),
    )
    return folder


def rewrite(file: Path, change: Change) -> None:
    """The table with every row as `change` returns it, without the rows it answers with None."""
    rows = [row for found in _rows(file) if (row := change(dict(found))) is not None]
    _write(file, rows)


def append(file: Path, row: Row) -> None:
    """The table with one row more; columns that are not given stay empty."""
    rows = _rows(file)
    _write(file, [*rows, dict.fromkeys(rows[0], "") | row])


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(file: Path, rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def _also_missing(place: tuple[str, str]) -> Change:
    """Somebody else is missing too, so that the trade is not seen in who was all there."""

    def change(row: Row) -> Row:
        is_it = (row["session_id"], row["person_id"]) == place
        return {**row, "status": "excused", "late_minutes": ""} if is_it else row

    return change


def _all_there(row: Row) -> Row:
    return {**row, "status": "present", "late_minutes": ""} if row["person_id"] == "002" else row


def _as_the_other_was(row: Row) -> Row:
    was = {"DG/s/9": ("excused", ""), "DG/s/21": ("late", "25")}
    if row["person_id"] != "DG/p/11" or row["session_id"] not in was:
        return row
    status, minutes = was[row["session_id"]]
    return {**row, "status": status, "late_minutes": minutes}


def _trade_answers(*places: tuple[Path, str]) -> None:
    tables = [_rows(file) for file, _ in places]
    asked = [
        [row for row in rows if row["respondent_id"] == respondent]
        for rows, (_, respondent) in zip(tables, places, strict=True)
    ]
    given = [[*map(dict, rows)] for rows in asked]
    for rows, (file, respondent), answers in zip(tables, places, reversed(given), strict=True):
        others = [row for row in rows if row["respondent_id"] != respondent]
        own = [{**row, "respondent_id": respondent} for row in answers]
        _write(file, others + own)


def column(file: Path, name: str) -> list[str]:
    """The values of one column of a delivered table."""
    return [row[name] for row in _rows(file)]
