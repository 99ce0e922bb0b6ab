"""Answers to a Microsoft Form as its export says them.

The first columns say which answer, when and who; the rest are questions, one column each, headed by
their text. The texts are the form: a question that was edited is another one (`formats.md`
section 3).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lcdata.office.clocks import manners, read, written
from lcdata.office.grid import Row

_FIXED = {
    "id": "id",
    "start time": "started", "begintijd": "started",
    "completion time": "completed", "tijd van voltooien": "completed",
    "email": "address", "e-mail": "address",
    "name": "name", "naam": "name",
    "last modified time": "modified", "tijd van laatste wijziging": "modified",
    "total points": "points", "totaal aantal punten": "points",
    "quiz feedback": "feedback", "testfeedback": "feedback",
}  # fmt: skip
_OF_A_QUIZ = ("points - ", "feedback - ", "punten - ")
_ANONYMOUS = ("anonymous", "anoniem")
_NUMBERED = re.compile(r"^\d+[.)]\s+")
_SHARED = re.compile(r"(\d)$")


@dataclass(frozen=True)
class Asked:
    """One question of a form.

    Attributes:
        text: as it was asked, without number, line breaks and suffix.
        nth: 1, and more for a question whose text stands on the form again.
    """

    text: str
    nth: int = 1


@dataclass(frozen=True)
class Answered:
    """One answer to a form.

    Attributes:
        id: of the answer; the same once it was edited.
        completed: when it was sent, as it was written.
        address: "" of somebody anonymous.
        name: "" of somebody anonymous.
        cells: one per question.
    """

    id: str
    completed: str
    address: str
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """An exported form: its questions and answers."""

    questions: tuple[Asked, ...]
    answers: tuple[Answered, ...]

    @property
    def id(self) -> str:
        """The form by its questions, in whatever order; another wording is another form."""
        texts = sorted(f"{one.text.casefold()} {one.nth}" for one in self.questions)
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def is_form(rows: Sequence[Row]) -> bool:
    """Whether these rows are a form's: a number, two moments that follow one another, and who."""
    if len(rows) < 1 or len(rows[0]) < 5:
        return False
    if _fixed(rows[0]).keys() >= {"id", "started", "completed"}:
        return True
    body = [row for row in rows[1:] if len(row) > 2]
    return bool(body) and all(
        row[0].isdecimal() and written(row[1]) and written(row[2]) for row in body
    )


def form(rows: Sequence[Row]) -> Form:
    """The questions and answers in these rows, a header first."""
    header = rows[0]
    fixed = _fixed(header) or {"id": 0, "started": 1, "completed": 2, "address": 3, "name": 4}
    asked = [
        at
        for at, text in enumerate(header)
        if at not in fixed.values() and text and not text.lower().startswith(_OF_A_QUIZ)
    ]
    answers = [
        Answered(
            id=_cell(row, fixed["id"]),
            completed=_cell(row, fixed["completed"]),
            address=_who(_cell(row, fixed.get("address", -1)).lower()),
            name=_who(_cell(row, fixed.get("name", -1))),
            cells=tuple(_cell(row, at) for at in asked),
        )
        for row in rows[1:]
        if _cell(row, fixed["id"])
    ]
    return Form(_questions([header[at] for at in asked]), tuple(answers))


def _fixed(header: Row) -> dict[str, int]:
    """What the columns about the answer itself hold → their position, as far as they are known."""
    found: dict[str, int] = {}
    for at, text in enumerate(header[:8]):
        name = _FIXED.get(text.lower())
        if name is not None:
            found.setdefault(name, at)
    return found


def _questions(headers: Sequence[str]) -> tuple[Asked, ...]:
    """The texts; `Vraag2` is `Vraag` again where that stands on the form too."""
    plain = [_NUMBERED.sub("", " ".join(text.split())) for text in headers]
    asked = []
    for text in plain:
        suffix = _SHARED.search(text)
        base = text[: suffix.start()] if suffix else text
        is_again = suffix is not None and base in plain
        asked.append(Asked(base, int(suffix[0])) if is_again and suffix else Asked(text))
    return tuple(asked)


def _cell(row: Row, at: int) -> str:
    return row[at] if 0 <= at < len(row) else ""


def _who(text: str) -> str:
    return "" if text.lower() in _ANONYMOUS else text


def chosen(cell: str) -> tuple[str, ...]:
    """The options of an answer with several: joined by semicolons, with one at the end."""
    return tuple(option.strip() for option in cell.split(";") if option.strip())


def days(answers: Sequence[Answered]) -> list[Mapping[str, dt.date]]:
    """Each way in which all moments can be read: answer id → the day it was sent.

    The language of the headers says nothing about the order of a date; a form has one way only
    where one of its days is above twelve.
    """
    moments = {one.id: found for one in answers if (found := written(one.completed))}
    if len(moments) < len(answers):
        return []
    ways = [
        dict(zip(moments, (at.date() for at in read(list(moments.values()), manner)), strict=True))
        for manner in manners(list(moments.values()))
        if not manner.is_later_half
    ]
    return [way for at, way in enumerate(ways) if way not in ways[:at]]


def values(form_: Form, coding: Mapping[tuple[Asked, str], int]) -> dict[str, list[int | None]]:
    """Answer id → a number per question, by the option texts that were coded; None where not."""
    return {
        one.id: [
            coding.get((question, cell))
            for question, cell in zip(form_.questions, one.cells, strict=True)
        ]
        for one in form_.answers
    }
