from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lcdata.contracts.marts import Marts
from tests.unit.pipelines.builders import AS_OF, Rows, day, session
from tests.unit.pipelines.one_community import exported, figure, part_of, said, status

TOMORROW = AS_OF + dt.timedelta(days=1)


def activities(*rows: dict[str, Any], **more: Any) -> Marts:  # noqa: ANN401
    acts: Rows = [
        {"activity_id": f"t{place}", "held_on": day(10), "kind": "share", **row}
        for place, row in enumerate(rows)
    ]
    return exported(fct_activity=acts, **more)


def test_an_activity_without_the_answer_is_missing_and_one_of_tomorrow_is_not_there() -> None:
    of = activities(
        {"applied_tomorrow": True},
        {"applied_tomorrow": False},
        {"applied_tomorrow": None},
        {"applied_tomorrow": True, "held_on": TOMORROW},
    )
    assert said(of, "design.A1a.applied_tomorrow") == ("ok", 1, 2, 1)


@pytest.mark.parametrize(("form", "num"), [("group", 2), ("pair", 1), ("individual", 0)])
def test_each_form_is_a_share_of_the_activities_with_a_known_form(form: str, num: int) -> None:
    of = activities({"form": "group"}, {"form": "group"}, {"form": "pair"}, {"form": None})
    assert said(of, f"design.B.{form}") == ("ok", num, 3, 1)


def test_the_six_kinds_are_counted_once_and_other_kinds_never() -> None:
    of = activities(
        {"kind": "observe"}, {"kind": "observe"}, {"kind": "look_up"}, {"kind": "other"}
    )
    assert part_of(of, "design.A2.kinds_used") == (2, 6)


@pytest.mark.parametrize(
    ("rows", "expected"), [([], "too_few"), ([{"held_on": TOMORROW}], "not_due")]
)
def test_kinds_need_an_activity_that_was_held(rows: Rows, expected: str) -> None:
    assert status(activities(*rows), "design.A2.kinds_used") == expected


def test_learning_on_site_counts_activities_and_held_sessions_with_a_known_place() -> None:
    of = activities(
        {"place": "site"},
        {"place": "office"},
        {"place": None},
        fct_session=[
            session("s1", 0, place="site"),
            session("s2", 7, place=None),
            session("s3", 14, place="site", status="cancelled"),
        ],
    )
    assert said(of, "design.A2.on_site") == ("ok", 2, 3, 2)


@pytest.mark.parametrize("table", ["activity", "session"])
def test_learning_on_site_needs_both_its_tables(table: str) -> None:
    assert status(exported(table), "design.A2.on_site") == "not_measured"


@pytest.mark.parametrize(
    ("planned_end", "completed", "expected"),
    [
        (AS_OF, AS_OF, ("ok", 1)),
        (AS_OF, TOMORROW, ("ok", 0)),
        (day(60), day(60), ("ok", 1)),
        (day(60), day(61), ("ok", 0)),
        (TOMORROW, day(60), ("not_due", None)),
    ],
)
def test_a_version_in_time_is_judged_from_the_planned_end_on(
    planned_end: dt.date, completed: dt.date, expected: tuple[str, float | None]
) -> None:
    of = exported(
        community={"planned_end_date": planned_end},
        fct_product_version=[{"version_no": 1, "completed_on": completed}],
    )
    found = figure(of, "design.A1c.version_in_time")
    assert (found["status"], found["value"]) == expected


def test_versions_presented_are_counted_up_to_the_as_of_date() -> None:
    versions = [(day(20), "colleagues"), (day(30), None), (TOMORROW, "stakeholders")]
    of = exported(
        fct_product_version=[
            {"version_no": number, "completed_on": date, "presented_to": whom}
            for number, (date, whom) in enumerate(versions)
        ]
    )
    assert figure(of, "design.B1.versions_presented")["value"] == 1
    assert figure(exported(), "design.B1.versions_presented")["value"] == 0


