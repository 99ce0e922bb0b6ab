from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from lcdata.contracts.marts import Marts
from tests.unit.pipelines.builders import AS_OF, Rows, day
from tests.unit.pipelines.one_community import START_WEEK, exported, figure, part_of, status

CASES = json.loads(Path("tests/data/reference_cases.json").read_text(encoding="utf-8"))["cases"]
ITEMS = next(case for case in CASES if case["id"] == "sprint_items")

END = (AS_OF - day(0)).days
ENDED = {
    "sprint_no": 1,
    "planned_start": day(7),
    "planned_end": day(27),
    "actual_start": day(7),
    "actual_end": day(27),
}
COMPLETE = {
    "did_differently_answered": True,
    "do_again_answered": True,
    "needs_answered": True,
}


def item(item_id: str, **more: object) -> dict[str, Any]:
    return {"item_id": item_id, "sprint_no": 1, "title": "t", "added_on": day(7), **more}


def sprint_items() -> Marts:
    case: dict[str, Any] = ITEMS["inputs"]
    return exported(
        fct_sprint=[ENDED],
        fct_sprint_item=[
            item(
                name,
                added_on=day(7) if name in case["committed"] else day(15),
                done_on=day(20) if name in case["done"] else None,
                removed_on=day(16) if name in case["removed"] else None,
            )
            for name in [*case["committed"], *case["added"]]
        ],
    )


@pytest.mark.parametrize("period", ["overall", "sprint_1"])
@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("commitment_reliability", "commitment_reliability"),
        ("scope_added_ratio", "scope_added"),
        ("scope_removed_ratio", "scope_removed"),
        ("throughput", "throughput"),
    ],
)
def test_items_of_a_sprint_count_as_counted_by_hand(
    indicator: str, expected: str, period: str
) -> None:
    found = figure(sprint_items(), indicator, period)
    assert found["value"] == pytest.approx(ITEMS["expected"][expected], abs=ITEMS["tol"])


def of_two_items(**more: object) -> Marts:
    return exported(fct_sprint=[ENDED], fct_sprint_item=[item("sure"), item("x", **more)])


@pytest.mark.parametrize(
    ("more", "committed"),
    [
        ({"added_on": day(0)}, 2),
        ({"added_on": day(9)}, 2),  # planned start + 2
        ({"added_on": day(10)}, 1),  # planned start + 3
        ({"removed_on": day(9)}, 1),
        ({"removed_on": day(10)}, 2),
    ],
)
def test_an_item_is_agreed_when_it_stands_two_days_after_the_planned_start(
    more: dict[str, Any], committed: int
) -> None:
    assert part_of(of_two_items(**more), "commitment_reliability")[1] == committed


@pytest.mark.parametrize(("done", "num"), [(27, 1), (28, 0), (3, 1)])
def test_agreed_work_is_finished_up_to_the_last_day_of_the_sprint(done: int, num: int) -> None:
    assert part_of(of_two_items(done_on=day(done)), "commitment_reliability") == (num, 2)


@pytest.mark.parametrize(("done", "value"), [(6, 0), (7, 1), (27, 1), (28, 0)])
def test_an_item_is_finished_in_the_sprint_between_its_first_and_last_day(
    done: int, value: int
) -> None:
    assert figure(of_two_items(done_on=day(done)), "throughput")["value"] == value


@pytest.mark.parametrize(
    ("more", "added"), [({"added_on": day(9)}, 0), ({"added_on": day(10)}, 1),
                        ({"added_on": AS_OF}, 1),
                        ({"added_on": AS_OF + dt.timedelta(days=1)}, 0)]
)  # fmt: skip
def test_work_is_added_on_the_way_up_to_the_as_of_date(more: dict[str, Any], added: int) -> None:
    assert part_of(of_two_items(**more), "scope_added_ratio")[0] == added


