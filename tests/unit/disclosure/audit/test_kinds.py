"""One planted leak of every kind that was once recovered from outside; each has to be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.audit.joint import joint
from lcdata.disclosure.audit.published import MadeOf
from lcdata.disclosure.audit.viewers import each
from lcdata.disclosure.policy import Policy
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


@dataclass(frozen=True)
class Planted:
    """A release with one leak in it, the release before and the policy it is held against."""

    release: Release
    before: MadeOf | None = None
    policy: Policy = POLICY

    @property
    def rules(self) -> set[str]:
        leaks, _ = joint(self.release.published, self.release.truth, self.policy, self.before)
        return {leak.rule for leak in leaks}


def all_shown() -> pl.DataFrame:
    """Every mark, also of the groups of four."""
    return release().published.marks.with_columns(is_shown=pl.lit(value=True))


def with_marks_of_small_groups(grain: str, indicator: str | None = None) -> Release:
    """The figures of a grain hold the groups of four; the release says that they do not."""
    honest = release()
    which = pl.col("grain") == grain
    if indicator:
        which &= pl.col("indicator") == indicator
    rest = honest.published.cells.filter(~which)
    return honest.with_(cells=pl.concat([rest, cells(all_shown()).filter(which)]))


def a_sprint_of_four() -> Release:
    """Sprint 2 of alpha's first group has known marks of four persons, and is shown."""

    def few(marks: pl.DataFrame) -> pl.DataFrame:
        sprint = pl.col("community_id").eq("alpha/c1") & pl.col("period").eq("sprint_2")
        who = pl.col("person_id").is_in(["alpha/c1-p4", "alpha/c1-p5"])
        unknown = pl.when(sprint & who).then(pl.lit("unknown")).otherwise("state")
        return marks.with_columns(state=unknown, atom_week=pl.when(~sprint).then("atom_week"))

    return release(change=few)


def read_too(viewer: str, *units: tuple[str, str, bool]) -> Release:
    """A viewer who reads figures about persons of more units: grain, entity, the own version."""
    honest = release()
    rows = [(viewer, "person", *unit) for unit in units]
    more = pl.DataFrame(rows, schema=honest.published.reach.schema, orient="row")
    return honest.with_(reach=pl.concat([honest.published.reach, more]))


def an_added_session_and_a_corrected_mark() -> Planted:
    """A fifth session with one known mark, and one old mark that says the opposite."""

    def grown(marks: pl.DataFrame) -> pl.DataFrame:
        first = pl.col("session_id").eq("alpha/c1-s0") & pl.col("person_id").eq("alpha/c1-p0")
        corrected = marks.with_columns(
            state=pl.when(first).then(pl.lit("absent")).otherwise("state")
        )
        added = marks.filter(first).with_columns(session_id=pl.lit("alpha/c1-s4"))
        return pl.concat([corrected, added])

    return Planted(release(change=grown), release().published.made_of)


