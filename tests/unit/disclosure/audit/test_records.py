from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.audit.records import band_of, broken_records, telling_signals
from tests.unit.disclosure.audit.release import POLICY, SIGNALS, Release, cell, raw, release

HONEST = release({"alpha/c1": 6, "alpha/c2": 4, "beta/c1": 5})
NUMBERS = ("num", "den", "value", "low", "high", "n_persons", "n_missing", "left_out", "as_of")
EMPTY: Mapping[str, Any] = dict.fromkeys(NUMBERS)
Of = tuple[str, str]
COMMUNITY: Of = ("community", "alpha/c1")
COMPANY: Of = ("company", "alpha")


def alone(*told: dict[str, Any], truth: pl.DataFrame | None = None) -> Release:
    """These cells and no other."""
    return HONEST.with_(cells=HONEST.published.cells.clear()).with_cells(*told, truth=truth)


def rules(*told: dict[str, Any], truth: pl.DataFrame | None = None) -> list[str]:
    of = alone(*told, truth=truth)
    return [leak.rule for leak in broken_records(of.published, of.truth, POLICY)]


def figure(name: str, of: Of = COMPANY, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """A figure with nothing in it but this."""
    return {**cell(name, *of, "overall", None, None), **EMPTY, **fields}


def members_of(community: str, persons: int, name: str = "mix_service") -> pl.DataFrame:
    return raw((name, "community", community, 1.0, 1.0, persons))


def test_a_leak_names_the_figure_and_where_it_stands() -> None:
    of = alone(figure("blau_service", period="t2"))
    (leak,) = broken_records(of.published, of.truth, POLICY)
    assert (leak.unit, leak.period) == ("company:alpha", "t2")
    assert leak.figures == ("blau_service company:alpha t2",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("num", 1.0), ("den", "4"), ("value", 0.5), ("low", 0.1), ("high", 0.9),
        ("n_persons", "5-9"), ("n_missing", "0"), ("left_out", 1), ("as_of", dt.date(2026, 11, 2)),
    ],
)  # fmt: skip
def test_a_shielded_figure_has_no_number_left(name: str, value: Any) -> None:  # noqa: ANN401
    hidden = figure("late_share", status="suppressed")
    assert rules(hidden) == []
    assert rules(hidden | {name: value}) == ["5"]
    assert rules(hidden | {name: value, "status": "not_due"}) == []


@pytest.mark.parametrize("is_own", [True, False])
def test_a_split_is_for_the_own_facilitator(is_own: bool) -> None:
    told = figure("blau_service", COMMUNITY, value=0.64, is_own=is_own)
    assert rules(told, truth=raw()) == ([] if is_own else ["a split", "1"])


def test_a_shielded_split_says_nothing() -> None:
    assert rules(figure("blau_service", status="suppressed")) == []


@pytest.mark.parametrize("band", ["0", "5-9", "10-19", "20+", None])
@pytest.mark.parametrize("name", ["mix_service", "gives_and_takes", "sessions_held_ratio"])
def test_persons_are_said_as_bands(name: str, band: str | None) -> None:
    assert rules(figure(name, n_persons=band)) == []


@pytest.mark.parametrize("told", ["6", "5-8", "9+", "1-4", "10"])
@pytest.mark.parametrize("name", ["mix_service", "gives_and_takes", "sessions_held_ratio"])
def test_persons_that_are_no_band_are_found(name: str, told: str) -> None:
    assert rules(figure(name, n_persons=told)) == ["9"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({"den": "5-9"}, []),
        ({"den": "5-9", "value": 0.5}, []),
        ({"den": "0"}, []),
        ({}, []),
        ({"den": "6"}, ["9"]),
        ({"num": 3.0, "den": "5-9"}, ["9"]),
        ({"num": 3.0}, ["9"]),
        ({"num": 3.0, "den": "6"}, ["9"]),
    ],
    ids=str,
)
def test_a_share_of_persons_has_no_exact_number(
    numbers: dict[str, Any], expected: list[str]
) -> None:
    assert rules(figure("gives_and_takes", **numbers)) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({"n_persons": "5-9"}, []),
        ({"value": 7.0}, ["9"]),
        ({"num": 7.0}, ["9"]),
    ],
    ids=str,
)
def test_a_number_of_persons_is_its_band_alone(
    numbers: dict[str, Any], expected: list[str]
) -> None:
    assert rules(figure("group_size_max", **numbers)) == expected


def test_what_counts_no_persons_is_said_as_it_is() -> None:
    assert rules(figure("late_share", num=3.0, den="6", value=0.5)) == []