@pytest.mark.parametrize(
    ("more", "removed"),
    [
        ({"removed_on": day(9)}, 0),
        ({"removed_on": day(10)}, 1),
        ({"added_on": day(10), "removed_on": day(12)}, 0),  # never agreed, so not counted
    ],
)
def test_only_agreed_work_is_removed_on_the_way(more: dict[str, Any], removed: int) -> None:
    assert part_of(of_two_items(**more), "scope_removed_ratio")[0] == removed


def test_a_sprint_in_which_nothing_was_finished_counts_nought() -> None:
    assert figure(exported(fct_sprint=[ENDED]), "throughput")["value"] == 0


def test_a_sprint_without_agreed_work_has_too_little_to_divide_by() -> None:
    assert status(exported(fct_sprint=[ENDED]), "commitment_reliability") == "too_few"


def test_a_sprint_still_running_is_not_due_in_its_own_period() -> None:
    running = {"sprint_no": 2, "planned_start": day(END - 3), "planned_end": day(END)}
    of = exported(fct_sprint=[ENDED, running], fct_sprint_item=[item("x"), item("y", sprint_no=2)])
    assert part_of(of, "commitment_reliability") == (0, 1)
    assert status(of, "commitment_reliability", "sprint_2") == "not_due"


@pytest.mark.parametrize(("actual_end", "within"), [(24, 0), (25, 1), (27, 1), (29, 1), (30, 0)])
def test_a_sprint_is_within_its_time_when_its_length_differs_by_two_days_at_most(
    actual_end: int, within: int
) -> None:
    of = exported(fct_sprint=[{**ENDED, "actual_end": day(actual_end)}])
    assert part_of(of, "sprints_in_time_box") == (within, 1)


def test_a_sprint_that_began_late_and_ended_as_late_is_within_its_time() -> None:
    moved = {**ENDED, "actual_start": day(14), "actual_end": day(34)}
    assert part_of(exported(fct_sprint=[moved]), "sprints_in_time_box") == (1, 1)


def test_an_ended_sprint_without_its_actual_dates_is_missing_from_its_time() -> None:
    bare = {"sprint_no": 2, "planned_start": day(28), "planned_end": day(48)}
    found = figure(exported(fct_sprint=[ENDED, bare]), "sprints_in_time_box")
    assert (found["den"], found["n_missing"]) == (1, 1)


@pytest.mark.parametrize(
    ("dates", "ended"),
    [
        ({"planned_end": day(END - 1)}, True),
        ({"planned_end": day(END)}, False),
        ({"planned_end": day(END + 9), "actual_end": day(END)}, True),
        ({"planned_end": day(20), "actual_end": day(END + 1)}, False),
    ],
)
def test_a_sprint_has_ended_on_its_actual_end_or_the_day_after_its_planned_one(
    dates: dict[str, Any], ended: bool
) -> None:
    of = exported(fct_sprint=[{"sprint_no": 1, "planned_start": day(7), **dates}])
    assert status(of, "sprint_reviews_held") == ("ok" if ended else "not_due")


def test_a_review_counts_once_its_date_is_recorded() -> None:
    other = {**ENDED, "sprint_no": 2, "review_on": day(27)}
    of = exported(fct_sprint=[ENDED, other, {**START_WEEK, "review_on": day(4)}])
    assert part_of(of, "sprint_reviews_held") == (1, 2)


@pytest.mark.parametrize(
    ("reflection", "num"),
    [
        ({"sprint_no": 1, **COMPLETE}, 1),
        ({"sprint_no": 1, "person_id": "p", **COMPLETE}, 1),
        ({"sprint_no": 1, **COMPLETE, "needs_answered": False}, 0),
        ({"sprint_no": 1, **COMPLETE, "do_again_answered": None}, 0),
        ({"session_id": "s", **COMPLETE}, 0),
        ({"activity_id": "t", **COMPLETE}, 0),
        ({"sprint_no": 2, **COMPLETE}, 0),
        ({"sprint_no": 1, **COMPLETE, "reflected_on": AS_OF}, 1),
        ({"sprint_no": 1, **COMPLETE, "reflected_on": AS_OF + dt.timedelta(days=1)}, 0),
    ],
)
def test_a_sprint_is_reflected_on_by_one_reflection_of_it_that_answers_all_three(
    reflection: dict[str, Any], num: int
) -> None:
    of = exported(
        fct_sprint=[ENDED],
        fct_reflection=[{"reflection_id": "r", "reflected_on": day(27), **reflection}],
    )
    assert part_of(of, "reflection_completion") == (num, 1)


