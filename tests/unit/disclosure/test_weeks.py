from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pytest

from lcdata.disclosure.marks import membership
from lcdata.disclosure.weeks import WEEK, weeks

from .registers import POLICY, Session, pairs

Register = Mapping[str, list[Session]]
Week = tuple[str, str, int, float, float]

FIVE = "ppppp"


def shown(communities: Register, owners: dict[str, str] | None = None) -> list[Week]:
    """The weeks of a register: grain, entity, week, how many were there, out of how many."""
    marks = pl.concat(
        membership(pairs(*sessions, community=name), POLICY)
        for name, sessions in communities.items()
    )
    found = weeks(marks, owners or {name: name[0] for name in communities}, POLICY)
    assert found.schema == pl.Schema(WEEK)
    return found.rows()


def pooled(communities: Register, company: str) -> list[tuple[int, float, float]]:
    """The weeks of the companies other than this one together."""
    return [
        (week, num, den)
        for grain, entity, week, num, den in shown(communities)
        if (grain, entity) == ("pooled", company)
    ]


def test_a_week_is_summed_for_each_company_the_consortium_and_the_others_together() -> None:
    found = shown(
        {
            "a/c1": [("s", None, 1, "ppppa")],
            "b/c1": [("s", None, 1, FIVE)],
            "c/c1": [("s", None, 1, "pplae")],
            "d/c1": [("s", None, 1, "ppppe")],
            "o/c1": [("s", None, 1, "plaaa")],
        },
        {"a/c1": "a", "b/c1": "b", "c/c1": "c", "d/c1": "d", "o/c1": "overarching"},
    )
    assert found == [
        ("company", "a", 1, 4.0, 5.0),
        ("company", "b", 1, 5.0, 5.0),
        ("company", "c", 1, 3.0, 5.0),
        ("company", "d", 1, 4.0, 5.0),
        ("consortium", "consortium", 1, 16.0, 20.0),
        ("overarching", "overarching", 1, 2.0, 5.0),
        ("pooled", "a", 1, 12.0, 15.0),
        ("pooled", "b", 1, 11.0, 15.0),
        ("pooled", "c", 1, 13.0, 15.0),
        ("pooled", "d", 1, 12.0, 15.0),
    ]


def test_the_weeks_of_a_unit_are_in_their_order() -> None:
    sessions: list[Session] = [(f"s{week}", None, week, FIVE) for week in (7, 2, 9, 1, 5, 8)]
    assert [week for grain, _, week, _, _ in shown({"a/c1": sessions}) if grain == "company"] == [
        1, 2, 5, 7, 8, 9,
    ]  # fmt: skip


def test_unknown_marks_are_in_no_week() -> None:
    assert ("company", "a", 1, 5.0, 5.0) in shown({"a/c1": [("s", None, 1, "pppppu")]})


def test_a_community_that_does_not_count_is_in_no_week() -> None:
    found = shown({"a/c1": [("s", None, 1, FIVE)], "a/c2": [("s", None, 1, "pppp")]})
    assert found == [
        ("company", "a", 1, 5.0, 5.0),
        ("consortium", "consortium", 1, 5.0, 5.0),
    ]


def test_what_lies_before_the_first_week_is_in_no_week() -> None:
    found = shown({"a/c1": [("s0", None, None, FIVE), ("s1", None, 1, "pppppp")]})
    assert {(week, den) for _, _, week, _, den in found} == {(1, 6.0)}


def test_a_block_of_which_one_week_is_too_small_is_in_no_week() -> None:
    small: list[Session] = [("s1", None, 1, "pppppp"), ("s2", None, 2, "pp----")]
    assert shown({"a/c1": small}) == []


def of_five(*companies: str, week: int = 1) -> Register:
    return {f"{name}/c1": [("s", None, week, FIVE)] for name in companies}


@pytest.mark.parametrize(("others", "is_shown"), [("bc", False), ("bcd", True)])
def test_the_others_are_a_week_from_three_companies_on(others: str, is_shown: bool) -> None:
    assert bool(pooled(of_five("a", *others), "a")) is is_shown


@pytest.mark.parametrize(
    ("largest", "is_shown"),
    [("pppppppppp", True), ("ppppppppppp", False)],
    ids=["half", "above half"],
)
def test_no_company_is_above_half_of_the_others_in_a_week(largest: str, is_shown: bool) -> None:
    found = pooled({**of_five("a", "c", "d"), "b/c1": [("s", None, 1, largest)]}, "a")
    assert bool(found) is is_shown


def test_a_company_that_did_not_meet_takes_nothing_off_the_others() -> None:
    of: Register = {**of_five("b", "c", "d"), **of_five("a", week=2)}
    assert pooled(of, "a") == [(1, 15.0, 15.0)]


def test_a_company_of_which_no_register_is_shown_has_others_too() -> None:
    of: Register = {**of_five("b", "c", "d"), "a/c1": [("s", None, 1, "pppp")]}
    assert pooled(of, "a") == [(1, 15.0, 15.0)]


WEEKLESS: list[Session] = [("t1", None, 1, "pppppp"), ("t2", None, 2, "pp----")]
"""A register of six persons of whom no week may be shown."""


def test_what_the_own_company_has_outside_its_weeks_hides_no_week_of_the_others() -> None:
    assert pooled({**of_five("b", "c", "d"), "a/c1": WEEKLESS}, "a") == [(1, 15.0, 15.0)]


def test_what_is_left_of_the_others_outside_their_weeks_is_of_three_companies_too() -> None:
    # without the weeks of b, c and d, what is left of the total is e alone
    of: Register = {**of_five("a", "b", "c", "d"), "e/c1": WEEKLESS}
    assert pooled(of, "a") == []
    assert pooled(of, "e") == [(1, 20.0, 20.0)]


def test_of_two_weeks_the_smaller_one_stays_inside_what_is_left() -> None:
    three: Register = {
        f"{name}/c1": [("s1", None, 1, FIVE), ("s2", None, 2, "pppppp")] for name in "bcd"
    }  # fmt: skip
    assert pooled({**three, "e/c1": WEEKLESS}, "e") == [(1, 15.0, 15.0), (2, 18.0, 18.0)]
    # e has 6 persons outside its weeks; with the fifteen of week 1 they are of four companies
    assert pooled({**three, "e/c1": WEEKLESS, **of_five("a", week=9)}, "a") == [(2, 18.0, 18.0)]


def test_of_two_weeks_of_one_size_the_later_one_stays_inside() -> None:
    three: Register = {
        f"{name}/c1": [("s1", None, 1, FIVE), ("s2", None, 2, FIVE)] for name in "bcd"
    }
    of: Register = {**three, "e/c1": WEEKLESS, **of_five("a", week=9)}
    assert pooled(of, "a") == [(1, 15.0, 15.0)]


def test_a_person_in_two_of_the_weeks_left_is_one_person() -> None:
    # whatever weeks stay inside: beside the sixteen of e, b, c and d are fifteen persons
    large: list[Session] = [("t1", None, 1, "p" * 16), ("t2", None, 2, "pp")]
    three: Register = {
        f"{name}/c1": [(f"s{n}", None, n, FIVE) for n in (1, 2, 3)] for name in "bcd"
    }
    assert pooled({**three, "e/c1": large, **of_five("a", week=9)}, "a") == []