@pytest.mark.parametrize(
    ("of", "is_own", "expected"),
    [
        (COMMUNITY, True, []),
        (COMMUNITY, False, ["9"]),
        (COMPANY, True, ["9"]),
        (COMPANY, False, ["9"]),
    ],
)
def test_only_the_own_community_is_counted_exactly(
    of: Of, is_own: bool, expected: list[str]
) -> None:
    told = figure("gives_and_takes", of, n_persons="6", is_own=is_own)
    assert rules(told, truth=members_of("alpha/c1", 6, "gives_and_takes")) == expected


@pytest.mark.parametrize("status", ["not_due", "too_few"])
def test_a_figure_that_is_not_there_has_no_band(status: str) -> None:
    assert rules(figure("gives_and_takes", n_persons="6", status=status)) == []


HELD = "sessions_held_ratio"


def held(*dens: tuple[float | None, int], status: str = "ok") -> pl.DataFrame:
    """Raw figures of communities: denominator and number of persons."""
    rows = [(HELD, "community", f"x/c{n}", 1.0, den, who) for n, (den, who) in enumerate(dens)]
    return raw(*rows).with_columns(status=pl.lit(status))


@pytest.mark.parametrize(
    ("truth", "expected"),
    [
        (held((6.0, 6), (7.0, 7)), ["counts persons"]),
        (held((1.0, 1), (3.0, 3)), ["counts persons"]),
        (held((6.0, 6), (7.0, 6)), []),
        # one size says nothing, nor do ones and twos
        (held((6.0, 6), (6.0, 6)), []),
        (held((6.0, 6)), []),
        (held((1.0, 1), (2.0, 2)), []),
        (held((6.0, 6), (7.0, 7), (None, 5)), []),
        (held((6.0, 6), (7.0, 7), status="not_due"), []),
        (raw((HELD, "company", "a", 1.0, 6.0, 6), (HELD, "company", "b", 1.0, 7.0, 7)), []),
    ],
    ids=["two sizes", "up to three", "others", "one size", "one", "small", "none", "not ok",
         "companies"],
)  # fmt: skip
def test_what_counts_persons_community_after_community_may_not_be_exact(
    truth: pl.DataFrame, expected: list[str]
) -> None:
    assert rules(figure(HELD, num=1.0, den="6"), truth=truth) == expected


def test_groups_of_more_communities_decide_and_no_single_one() -> None:
    far = pl.concat([held((6.0, 6), (7.0, 7)), held((8.0, 3)).with_columns(entity_id=pl.lit("y"))])
    assert rules(figure(HELD, num=1.0, den="6"), truth=far) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"den": "1"}, ["counts persons"]),
        ({"den": "0"}, []),
        ({"den": "5-9"}, []),
        ({}, []),
        ({"den": "6", "is_own": True}, []),
        ({"den": "6", "status": "not_due"}, []),
        ({"den": "6", "indicator": "late_share"}, []),
    ],
    ids=str,
)
def test_only_exact_denominators_that_others_read_are_head_counts(
    told: dict[str, Any], expected: list[str]
) -> None:
    assert rules(figure(HELD) | told, truth=held((6.0, 6), (7.0, 7))) == expected


@pytest.mark.parametrize(
    ("community", "observed", "expected"),
    [
        ("alpha/c1", 6, []),
        ("alpha/c1", 5, []),
        ("alpha/c1", 4, ["1"]),
        ("beta/c1", 5, []),
        # four members, whoever else was observed
        ("alpha/c2", 4, ["1"]),
        ("alpha/c2", 5, ["1"]),
    ],
)
def test_a_figure_about_members_needs_five_of_whom_five_are_observed(
    community: str, observed: int, expected: list[str]
) -> None:
    told = figure("mix_service", ("community", community))
    assert rules(told, truth=members_of(community, observed)) == expected


def test_a_figure_about_members_of_whom_nothing_is_known_is_found() -> None:
    assert rules(figure("mix_service", COMMUNITY), truth=raw()) == ["1"]
    unknown = ("community", "gone/c1")
    assert rules(figure("mix_service", unknown), truth=members_of("gone/c1", 6)) == ["1"]


@pytest.mark.parametrize(
    "other",
    [
        {"is_own": True},
        {"status": "not_due"},
        {"as_of": dt.date(2026, 11, 2)},
        {"indicator": "mix_service.shrunken"},
        {"indicator": "late_share"},
        {"indicator": HELD},
        {"grain": "company"},
    ],
    ids=str,
)
def test_what_is_not_about_members_of_one_group_now_is_not_asked(other: dict[str, Any]) -> None:
    told = figure("mix_service", ("community", "alpha/c2")) | other
    assert rules(told, truth=members_of("alpha/c2", 4)) == []


def test_an_own_company_s_figure_is_no_community_s() -> None:
    told = figure("mix_service", ("company", "alpha/c2"), is_own=True)
    assert rules(told, truth=members_of("alpha/c2", 4)) == []


