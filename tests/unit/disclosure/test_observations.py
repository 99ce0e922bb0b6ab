from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import polars as pl
import pytest

from lcdata.disclosure.observations import (
    OBSERVATION,
    differing,
    follow_answers,
    follow_members,
    observations,
    replaced,
)
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.indicator import Indicator, Measure

from .registers import LATER, POLICY, TODAY

INDICATORS = {one.id: one for one in CATALOGUE}
NOTHING = pl.DataFrame(schema=OBSERVATION)
COMMUNITIES = pl.DataFrame(
    {"community_id": ["a/c1"], "organisation_id": ["a"], "as_of": [TODAY]},
)


# -- what is remembered of an indicator ---------------------------------------------------------


def measured(name: str, rows: pl.DataFrame) -> tuple[Indicator, Measure]:
    return INDICATORS[name], Measure(rows, pl.DataFrame())


PERSONS = pl.DataFrame(
    {"community_id": ["a/c1"], "period": ["overall"], "person_id": ["p1"], "num": [1.0]}
)
NO_ONE = PERSONS.drop("person_id")


def test_members_facts_and_answers_are_remembered_and_nothing_else() -> None:
    of = [
        measured(name, PERSONS)
        for name in ("gives_and_takes", "mean.autonomy", "attendance_rate", "throughput")
    ]
    found = observations(of, COMMUNITIES)
    assert dict(found.schema) == OBSERVATION
    assert found["indicator"].to_list() == ["gives_and_takes", "mean.autonomy"]


def test_an_observation_is_remembered_whole_with_its_date_and_in_no_group_yet() -> None:
    assert observations([measured("gives_and_takes", PERSONS)], COMMUNITIES).to_dicts() == [
        {
            "indicator": "gives_and_takes",
            "community_id": "a/c1",
            "period": "overall",
            "person_id": "p1",
            "observed": '{"community_id":"a/c1","period":"overall","person_id":"p1","num":1.0}',
            "moves_with": None,
            "is_behind": False,
            "as_of": TODAY,
        }
    ]


def test_an_observation_of_no_person_is_remembered_without_one() -> None:
    found = observations([measured("mix_service", NO_ONE)], COMMUNITIES)
    assert found["person_id"].to_list() == [None]


def test_published_observations_take_the_place_of_the_indicator_s_own() -> None:
    before = observations([measured("gives_and_takes", PERSONS)], COMMUNITIES)
    other = PERSONS.with_columns(person_id=pl.lit("p2"), num=pl.lit(0.0))
    [(one, found)] = replaced([measured("gives_and_takes", other)], before)
    assert one.id == "gives_and_takes"
    assert found.rows.equals(PERSONS)


def test_an_indicator_of_which_nothing_is_published_has_no_observations() -> None:
    before = observations([measured("gives_and_takes", PERSONS)], COMMUNITIES)
    [(_, found)] = replaced([measured("mix_service", NO_ONE)], before)
    assert found.rows.equals(NO_ONE.clear())


@pytest.mark.parametrize("name", ["attendance_rate", "throughput"])
def test_marks_and_process_figures_keep_their_own_observations(name: str) -> None:
    [(_, found)] = replaced([measured(name, PERSONS)], NOTHING)
    assert found.rows.equals(PERSONS)


# -- which of two releases' observations are published --------------------------------------------


def rows(
    answers: Iterable[tuple[str, str | None, str]],
    as_of: dt.date = TODAY,
    indicator: str = "x",
) -> pl.DataFrame:
    """Observations: community, person, what was observed."""
    found = [
        {**dict.fromkeys(OBSERVATION), "indicator": indicator, "community_id": community,
         "period": "overall", "person_id": person, "observed": observed, "is_behind": False,
         "as_of": as_of}
        for community, person, observed in answers
    ]  # fmt: skip
    return pl.DataFrame(found, schema=OBSERVATION, orient="row")


def people(
    community: str, count: int, said: str = "4", changed: int = 0
) -> list[tuple[str, str | None, str]]:
    """So many persons of a community who observed the same, the first of them something else."""
    return [
        (community, f"{community}/p{place:02}", "5" if place < changed else said)
        for place in range(count)
    ]


def published(found: pl.DataFrame) -> dict[str, str]:
    """What is published of each community, a letter per person, in their order."""
    parts = found.sort("person_id", "observed").group_by("community_id", maintain_order=True)
    return {str(name): "".join(part["observed"]) for (name,), part in parts}


