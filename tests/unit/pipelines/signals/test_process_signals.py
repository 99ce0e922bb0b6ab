from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lcdata.contracts.marts import Marts
from lcdata.contracts.signal_reason import PROCESS_REASONS
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.pooling import cells
from lcdata.pipelines.signals.process_signals import process_signals, signals_of_members
from tests.unit.pipelines.builders import AS_OF, Rows, day, marts, session
from tests.unit.pipelines.one_community import START_WEEK, exported

END = (AS_OF - day(0)).days  # the as-of date, counted from the start: 70
COMPLETE = {
    "did_differently_answered": True,
    "do_again_answered": True,
    "needs_answered": True,
}
FINISHED = {"ended_on": AS_OF - dt.timedelta(days=1)}

FIGURES = [
    indicator
    for indicator in CATALOGUE
    if indicator.id
    in {"group_size_max", "register_coverage", "design.B1.shared_goal", "best_sprint_chosen"}
]

Found = list[dict[str, Any]]


def signals(of: Marts, kind: str) -> Found:
    return [signal for signal in every_signal(of) if signal["kind"] == kind]


def every_signal(of: Marts) -> Found:
    facts = Facts(of)
    figures = cells(FIGURES, facts)
    return [
        *process_signals(facts, figures).to_dicts(),
        *signals_of_members(facts, figures).to_dicts(),
    ]


def sprints(*ends: int) -> Rows:
    """Sprints 1, 2, … of three weeks that end on these days."""
    return [
        {"sprint_no": number, "planned_start": day(end - 20), "planned_end": day(end)}
        for number, end in enumerate(ends, start=1)
    ]


def test_each_sprint_that_ended_without_reflection_is_named_by_its_last_day() -> None:
    of = exported(
        fct_sprint=sprints(25, 46, 90),
        fct_reflection=[
            {"reflection_id": "r", "sprint_no": 1, "reflected_on": day(25), **COMPLETE}
        ],
    )
    found = signals(of, "no_reflection")
    assert [signal["dates"] for signal in found] == [[day(46)]]
    assert found[0]["mechanism"] == "E2"


def test_a_finished_community_is_asked_only_for_the_reflection_of_its_last_sprint() -> None:
    of = exported(community=FINISHED, fct_sprint=sprints(25, 46, 67))
    assert [signal["dates"] for signal in signals(of, "no_reflection")] == [[day(67)]]


def test_without_the_table_of_reflections_none_is_missed() -> None:
    of = exported("reflection", fct_sprint=sprints(25))
    assert not signals(of, "no_reflection")


@pytest.mark.parametrize(
    ("action", "asked"),
    [
        ({"due_on": day(END), "status": "open"}, True),
        ({"due_on": day(END + 1), "status": "open"}, False),
        ({"due_on": None, "status": "open"}, False),
        ({"due_on": day(30), "status": "cancelled"}, False),
        ({"due_on": day(30), "status": "done", "closed_on": day(END)}, False),
        ({"due_on": day(30), "status": "adopted", "closed_on": day(31)}, False),
        ({"due_on": day(30), "status": "done", "closed_on": day(END + 1)}, True),
    ],
)
def test_an_action_is_asked_for_once_it_is_due_and_until_it_is_finished(
    action: dict[str, Any], asked: bool
) -> None:
    of = exported(fct_action=[{"action_id": "x", "opened_on": day(7), **action}])
    assert bool(signals(of, "actions_overdue")) is asked


def test_actions_of_one_community_are_one_signal_with_their_dates_also_after_its_end() -> None:
    due = [day(50), day(40), day(50)]
    actions: Rows = [
        {"action_id": f"x{place}", "opened_on": day(7), "due_on": date, "status": "open"}
        for place, date in enumerate(due)
    ]
    (found,) = signals(exported(community=FINISHED, fct_action=actions), "actions_overdue")
    assert (found["count"], found["dates"]) == (3, [day(40), day(50), day(50)])


