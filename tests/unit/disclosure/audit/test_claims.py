from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.audit.claims import unexplained, units
from tests.unit.disclosure.audit.release import POLICY, SHARED, Release, cell, release

SESSIONS = "design.D1.all_present"


def found(of: Release) -> set[tuple[str, str, str, tuple[str, ...]]]:
    leaks = unexplained(of.published, of.truth, POLICY)
    return {(leak.rule, leak.unit, leak.period, leak.figures) for leak in leaks}


def only(of: Release, *told: dict[str, Any]) -> Release:
    """The release with these cells alone, and no weeks."""
    bare = of.with_(cells=of.published.cells.clear(), weeks=of.published.weeks.clear())
    return bare.with_cells(*told)


def marked(states: Mapping[str, str], community: str = "alpha/c1") -> Release:
    """A release of one community and others; each letter a mark, each word a person's sessions.

    `+` on time, `l` late, `e` excused, `-` absent, `?` unknown.
    """
    words = {"+": "present", "l": "late", "e": "excused", "-": "absent", "?": "unknown"}
    rows = [
        {
            "community_id": community, "session_id": f"s{place}", "person_id": person,
            "state": words[letter], "period": None, "week": None, "block": "overall",
            "atom_week": None, "is_shown": True,
        }
        for person, told in states.items()
        for place, letter in enumerate(told)
    ]  # fmt: skip
    honest = release()
    schema = honest.published.marks.schema
    marks = pl.DataFrame(rows, schema=schema, orient="row")
    return only(honest.with_(made_of=replace(honest.published.made_of, marks=marks)))


def test_a_community_is_in_each_sum_that_the_contract_gives_it() -> None:
    communities = pl.DataFrame(
        {"community_id": ["a/c1", "b/c1", "x/c1"], "organisation_id": ["a", "b", None]}
    )
    assert set(units(communities).iter_rows()) == {
        ("a/c1", "community", "a/c1"),
        ("a/c1", "company", "a"),
        ("a/c1", "consortium", "consortium"),
        ("a/c1", "pooled", "b"),
        ("b/c1", "community", "b/c1"),
        ("b/c1", "company", "b"),
        ("b/c1", "consortium", "consortium"),
        ("b/c1", "pooled", "a"),
        ("x/c1", "community", "x/c1"),
        ("x/c1", "overarching", "overarching"),
    }


def test_every_number_of_an_honest_release_is_explained() -> None:
    honest = release()
    grains = set(honest.published.cells["grain"])
    assert grains == {"community", "company", "consortium", "overarching", "pooled"}
    assert found(honest) == set()


@pytest.mark.parametrize("name", ["num", "den"])
def test_a_week_with_one_mark_more_is_found(name: str) -> None:
    honest = release()
    where = (pl.col("grain") == "pooled") & (pl.col("entity_id") == "beta") & (pl.col("week") == 2)
    weeks = honest.published.weeks.with_columns(pl.col(name) + where.cast(pl.Float64))
    assert found(honest.with_(weeks=weeks)) == {
        ("unexplained", "pooled:beta", "week 2", ("attendance by week",))
    }


@pytest.mark.parametrize(("week", "is_explained"), [(0, False), (1, True), (2, True)])
def test_a_week_is_one_since_the_start(week: int, is_explained: bool) -> None:
    # before the start there are no weeks to be shown
    honest = marked(dict.fromkeys("abcde", "+"))
    marks = honest.published.marks.with_columns(atom_week=pl.lit(week, dtype=pl.Int64))
    schema = honest.published.weeks.schema
    told = pl.DataFrame([("company", "alpha", week, 5.0, 5.0)], schema=schema, orient="row")
    moved = honest.with_(made_of=replace(honest.published.made_of, marks=marks), weeks=told)
    assert (found(moved) == set()) is is_explained


def test_a_week_nobody_met_in_is_found() -> None:
    honest = release()
    schema = honest.published.weeks.schema
    empty = pl.DataFrame([("company", "alpha", 9, 0.0, 0.0)], schema=schema, orient="row")
    assert found(honest.with_(weeks=pl.concat([honest.published.weeks, empty]))) == {
        ("unexplained", "company:alpha", "week 9", ("attendance by week",))
    }