@pytest.mark.parametrize(
    ("name", "num", "den", "expected"),
    [
        ("attendance_rate", 0.0, "20", ["5"]),
        ("attendance_rate", 1.0, "20", []),
        # that everybody was there is shown on purpose
        ("attendance_rate", 20.0, "20", []),
        ("unexcused_rate", 20.0, "20", ["5"]),
        ("unexcused_rate", 19.0, "20", []),
        ("unexcused_rate", 0.0, "20", []),
        ("late_share", 0.0, "20", []),
        ("late_share", 20.0, "20", []),
        ("unexcused_rate", 20.0, "5-9", []),
    ],
)
def test_marks_that_tell_of_everybody_are_found(
    name: str, num: float, den: str, expected: list[str]
) -> None:
    told = figure(name, num=num, den=den)
    assert rules(told) == expected
    assert rules(told | {"is_own": True}) == []
    assert rules(told | {"status": "not_due"}) == []


@pytest.mark.parametrize(
    ("persons", "band"),
    [(4, None), (5, "5-9"), (9, "5-9"), (10, "10-19"), (19, "10-19"), (20, "20+"), (99, "20+")],
)
def test_a_number_of_persons_is_said_as_the_band_it_lies_in(persons: int, band: str | None) -> None:
    said = pl.select(band_of(pl.lit(persons), POLICY)).item()
    assert said == band


def signals(told: dict[str, Any], kind: str, *, is_own: bool | None = False) -> list[Any]:
    row = pl.DataFrame([("alpha/c1", kind, is_own)], schema=SIGNALS.schema, orient="row")
    of = alone(told).with_(signals=row)
    return [(leak.rule, leak.unit, leak.figures) for leak in telling_signals(of.published, POLICY)]


def covered(num: float, den: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return figure("register_coverage", COMMUNITY, num=num, den=den) | fields


LOW = "register_coverage_low"
LARGE = "group_above_eight"


@pytest.mark.parametrize(
    ("told", "is_read"),
    [
        (covered(7.0, "10"), True),
        (covered(8.0, "10"), False),
        (covered(9.0, "10"), False),
        (covered(0.0, "10"), True),
        (covered(7.0, "10", indicator="late_share"), False),
        (covered(7.0, "10", grain="company"), False),
        (covered(7.0, "10", period="sprint_1"), False),
        (covered(7.0, "10", status="not_due"), False),
        (covered(7.0, "10", is_own=True), False),
        (covered(7.0, "10", entity_id="beta/c1"), False),
        (covered(7.0, "10-19"), False),
    ],
    ids=["below", "at", "above", "nothing", "other", "company", "sprint", "hidden", "own",
         "of another", "a band"],
)  # fmt: skip
def test_a_thin_register_may_be_said_where_its_coverage_below_eight_tenths_is_read(
    told: dict[str, Any], is_read: bool
) -> None:
    leak = ("signal", "community:alpha/c1", (LOW,))
    assert signals(told, LOW) == ([] if is_read else [leak])


def test_each_signal_is_held_against_its_own_figure() -> None:
    assert signals(covered(7.0, "10", n_persons="10-19"), LARGE) != []
    size = figure("group_size_max", COMMUNITY, n_persons="10-19", num=1.0, den="10")
    assert signals(size, LARGE) == []
    assert signals(size, LOW) != []
    assert signals(size, "something else") != []


@pytest.mark.parametrize(
    ("bands", "said", "is_read"),
    [
        ((5, 10, 20), "5-9", False),
        ((5, 10, 20), "10-19", True),
        ((5, 10, 20), "20+", True),
        ((5, 10, 20), None, False),
        # "more than eight" beside a band from eight on leaves eight out
        ((5, 8, 20), "8-19", False),
        ((5, 9, 20), "9-19", True),
        ((5, 10, 20), "7", False),
    ],
)
def test_a_large_group_may_be_said_where_its_band_is_above_eight(
    bands: tuple[int, ...], said: str | None, is_read: bool
) -> None:
    policy = POLICY.model_copy(update={"bands": bands})
    row = pl.DataFrame([("alpha/c1", LARGE, False)], schema=SIGNALS.schema, orient="row")
    of = alone(figure("group_size_max", COMMUNITY, n_persons=said)).with_(signals=row)
    assert (not list(telling_signals(of.published, policy))) is is_read


@pytest.mark.parametrize(
    ("kind", "is_own", "is_found"),
    [
        (LOW, True, False),
        (LOW, False, True),
        # one that names no one has no own version, and none of these is such
        (LOW, None, True),
        (LARGE, None, True),
        ("session_overdue", None, False),
        ("session_overdue", False, True),
    ],
)
def test_a_signal_about_members_is_asked_unless_it_is_for_the_own_facilitator(
    kind: str, is_own: bool | None, is_found: bool
) -> None:
    told = figure("late_share", COMMUNITY)
    assert bool(signals(told, kind, is_own=is_own)) is is_found
