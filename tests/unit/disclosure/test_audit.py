from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import polars as pl
import pytest

from benchmarks.consortia import consortium
from lcdata.disclosure import equations, rules, sums, surveys
from lcdata.disclosure.atoms import Atom, from_table
from lcdata.disclosure.audit import full, quick
from lcdata.disclosure.guard import guard
from lcdata.disclosure.guarded import Guarded, owners_of
from lcdata.disclosure.policy import read_policy
from lcdata.disclosure.seen import Published
from lcdata.pipelines.release import CLASSES, Computed, compute

POLICY = read_policy()
SEEDS = range(3)


@cache
def computed(seed: int, companies: int) -> Computed:
    return compute(consortium(seed, companies))


def published(
    seed: int, change: Callable[[Guarded], pl.DataFrame] | None = None, companies: int = 8
) -> Published:
    of = computed(seed, companies)
    guarded = guard(of, CLASSES, POLICY)
    return Published(
        cells=change(guarded) if change else guarded.cells,
        made_of=guarded.made_of,
        atoms=from_table(guarded.atoms),
        raw=of.cells,
        classes=CLASSES,
        owners=owners_of(of.observed.communities),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_no_viewer_learns_anything_of_a_drawn_consortium(seed: int) -> None:
    assert not full(published(seed), POLICY)


def broken(seeds: Iterable[int], companies: int = 8) -> set[str]:
    looked = (quick(published(seed, companies=companies), POLICY) for seed in seeds)
    return {leak.rule for leaks in looked for leak in leaks}


def test_one_cell_shown_below_the_threshold_is_found() -> None:
    def lowered(guarded: Guarded) -> pl.DataFrame:
        small = guarded.atoms.filter(
            (pl.col("indicator") == "attendance_rate") & (pl.col("size") < 5)
        ).row(0, named=True)
        slot = guarded.cells.filter(
            (pl.col("viewer") == "leader")
            & (pl.col("indicator") == "attendance_rate")
            & (pl.col("entity_id") == small["community_id"])
            & (pl.col("period") == small["period"])
        )
        shown = slot.with_columns(
            status=pl.lit("ok"), num=pl.lit(3.0), den=pl.lit("4"), value=pl.lit(0.75)
        )
        keys = ["viewer", "indicator", "grain", "entity_id", "period"]
        return pl.concat([guarded.cells.join(slot, on=keys, how="anti"), shown])

    leaks = quick(published(0, lowered), POLICY)
    assert ("leader", "1") in {(leak.viewer, leak.rule) for leak in leaks}


def test_a_number_left_in_a_shielded_slot_is_found() -> None:
    def left(guarded: Guarded) -> pl.DataFrame:
        is_slot = pl.col("status") == "suppressed"
        return guarded.cells.with_columns(
            n_persons=pl.when(is_slot).then(pl.lit("5-9")).otherwise("n_persons")
        )

    assert "5" in {leak.rule for leak in quick(published(0, left), POLICY)}


def test_an_exact_number_of_persons_is_found() -> None:
    def exact(guarded: Guarded) -> pl.DataFrame:
        return guarded.cells.with_columns(n_persons=pl.lit("7"))

    assert "9" in {leak.rule for leak in quick(published(0, exact), POLICY)}


def test_rule_two_switched_off_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(candidates: object, _: object) -> set[str]:
        assert isinstance(candidates, dict)
        return {period for _, period in candidates}

    monkeypatch.setattr(sums, "included", everything)
    assert broken(SEEDS) & {"2", "pooled"}


def test_rule_three_switched_off_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def large_enough(
        self: surveys.SurveyTotals, indicator: str, period: str, companies: set[str], _: object
    ) -> set[tuple[str, str, str, str]]:
        keys = [(indicator, "company", company, period) for company in companies]
        return {key for key in keys if self._is_open(key)}

    monkeypatch.setattr(surveys.SurveyTotals, "_companies", large_enough)
    assert "3" in broken(range(6), companies=2)


def test_rule_four_switched_off_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def small_ones(terms: dict[str, Atom], _: object) -> set[str]:
        return {period for period, atom in terms.items() if atom.is_too_small(POLICY)}

    monkeypatch.setattr(rules, "_closed_periods", small_ones)
    assert "4" in broken(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_need_not_be_solved_is_wide_when_it_is_solved(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    views: list[equations.View] = []

    def remembered(view: equations.View, k: int) -> set[equations.Key]:
        views.append(view)
        return trusted(view, k)

    trusted = equations._exchangeable
    monkeypatch.setattr(equations, "_exchangeable", remembered)
    full(published(seed), POLICY)
    assert views
    for view in views[:6]:
        free = trusted(view, POLICY.k_person)
        system = equations._System(view)
        assert not [key for key in _some(free) if system.is_narrow(key, POLICY.k_person)]


def _some(keys: set[equations.Key]) -> Iterator[equations.Key]:
    yield from sorted(keys)[:3]