@pytest.mark.parametrize(
    ("told", "is_explained"),
    [
        # 25 of 32 marks known: 0.78125, said as 0.78
        ({"value": 0.78}, True),
        ({"value": 0.785}, True),
        ({"value": 0.787}, False),
        ({"value": 0.776}, False),
        # Wilson of 25 of 32 at 95 %: 0.612 to 0.890
        ({"low": 0.61, "high": 0.89}, True),
        ({"low": 0.617}, True),
        ({"low": 0.62}, False),
        ({"low": 0.60}, False),
        ({"high": 0.90}, False),
        ({"n_missing": "1"}, False),
        ({"n_persons": "10-19"}, False),
        ({"n_persons": None}, False),
    ],
    ids=str,
)
def test_what_is_said_beside_a_coverage_follows_from_its_marks(
    told: dict[str, Any], is_explained: bool
) -> None:
    # six are always there and one never, so that marks of one person are alike; a coverage is no
    # rate of persons, and its interval no wider for it
    known = dict.fromkeys("abcdef", "++++") | {"g": "-???", "h": "????"}
    coverage = cell("register_coverage", "company", "alpha", "overall", 25.0, 32.0,
                    n_persons="5-9", value=0.78, low=0.61, high=0.89)  # fmt: skip
    assert (found(marked(known).with_cells(coverage | told)) == set()) is is_explained


def test_a_rate_of_persons_has_an_interval_on_what_their_marks_are_worth() -> None:
    # three always there, three never: four marks of one person are worth one, 3 of 6 persons;
    # Wilson of 3 of 6 is 0.188 to 0.812, of 12 of 24 it would be 0.314 to 0.686
    known = dict.fromkeys("abc", "++++") | dict.fromkeys("def", "----")
    told = cell("attendance_rate", "company", "alpha", "overall", 12.0, 24.0, n_persons="5-9")
    of = marked(known)
    assert found(of.with_cells(told | {"low": 0.19, "high": 0.81})) == set()
    assert found(of.with_cells(told | {"low": 0.31, "high": 0.69})) != set()


def test_an_unknown_mark_says_nothing_of_how_alike_marks_of_a_person_are() -> None:
    # known marks as above; were an unknown one an absence, six would differ from themselves
    known = dict.fromkeys("abc", "++?") | dict.fromkeys("def", "--?")
    told = cell("attendance_rate", "company", "alpha", "overall", 6.0, 12.0, n_persons="5-9",
                n_missing="6", low=0.19, high=0.81)  # fmt: skip
    assert found(marked(known).with_cells(told)) == set()


def test_marks_of_the_overarching_community_do_not_widen_a_company_s_interval() -> None:
    alone = marked(dict.fromkeys("abc", "+-+-") | dict.fromkeys("def", "-+-+"))
    other = marked(dict.fromkeys("uvw", "++++") | dict.fromkeys("xyz", "----"), SHARED)
    both = pl.concat([alone.published.marks, other.published.marks])
    # 12 of 24 of which each person has as many: Wilson of 12 of 24
    told = cell("attendance_rate", "company", "alpha", "overall", 12.0, 24.0, n_persons="5-9",
                low=0.31, high=0.69)  # fmt: skip
    of = alone.with_(made_of=replace(alone.published.made_of, marks=both))
    assert found(of.with_cells(told)) == set()


def test_a_share_of_one_mark_is_explained() -> None:
    # of five persons one was there, late: Wilson of 1 of 1 is 0.207 to 1
    one = dict.fromkeys("abcd", "-") | {"e": "l"}
    told = cell("late_share", "company", "alpha", "overall", 1.0, 1.0, low=0.21, high=1.0)
    assert found(marked(one).with_cells(told)) == set()


@pytest.mark.parametrize("left", [{"num": None}, {"den": None}, {"den": "5-9"}], ids=str)
@pytest.mark.parametrize("indicator", ["late_share", SESSIONS])
def test_a_number_left_out_of_a_figure_is_not_what_it_is_made_of(
    indicator: str, left: dict[str, Any]
) -> None:
    numbers = (1.0, 18.0) if indicator == "late_share" else (2.0, 3.0)
    told = cell(indicator, "company", "alpha", "overall", *numbers, n_persons="5-9", n_missing="1")
    of = marked(EVERYBODY)
    assert found(of.with_cells(told)) == set()
    assert found(of.with_cells(told | left)) != set()


def test_sessions_of_a_unit_without_marks_are_found() -> None:
    told = cell(SESSIONS, "company", "beta", "overall", 0.0, 0.0)
    assert found(marked(EVERYBODY).with_cells(told)) != set()


def test_a_rate_of_no_marks_is_found() -> None:
    none = dict.fromkeys("abcde", "?")
    told = cell("late_share", "company", "alpha", "overall", 0.0, 0.0, n_missing="5")
    assert found(marked(none).with_cells(told)) != set()


EVERYBODY = {
    # sessions: all there; one late; one absent; one unknown
    "a": "+++?", "b": "+l++", "c": "++-+", "d": "++++", "e": "++++",
}  # fmt: skip


