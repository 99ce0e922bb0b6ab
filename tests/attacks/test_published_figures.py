"""Arithmetic with everything a viewer can see: nothing hidden comes out of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import fields
from functools import cache

import pytest

from lcdata.access import parse_scope
from lcdata.contracts.cells import Cell
from lcdata.contracts.published import ReadModel
from lcdata.contracts.register import Register
from lcdata.warehouse.reader import Reader
from tests.attacks.altered import OUTSIDE, column

DIRECTOR = "director:nijhof"
FACILITATOR = "facilitator:nijhof/c1"
STRANGER = "director:somebody-else"
ATTACKERS = (DIRECTOR, FACILITATOR, STRANGER)
OWN = {DIRECTOR: "director:de-groot", FACILITATOR: "facilitator:de-groot/c1", STRANGER: STRANGER}
SMALL = {"loohuis/c1": 4, "de-groot/c2": 4}
ENDS = {"5-9": (5, 9), "10-19": (10, 19), "20+": (20, 40)}


@cache
def seen(reader: Reader, viewer: str) -> ReadModel:
    return reader.read(parse_scope(viewer))


def shown(model: ReadModel, indicator: str, grain: str, period: str = "overall") -> list[Cell]:
    return [
        cell
        for cell in model.cells
        if (cell.indicator, cell.grain, cell.period) == (indicator, grain, period) and cell.is_ok
    ]


@pytest.mark.parametrize("attacker", ["leader", *ATTACKERS, *OWN.values()])
def test_no_choice_of_page_or_filter_reaches_more_than_one_fixed_set_of_figures(
    reader: Reader, attacker: str
) -> None:
    keys = [(c.indicator, c.grain, c.entity_id, c.period) for c in seen(reader, attacker).cells]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if key[1] in {"person", "session", "respondent"}]


@pytest.mark.parametrize("attacker", ["leader", *OWN.values()])
def test_a_company_without_its_shown_groups_leaves_nothing_of_the_hidden_one(
    reader: Reader, attacker: str
) -> None:
    model = seen(reader, attacker)
    for indicator in ("attendance_rate", "unexcused_rate", "late_share", "register_coverage"):
        company = [c for c in shown(model, indicator, "company") if c.entity_id == "de-groot"]
        groups = [
            c for c in shown(model, indicator, "community") if c.entity_id.startswith("de-groot/")
        ]
        for cell in company:
            assert cell.left_out == 1
            assert [(c.entity_id, c.num, c.den) for c in groups] == [
                ("de-groot/c1", cell.num, cell.den)
            ]


@pytest.mark.parametrize("attacker", [*ATTACKERS, *OWN.values()])
def test_nobody_but_the_leader_can_take_the_own_figures_from_the_consortiums(
    reader: Reader, attacker: str
) -> None:
    model = seen(reader, attacker)
    classes = {one.id: one.figure_class for one in model.definitions}
    both = {
        grain: {c.indicator for c in model.cells if c.grain == grain}
        for grain in ("consortium", "pooled")
    }
    assert not both["consortium"] & both["pooled"]
    assert {classes[name] for name in both["consortium"]} <= {"survey"}


@pytest.mark.parametrize("attacker", ["leader", *ATTACKERS])
def test_a_survey_total_without_the_shown_companies_is_no_small_group(
    reader: Reader, attacker: str
) -> None:
    raw = {(c.indicator, c.entity_id, c.period): c for c in seen(reader, "unguarded").cells}
    model = seen(reader, attacker)
    for whole in (c for c in model.cells if c.grain == "consortium" and c.is_ok):
        if not whole.indicator.startswith(("mean.", "change.")) or "shrunken" in whole.indicator:
            continue
        parts = shown(model, whole.indicator, "company", whole.period)
        sizes = [raw[whole.indicator, c.entity_id, whole.period].n_persons for c in parts]
        total = raw[whole.indicator, whole.entity_id, whole.period].n_persons
        assert isinstance(total, int)
        left = total - sum(size for size in sizes if isinstance(size, int))
        assert not parts or left == 0 or left >= 10


@pytest.mark.parametrize("attacker", ["leader", *ATTACKERS, *OWN.values()])
def test_the_overarching_community_tells_nothing_of_one_company(
    reader: Reader, attacker: str
) -> None:
    model = seen(reader, attacker)
    assert not model.shared_sessions
    assert {v.other_kind for v in model.visits if v.community_id.startswith("consortium/")} <= {
        "expert", "supplier", "company", "education", "community"
    }  # fmt: skip
    about = shown(model, "attendance_rate", "community")
    shared = [c for c in about if c.entity_id.startswith("consortium/")]
    assert all(c.n_persons in ENDS for c in shared)


def persons_shares(reader: Reader, attacker: str) -> Iterator[Cell]:
    for cell in seen(reader, attacker).cells:
        if cell.is_ok and isinstance(cell.den, str) and cell.den in ENDS and "mean" not in (
            cell.indicator.split(".")[0]
        ):  # fmt: skip
            yield cell


@pytest.mark.parametrize("attacker", ["leader", *ATTACKERS, *OWN.values()])
def test_count_and_number_cannot_be_solved_from_a_share_and_its_interval(
    reader: Reader, attacker: str
) -> None:
    ratios = {d.id for d in seen(reader, attacker).definitions if d.unit == "ratio"}
    own = tuple(parse_scope(attacker).community_ids)
    tried = 0
    for cell in persons_shares(reader, attacker):
        if cell.indicator not in ratios or cell.entity_id in own or cell.value is None:
            continue
        low, high = ENDS[str(cell.den)]
        # rounded to 0.01, 0.05 or 0.1: whatever fits at the finest of the three is possible
        fits = {
            n
            for n in range(low, high + 1)
            for x in range(n + 1)
            if any(
                abs(round(round(x / n / step) * step, 10) - cell.value) < 1e-9
                for step in (0.01, 0.05, 0.1)
            )
        }
        assert len(fits) > 1, cell
        assert cell.num is None
        tried += 1
    assert tried or attacker == STRANGER


@pytest.mark.parametrize("attacker", ["leader", *OWN.values()])
def test_an_interval_is_that_of_the_smallest_number_of_the_band(
    reader: Reader, attacker: str
) -> None:
    # Wilson for 0.8 of five: (0.8 + 0.384 ± 1.96 √(0.032 + 0.0384)) / 1.768, worked by hand
    of_five = [
        c for c in persons_shares(reader, attacker)
        if c.den == "5-9" and c.value == 0.8 and c.low is not None
        and c.entity_id not in parse_scope(attacker).community_ids
    ]  # fmt: skip
    assert {(c.low, c.high) for c in of_five} <= {(0.38, 0.96)}


def test_a_raw_mean_cannot_be_solved_from_a_shrunken_one(reader: Reader) -> None:
    model = seen(reader, "leader")
    shrunken = [c for c in model.cells if c.indicator.endswith(".shrunken")]
    assert shrunken
    for cell in shrunken:
        raw = cell.indicator.removesuffix(".shrunken")
        assert cell.entity_id in {c.entity_id for c in shown(model, raw, "company")}
        assert (cell.low, cell.high, cell.num, cell.den) == (None, None, None, None)
    for attacker in ATTACKERS:
        found = seen(reader, attacker).cells
        assert not [c for c in found if c.indicator.endswith(".shrunken")]


@pytest.mark.parametrize("attacker", ["leader", *ATTACKERS, *OWN.values()])
def test_a_kind_of_member_of_whom_there_is_one_is_not_counted(
    reader: Reader, attacker: str
) -> None:
    own = parse_scope(attacker).community_ids
    counted = [
        c for c in seen(reader, attacker).cells
        if c.indicator.startswith("members.") and c.is_ok and c.entity_id not in own
    ]  # fmt: skip
    assert all(c.value is None and c.n_persons in {"0", *ENDS} for c in counted)


@pytest.mark.parametrize("attacker", ["leader", *ATTACKERS, *OWN.values()])
def test_no_delivered_name_stands_outside_the_own_register(reader: Reader, attacker: str) -> None:
    model = seen(reader, attacker)
    names = [name for path in sorted(OUTSIDE.glob("*/person.csv"))
             for name in column(path, "display_name")]  # fmt: skip
    everything = repr([getattr(model, f.name) for f in fields(model) if f.name != "register"])
    assert not [name for name in names if name in everything]
    own = {name.split("/")[0] for name in parse_scope(attacker).community_ids}
    assert {member.community_id.split("/")[0] for member in model.register.members} <= own


@pytest.mark.parametrize("attacker", ["leader", *ATTACKERS, *OWN.values()])
def test_nothing_of_one_respondent_can_be_joined_by_time_or_order(
    reader: Reader, attacker: str
) -> None:
    model = seen(reader, attacker)
    respondents = {
        name for path in sorted(OUTSIDE.glob("*/survey_answer.csv"))
        for name in column(path, "respondent_id")
    }  # fmt: skip
    everything = repr(model)
    assert respondents
    assert not [
        name for name in respondents if f"'{name}'" in everything or f"/{name}" in everything
    ]
    assert not [c for c in model.cells if c.indicator.startswith(("mean.", "change."))
                and c.grain in {"community", "overarching"} and c.is_ok]  # fmt: skip


def test_a_stranger_gets_an_empty_release_whatever_is_asked(reader: Reader) -> None:
    for scope in (STRANGER, "facilitator:nowhere/c1", "director:saxion", "director:consortium"):
        model = seen(reader, scope)
        rows = [getattr(model, f.name) for f in fields(model)
                if f.name not in {"release_id", "is_sample", "policy", "definitions", "scales",
                                  "organisations", "register"}]  # fmt: skip
        assert not list(itertools.chain.from_iterable(rows))
        assert model.register == Register()
