from __future__ import annotations

from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcdata.pipelines.indicator import KEYS

from .builders import AS_OF, START, marts, records, session
from .one_community import exported

STATES = ["present", "late", "excused", "absent", "unknown"]
ID = list(KEYS)

plans = st.fixed_dictionaries(
    {
        "sizes": st.lists(st.integers(0, 5), min_size=2, max_size=3),
        "sessions": st.integers(0, 4),
        "states": st.lists(st.sampled_from([*STATES, None]), min_size=60, max_size=60),
    }
)


def consortium(plan: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Communities a/c1, a/c2, b/c1 … with members, sessions and registers as drawn."""
    tables: dict[str, list[dict[str, Any]]] = {
        "dim_community": [], "dim_member": [], "fct_session": [], "fct_attendance": [],
    }  # fmt: skip
    states = iter(plan["states"])
    for place, size in enumerate(plan["sizes"]):
        owner = "a" if place < 2 else "b"
        community = f"{owner}/c{place}"
        where = {"community_id": community}
        tables["dim_community"].append({**where, "delivered_by": owner, "organisation_id": owner})
        people = [f"{community}/p{n}" for n in range(size)]
        tables["dim_member"] += [{**where, "person_id": person} for person in people]
        for number in range(plan["sessions"]):
            name = f"{community}/s{number}"
            tables["fct_session"].append(session(name, 7 * number, **where))
            tables["fct_attendance"] += [
                {**where, "session_id": name, "person_id": person, "status": state}
                for person in people
                if (state := next(states))
            ]
    return tables


TRIED = (
    "attendance_rate", "unexcused_rate", "register_coverage", "sessions_held_ratio",
    "cadence_adherence", "session_minutes_median", "retention", "mix_service", "members.employee",
    "design.B4.linked_goal", "design.D1.all_present",
)  # fmt: skip
"""One indicator of each way of observing and combining."""


MADE_OF = {
    "membership": ("attendance_rate", "group_size_max", "retention", "members.student",
                   "design.B2.expertise_recorded", "design.B4.linked_goal"),
    "session": ("sessions_held_ratio", "cadence_adherence", "session_minutes_median",
                "sessions_within_45", "design.B3a.sessions_per_week",
                "design.B3b.goal_discussed", "design.support.start_meeting"),
    "attendance": ("attendance_rate", "attendance_rate_excl_excused", "unexcused_rate",
                   "late_share", "register_coverage", "design.D1.all_present"),
    "sprint": ("sprints_in_time_box", "commitment_reliability", "throughput",
               "reflection_completion", "sprint_reviews_held", "try_out_recorded",
               "best_sprint_chosen", "visits_per_sprint", "versions_per_sprint"),
    "sprint_item": ("commitment_reliability", "throughput", "scope_added_ratio",
                    "scope_removed_ratio"),
    "reflection": ("reflection_completion",),
    "action": ("action_closure", "action_on_time", "action_lead_time_median",
               "design.E1.adopted", "design.E1.manager_action"),
    "activity": ("design.A1a.applied_tomorrow", "design.A2.kinds_used", "design.A2.on_site",
                 "design.B.pair", "design.support.formal_expert"),
    "activity_part": ("gives_and_takes",),
    "product_version": ("versions_per_sprint", "design.A1c.version_in_time",
                        "design.B1.versions_presented"),
    "goal": ("design.B4.linked_goal", "design.C3.goal_revised", "design.C1.goal_revisions"),
    "visit": ("visits_per_sprint", "design.B3c.sprints_with_visit", "design.B3c.party_kinds"),
    "checklist": ("design.A1b.question_checks", "design.C2.support_faded",
                  "design.start_week.checks"),
    "survey_invitation": ("response_rate", "prorated_share"),
    "survey_answer": ("response_rate", "prorated_share"),
}  # fmt: skip
"""Figures that need a table, by their definitions."""


def frame(tables: dict[str, list[dict[str, Any]]]) -> pl.DataFrame:
    return records(marts(absent=(), **tables), *TRIED).sort(ID)


@given(plans)
@settings(max_examples=10, deadline=None)
def test_every_rate_and_its_interval_lie_between_nought_and_one(plan: dict[str, Any]) -> None:
    rates = frame(consortium(plan)).filter(
        pl.col("indicator").str.contains("rate|share|ratio|coverage|retention")
    )
    for name in ("value", "low", "high"):
        assert rates[name].drop_nulls().is_between(0, 1).all()


@given(plans, st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None)
def test_the_order_of_rows_never_matters(plan: dict[str, Any], random: Random) -> None:
    tables = consortium(plan)
    before = frame(tables)
    for rows in tables.values():
        random.shuffle(rows)
    after = frame(tables)
    assert before.drop("low", "high").equals(after.drop("low", "high"))


@given(plans)
@settings(max_examples=6, deadline=None)
def test_a_company_is_the_sum_of_its_communities(plan: dict[str, Any]) -> None:
    rates = frame(consortium(plan)).filter(
        (pl.col("indicator") == "attendance_rate") & (pl.col("period") == "overall")
    )
    own = rates.filter((pl.col("grain") == "community") & pl.col("entity_id").str.starts_with("a/"))
    company = rates.filter((pl.col("grain") == "company") & (pl.col("entity_id") == "a"))
    assert company["num"].sum() == own["num"].sum()
    assert company["den"].sum() == own["den"].sum()
    assert company["n_missing"].sum() == own["n_missing"].sum()


@given(plans)
@settings(max_examples=6, deadline=None)
def test_a_session_after_the_as_of_date_changes_nothing(plan: dict[str, Any]) -> None:
    tables = consortium(plan)
    tables["fct_session"].append(session("a/c0/first", 0, community_id="a/c0"))
    before = frame(tables)
    later = (AS_OF - START).days + 1
    tables["fct_session"].append(session("a/c0/later", later, community_id="a/c0"))
    assert before.equals(frame(tables))


@given(plans)
@settings(max_examples=6, deadline=None)
def test_an_unknown_mark_changes_only_what_is_missing(plan: dict[str, Any]) -> None:
    tables = consortium(plan)
    rates = pl.col("indicator").is_in(["attendance_rate", "unexcused_rate", "late_share"])
    before = frame(tables).filter(rates)
    tables["fct_session"].append(session("a/c0/new", 1, community_id="a/c0"))
    tables["fct_attendance"] += [
        {"community_id": "a/c0", "session_id": "a/c0/new", "status": "unknown",
         "person_id": f"a/c0/p{number}"}
        for number in range(plan["sizes"][0])
    ]  # fmt: skip
    after = frame(tables).filter(rates)
    assert before.drop("n_missing").equals(after.drop("n_missing"))
    touched = pl.col("entity_id").is_in(["a/c0", "a", "consortium"])
    added = after["n_missing"] - before["n_missing"]
    expected = before.select(pl.when(touched).then(plan["sizes"][0]).otherwise(0)).to_series()
    assert added.to_list() == expected.to_list()


@given(plans)
@settings(max_examples=6, deadline=None)
def test_each_organisation_alone_gives_the_same_cells(plan: dict[str, Any]) -> None:
    tables = consortium(plan)
    together = frame(tables).filter(pl.col("grain").is_in(["community", "company"]))
    parts = []
    for owner in ("a", "b"):
        own = {
            name: [row for row in rows if row["community_id"].startswith(f"{owner}/")]
            for name, rows in tables.items()
        }
        if own["dim_community"]:
            parts.append(frame(own).filter(pl.col("grain").is_in(["community", "company"])))
    alone = pl.concat(parts).sort(ID)
    assert together.drop("low", "high").equals(alone.drop("low", "high"))


@pytest.mark.parametrize("table", MADE_OF)
def test_an_absent_table_is_not_measured_and_never_nought(table: str) -> None:
    found = records(exported(table, dim_member=[{"person_id": "p"}]), *MADE_OF[table])
    assert found["status"].unique().to_list() == ["not_measured"]
    assert found.select("num", "den", "value").null_count().row(0) == (len(found),) * 3
    assert set(found["indicator"]) == set(MADE_OF[table])