def members(before: pl.DataFrame, *now: tuple[str, str | None, str]) -> pl.DataFrame:
    return follow_members(rows(now, LATER), before, POLICY)


FIRST = members(NOTHING, *people("a/c1", 6), *people("a/c2", 6))


def test_in_the_first_release_every_observation_is_published() -> None:
    assert published(FIRST) == {"a/c1": "444444", "a/c2": "444444"}
    assert not FIRST["is_behind"].any()
    assert FIRST.filter(pl.col("moves_with") != pl.col("community_id")).is_empty()


@pytest.mark.parametrize(("changed", "said"), [(4, "444444"), (5, "555554")])
def test_a_figure_about_members_moves_with_five_persons(changed: int, said: str) -> None:
    found = members(FIRST, *people("a/c1", 6, changed=changed), *people("a/c2", 6))
    assert published(found) == {"a/c1": said, "a/c2": "444444"}


def test_what_stays_behind_is_marked_and_keeps_its_date() -> None:
    before = follow_members(rows([*people("a/c1", 6), *people("a/c2", 6)]), NOTHING, POLICY)
    found = members(before, *people("a/c1", 6, changed=1), *people("a/c2", 6, changed=6))
    dates = found.select("community_id", "is_behind", "as_of").unique().sort("community_id")
    assert dates.rows() == [("a/c1", True, TODAY), ("a/c2", False, LATER)]


def test_a_figure_that_waited_moves_once_enough_differ_from_what_is_published() -> None:
    behind = members(FIRST, *people("a/c1", 6, changed=3), *people("a/c2", 6))
    found = members(behind, *people("a/c1", 6, changed=5), *people("a/c2", 6))
    assert published(found)["a/c1"] == "555554"
    assert not found["is_behind"].any()


def test_a_member_who_came_or_left_is_a_person_who_differs() -> None:
    assert published(members(FIRST, *people("a/c1", 7), *people("a/c2", 2))) == {
        "a/c1": "444444",
        "a/c2": "444444",
    }
    assert published(members(FIRST, *people("a/c1", 11), *people("a/c2", 1))) == {
        "a/c1": "44444444444",
        "a/c2": "4",
    }


def test_a_community_that_is_new_is_published_at_once() -> None:
    found = members(FIRST, *people("a/c1", 6), *people("a/c2", 6), *people("a/c3", 2))
    assert published(found)["a/c3"] == "44"


def test_an_indicator_that_is_new_is_published_at_once() -> None:
    found = follow_members(
        pl.concat([rows(people("a/c1", 6)), rows(people("a/c1", 2), indicator="y")]), FIRST, POLICY
    )
    assert found.filter(pl.col("indicator") == "y").height == 2


def test_observations_without_a_person_count_by_themselves() -> None:
    six = [("a/c1", None, f"{number}") for number in range(6)]
    before = members(NOTHING, *six)
    # one of them replaced is two that differ; three replaced are six
    assert published(members(before, *six[:5], ("a/c1", None, "7")))["a/c1"] == "012345"
    three = [("a/c1", None, f"{number}") for number in (6, 7, 8)]
    assert published(members(before, *six[:3], *three))["a/c1"] == "012678"


def differ(now: pl.DataFrame, before: pl.DataFrame) -> dict[str, int]:
    return dict(differing(now, before, ["community_id"]).iter_rows())


def test_the_same_observations_do_not_differ_named_or_not() -> None:
    same = rows([*people("a/c1", 3), ("a/c1", None, "4")])
    assert differ(same, same) == {}


def test_a_person_who_observed_the_same_once_more_differs() -> None:
    once, twice = rows([("a/c1", "p", "4")]), rows([("a/c1", "p", "4"), ("a/c1", "p", "4")])
    assert differ(twice, once) == {"a/c1": 1}


def test_a_person_of_whom_much_changed_is_one_person() -> None:
    now = rows([("a/c1", "p", "1"), ("a/c1", "p", "2")])
    assert differ(now, rows([("a/c1", "p", "3"), ("a/c1", "q", "3")])) == {"a/c1": 2}


# -- answers: per company from ten respondents, the others with the rest --------------------------

OWNERS = pl.DataFrame(
    [(f"{name}/c{number}", name) for name in "abc" for number in (1, 2)],
    schema=["community_id", "organisation_id"],
    orient="row",
)


