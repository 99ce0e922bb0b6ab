from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.about_answers import figures_of_answers, hidden_answers
from lcdata.disclosure.observations import follow_answers, observations
from lcdata.disclosure.records import about
from lcdata.domain import About
from lcdata.pipelines.computed import Computed
from tests.unit.pipelines.builders import Rows, day

from .consortium import computed, everybody, of_registers, owner
from .registers import POLICY

EARLY = dt.date(2026, 11, 2)


# -- which figures are hidden ---------------------------------------------------------------------

SHOWN, ALIKE = (3.1, 3.9), (4.0, 4.0)
"""Intervals of answers that differ, and of one and the same answer."""


Limits = tuple[float | None, float | None]


def record(unit: str, persons: int, limits: Limits = SHOWN, **fields: object) -> dict[str, Any]:
    return {
        "indicator": "mean.autonomy", "entity_id": unit, "period": "t0", "n_persons": persons,
        "grain": "consortium" if unit == "consortium" else "company", "low": limits[0],
        "high": limits[1], "status": "ok", "tells_of_all": True, **fields,
    }  # fmt: skip


def hidden(*records: dict[str, Any], is_own: bool = False) -> str:
    """The units of which the figure is hidden; `*` is the consortium."""
    found = hidden_answers(pl.DataFrame(list(records)), POLICY, is_own=is_own)
    names = [name.replace("consortium", "*") for name in found["entity_id"]]
    assert len(set(names)) == len(names)
    return "".join(sorted(names))


def beside(sizes: dict[str, int], *, is_own: bool = False) -> str:
    """Of companies with so many respondents the hidden ones, beside the total of all of them."""
    whole = record("consortium", sum(sizes.values()))
    return hidden(whole, *(record(name, size) for name, size in sizes.items()), is_own=is_own)


@pytest.mark.parametrize("is_own", [False, True])
@pytest.mark.parametrize(("size", "is_hidden"), [(9, True), (10, False)])
def test_a_company_is_shown_from_ten_respondents(size: int, is_hidden: bool, is_own: bool) -> None:
    assert ("a" in beside({"a": size, "b": 12, "c": 12}, is_own=is_own)) is is_hidden


@pytest.mark.parametrize(("size", "closed"), [(9, "*a"), (10, "")])
def test_the_consortium_is_shown_from_ten_respondents(size: int, closed: str) -> None:
    assert beside({"a": size}) == closed


def test_the_same_answer_of_everybody_is_hidden_at_any_size() -> None:
    assert hidden(record("a", 30, ALIKE)) == "a"
    assert hidden(record("a", 30, (0.0, 1e-9))) == "a"
    assert hidden(record("a", 30, (0.0, 2e-9))) == ""
    assert hidden(record("a", 30, (3.5, 4.0))) == ""


def test_a_figure_without_interval_is_no_answer_of_everybody() -> None:
    assert hidden(record("a", 10, (None, None))) == ""


def test_a_share_of_respondents_may_be_the_same_for_everybody() -> None:
    assert hidden(record("a", 10, ALIKE, tells_of_all=False)) == ""


def test_a_figure_that_is_not_there_is_not_hidden() -> None:
    assert hidden(record("a", 0, status="not_measured")) == ""
    assert hidden(record("consortium", 0, status="too_few")) == ""


def test_answers_of_communities_are_judged_as_nobody_s() -> None:
    assert hidden(record("a/c1", 4, grain="community")) == ""


@pytest.mark.parametrize(
    ("sizes", "closed"),
    [
        ({"a": 12, "b": 11, "c": 10}, ""),  # nobody is left beside them
        ({"a": 12, "b": 11, "c": 4}, "bc"),  # four would be: the smallest goes too
        ({"a": 12, "b": 11, "c": 6, "d": 4}, "cd"),  # ten are left
        ({"a": 12, "b": 11, "c": 5, "d": 4}, "bcd"),
        ({"a": 11, "b": 11, "c": 4}, "bc"),  # of two of one size the later name
        ({"a": 12, "b": 4}, "ab"),
    ],
)
def test_beside_all_companies_none_is_shown_that_leaves_one_to_nine_of_the_total(
    sizes: dict[str, int], closed: str
) -> None:
    assert beside(sizes) == closed


@pytest.mark.parametrize(
    ("sizes", "closed"),
    [
        ({"a": 12, "b": 11, "c": 10}, ""),
        # each is beside the consortium alone: fourteen and more are left of it
        ({"a": 12, "b": 11, "c": 4}, "c"),
        ({"a": 12, "b": 4}, "ab"),
        ({"a": 12, "b": 5, "c": 5}, "bc"),
        ({"a": 12, "b": 5, "c": 4}, "abc"),
        ({"a": 12}, ""),
    ],
)
def test_beside_the_consortium_alone_a_company_is_shown_that_leaves_ten_of_it(
    sizes: dict[str, int], closed: str
) -> None:
    assert beside(sizes, is_own=True) == closed


@pytest.mark.parametrize("is_own", [False, True])
def test_a_company_of_equal_answers_is_not_left_over_alone(is_own: bool) -> None:
    total, alike = record("consortium", 24), record("b", 12, ALIKE)
    assert hidden(total, record("a", 12), alike, is_own=is_own) == "ab"
    # beside a second one that is not shown either it is not known
    more = record("c", 4)
    assert "a" not in hidden(record("consortium", 28), record("a", 12), alike, more, is_own=is_own)


