from __future__ import annotations

from collections.abc import Collection

import polars as pl
import pytest

from lcdata.disclosure.pooled import is_mixed, may_be_pooled, pooled_others
from lcdata.domain import About
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.observed import Observed, observe
from lcdata.pipelines.pooling import pool
from tests.unit.pipelines.builders import day, marts, session

from .registers import POLICY


@pytest.mark.parametrize(
    ("sizes", "is_enough"),
    [
        ([5, 5, 5], True),
        ([5, 5], False),
        ([], False),
        ([5, 5, 0], False),  # a company without persons is none
        ([5, 5, 5, 0], True),
        ([5, 5, 10], True),  # half of them
        ([5, 5, 11], False),
    ],
)
def test_companies_are_pooled_from_three_with_none_above_half(
    sizes: Collection[int], is_enough: bool
) -> None:
    assert may_be_pooled(sizes, POLICY) is is_enough


def mixed(**companies: int | None) -> dict[str, bool]:
    """Of whom the others may be pooled; companies by their persons, None where it has no figure."""
    records = pl.DataFrame(
        [
            ("x", "overall", name, size, "too_few" if size is None else "ok")
            for name, size in companies.items()
        ],
        schema=["indicator", "period", "entity_id", "n_persons", "status"],
        orient="row",
    )
    found = is_mixed(records, POLICY)
    return dict(found.select("entity_id", "is_mixed").iter_rows())


def test_the_others_of_each_company_are_judged_without_it() -> None:
    # without b the three others are 6, 5 and 5; with it, b is above half of them
    assert mixed(a=5, b=12, c=5, d=6) == {"a": False, "b": True, "c": False, "d": False}


def test_the_others_may_be_half_of_one_company() -> None:
    assert mixed(a=12, b=10, c=5, d=5)["a"]
    assert mixed(a=2, b=10, c=5, d=5)["a"]
    assert not mixed(a=12, b=11, c=5, d=5)["a"]
    assert not mixed(a=2, b=11, c=5, d=5)["a"]


def test_the_largest_company_is_not_one_of_its_others() -> None:
    assert mixed(a=12, b=5, c=5, d=5)["a"]


def test_of_two_companies_of_one_size_the_other_remains_the_largest() -> None:
    assert not mixed(a=12, b=12, c=5, d=5)["a"]
    assert mixed(a=10, b=10, c=5, d=5)["a"]


def test_two_other_companies_are_too_few() -> None:
    assert not mixed(a=5, b=5, c=5)["a"]
    assert not mixed(a=1, b=5, c=5)["a"]
    assert mixed(a=5, b=5, c=5, d=5)["a"]


def test_a_company_of_nobody_is_none_of_the_three() -> None:
    assert not mixed(a=5, b=5, c=5, d=0)["a"]
    # and its own others are three
    assert mixed(a=0, b=5, c=5, d=5)["a"]


def test_one_person_is_enough_to_be_one_of_the_three() -> None:
    assert mixed(a=5, b=1, c=1, d=1)["a"]


def test_a_company_without_the_figure_has_others_and_is_none_itself() -> None:
    assert mixed(a=None, b=10, c=5, d=5)["a"]
    assert not mixed(a=None, b=11, c=5, d=5)["a"]
    assert not mixed(a=5, b=5, c=5, d=None)["a"]


def test_where_no_other_company_has_the_figure_there_is_nothing_to_hide() -> None:
    assert mixed(a=5, b=None, c=None, d=None) == {"a": True, "b": False, "c": False, "d": False}


def test_each_figure_has_companies_of_its_own() -> None:
    one = {"indicator": "x", "period": "overall", "n_persons": 5}
    rows = [{**one, "entity_id": name, "status": "ok"} for name in "abcd"]
    rows += [{**row, "indicator": "y"} for row in rows[:3]]
    found = is_mixed(pl.DataFrame(rows), POLICY).filter(pl.col("entity_id") == "a")
    assert dict(found.select("indicator", "is_mixed").iter_rows()) == {"x": True, "y": False}


# -- the records of the others ------------------------------------------------------------------

COMPANIES = "abcde"


