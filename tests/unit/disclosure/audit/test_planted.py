from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.audit.joint import joint
from lcdata.disclosure.audit.published import Leak, MadeOf
from tests.unit.disclosure.audit.release import (
    POLICY,
    SIGNALS,
    Release,
    answers,
    cell,
    cells,
    raw,
    release,
    weeks,
)

OVERALL = pl.col("period") == "overall"


def found(of: Release, before: MadeOf | None = None) -> list[Leak]:
    return joint(of.published, of.truth, POLICY, before)[0]


def rules(of: Release, before: MadeOf | None = None) -> set[str]:
    return {leak.rule for leak in found(of, before)}


def of_unit(grain: str, entity: str, indicator: str = "attendance_rate") -> pl.Expr:
    return (
        (pl.col("grain") == grain)
        & (pl.col("entity_id") == entity)
        & (pl.col("indicator") == indicator)
    )


def test_an_honest_release_gives_nobody_away() -> None:
    honest = release()
    assert found(honest, honest.published.made_of) == []


def test_a_guard_that_does_nothing_fails() -> None:
    everything = release(change=lambda marks: marks.with_columns(is_shown=True))
    assert "7" in rules(everything)


@pytest.mark.parametrize("part", ["num", "den"])
def test_sister_figures_that_leave_out_different_groups_are_found(part: str) -> None:
    # the late of the small group are in the company's figure, its present are not
    honest = release()
    told = honest.published.cells.filter(OVERALL & of_unit("company", "alpha", "late_share"))
    more = float(told[part][0]) + 1
    value: Any = more if part == "num" else str(more)
    planted = honest.changed(OVERALL & of_unit("company", "alpha", "late_share"), **{part: value})
    assert rules(planted) == {"unexplained"}


@pytest.mark.parametrize(
    "told",
    [
        {"value": 0.93},
        {"low": 0.2},
        {"high": 0.99},
        {"n_missing": "5"},
        {"n_missing": None},
        {"n_persons": "10-19"},
        {"num": None},
        {"den": "19"},
    ],
    ids=str,
)
def test_a_number_beside_a_rate_that_is_made_of_other_marks_is_found(told: dict[str, Any]) -> None:
    where = OVERALL & of_unit("company", "alpha")
    assert rules(release().changed(where, **told)) == {"unexplained"}


def test_an_interval_that_follows_from_the_marks_that_are_shown_may_be_said() -> None:
    # alpha: 24 marks of six persons, four unknown; 12 of the 20 known ones there
    honest = release()
    where = OVERALL & of_unit("company", "alpha")
    told = honest.published.cells.filter(where).row(0, named=True)
    assert (told["num"], told["den"]) == (12.0, "20.0")
    # Wilson of 12 of 20; nobody is there more often than others, so nothing widens it
    assert found(honest.changed(where, value=0.6, low=0.39, high=0.78)) == []
    assert rules(honest.changed(where, value=0.6, low=0.38, high=0.78)) == {"unexplained"}


def test_the_persons_of_a_rate_are_those_with_a_mark_in_its_denominator() -> None:
    # of seven persons only four were ever there on time or late
    absent = pl.col("person_id").str.extract(r"p(\d+)$").cast(pl.Int64) >= 4
    state = pl.when(absent & (pl.col("state") != "unknown")).then(pl.lit("absent"))
    honest = release(change=lambda marks: marks.with_columns(state=state.otherwise("state")))
    where = OVERALL & of_unit("company", "alpha", "late_share")
    assert honest.published.cells.filter(where)["n_persons"].to_list() == [None]
    assert found(honest) == []
    assert rules(honest.changed(where, n_persons="5-9")) == {"unexplained"}


def test_a_complement_is_found() -> None:
    # the consortium holds the groups that no company does
    honest = release()
    all_marks = honest.published.marks.with_columns(is_shown=True)
    whole = cells(all_marks).filter(pl.col("grain") == "consortium")
    rest = honest.published.cells.filter(pl.col("grain") != "consortium")
    assert rules(honest.with_(cells=pl.concat([rest, whole]))) == {"unexplained"}


def test_weeks_against_sprints_are_found() -> None:
    honest = release()
    all_weeks = weeks(honest.published.marks.with_columns(is_shown=True))
    assert rules(honest.with_(weeks=all_weeks)) == {"unexplained"}


def test_viewers_against_each_other_are_found() -> None:
    # what the directors' others hold, the leader's consortium leaves out
    honest = release()
    all_marks = honest.published.marks.with_columns(is_shown=True)
    others = cells(all_marks).filter(pl.col("grain") == "pooled")
    rest = honest.published.cells.filter(pl.col("grain") != "pooled")
    assert rules(honest.with_(cells=pl.concat([rest, others]))) == {"unexplained"}


