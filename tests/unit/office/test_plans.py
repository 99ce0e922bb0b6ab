from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from lcdata.office.clocks import Order, day_of
from lcdata.office.grid import Row
from lcdata.office.plans import date_orders, gone, is_plan, plan

REAL = Path("tests/data/exports/planner/plannr_2020_test_plan.xlsx")
HEADER = (
    "Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Created By",
    "Created Date", "Start date", "Due date", "Late", "Completed Date", "Labels",
)  # fmt: skip
FIRST, SECOND = "vZq8r97WLkKwPJH4onCK7IIAGoay", "jhSDddGASDGhhdsg873hjDS232ad"


def rows(*tasks: Row, header: Row = HEADER, exported: str = "11/30/2026") -> list[Row]:
    above = [("Plan name", "Sprints"), ("Plan ID", "11aa22"), ("Date of export", exported), ()]
    return [*above, header, *tasks]


def task(name: str, created: str, due: str = "", completed: str = "") -> Row:
    return (
        name, "Meten", "Sprint 1", "Not started", "Medium", "", "", created, "", due, "false",
        completed, "groen;urgent",
    )  # fmt: skip


def real() -> list[Row]:
    sheet = openpyxl.load_workbook(REAL).worksheets[0]
    return [tuple(str(cell or "") for cell in row) for row in sheet.iter_rows(values_only=True)]


def test_the_real_plan_is_known_and_its_repeated_ids_are_refused() -> None:
    found = plan(real())
    assert (found.name, found.exported, found.unknown) == ("Test Plan", "10/06/2020", ())
    # of 32 rows all but one share their id with another, as somebody edited the file
    assert [one.title for one in found.tasks] == ["Task 13"]
    assert len(found.repeated) == 3


def test_the_real_plan_does_not_say_the_order_of_its_dates() -> None:
    assert date_orders(plan(real())) == [Order.DAY_FIRST, Order.MONTH_FIRST]


def test_a_task_keeps_what_the_export_says_of_it() -> None:
    (one,) = plan(rows(task(FIRST, "11/02/2026", "11/20/2026"))).tasks
    assert (one.title, one.bucket, one.created, one.due, one.completed, one.labels) == (
        "Meten", "Sprint 1", "11/02/2026", "11/20/2026", "", ("groen", "urgent"),
    )  # fmt: skip


def test_an_export_after_the_twelfth_says_the_order_of_all_dates() -> None:
    assert date_orders(plan(rows(task(FIRST, "11/02/2026")))) == [Order.MONTH_FIRST]


def test_columns_in_another_order_are_found_by_their_headers() -> None:
    header = (HEADER[0], HEADER[2], HEADER[1], *HEADER[3:])
    cells = task(FIRST, "11/02/2026")
    (one,) = plan(rows((cells[0], cells[2], cells[1], *cells[3:]), header=header)).tasks
    assert (one.title, one.bucket) == ("Meten", "Sprint 1")


def test_headers_nobody_has_seen_are_asked_about_and_no_task_is_read() -> None:
    header = ("Taak-id", "Taaknaam", "Bucketnaam", *HEADER[3:])
    found = plan(rows(task(FIRST, "11/02/2026"), header=header))
    assert is_plan(rows(task(FIRST, "11/02/2026"), header=header))
    assert (found.unknown, found.tasks) == (("id", "title", "bucket"), ())


def test_what_was_answered_about_columns_holds() -> None:
    header = ("Taak-id", "Taaknaam", "Bucketnaam", *HEADER[3:])
    answered = {"id": 0, "title": 1, "bucket": 2}
    (one,) = plan(rows(task(FIRST, "11/02/2026"), header=header), answered).tasks
    assert one.title == "Meten"


@pytest.mark.parametrize("of", [[], [("a", "b")], [("Task ID", "Task Name"), ("1", "x")]])
def test_another_list_is_no_plan(of: list[Row]) -> None:
    assert not is_plan(of)


def test_a_task_that_an_export_no_longer_has_is_said() -> None:
    before = plan(rows(task(FIRST, "11/02/2026"), task(SECOND, "11/02/2026"))).tasks
    after = plan(rows(task(SECOND, "11/02/2026"))).tasks
    assert [one.id for one in gone(before, after)] == [FIRST]


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("10/02/2026", Order.MONTH_FIRST, dt.date(2026, 10, 2)),
        ("10/02/2026", Order.DAY_FIRST, dt.date(2026, 2, 10)),
        ("2-10-26", Order.DAY_FIRST, dt.date(2026, 10, 2)),
        ("2026-10-02", Order.YEAR_FIRST, dt.date(2026, 10, 2)),
        ("2026-10-02", Order.MONTH_FIRST, None),
        ("13/13/2026", Order.DAY_FIRST, None),
        ("morgen", Order.DAY_FIRST, None),
    ],
)
def test_a_date_is_read_in_one_order(text: str, order: Order, expected: dt.date | None) -> None:
    assert day_of(text, order) == expected