@pytest.mark.parametrize("is_own", [False, True])
def test_without_the_total_nothing_is_left_of_it(is_own: bool) -> None:
    companies = [record("a", 12), record("b", 4)]
    assert hidden(*companies, is_own=is_own) == "b"
    assert hidden(record("consortium", 16, ALIKE), *companies, is_own=is_own) == "*b"


def test_each_figure_has_a_total_of_its_own() -> None:
    first = [record("consortium", 16), record("a", 12), record("b", 4)]
    second = [{**row, "period": "t1"} for row in (record("consortium", 24), record("a", 12),
                                                  record("b", 12))]  # fmt: skip
    found = hidden_answers(pl.DataFrame(first + second), POLICY, is_own=False)
    assert sorted(found.select("entity_id", "period").rows()) == [("a", "t0"), ("b", "t0")]


# -- the figures ----------------------------------------------------------------------------------

SCALE = {"scale_id": "s", "construct": "autonomy", "items": 1, "min": 1, "max": 5, "reversed": [],
         "min_answered": 1}  # fmt: skip


def survey(sizes: dict[str, int], said: dict[str, int] | None = None) -> Computed:
    """Communities with so many respondents at t0, who say 3 and 5 by turns."""
    who = [(name, f"{name}/r{n:02}", n) for name, size in sizes.items() for n in range(size)]
    rows: dict[str, Rows] = {
        "dim_scale": [SCALE],
        "fct_survey_invitation": [
            {"community_id": name, "wave": "t0", "respondent_id": person, "invited_on": day(0)}
            for name, person, _ in who
        ],
        "fct_survey_answer": [
            {"community_id": name, "wave": "t0", "respondent_id": person, "scale_id": "s",
             "item_no": 1, "value": (said or {}).get(name, 3 + 2 * (n % 2)), "answered_on": day(1)}
            for name, person, n in who
        ],
    }  # fmt: skip
    names = ("mean.autonomy", "response_rate", "retention")
    return computed(of_registers(everybody(sizes), **rows), *names)


def published(of: Computed) -> pl.DataFrame:
    found = observations(of.observed.measured, of.observed.communities).filter(about(About.ANSWERS))
    owners = pl.DataFrame(
        [(name, owner(name)) for name in of.observed.communities["community_id"] if owner(name)],
        schema=["community_id", "organisation_id"],
        orient="row",
    )
    return follow_answers(found, found.clear(), owners, POLICY)


def told(of: Computed, *columns: str, answers: pl.DataFrame | None = None) -> dict[str, Any]:
    """The mean at t0 in both versions: `a`, and `own a` beside the consortium alone."""
    found = figures_of_answers(of, published(of) if answers is None else answers, POLICY).filter(
        (pl.col("indicator") == "mean.autonomy") & (pl.col("period") == "t0")
    )
    return {
        f"{'own ' if row['is_own'] else ''}{row['entity_id']}": (
            row[columns[0]] if len(columns) == 1 else tuple(row[name] for name in columns)
        )
        for row in found.iter_rows(named=True)
    }


THREE = {"a/c1": 6, "a/c2": 6, "b/c1": 11, "c/c1": 4, "o/c1": 20}


def test_answers_are_told_per_company_in_two_versions_and_never_of_a_community() -> None:
    assert told(survey(THREE), "n_persons", "is_hidden", "left_out") == {
        "a": (12, False, 0),
        "b": (11, True, 0),
        "c": (4, True, 0),
        "consortium": (27, False, 0),
        "own a": (12, False, 0),
        "own b": (11, False, 0),
        "own c": (4, True, 0),
        "own consortium": (27, False, 0),
    }


def test_a_mean_is_of_the_answers_of_the_own_company() -> None:
    found = told(survey(THREE, {"a/c1": 2, "a/c2": 4}), "value")
    assert (found["a"], found["own a"]) == (3.0, 3.0)


def test_other_figures_of_the_survey_are_told_too_and_no_others() -> None:
    of = survey(THREE)
    names = set(figures_of_answers(of, published(of), POLICY)["indicator"])
    assert names == {"mean.autonomy", "response_rate"}


def test_a_company_of_equal_answers_is_hidden() -> None:
    found = told(survey({"a/c1": 12, "b/c1": 12, "c/c1": 12}, {"a/c1": 4}), "is_hidden")
    assert (found["a"], found["own a"], found["consortium"]) == (True, True, False)
    # what is left beside b and c would be a alone
    assert (found["b"], found["c"]) == (False, True)


def test_a_figure_is_made_of_the_answers_that_are_published_with_their_date() -> None:
    mine = pl.col("community_id").str.starts_with("b/")
    before = published(survey(THREE)).with_columns(
        is_behind=mine, as_of=pl.when(mine).then(pl.lit(EARLY)).otherwise("as_of")
    )
    found = told(survey({**THREE, "b/c1": 16}), "n_persons", "as_of", answers=before)
    assert (found["b"], found["consortium"]) == ((11, EARLY), (27, EARLY))
    assert found["a"] == (12, None)
