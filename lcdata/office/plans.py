"""A Planner plan as its export says it: a snapshot of tasks, never a history.

Every cell is text, a date has no order of its own, people are display names, and a task that was
deleted is simply gone (`formats.md` section 4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lcdata.office.clocks import Order, day_of, is_day
from lcdata.office.grid import Row

_ID = re.compile(r"[A-Za-z0-9_-]{20,}")
_HEADERS = {
    "task id": "id",
    "task name": "title",
    "bucket name": "bucket",
    "progress": "progress",
    "created date": "created",
    "start date": "starts",
    "due date": "due",
    "completed date": "completed",
    "labels": "labels",
}
"""The headers that were seen; Dutch ones never were, so an unknown header is asked about."""
_NEEDED = ("id", "title", "bucket", "created", "due", "completed")
_DATES = ("created", "due", "completed")


@dataclass(frozen=True)
class Task:
    """One task as it stood when the plan was exported; dates as they were written.

    Attributes:
        id: stable over exports.
        title: what is to be done.
        bucket: the column of the board.
        created: "" where there is none; so are the others.
        due: when it is to be done.
        completed: when it was.
        labels: of the task.
    """

    id: str
    title: str
    bucket: str
    created: str
    due: str
    completed: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """An exported plan.

    Attributes:
        name: of the plan.
        plan_id: of the plan; "" where the export has none.
        exported: the day of the export as it was written.
        tasks: one per id.
        repeated: ids that stand on more than one row; none of those rows is a task.
        unknown: needed columns whose header is not known.
    """

    name: str
    plan_id: str
    exported: str
    tasks: tuple[Task, ...]
    repeated: tuple[str, ...]
    unknown: tuple[str, ...]


def is_plan(rows: Sequence[Row]) -> bool:
    """Whether these are the rows of an exported plan, in any language."""
    return _header_at(rows) is not None


def plan(rows: Sequence[Row], columns: Mapping[str, int] | None = None) -> Plan:
    """The plan in these rows.

    Args:
        rows: of the sheet.
        columns: what → position, as it was answered for headers that are not known.

    Raises:
        ValueError: no plan (`is_plan`).
    """
    at = _header_at(rows)
    if at is None:
        raise ValueError("no plan")
    places = {
        _HEADERS[text.lower()]: position
        for position, text in enumerate(rows[at])
        if text.lower() in _HEADERS
    } | dict(columns or {})
    unknown = tuple(name for name in _NEEDED if name not in places)
    tasks = [] if unknown else [_task(row, places) for row in rows[at + 1 :] if any(row)]
    counts = Counter(task.id for task in tasks)
    above = [row[1] for row in rows[:at] if len(row) > 1]
    return Plan(
        name=above[0] if above else "",
        plan_id=above[1] if len(above) > 1 else "",
        exported=next((text for text in above if is_day(text)), ""),
        tasks=tuple(task for task in tasks if counts[task.id] == 1),
        repeated=tuple(sorted(one for one, count in counts.items() if count > 1)),
        unknown=unknown,
    )


def _header_at(rows: Sequence[Row]) -> int | None:
    """The row above the first id of a task, where it is as wide as a plan is."""
    for at, row in enumerate(rows[1:20], start=1):
        if row and _ID.fullmatch(row[0]) and len(rows[at - 1]) >= len(_HEADERS):
            return at - 1
    return None


def _task(row: Row, places: Mapping[str, int]) -> Task:
    def cell(name: str) -> str:
        at = places.get(name, -1)
        return row[at] if 0 <= at < len(row) else ""

    return Task(
        id=cell("id"),
        title=cell("title"),
        bucket=cell("bucket"),
        created=cell("created"),
        due=cell("due"),
        completed=cell("completed"),
        labels=tuple(label.strip() for label in cell("labels").split(";") if label.strip()),
    )


def date_orders(exported: Plan) -> list[Order]:
    """In which orders every date of the plan is one; more than one is to be asked about."""
    texts = [getattr(task, name) for task in exported.tasks for name in _DATES]
    filled = [text for text in (*texts, exported.exported) if text]
    return [order for order in Order if all(day_of(text, order) for text in filled)]


def gone(before: Iterable[Task], after: Iterable[Task]) -> list[Task]:
    """Tasks of an earlier export that a later one of the same plan no longer has.

    They are said, never deleted: a task may have been thrown away or moved to another plan.
    """
    there = {task.id for task in after}
    return [task for task in before if task.id not in there]