@pytest.mark.parametrize("viewer", ["leader", "director:alpha", "facilitator:alpha/c2"])
def test_what_is_exact_for_the_own_facilitator_reaches_nobody_else(viewer: str) -> None:
    honest = release()
    row = (viewer, "person", "community", "alpha/c1", True)
    more = pl.DataFrame([row], schema=honest.published.reach.schema, orient="row")
    planted = honest.with_(reach=pl.concat([honest.published.reach, more]))
    assert [(leak.rule, leak.viewer) for leak in found(planted)] == [("reach", viewer)]


@pytest.mark.parametrize(
    "row",
    [
        ("director:alpha", "person", "company", "beta", False),
        ("director:alpha", "person", "community", "beta/c1", False),
        ("director:alpha", "person", "consortium", "consortium", False),
        ("director:alpha", "person", "pooled", "beta", False),
        ("leader", "person", "pooled", "alpha", False),
        ("leader", "retention", "company", "alpha", False),
        ("facilitator:alpha/c1", "person", "company", "beta", False),
        ("facilitator:alpha/c1", "survey", "community", "alpha/c1", False),
    ],
)
def test_a_unit_the_role_table_does_not_give_is_found(row: tuple[Any, ...]) -> None:
    honest = release()
    more = pl.DataFrame([row], schema=honest.published.reach.schema, orient="row")
    assert rules(honest.with_(reach=pl.concat([honest.published.reach, more]))) == {"reach"}


def shifted(marks: pl.DataFrame, community: str, persons: int) -> pl.DataFrame:
    """The first persons' marks in the first session turned round."""
    last = [f"{community}-p{n}" for n in range(persons)]
    where = (pl.col("session_id") == f"{community}-s0") & pl.col("person_id").is_in(last)
    other = pl.when(pl.col("state") == "absent").then(pl.lit("present")).otherwise(pl.lit("absent"))
    return marks.with_columns(state=pl.when(where).then(other).otherwise("state"))


@pytest.mark.parametrize("persons", [1, 4])
def test_a_release_that_moves_with_too_few_persons_marks_is_found(persons: int) -> None:
    before = release()
    now = release(change=lambda marks: shifted(marks, "alpha/c1", persons))
    assert rules(now, before.published.made_of) == {"8"}


def test_a_release_that_moves_with_enough_persons_marks_is_not() -> None:
    before = release()
    now = release(change=lambda marks: shifted(marks, "alpha/c1", 5))
    assert found(now, before.published.made_of) == []


def test_a_block_that_is_cut_after_it_was_whole_is_found() -> None:
    # sprint 2 had four persons' marks before, so sprints were not shown
    def whole(marks: pl.DataFrame) -> pl.DataFrame:
        few = (pl.col("period") == "sprint_2") & pl.col("person_id").str.ends_with("p5")
        kept = marks.filter(~(few & (pl.col("community_id") == "alpha/c1")))
        inside = pl.col("community_id") == "alpha/c1"
        return kept.with_columns(
            block=pl.when(inside).then(pl.lit("overall")).otherwise("block"),
            atom_week=pl.when(~inside).then("atom_week"),
        )

    before, now = release(change=whole), release()
    assert rules(now, before.published.made_of) == {"8"}


def test_a_group_hidden_in_one_release_does_not_appear_in_the_next() -> None:
    hidden = pl.col("community_id") != "alpha/c1"
    before = release(change=lambda marks: marks.with_columns(is_shown=pl.col("is_shown") & hidden))
    assert rules(release(), before.published.made_of) == {"8"}


def test_an_index_that_names_a_split_is_found() -> None:
    index = cell("blau_service", "community", "alpha/c1", "overall", None, "5-9", value=0.64)
    assert "a split" in rules(release().with_cells(index | {"n_persons": "5-9"}))


def answered(*told: dict[str, Any], of: Mapping[str, list[float]]) -> Release:
    """Figures from answers, and the answers of each community."""
    seen = [one for community, values in of.items() for one in answers(community, values)]
    return release().with_cells(*told).with_observations(*seen)


def mean(grain: str, entity: str, **fields: object) -> dict[str, Any]:
    return cell("mean.autonomy", grain, entity, "overall", None, "10-19", value=3.0,
                n_persons="10-19", **fields)  # fmt: skip


@pytest.mark.parametrize("spread", [0.0, 1e-16, 9e-10])
def test_answers_that_differ_in_the_sixteenth_digit_are_everybody_alike(spread: float) -> None:
    same = {"alpha/c1": [3.0] * 11 + [3.0 + spread]}
    assert rules(answered(mean("company", "alpha"), of=same)) == {"5"}


