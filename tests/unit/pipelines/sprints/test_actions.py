from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from lcdata.contracts.marts import Marts
from tests.unit.pipelines.builders import AS_OF, Rows, day
from tests.unit.pipelines.one_community import exported, figure, part_of, status

CASES = json.loads(Path("tests/data/reference_cases.json").read_text(encoding="utf-8"))["cases"]
LEAD_TIME = next(case for case in CASES if case["id"] == "action_lead_time_km_median")

TOMORROW = AS_OF + dt.timedelta(days=1)
OPEN: dict[str, Any] = {"action_id": "x", "opened_on": day(7), "status": "open"}
DUE = {**OPEN, "due_on": day(30)}


def with_actions(*actions: dict[str, Any]) -> Marts:
    rows: Rows = [{**action, "action_id": f"x{place}"} for place, action in enumerate(actions)]
    return exported(fct_action=rows)


@pytest.mark.parametrize(
    ("action", "finished", "on_time"),
    [
        ({"status": "open"}, 0, 0),
        ({"status": "done", "closed_on": day(29)}, 1, 1),
        ({"status": "done", "closed_on": day(30)}, 1, 1),
        ({"status": "adopted", "closed_on": day(31)}, 1, 0),
        ({"status": "done", "closed_on": AS_OF}, 1, 0),
        ({"status": "done", "closed_on": TOMORROW}, 0, 0),
        ({"status": "done", "closed_on": None}, 0, 0),
    ],
)
def test_a_due_action_is_finished_when_closed_and_on_time_up_to_its_date(
    action: dict[str, Any], finished: int, on_time: int
) -> None:
    of = with_actions({**DUE, **action})
    assert part_of(of, "action_closure") == (finished, 1)
    assert part_of(of, "action_on_time") == (on_time, 1)


@pytest.mark.parametrize(
    ("action", "due"),
    [
        ({"due_on": AS_OF}, 2),
        ({"due_on": TOMORROW}, 1),
        ({"due_on": None}, 1),
        ({"status": "cancelled"}, 1),
    ],
)
def test_an_action_is_due_from_its_date_on_unless_cancelled(
    action: dict[str, Any], due: int
) -> None:
    assert part_of(with_actions(DUE, {**DUE, **action}), "action_closure")[1] == due


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ([], "too_few"),
        ([{**DUE, "status": "cancelled"}], "too_few"),
        ([{**DUE, "due_on": TOMORROW}], "not_due"),
    ],
)
def test_without_a_due_action_there_is_no_share(actions: Rows, expected: str) -> None:
    assert status(with_actions(*actions), "action_closure") == expected


def test_the_median_days_agree_with_r_survfit() -> None:
    case: dict[str, Any] = LEAD_TIME["inputs"]
    actions = [
        {
            "opened_on": AS_OF - dt.timedelta(days=days),
            "status": "done" if closed else "open",
            "closed_on": AS_OF if closed else None,
        }
        for days, closed in zip(case["time"], case["closed"], strict=True)
    ]
    found = figure(with_actions(*actions), "action_lead_time_median")
    assert found["value"] == pytest.approx(LEAD_TIME["expected"]["median"], abs=LEAD_TIME["tol"])
    assert (found["num"], found["den"]) == (None, 10)


def test_a_cancelled_action_and_one_of_tomorrow_leave_the_median_alone() -> None:
    closed = {"opened_on": day(0), "closed_on": day(9), "status": "done"}
    others = [
        {"opened_on": day(0), "status": "cancelled"},
        {"opened_on": TOMORROW, "status": "open"},
    ]
    found = figure(with_actions(closed, *others), "action_lead_time_median")
    assert (found["value"], found["den"]) == (9, 1)


def test_an_action_to_be_closed_after_the_as_of_date_is_still_open() -> None:
    closed = {"opened_on": day(0), "closed_on": day(9), "status": "done"}
    later = {"opened_on": day(0), "closed_on": TOMORROW, "status": "done"}
    # S stays at one half from day 9 on, where R's survfit puts the median; closed it were 40
    assert figure(with_actions(closed, later), "action_lead_time_median")["value"] == 9


def test_while_more_than_half_are_open_there_is_no_median() -> None:
    closed = {"opened_on": day(0), "closed_on": day(9), "status": "done"}
    waiting = {"opened_on": day(0), "status": "open"}
    of = with_actions(closed, waiting, waiting)
    assert status(of, "action_lead_time_median") == "too_few"


@pytest.mark.parametrize(
    "indicator", ["action_closure", "action_on_time", "action_lead_time_median"]
)
def test_actions_that_were_not_delivered_are_not_measured(indicator: str) -> None:
    assert status(exported("action"), indicator) == "not_measured"
