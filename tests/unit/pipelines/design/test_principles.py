from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.pipelines.builders import AS_OF, day, session
from tests.unit.pipelines.one_community import exported, figure, status

TOMORROW = AS_OF + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("mechanism", "original"),
    [
        ("design.B3b.sprint_reviews_held", "sprint_reviews_held"),
        ("design.C1.sprints_in_time_box", "sprints_in_time_box"),
        ("design.C1.versions_per_sprint", "versions_per_sprint"),
        ("design.B2.blau_discipline", "blau_discipline"),
        ("design.support.register_coverage", "register_coverage"),
    ],
)
def test_a_figure_borrowed_from_another_topic_stays_the_same(mechanism: str, original: str) -> None:
    disciplines = ["electrical", "plumbing", "plumbing"]
    of = exported(
        dim_member=[
            {"person_id": f"p{place}", "discipline": name} for place, name in enumerate(disciplines)
        ],
        fct_sprint=[
            {
                "sprint_no": 1,
                "planned_start": day(7),
                "planned_end": day(25),
                "actual_start": day(7),
                "actual_end": day(25),
                "review_on": day(25),
            }
        ],
        fct_product_version=[{"version_no": 1, "completed_on": day(25)}],
        fct_session=[session("s", 0)],
        fct_attendance=[{"session_id": "s", "person_id": "p0", "status": "present"}],
    )
    borrowed, found = figure(of, mechanism), figure(of, original)
    assert found["status"] == "ok"
    assert {**borrowed, "indicator": original} == found


@pytest.mark.parametrize(
    ("table", "indicator"),
    [
        ("activity", "A1a.applied_tomorrow"),
        ("checklist", "A1b.question_checks"),
        ("product_version", "A1c.version_in_time"),
        ("activity", "A2.kinds_used"),
        ("activity", "B.group"),
        ("product_version", "B1.versions_presented"),
        ("membership", "B2.expertise_recorded"),
        ("session", "B3a.sessions_per_week"),
        ("session", "B3b.goal_discussed"),
        ("visit", "B3c.sprints_with_visit"),
        ("sprint", "B3c.sprints_with_visit"),
        ("visit", "B3c.party_kinds"),
        ("goal", "B4.linked_goal"),
        ("goal", "C1.goal_revisions"),
        ("goal", "C3.goal_revised"),
        ("attendance", "D1.all_present"),
        ("membership", "D2.supervisor_pairs"),
        ("action", "E1.adopted"),
        ("action", "E1.manager_action"),
        ("membership", "support.intakes"),
        ("session", "support.start_meeting"),
        ("activity", "support.formal_expert"),
    ],
)
def test_a_mechanism_whose_table_was_not_delivered_is_not_measured(
    table: str, indicator: str
) -> None:
    assert status(exported(table), f"design.{indicator}") == "not_measured"


def test_before_its_start_a_community_owes_nothing_to_the_principles() -> None:
    of = exported(community={"start_date": TOMORROW})
    assert status(of, "design.D1.own_name") == "not_due"
    assert status(of, "design.B1.shared_goal") == "not_due"