def test_three_questions_answered_in_two_reflections_are_no_complete_one() -> None:
    parts: Rows = [
        {**COMPLETE, "needs_answered": False, "reflection_id": "r1"},
        {**COMPLETE, "do_again_answered": False, "reflection_id": "r2"},
    ]
    rows = [{**part, "sprint_no": 1, "reflected_on": day(27)} for part in parts]
    assert (
        part_of(exported(fct_sprint=[ENDED], fct_reflection=rows), "reflection_completion")[0] == 0
    )


def test_a_sprint_with_two_complete_reflections_counts_once() -> None:
    rows = [
        {"reflection_id": name, "sprint_no": 1, "reflected_on": day(27), **COMPLETE}
        for name in ("r1", "r2")
    ]
    of = exported(fct_sprint=[ENDED], fct_reflection=rows)
    assert part_of(of, "reflection_completion") == (1, 1)


@pytest.mark.parametrize(("recorded", "num"), [(None, 0), (day(7), 1), (day(13), 1), (day(14), 0)])
def test_a_try_out_belongs_to_the_first_seven_days(recorded: dt.date | None, num: int) -> None:
    assert part_of(
        exported(fct_sprint=[{**ENDED, "try_out_on": recorded}]), "try_out_recorded"
    ) == (
        num,
        1,
    )


def test_a_sprint_that_starts_tomorrow_owes_no_try_out() -> None:
    ahead = {"sprint_no": 1, "planned_start": day(END + 1), "planned_end": day(END + 21)}
    assert status(exported(fct_sprint=[ahead]), "try_out_recorded") == "not_due"


def test_versions_are_counted_per_ended_sprint_up_to_the_as_of_date() -> None:
    versions = [
        {"version_no": number, "completed_on": date}
        for number, date in enumerate((day(3), day(27), AS_OF, AS_OF + dt.timedelta(days=1)))
    ]
    of = exported(
        fct_sprint=[START_WEEK, ENDED, {**ENDED, "sprint_no": 2}], fct_product_version=versions
    )
    found = figure(of, "versions_per_sprint")
    assert (found["num"], found["den"], found["value"], found["low"]) == (3, 2, 1.5, None)


@pytest.mark.parametrize(("best", "value"), [(None, 0), (2, 1)])
def test_the_best_sprint_is_chosen_or_not_once_the_last_has_ended(
    best: int | None, value: int
) -> None:
    of = exported(community={"best_sprint_no": best}, fct_sprint=[ENDED, {**ENDED, "sprint_no": 2}])
    found = figure(of, "best_sprint_chosen")
    assert (found["value"], found["low"]) == (value, None)


def test_the_best_sprint_is_not_due_while_one_still_runs() -> None:
    running = {"sprint_no": 2, "planned_start": day(END - 3), "planned_end": day(END)}
    of = exported(community={"best_sprint_no": 1}, fct_sprint=[ENDED, running])
    assert status(of, "best_sprint_chosen") == "not_due"


@pytest.mark.parametrize(
    ("table", "indicator"),
    [
        ("sprint", "sprints_in_time_box"),
        ("sprint_item", "commitment_reliability"),
        ("sprint_item", "throughput"),
        ("sprint_item", "scope_added_ratio"),
        ("reflection", "reflection_completion"),
        ("sprint", "sprint_reviews_held"),
        ("sprint", "try_out_recorded"),
        ("product_version", "versions_per_sprint"),
        ("sprint", "best_sprint_chosen"),
    ],
)
def test_a_table_that_was_not_delivered_is_not_measured(table: str, indicator: str) -> None:
    assert status(exported(table, fct_sprint=[ENDED]), indicator) == "not_measured"