@pytest.mark.parametrize(("actual_end", "over"), [(27, None), (28, 3), (20, None)])
def test_a_sprint_over_its_length_by_more_than_two_days_is_named_with_the_days(
    actual_end: int, over: int | None
) -> None:
    sprint = {**sprints(25)[0], "actual_start": day(5), "actual_end": day(actual_end)}
    found = signals(exported(fct_sprint=[sprint]), "over_time_box")
    assert [signal["count"] for signal in found] == ([] if over is None else [over])


@pytest.mark.parametrize(("planned_end", "over"), [(END - 3, 3), (END - 2, None)])
def test_a_sprint_still_running_is_over_its_time_on_the_as_of_date(
    planned_end: int, over: int | None
) -> None:
    sprint = {**sprints(planned_end)[0], "actual_start": day(planned_end - 20)}
    found = signals(exported(fct_sprint=[sprint]), "over_time_box")
    assert [signal["count"] for signal in found] == ([] if over is None else [over])
    assert all(signal["dates"] == [day(planned_end)] for signal in found)


def test_a_sprint_runs_on_while_the_next_is_only_planned() -> None:
    first, second = sprints(END - 3, END + 20)
    rows = [{**first, "actual_start": first["planned_start"]}, second]
    assert [signal["count"] for signal in signals(exported(fct_sprint=rows), "over_time_box")] == [
        3
    ]


@pytest.mark.parametrize(("ended", "counts"), [(END, [3]), (END + 1, [])])
def test_an_end_counts_from_its_day_on(ended: int, counts: list[int]) -> None:
    sprint = {**sprints(END - 3)[0], "actual_start": day(END - 23), "actual_end": day(ended)}
    found = signals(exported(fct_sprint=[sprint]), "over_time_box")
    assert [signal["count"] for signal in found] == counts


def test_the_start_week_has_no_time_box() -> None:
    week = {**START_WEEK, "actual_start": day(0), "actual_end": day(20)}
    assert not signals(exported(fct_sprint=[week]), "over_time_box")


def test_a_sprint_without_an_end_does_not_run_once_the_next_has_begun() -> None:
    first, second = sprints(25, 76)
    rows = [{**first, "actual_start": day(5)}, {**second, "actual_start": day(56)}]
    assert not signals(exported(fct_sprint=rows), "over_time_box")


@pytest.mark.parametrize(("members", "counts"), [(8, []), (9, [0])])
@pytest.mark.parametrize("company", ["a", None])
def test_a_company_group_of_more_than_eight_is_named_an_overarching_one_never(
    members: int, counts: list[int], company: str | None
) -> None:
    of = exported(
        community={"organisation_id": company},
        dim_member=[{"person_id": f"p{n}"} for n in range(members)],
    )
    found = [signal["count"] for signal in signals(of, "group_above_eight")]
    assert found == (counts if company else [])


@pytest.mark.parametrize(("persons", "known", "named"), [(5, 3, True), (5, 4, False), (4, 3, True)])
def test_a_register_below_eighty_percent_is_named_without_its_numbers(
    persons: int, known: int, named: bool
) -> None:
    of = exported(
        dim_member=[{"person_id": f"p{n}"} for n in range(persons)],
        fct_session=[session("s", 0)],
        fct_attendance=[
            {"session_id": "s", "person_id": f"p{n}", "status": "present"} for n in range(known)
        ],
    )
    found = [(signal["count"], signal["dates"]) for signal in signals(of, "register_coverage_low")]
    assert found == ([(0, [])] if named else [])


@pytest.mark.parametrize(
    ("visits", "dates"),
    [
        ([], [[day(46), day(67)]]),
        ([1], [[day(46), day(67)]]),
        ([2], []),
        ([3], []),
        ([4], [[day(46), day(67)]]),
    ],
)
def test_no_visit_looks_at_the_last_two_ended_sprints(
    visits: list[int], dates: list[list[dt.date]]
) -> None:
    of = exported(
        fct_sprint=sprints(25, 46, 67, 88),
        fct_visit=[{"visit_id": f"v{n}", "sprint_no": n, "held_on": day(10)} for n in visits],
    )
    assert [signal["dates"] for signal in signals(of, "no_visit")] == dates