def test_answers_with_spread_are_shown() -> None:
    spread = {"alpha/c1": [3.0] * 11 + [3.1]}
    assert found(answered(mean("company", "alpha"), of=spread)) == []


def test_that_everybody_answered_may_be_said() -> None:
    told = mean("company", "alpha") | {"indicator": "response_rate"}
    seen = answers("alpha/c1", [1.0] * 12, "response_rate")
    assert found(release().with_cells(told).with_observations(*seen)) == []


@pytest.mark.parametrize("name", ["sessions_held_ratio", "mix_service"])
def test_an_exact_number_of_persons_is_found_whatever_its_traits_say(name: str) -> None:
    # the trait says it counts no persons; community after community it does
    told = cell(name, "community", "alpha/c1", "overall", 5.0, 7.0, n_persons="5-9")
    truth = raw(
        (name, "community", "alpha/c1", 5.0, 7.0, 7),
        (name, "community", "beta/c1", 3.0, 6.0, 6),
    )
    assert "counts persons" in rules(release().with_cells(told, truth=truth))


def test_a_denominator_that_is_no_number_of_persons_may_be_exact() -> None:
    name = "sessions_held_ratio"
    told = cell(name, "community", "alpha/c1", "overall", 5.0, 7.0, n_persons="5-9")
    truth = raw(
        (name, "community", "alpha/c1", 5.0, 7.0, 7),
        (name, "community", "beta/c1", 3.0, 4.0, 6),
    )
    assert found(release().with_cells(told, truth=truth)) == []


@pytest.mark.parametrize("name", ["something_new", "something_new.shrunken"])
def test_a_figure_no_catalogue_knows_is_found(name: str) -> None:
    told = cell("attendance_rate", "company", "alpha", "sprint_9", None, None, status="not_due")
    assert rules(release().with_cells(told | {"indicator": name})) == {"unknown figure"}


def test_a_figure_of_marks_without_a_definition_is_found() -> None:
    planted = release()
    told = cell("attendance_rate", "company", "alpha", "sprint_9", None, None, status="not_due")
    traits = {**planted.truth.traits, "early_share": planted.truth.traits["late_share"]}
    known = replace(planted, truth=replace(planted.truth, traits=traits))
    named = told | {"indicator": "early_share"}
    assert rules(known.with_cells(named)) == {"unknown figure of marks"}


@pytest.mark.parametrize("signal", ["register_coverage_low", "group_above_eight"])
def test_a_signal_that_says_more_than_its_figure_is_found(signal: str) -> None:
    told = pl.DataFrame([("alpha/c2", signal, False)], schema=SIGNALS.schema, orient="row")
    assert rules(release().with_(signals=told)) == {"signal"}


def test_a_signal_for_the_own_facilitator_may_say_it() -> None:
    told = pl.DataFrame(
        [("alpha/c2", "register_coverage_low", True)], schema=SIGNALS.schema, orient="row"
    )
    assert found(release().with_(signals=told)) == []


def large_group(band: str) -> Release:
    told = cell("group_size_max", "community", "alpha/c1", "overall", None, None, n_persons=band)
    truth = raw(("group_size_max", "community", "alpha/c1", 9.0, None, 9))
    signal = pl.DataFrame(
        [("alpha/c1", "group_above_eight", False)], schema=SIGNALS.schema, orient="row"
    )
    return release().with_cells(told, truth=truth).with_(signals=signal)


@pytest.mark.parametrize(("band", "expected"), [("5-9", {"signal"}), ("10-19", set())])
def test_more_than_eight_beside_a_band_may_name_no_number(band: str, expected: set[str]) -> None:
    assert rules(large_group(band)) == expected


@pytest.mark.parametrize(
    "left", [{"num": 1.0}, {"den": "4"}, {"value": 0.5}, {"low": 0.1}, {"n_missing": "1"}]
)
def test_a_hidden_figure_with_a_number_left_is_found(left: dict[str, Any]) -> None:
    empty = dict.fromkeys(("num", "den", "value", "low", "high", "n_missing", "left_out"))
    hidden = cell("late_share", "community", "alpha/c2", "overall", None, None)
    told = hidden | empty | {"status": "suppressed"} | left
    assert rules(release().with_cells(told)) == {"5"}