def observed(*names: str) -> tuple[Observed, pl.DataFrame]:
    """Five companies of a community each; that of `a` held one of two sessions, the others both.

    Everybody was there; the register of `d` is of one person, of the others of five.
    """
    members = {name: range(1 if name == "d" else 5) for name in COMPANIES}
    of = marts(
        dim_community=[
            {"community_id": f"{name}/c", "delivered_by": name, "organisation_id": name}
            for name in COMPANIES
        ],
        dim_member=[
            {"community_id": f"{name}/c", "person_id": f"{name}{one}", "organisation_id": name}
            for name in COMPANIES
            for one in members[name]
        ],
        fct_sprint=[
            {"community_id": f"{name}/c", "sprint_no": 1, "planned_start": day(0),
             "planned_end": day(20)}
            for name in COMPANIES
        ],
        fct_session=[
            session(f"{name}{n}", n, community_id=f"{name}/c", sprint_no=1,
                    status="cancelled" if (name, n) == ("a", 2) else "held")
            for name in COMPANIES
            for n in (1, 2)
        ],
        fct_attendance=[
            {"community_id": f"{name}/c", "session_id": f"{name}{n}", "person_id": f"{name}{one}",
             "status": "present"}
            for name in COMPANIES
            for n in (1, 2)
            for one in members[name]
        ],
    )  # fmt: skip
    found = observe([one for one in CATALOGUE if one.id in names], Facts(of))
    return found, pool(found, found.units)


def told(
    about: About, *names: str, persons: dict[str, int] | None = None
) -> list[tuple[str, str, str, float | None, float | None, bool]]:
    """The records of the others: figure, company, period, num, den, and whether it is hidden."""
    found, records = observed(*names)
    sizes = None
    if persons is not None:
        sizes = pl.DataFrame({"entity_id": list(persons), "n_persons": list(persons.values())})
    made = pooled_others(found, records, about, POLICY, sizes)
    assert set(made["grain"]) <= {"pooled"}
    columns = ["indicator", "entity_id", "period", "num", "den", "is_hidden"]
    return sorted(made.select(columns).rows())


def test_the_others_held_what_the_consortium_held_less_the_own_sessions() -> None:
    held = [row for row in told(About.NOBODY, "sessions_held_ratio") if row[2] == "overall"]
    assert held == [
        ("sessions_held_ratio", "a", "overall", 8.0, 8.0, False),
        *(("sessions_held_ratio", name, "overall", 7.0, 8.0, False) for name in "bcde"),
    ]


def test_process_figures_of_the_others_have_their_sprints() -> None:
    assert {row[2] for row in told(About.NOBODY, "sessions_held_ratio")} == {"overall", "sprint_1"}


def test_figures_of_marks_have_no_sprints_of_the_others() -> None:
    assert {row[2] for row in told(About.MARKS, "attendance_rate")} == {"overall"}


def test_only_figures_about_what_is_asked_for_are_pooled() -> None:
    names = ("attendance_rate", "sessions_held_ratio")
    assert {row[0] for row in told(About.MARKS, *names)} == {"attendance_rate"}
    assert {row[0] for row in told(About.NOBODY, *names)} == {"sessions_held_ratio"}


def test_only_kinds_that_a_director_has_of_the_others_are_pooled() -> None:
    names = ("attendance_rate", "design.support.register_coverage", "design.D1.all_present")
    assert {row[0] for row in told(About.MARKS, *names)} == {"attendance_rate"}


def hidden(persons: dict[str, int]) -> str:
    """The companies whose others are hidden, where the companies have so many persons."""
    rows = told(About.MARKS, "attendance_rate", persons=persons)
    assert [row[1] for row in rows] == list(COMPANIES)
    return "".join(row[1] for row in rows if row[5])


def test_the_persons_that_are_given_decide_which_others_are_pooled() -> None:
    assert hidden(dict.fromkeys("abcde", 5)) == ""
    assert hidden({**dict.fromkeys("abcd", 5), "e": 16}) == "abcd"


def test_a_company_of_which_no_person_is_given_has_none() -> None:
    # a, b and c have two others with persons; d and e have three
    assert hidden(dict.fromkeys("abc", 5)) == "abc"
    # the others of a are 10, 5 and 5: b is half of them, and e adds nothing
    assert "a" not in hidden({"a": 5, "b": 10, "c": 5, "d": 5})


def test_without_persons_given_each_figure_has_its_own() -> None:
    assert [row[5] for row in told(About.MARKS, "attendance_rate")] == [False] * 5


def test_a_figure_that_no_other_company_has_says_why_and_hides_nothing() -> None:
    # no session has an actual start and end
    assert {row[3:] for row in told(About.NOBODY, "session_minutes_median")} == {
        (None, None, False)
    }