@pytest.mark.parametrize(
    ("num", "den", "is_explained"),
    [(2.0, 3.0, True), (3.0, 3.0, False), (2.0, 4.0, False), (1.0, 3.0, False)],
)
@pytest.mark.parametrize("grain", ["community", "company"])
def test_sessions_with_everybody_there_are_of_those_with_nobody_unknown(
    grain: str, num: float, den: float, is_explained: bool
) -> None:
    entity = "alpha/c1" if grain == "community" else "alpha"
    told = cell(SESSIONS, grain, entity, "overall", num, den)
    assert (found(marked(EVERYBODY).with_cells(told)) == set()) is is_explained


def test_sessions_of_four_persons_do_not_count() -> None:
    # of the last session nobody entered the fifth mark
    four = EVERYBODY | {"a": "+++", "b": "+l+"}
    told = cell(SESSIONS, "company", "alpha", "overall", 2.0, 3.0)
    assert found(marked(four).with_cells(told)) == set()
    wrong = cell(SESSIONS, "company", "alpha", "overall", 3.0, 4.0)
    assert found(marked(four).with_cells(wrong)) != set()


def test_the_interval_of_sessions_is_wilson_s_on_their_number() -> None:
    # 2 of 3: 0.208 to 0.939
    told = cell(SESSIONS, "company", "alpha", "overall", 2.0, 3.0, low=0.21, high=0.94)
    assert found(marked(EVERYBODY).with_cells(told)) == set()
    assert found(marked(EVERYBODY).with_cells(told | {"high": 0.95})) != set()


def test_the_sessions_of_other_companies_are_those_of_all_but_one() -> None:
    # a session is known by its community: both have an s0
    others = {person.upper(): told for person, told in EVERYBODY.items()}
    both = pl.concat(
        marked(states, community).published.marks
        for community, states in (("alpha/c1", EVERYBODY), ("beta/c1", others))
    )
    of = marked(EVERYBODY)
    of = of.with_(made_of=replace(of.published.made_of, marks=both))
    told = [
        cell(SESSIONS, "pooled", "alpha", "overall", 2.0, 3.0),
        cell(SESSIONS, "pooled", "gamma", "overall", 4.0, 6.0),
    ]
    assert found(of.with_cells(*told)) == set()


@pytest.mark.parametrize(
    "other",
    [
        {"is_own": True},
        {"status": "suppressed"},
        {"indicator": "mix_service"},
    ],
    ids=str,
)
def test_what_is_no_figure_of_marks_that_others_read_is_not_recomputed(
    other: dict[str, Any],
) -> None:
    told = cell("attendance_rate", "company", "alpha", "overall", 1.0, 2.0) | other
    assert found(only(release(), told)) == set()


def test_marks_that_are_not_shown_are_in_no_number() -> None:
    hidden = release().published.marks.with_columns(is_shown=pl.lit(value=False))
    bare = only(release())
    of = bare.with_(made_of=replace(bare.published.made_of, marks=hidden))
    told = cell("attendance_rate", "company", "alpha", "overall", 12.0, 20.0)
    assert found(of.with_cells(told)) != set()


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("late_share", None),
        (SESSIONS, None),
        ("mix_service", None),
        ("mean.autonomy.shrunken", None),
        ("early_share", "unknown figure of marks"),
        ("something", "unknown figure"),
        ("something.shrunken", "unknown figure"),
    ],
)
def test_a_figure_that_the_audit_cannot_recompute_is_found(name: str, rule: str | None) -> None:
    told = cell("late_share", "company", "alpha", "overall", None, None, status="not_due")
    of = only(release(), told | {"indicator": name})
    traits = {**of.truth.traits, "early_share": of.truth.traits["late_share"]}
    known = replace(of, truth=replace(of.truth, traits=traits))
    assert found(known) == ({(rule, "", "", (name,))} if rule else set())


@pytest.mark.parametrize("name", ["num", "den"])
@pytest.mark.parametrize(
    ("grain", "indicator"),
    [
        *((grain, "attendance_rate") for grain in ("community", "consortium", "pooled")),
        ("overarching", "late_share"),
        ("company", "attendance_rate_excl_excused"),
        ("company", "unexcused_rate"),
        ("company", "register_coverage"),
    ],
)
def test_one_mark_more_or_less_is_found(name: str, grain: str, indicator: str) -> None:
    honest = release()
    first = honest.published.cells.filter(
        (pl.col("grain") == grain) & (pl.col("indicator") == indicator)
    ).row(0, named=True)
    where = pl.all_horizontal(
        pl.col(key) == first[key] for key in ("indicator", "grain", "entity_id", "period")
    )
    more = float(first[name]) + 1
    unit = f"{grain}:{first['entity_id']}"
    place = (f"{indicator} {unit} {first['period']}",)
    value: Any = more if name == "num" else str(more)
    assert found(honest.changed(where, **{name: value})) == {
        ("unexplained", unit, first["period"], place)
    }