@pytest.mark.parametrize(
    "told",
    [
        {"n_persons": "6"},
        {"num": 3.0, "den": "5-9"},
        {"den": "6"},
    ],
)
def test_a_number_of_persons_that_is_no_band_is_found(told: dict[str, Any]) -> None:
    share = cell("gives_and_takes", "company", "alpha", "overall", None, "5-9",
                 value=0.5, n_persons="5-9")  # fmt: skip
    truth = raw(("gives_and_takes", "company", "alpha", 3.0, 6.0, 6))
    assert "9" in rules(release().with_cells(share | told, truth=truth))


def test_a_figure_about_too_few_members_is_found() -> None:
    told = cell("mix_service", "community", "alpha/c2", "overall", 1.0, 1.0, n_persons=None)
    truth = raw(("mix_service", "community", "alpha/c2", 1.0, 1.0, 4))
    assert rules(release().with_cells(told, truth=truth)) == {"1"}


@pytest.mark.parametrize(("num", "expected"), [(1.0, set()), (2.0, {"2"})])
def test_a_sum_about_members_holds_large_groups_only(num: float, expected: set[str]) -> None:
    told = cell("mix_service", "company", "alpha", "overall", num, num, n_persons="5-9")
    truth = raw(
        ("mix_service", "community", "alpha/c1", 1.0, 1.0, 6),
        ("mix_service", "community", "alpha/c2", 1.0, 1.0, 4),
        ("mix_service", "company", "alpha", 2.0, 2.0, 10),
    )
    assert rules(release().with_cells(told, truth=truth)) == expected


VARIED = [2.0, 3.0, 4.0]


@pytest.mark.parametrize(("respondents", "expected"), [(10, set()), (9, {"1"})])
def test_answers_need_ten_respondents(respondents: int, expected: set[str]) -> None:
    of = {"alpha/c1": (VARIED * 4)[: respondents - 3], "alpha/c2": VARIED}
    assert rules(answered(mean("company", "alpha"), of=of)) == expected


def test_who_did_not_answer_is_no_respondent() -> None:
    nine = answers("alpha/c1", VARIED * 3)
    silent = ("mean.autonomy", "alpha/c1", "alpha/c1-r99", {"x": None, "den": 0.0})
    planted = release().with_cells(mean("company", "alpha")).with_observations(*nine, silent)
    assert rules(planted) == {"1"}


def test_answers_of_an_overarching_community_are_no_part_of_the_consortium() -> None:
    planted = answered(
        mean("consortium", "consortium"), of={"alpha/c1": VARIED * 3, "x/c1": VARIED}
    )
    shared = pl.DataFrame({"community_id": ["x/c1"], "organisation_id": [None]},
                          schema=planted.truth.communities.schema)  # fmt: skip
    truth = replace(planted.truth, communities=pl.concat([planted.truth.communities, shared]))
    assert rules(replace(planted, truth=truth)) == {"1"}


@pytest.mark.parametrize(("left", "expected"), [(0, set()), (1, {"3"}), (9, {"3"}), (10, set())])
@pytest.mark.parametrize("is_own", [False, True])
def test_what_a_total_leaves_beside_a_company_is_nobody_or_ten(
    left: int, expected: set[str], is_own: bool
) -> None:
    told = [mean("company", "alpha", is_own=is_own), mean("consortium", "consortium")]
    of = {"alpha/c1": VARIED * 4, "beta/c1": (VARIED * 4)[:left]}
    assert rules(answered(*told, of=of)) == expected


def test_whoever_sees_all_companies_takes_all_of_them_off_the_total() -> None:
    # eighteen are left beside alpha, and six beside alpha and beta
    told = [mean("company", "alpha"), mean("company", "beta"), mean("consortium", "consortium")]
    of = {"alpha/c1": VARIED * 4, "beta/c1": VARIED * 4, "gamma/c1": VARIED * 2}
    assert rules(answered(*told, of=of)) == {"3"}
    alone = [one | {"is_own": one["grain"] == "company"} for one in told]
    assert found(answered(*alone, of=of)) == []


@pytest.mark.parametrize("grain", ["community", "overarching"])
def test_answers_of_one_community_are_found(grain: str) -> None:
    told = mean(grain, "alpha/c1")
    assert rules(answered(told, of={"alpha/c1": VARIED * 4})) == {"6"}


def test_other_companies_that_are_too_few_are_found() -> None:
    two = {"alpha/c1": 6, "beta/c1": 6, "gamma/c1": 6}
    assert rules(release(two)) == {"pooled"}


def test_one_of_the_other_companies_above_half_is_found() -> None:
    # beside alpha: sixteen of the twenty-eight persons are delta's
    sizes = {"alpha/c1": 6, "beta/c1": 6, "gamma/c1": 6, "delta/c1": 8, "delta/c2": 8}
    assert "pooled" in rules(release(sizes))