@pytest.mark.parametrize(
    ("community", "weeks"),
    [
        ({"planned_end_date": TOMORROW}, 10),
        ({"planned_end_date": day(56)}, 8),
        ({"planned_end_date": day(56), "ended_on": day(63)}, 9),
        ({"planned_end_date": TOMORROW, "ended_on": day(49)}, 7),
    ],
)
def test_sessions_per_week_run_to_the_as_of_date_or_the_end(
    community: dict[str, Any], weeks: int
) -> None:
    held = [session("s1", 0, kind="start"), session("s2", 7), session("s3", 14, status="planned")]
    assert part_of(
        exported(community=community, fct_session=held), "design.B3a.sessions_per_week"
    ) == (
        2,
        weeks,
    )


def test_a_session_that_does_not_say_whether_goals_were_discussed_is_missing() -> None:
    held = [
        session("s1", 0, goal_discussed=True),
        session("s2", 7, goal_discussed=False),
        session("s3", 14, goal_discussed=None),
        session("s4", 21, goal_discussed=True, status="cancelled"),
    ]
    of = exported(fct_session=held)
    assert said(of, "design.B3b.goal_discussed") == ("ok", 1, 2, 1)


SPRINTS: Rows = [
    {"sprint_no": number, "planned_start": day(7 * start), "planned_end": day(7 * start + 18)}
    for number, start in ((1, 1), (2, 4), (3, 9))
]


def visits(*rows: tuple[int, str, dt.date]) -> Rows:
    return [
        {"visit_id": f"v{place}", "sprint_no": number, "other_kind": kind, "held_on": held_on}
        for place, (number, kind, held_on) in enumerate(rows)
    ]


def test_a_sprint_with_two_visits_counts_once_and_one_still_running_not_at_all() -> None:
    met = visits(
        (1, "company", day(9)), (1, "supplier", day(10)), (2, "company", TOMORROW),
        (3, "company", day(65)), (0, "company", day(1)),
    )  # fmt: skip
    of = exported(fct_sprint=SPRINTS, fct_visit=met)
    assert part_of(of, "design.B3c.sprints_with_visit") == (1, 2)


def test_kinds_of_parties_are_distinct_and_may_be_none() -> None:
    met = visits((1, "company", day(9)), (1, "company", day(10)), (2, "supplier", day(30)),
                 (3, "education", TOMORROW))  # fmt: skip
    assert figure(exported(fct_visit=met), "design.B3c.party_kinds")["value"] == 2
    assert figure(exported(), "design.B3c.party_kinds")["value"] == 0


def test_adopted_is_a_share_of_the_actions_finished() -> None:
    closed = [("adopted", day(30)), ("done", AS_OF), ("adopted", TOMORROW), ("cancelled", day(9))]
    of = exported(
        fct_action=[
            {"action_id": f"x{place}", "opened_on": day(7), "status": state, "closed_on": date}
            for place, (state, date) in enumerate(closed)
        ]
    )
    assert part_of(of, "design.E1.adopted") == (1, 2)


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ({"owner_role": "manager", "status": "cancelled"}, 1),
        ({"owner_role": "member"}, 0),
        ({"owner_role": "manager", "opened_on": TOMORROW}, 0),
    ],
)
def test_a_manager_has_an_action_whatever_became_of_it(action: dict[str, Any], value: int) -> None:
    row = {"action_id": "x", "opened_on": day(7), "status": "open", **action}
    assert figure(exported(fct_action=[row]), "design.E1.manager_action")["value"] == value


def test_actions_without_any_owner_in_the_delivery_do_not_measure_the_manager() -> None:
    of = exported(
        fct_action=[{"action_id": "x", "opened_on": day(7), "status": "open"}],
        without_value=("action.owner_role",),
    )
    assert status(of, "design.E1.manager_action") == "not_measured"


def test_an_activity_on_the_as_of_date_is_due() -> None:
    of = activities({"kind": "observe", "held_on": AS_OF, "applied_tomorrow": True})
    assert said(of, "design.A1a.applied_tomorrow") == ("ok", 1, 1, 0)
    assert part_of(of, "design.A2.kinds_used") == (1, 6)
    without_answer = activities({"held_on": AS_OF, "applied_tomorrow": None})
    assert said(without_answer, "design.A1a.applied_tomorrow") == ("too_few", None, None, 1)


def test_a_finished_action_misses_nothing_and_a_manager_may_act_on_the_as_of_date() -> None:
    action = {"action_id": "x", "opened_on": AS_OF, "owner_role": "manager", "status": "open"}
    assert said(exported(fct_action=[action]), "design.E1.manager_action") == ("ok", 1, 1, 0)
