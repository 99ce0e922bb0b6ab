from __future__ import annotations

from typing import Any

import pytest

from lcdata.contracts.marts import Marts
from tests.unit.pipelines.builders import AS_OF, day, marts, record

END = (AS_OF - day(0)).days


def members(column: str, classes: list[str | None]) -> Marts:
    rows: list[dict[str, Any]] = [
        {"person_id": f"p{place}", column: value} for place, value in enumerate(classes)
    ]
    return marts(dim_community=[{}], dim_member=rows)


@pytest.mark.parametrize(
    ("classes", "value"),
    [(["field", "field"], 0), (["field", "office"], 1), (["field", None], 0)],
)
def test_a_group_is_mixed_from_two_classes(classes: list[str | None], value: int) -> None:
    found = record(members("service", classes), "mix_service")
    assert (found["value"], found["n_missing"]) == (value, classes.count(None))


def test_a_mix_without_a_known_class_is_not_measured() -> None:
    found = record(members("service", [None, None]), "mix_service")
    assert (found["status"], found["n_missing"]) == ("not_measured", 2)


@pytest.mark.parametrize(
    ("classes", "index"),
    [
        (["field"] * 4, 0.0),
        (["field", "office"], 1.0),
        (["field", "field", "field", "office"], 0.75),  # (1 − 10/16) · 2
    ],
)
def test_blau_is_nought_when_all_are_alike_and_one_when_evenly_spread(
    classes: list[str | None], index: float
) -> None:
    found = record(members("service", classes), "blau_service")
    assert found["value"] == pytest.approx(index, abs=1e-12)


def test_the_largest_group_counts_who_is_active_on_one_day() -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[
            {"person_id": "a", "left_on": day(6)},
            {"person_id": "b"},
            {"person_id": "c", "joined_on": day(7)},
            {"person_id": "d", "joined_on": day(6)},
        ],
    )
    assert record(of, "group_size_max")["value"] == 3


def test_without_a_leaver_all_stayed_with_the_interval_of_n_of_n() -> None:
    of = marts(dim_community=[{}], dim_member=[{"person_id": f"p{n}"} for n in range(8)])
    found = record(of, "retention")
    assert found["value"] == 1
    assert found["low"] == pytest.approx(0.6755924351161, abs=1e-6)  # R prop.test, 8 of 8


@pytest.mark.parametrize(
    ("reason", "stayed"), [("completed", 1.0), ("job_change", 0.5), (None, 0.5)]
)
def test_leaving_early_counts_unless_the_member_completed(
    reason: str | None, stayed: float
) -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[
            {"person_id": "a", "left_on": day(20), "left_reason": reason},
            {"person_id": "b"},
        ],
    )
    assert record(of, "retention")["value"] == pytest.approx(stayed)


def test_who_gives_and_takes_did_both() -> None:
    parts = [("a", "giver"), ("a", "receiver"), ("b", "giver"), ("b", "giver")]
    of = marts(
        dim_community=[{}],
        dim_member=[{"person_id": "a"}, {"person_id": "b"}, {"person_id": "c"}],
        fct_activity_part=[
            {"activity_id": f"t{place}", "person_id": person, "part": part}
            for place, (person, part) in enumerate(parts)
        ],
    )
    found = record(of, "gives_and_takes")
    assert (found["num"], found["den"]) == (1, 3)


def test_a_role_nobody_has_counts_nought() -> None:
    assert record(members("service", ["field"]), "members.student")["value"] == 0


def test_a_person_in_two_communities_of_a_company_counts_once() -> None:
    of = marts(
        dim_community=[{}, {"community_id": "a/c2"}],
        dim_member=[
            {"person_id": "p", "role": "student"},
            {"person_id": "p", "role": "student", "community_id": "a/c2"},
        ],
    )
    assert record(of, "members.student", grain="company", entity_id="a")["value"] == 1


def followed(member: dict[str, Any], **community: object) -> dict[str, Any]:
    return record(
        marts(dim_community=[community], dim_member=[{"person_id": "a", **member}]), "retention"
    )


@pytest.mark.parametrize(("offset", "stayed"), [(END, 0), (END + 1, 1)])
def test_who_leaves_on_the_as_of_date_has_left_and_tomorrow_not_yet(
    offset: int, stayed: int
) -> None:
    assert followed({"left_on": day(offset)})["value"] == stayed


@pytest.mark.parametrize(("offset", "stayed"), [(55, 0), (56, 1), (57, 1)])
def test_leaving_on_the_planned_end_is_not_early(offset: int, stayed: int) -> None:
    assert followed({"left_on": day(offset)}, planned_end_date=day(56))["value"] == stayed


@pytest.mark.parametrize(("offset", "status"), [(56, "ok"), (57, "too_few")])
def test_who_joins_after_the_planned_end_is_not_followed(offset: int, status: str) -> None:
    found = followed({"joined_on": day(offset)}, planned_end_date=day(56))
    assert found["status"] == status


def test_a_leaver_weighs_by_who_was_still_followed_then() -> None:
    # two followed: one leaves after 20 days, when the other, who joined later, had 10
    of = marts(
        dim_community=[{"planned_end_date": day(40)}],
        dim_member=[
            {"person_id": "a", "left_on": day(20)},
            {"person_id": "b", "joined_on": day(30)},
            {"person_id": "c"},
        ],
    )
    assert record(of, "retention")["value"] == pytest.approx(0.5)


def test_schools_are_distinct_homes_of_kind_education() -> None:
    homes = ["saxion", "saxion", "roc", "a", None]
    of = marts(
        dim_organisation=[
            {"organisation_id": "a"},
            *({"organisation_id": name, "kind": "education"} for name in ("saxion", "roc", "ut")),
        ],
        dim_community=[{}],
        dim_member=[
            {"person_id": f"p{place}", "organisation_id": home} for place, home in enumerate(homes)
        ],
    )
    found = record(of, "schools_represented")
    assert (found["num"], found["den"], found["value"]) == (2, None, 2)
    assert (found["n_persons"], found["n_missing"]) == (5, 0)


def test_a_role_is_counted_among_all_members() -> None:
    of = marts(
        dim_community=[{}],
        dim_member=[
            {"person_id": name, "role": role}
            for name, role in (("a", "student"), ("b", "student"), ("c", "teacher"))
        ],
    )
    found = record(of, "members.student")
    assert (found["value"], found["num"], found["den"]) == (2, 2, None)
    assert (found["n_persons"], found["n_missing"]) == (3, 0)