def told_of_company(indicator: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return cell(indicator, "company", "alpha", "overall", None, "10-19", n_persons="10-19",
                **fields)  # fmt: skip


def everybody_alike_in_fifteen_digits() -> Release:
    told = told_of_company("mean.autonomy", value=3.0)
    seen = answers("alpha/c1", [3.0] * 11 + [3.0000000000000004])
    return release().with_cells(told).with_observations(*seen)


def an_indicator_that_counts_persons_and_does_not_say_so() -> Release:
    told = cell("sessions_held_ratio", "community", "alpha/c1", "overall", 5.0, 6.0)
    truth = raw(
        ("sessions_held_ratio", "community", "alpha/c1", 5.0, 6.0, 6),
        ("sessions_held_ratio", "community", "beta/c1", 3.0, 7.0, 7),
    )
    return release().with_cells(told, truth=truth)


def more_than_eight_beside_five_to_nine() -> Release:
    size = cell("group_size_max", "community", "alpha/c1", "overall", None, None, n_persons="5-9")
    signal = pl.DataFrame(
        [("alpha/c1", "group_above_eight", False)], schema=SIGNALS.schema, orient="row"
    )
    truth = raw(("group_size_max", "community", "alpha/c1", 9.0, None, 9))
    return release().with_cells(size, truth=truth).with_(signals=signal)


KINDS: dict[str, tuple[Callable[[], Planted], str]] = {
    "sister figures leave out different groups": (
        lambda: Planted(with_marks_of_small_groups("company", "late_share")),
        "unexplained",
    ),
    "a hidden sprint through a linear relation": (lambda: Planted(a_sprint_of_four()), "7"),
    "complement": (lambda: Planted(with_marks_of_small_groups("consortium")), "unexplained"),
    "weeks against sprints": (
        lambda: Planted(release().with_(weeks=weeks(all_shown()))),
        "unexplained",
    ),
    "viewers against each other": (
        lambda: Planted(with_marks_of_small_groups("pooled")),
        "unexplained",
    ),
    "view as": (lambda: Planted(read_too("leader", ("community", "alpha/c2", True))), "reach"),
    "one person, several grants": (
        lambda: Planted(read_too("facilitator:alpha/c1", ("community", "alpha/c2", True))),
        "reach",
    ),
    "two releases": (an_added_session_and_a_corrected_mark, "8"),
    "an index": (
        lambda: Planted(
            release().with_cells(
                cell("blau_service", "community", "alpha/c1", "overall", None, None, value=0.64)
            )
        ),
        "a split",
    ),
    "everybody alike": (lambda: Planted(everybody_alike_in_fifteen_digits()), "5"),
    "fails open": (
        lambda: Planted(an_indicator_that_counts_persons_and_does_not_say_so()),
        "counts persons",
    ),
    "policy in several places: another threshold": (
        lambda: Planted(release(), policy=POLICY.model_copy(update={"k_person": 8})),
        "7",
    ),
    "policy in several places: a warning that names the number": (
        lambda: Planted(more_than_eight_beside_five_to_nine()),
        "signal",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_leak_of_every_known_kind_is_found(kind: str) -> None:
    plant, rule = KINDS[kind]
    assert rule in plant().rules


@pytest.mark.parametrize("is_thorough", [True, False])
def test_a_guard_that_does_nothing_gives_away_each_group_of_four(is_thorough: bool) -> None:
    everything = release(change=lambda marks: marks.with_columns(is_shown=pl.lit(value=True)))
    leaks, _ = joint(everything.published, everything.truth, POLICY, is_thorough=is_thorough)
    told = {leak.unit for leak in leaks if leak.rule == "7" and leak.period == "overall"}
    assert told == {f"community:{name}/c2" for name in ("alpha", "beta", "gamma", "delta")}


@pytest.mark.parametrize("is_thorough", [True, False])
def test_a_sound_release_gives_nobody_away_before_publishing_and_after(is_thorough: bool) -> None:
    honest = release()
    last = honest.published.made_of
    found, _ = joint(honest.published, honest.truth, POLICY, last, is_thorough=is_thorough)
    assert found == []


def test_a_sound_release_with_sprints_not_cut_into_weeks_gives_nobody_away() -> None:
    no_week = pl.lit(None, dtype=pl.Int64)
    sprints = release(change=lambda marks: marks.with_columns(atom_week=no_week))
    assert sprints.published.weeks.is_empty()
    assert Planted(sprints).rules == set()


def test_figures_of_two_units_are_named_for_the_one_person_who_reads_both() -> None:
    # whoever directs alpha reads the sum, whoever guides alpha's first group a part of it
    honest = release()
    figures = ("late_share company:alpha overall", "late_share overarching:overarching overall")
    units = [
        ("director:alpha", "person", "company", "alpha", False),
        ("facilitator:alpha/c1", "person", "overarching", "overarching", False),
    ]
    reach = pl.DataFrame(units, schema=honest.published.reach.schema, orient="row")
    told = Planted(with_marks_of_small_groups("company", "late_share")).release
    leaks, _ = joint(told.published, told.truth, POLICY)
    together = [replace(leaks[0], figures=figures)]
    both = frozenset({"director:alpha", "facilitator:alpha/c1"})
    found = each(replace(told.published, reach=reach), together, [both])
    assert [one.viewer for one in found if one.leaks] == [
        "director:alpha + facilitator:alpha/c1",
        "everybody",
    ]