def answers(before: pl.DataFrame, *now: tuple[str, str | None, str]) -> pl.DataFrame:
    return follow_answers(rows(now, LATER), before, OWNERS, POLICY)


def groups(found: pl.DataFrame) -> dict[str, str]:
    """Community → the group it moves with."""
    return dict(found.select("community_id", "moves_with").unique().iter_rows())


def test_a_company_of_ten_respondents_moves_by_itself_and_smaller_ones_together() -> None:
    found = answers(NOTHING, *people("a/c1", 5), *people("a/c2", 5), *people("b/c1", 9),
                    *people("c/c1", 3))  # fmt: skip
    assert groups(found) == {"a/c1": "a", "a/c2": "a", "b/c1": "rest", "c/c1": "rest"}


def test_answers_of_a_community_without_a_company_are_not_published() -> None:
    assert published(answers(NOTHING, *people("a/c1", 10), *people("o/c1", 10))) == {
        "a/c1": "4" * 10
    }


TEN = answers(NOTHING, *people("a/c1", 12), *people("b/c1", 6), *people("c/c1", 6))


@pytest.mark.parametrize(("changed", "said"), [(9, "4" * 12), (10, "5" * 10 + "44")])
def test_a_figure_from_answers_moves_with_ten_respondents(changed: int, said: str) -> None:
    found = answers(TEN, *people("a/c1", 12, changed=changed), *people("b/c1", 6),
                    *people("c/c1", 6))  # fmt: skip
    assert published(found)["a/c1"] == said


def test_small_companies_move_once_ten_of_all_of_them_differ() -> None:
    found = answers(TEN, *people("a/c1", 12), *people("b/c1", 6, changed=5),
                    *people("c/c1", 6, changed=5))  # fmt: skip
    assert published(found) == {"a/c1": "4" * 12, "b/c1": "555554", "c/c1": "555554"}


def test_small_companies_wait_together() -> None:
    found = answers(TEN, *people("a/c1", 12), *people("b/c1", 6, changed=5),
                    *people("c/c1", 6, changed=4))  # fmt: skip
    assert published(found) == {"a/c1": "4" * 12, "b/c1": "444444", "c/c1": "444444"}


def test_a_few_respondents_of_a_new_company_wait_beside_the_total_that_was_published() -> None:
    before = answers(NOTHING, *people("a/c1", 12))
    found = answers(before, *people("a/c1", 12), *people("b/c1", 9))
    assert published(found) == {"a/c1": "4" * 12}
    assert "b/c1" in published(answers(before, *people("a/c1", 12), *people("b/c1", 10)))


OTHERS = [*people("a/c1", 12), *people("c/c1", 6)]


def test_a_company_of_the_rest_leaves_it_with_ten_new_answers() -> None:
    # nine persons differ: five answered something else, four are new
    few = answers(TEN, *OTHERS, *people("b/c1", 10, changed=5))
    assert (groups(few)["b/c1"], published(few)["b/c1"]) == ("rest", "444444")
    many = answers(TEN, *OTHERS, *people("b/c1", 10, changed=6))
    assert (groups(many)["b/c1"], published(many)["b/c1"]) == ("b", "5555554444")


def test_a_company_that_leaves_the_rest_is_counted_once_and_the_rest_stands() -> None:
    # without b the rest is c as it was: its one corrected answer waits
    found = answers(TEN, *people("a/c1", 12), *people("b/c1", 16), *people("c/c1", 6, changed=1))
    assert published(found) == {"a/c1": "4" * 12, "b/c1": "4" * 16, "c/c1": "444444"}
    behind = found.filter("is_behind")
    assert set(behind["community_id"]) == {"c/c1"}


def test_a_company_that_was_large_while_in_the_rest_stays_in_it_without_news() -> None:
    twelve = [*people("b/c1", 12), *people("c/c1", 6)]
    before = rows(twelve).with_columns(moves_with=pl.lit("rest"))
    assert groups(answers(before, *twelve)) == {"b/c1": "rest", "c/c1": "rest"}


def test_a_company_that_left_the_rest_stays_out_of_it_though_it_shrinks() -> None:
    found = answers(TEN, *people("a/c1", 2), *people("b/c1", 6), *people("c/c1", 6))
    assert groups(found)["a/c1"] == "a"
    assert published(found)["a/c1"] == "44"