@pytest.mark.parametrize(("held_on", "named"), [(END, False), (END + 1, True)])
def test_a_visit_ends_the_signal_from_its_day_on(held_on: int, named: bool) -> None:
    of = exported(
        fct_sprint=sprints(46, 67),
        fct_visit=[{"visit_id": "v", "sprint_no": 2, "held_on": day(held_on)}],
    )
    assert bool(signals(of, "no_visit")) is named


def test_one_ended_sprint_without_a_visit_is_too_early_to_ask() -> None:
    assert not signals(exported(fct_sprint=sprints(25)), "no_visit")


@pytest.mark.parametrize(
    ("recorded", "named"), [(None, True), (day(3), False), (day(30), False), (day(END + 1), True)]
)
def test_a_shared_goal_is_asked_for_until_it_is_recorded(
    recorded: dt.date | None, named: bool
) -> None:
    of = exported(community={"shared_goal_on": recorded}, fct_sprint=[START_WEEK])
    found = signals(of, "no_shared_goal")
    assert [signal["dates"] for signal in found] == ([[day(4)]] if named else [])


def test_a_shared_goal_recorded_on_the_as_of_date_ends_the_signal() -> None:
    of = exported(community={"shared_goal_on": AS_OF}, fct_sprint=[START_WEEK])
    assert not signals(of, "no_shared_goal")


def test_a_shared_goal_is_not_asked_for_during_the_start_week() -> None:
    week = {**START_WEEK, "planned_end": day(END + 1)}
    assert not signals(exported(fct_sprint=[week]), "no_shared_goal")


@pytest.mark.parametrize("community", [{}, FINISHED])
@pytest.mark.parametrize(("best", "last", "named"), [(None, 60, True), (2, 60, False),
                                                     (None, END, False)])  # fmt: skip
def test_the_best_sprint_is_asked_for_once_the_last_has_ended(
    community: dict[str, Any], best: int | None, last: int, named: bool
) -> None:
    of = exported(community={**community, "best_sprint_no": best}, fct_sprint=sprints(39, last))
    found = signals(of, "best_sprint_not_chosen")
    assert [signal["dates"] for signal in found] == ([[day(last)]] if named else [])


@pytest.mark.parametrize(("behind", "named"), [(7, False), (8, True)])
def test_a_delivery_is_old_when_the_newest_is_more_than_a_week_newer(
    behind: int, named: bool
) -> None:
    newest = {"community_id": "b/c1", "delivered_by": "b", "organisation_id": "b"}
    of = marts(
        dim_community=[{}, {**newest, "as_of": AS_OF + dt.timedelta(days=behind)}],
    )
    found = signals(of, "delivery_stale")
    expected = [("a/c1", [AS_OF], behind)] if named else []
    assert [(s["community_id"], s["dates"], s["count"]) for s in found] == expected


def overdue_everywhere(community: dict[str, Any]) -> Marts:
    """A community that would give every signal but those of its start."""
    return exported(
        community=community,
        dim_member=[{"person_id": f"p{n}"} for n in range(9)],
        fct_session=[session("s", 0)],
        fct_sprint=[
            {**sprint, "actual_start": day(5), "actual_end": sprint["planned_end"]}
            for sprint in sprints(25, 46, 67)
        ],
        fct_action=[{"action_id": "x", "opened_on": day(7), "due_on": day(8), "status": "open"}],
    )


def kinds(of: Marts) -> set[str]:
    return {signal["kind"] for signal in every_signal(of)}


def test_a_running_community_can_give_every_kind_and_each_has_its_words() -> None:
    asked = set(PROCESS_REASONS) - {"delivery_stale"}
    assert kinds(overdue_everywhere({})) == asked


def test_a_finished_community_is_asked_only_for_what_can_still_be_done() -> None:
    asked = {"no_reflection", "actions_overdue", "best_sprint_not_chosen"}
    assert kinds(overdue_everywhere(FINISHED)) == asked


def test_a_community_that_has_not_started_gives_no_signal() -> None:
    assert not kinds(overdue_everywhere({"start_date": AS_OF + dt.timedelta(days=1)}))


def test_tables_that_were_not_delivered_give_no_signal() -> None:
    absent = ("reflection", "action", "sprint", "membership", "visit", "session", "attendance")
    assert kinds(exported(*absent)) == {"no_shared_goal"}
