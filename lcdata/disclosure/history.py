"""Rule 8: a figure that one person more or less could be read from is repeated as it was.

Each release remembers from which delivery the figures of a community (about persons) and of a
company (surveys) were shown, and about whom. A newer delivery that changes too few of them, and
adds no session, does not move these figures; process figures and the own community's facilitator
always follow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.domain import OVERALL, FigureClass
from lcdata.pipelines.observed import Observed
from lcdata.pipelines.pooling import pool
from lcdata.pipelines.release import CLASSES, Computed

SHOWN_FROM: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "unit": pl.String(),
    "period": pl.String(),
    "delivery_id": pl.String(),
    "as_of": pl.Date(),
    "ids": pl.List(pl.String()),
}
"""One row per thing counted: `member` and `session` of a community, `respondent` of a company."""

_MEMBER, _SESSION, _RESPONDENT = "member", "session", "respondent"

_PERSON = [name for name, kind in CLASSES.items() if kind is FigureClass.PERSON]
_SURVEY = [name for name, kind in CLASSES.items() if kind is FigureClass.SURVEY]


@dataclass(frozen=True)
class Repeat:
    """Figures that are shown from an earlier delivery.

    Attributes:
        figure_class: person or survey.
        communities: the communities whose observations are repeated.
        period: the period of a survey figure; None for every period.
        delivery_id: the delivery they are repeated from.
        as_of: the as-of date of that delivery.
    """

    figure_class: FigureClass
    communities: frozenset[str]
    period: str | None
    delivery_id: str
    as_of: dt.date


def shown_from(computed: Computed, deliveries: Mapping[str, str]) -> pl.DataFrame:
    """What the figures of this build are about (`SHOWN_FROM`).

    Args:
        computed: what the pipelines made.
        deliveries: organisation → its live delivery.
    """
    clock = computed.observed.communities.with_columns(
        owner=pl.col("community_id").str.split("/").list.first()
    ).with_columns(delivery_id=pl.col("owner").replace_strict(deliveries, return_dtype=pl.String))
    held = computed.tables["meetings"].filter(pl.col("status") == "held")
    answered = computed.observed.rows.filter(
        pl.col("indicator").is_in(_SURVEY) & (pl.col("den") > 0) & pl.col("person_id").is_not_null()
    )
    every = clock.select("community_id", "owner", "delivery_id", "as_of")
    members = computed.observed.members.rename({"person_id": "id"})
    sessions = held.select("community_id", id="session_id")
    parts = [
        _counted(every, members.with_columns(period=pl.lit(OVERALL)), _MEMBER, "community_id"),
        _counted(every, sessions.with_columns(period=pl.lit(OVERALL)), _SESSION, "community_id"),
        _counted(
            every, answered.select("community_id", "period", id="person_id"), _RESPONDENT, "owner"
        ),
    ]
    return pl.concat(parts)


def _counted(clock: pl.DataFrame, ids: pl.DataFrame, kind: str, unit: str) -> pl.DataFrame:
    """The distinct ids per unit and period, as rows of `SHOWN_FROM`."""
    return (
        clock.join(ids, on="community_id", how="left")
        .with_columns(pl.col("period").fill_null(OVERALL))
        .group_by(pl.col(unit).alias("unit"), "period", "delivery_id")
        .agg(pl.col("as_of").max(), ids=pl.col("id").drop_nulls().unique().sort())
        .select(pl.lit(kind).alias("kind"), *(name for name in SHOWN_FROM if name != "kind"))
        .cast(SHOWN_FROM)  # type: ignore[arg-type]
    )


def repeats(now: pl.DataFrame, before: pl.DataFrame, policy: Policy) -> list[Repeat]:
    """What is repeated from an earlier delivery.

    Args:
        now: what this build's figures are about (`SHOWN_FROM`).
        before: what the figures shown last were about.
        policy: the thresholds.
    """
    new, old = _by_key(now), _by_key(before)
    every = [unit for kind, unit, _ in new if kind == _MEMBER]
    found = []
    for (kind, unit, period), row in new.items():
        shown = old.get((kind, unit, period)) or _nothing_yet(old, kind, unit)
        if shown is None or shown["delivery_id"] == row["delivery_id"]:
            continue
        changed = len(set(row["ids"]) ^ set(shown["ids"]))
        origin = (str(shown["delivery_id"]), shown["as_of"])
        if kind == _RESPONDENT and changed < policy.k_survey:
            owned = frozenset(c for c in every if c.split("/", 1)[0] == unit)
            found.append(Repeat(FigureClass.SURVEY, owned, period, *origin))
        if kind == _MEMBER and changed < policy.k_person and not _added(new, old, unit):
            found.append(Repeat(FigureClass.PERSON, frozenset({unit}), None, *origin))
    return found


def _by_key(frame: pl.DataFrame) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(row["kind"], row["unit"], row["period"]): row for row in frame.iter_rows(named=True)}


def _nothing_yet(
    old: Mapping[tuple[str, str, str], dict[str, Any]], kind: str, unit: str
) -> dict[str, Any] | None:
    """A wave nobody had answered: nobody, in the delivery the unit was shown from."""
    known = [row for (other, name, _), row in old.items() if (other, name) == (kind, unit)]
    return {**known[0], "ids": []} if known and kind == _RESPONDENT else None


def _added(
    new: Mapping[tuple[str, str, str], dict[str, Any]],
    old: Mapping[tuple[str, str, str], dict[str, Any]],
    community: str,
) -> bool:
    """Whether a session was held that had not been shown."""
    key = (_SESSION, community, OVERALL)
    return key not in old or bool(set(new[key]["ids"]) - set(old[key]["ids"]))


def carried(now: pl.DataFrame, before: pl.DataFrame, repeated: Collection[Repeat]) -> pl.DataFrame:
    """What the figures that are shown now are about: of repeated ones, what they were about."""
    persons = [
        c for one in repeated if one.figure_class is FigureClass.PERSON for c in one.communities
    ]
    surveys = [
        f"{community.split('/', 1)[0]} {one.period}"
        for one in repeated
        if one.figure_class is FigureClass.SURVEY
        for community in one.communities
    ]
    is_repeated = (pl.col("kind").is_in([_MEMBER, _SESSION]) & pl.col("unit").is_in(persons)) | (
        (pl.col("kind") == _RESPONDENT) & pl.format("{} {}", "unit", "period").is_in(surveys)
    )
    return pl.concat([now.filter(~is_repeated), before.filter(is_repeated)])


def with_repeats(
    computed: Computed, repeated: Collection[Repeat], earlier: Mapping[str, Computed]
) -> Computed:
    """The build with the repeated observations in the place of the new ones.

    Args:
        computed: this build.
        repeated: what is repeated.
        earlier: delivery → the build with that delivery in the place of the live one.
    """
    observed, weeks = computed.observed, computed.week_marks
    for one in repeated:
        old = earlier[one.delivery_id]
        observed = _swapped(observed, old.observed, one)
        if one.figure_class is FigureClass.PERSON:
            taken = pl.col("community_id").is_in(list(one.communities))
            weeks = pl.concat([weeks.filter(~taken), old.week_marks.filter(taken)])
    is_guarded = pl.col("indicator").is_in([*_PERSON, *_SURVEY])
    cells = pl.concat(
        [
            computed.cells.filter(~is_guarded),
            pool(observed, observed.units).filter(is_guarded),
        ]
    ).sort("indicator", "grain", "entity_id", "period")
    return replace(computed, cells=cells, observed=observed, week_marks=weeks)


def _swapped(new: Observed, old: Observed, one: Repeat) -> Observed:
    names = _PERSON if one.figure_class is FigureClass.PERSON else _SURVEY
    taken = pl.col("community_id").is_in(list(one.communities))
    if one.period is not None:
        taken = taken & (pl.col("period") == one.period)
    named = taken & pl.col("indicator").is_in(names)
    before = {indicator.id: found for indicator, found in old.measured}
    measured = []
    for indicator, found in new.measured:
        if indicator.id in names and indicator.id in before:
            other = before[indicator.id]
            found = type(found)(
                rows=_exchanged(found.rows, other.rows, taken),
                gates=_exchanged(found.gates, other.gates, taken),
            )
        measured.append((indicator, found))
    members, icc = new.members, new.icc
    if one.figure_class is FigureClass.PERSON:
        members, icc = _exchanged(members, old.members, taken), old.icc
    return replace(
        new,
        measured=measured,
        states=_exchanged(new.states, old.states, named),
        rows=_exchanged(new.rows, old.rows, named),
        units=_exchanged(new.units, old.units, named),
        members=members,
        icc=icc,
    )


def _exchanged(new: pl.DataFrame, old: pl.DataFrame, taken: pl.Expr) -> pl.DataFrame:
    """The new rows, but the old ones where they are repeated."""
    return pl.concat([new.filter(~taken), old.filter(taken)], how="diagonal_relaxed")


def dated(
    guarded: pl.DataFrame,
    fresh: pl.DataFrame,
    shown: pl.DataFrame,
    repeated: Collection[Repeat],
) -> pl.DataFrame:
    """The guarded cells, those that stayed behind with their older as-of date.

    Args:
        guarded: the guarded cells.
        fresh: the raw cells of this build.
        shown: the raw cells with what is repeated.
        repeated: what is repeated.
    """
    if not repeated:
        return guarded
    key = ["indicator", "grain", "entity_id", "period"]
    behind = (
        shown.join(fresh, on=shown.columns, how="anti", nulls_equal=True)
        .filter(pl.col("indicator").is_in([*_PERSON, *_SURVEY]))
        .select(*key, older=pl.lit(min(one.as_of for one in repeated)))
    )
    is_exact = pl.col("viewer").str.starts_with("facilitator:") & (pl.col("grain") == "community")
    return (
        guarded.join(behind, on=key, how="left")
        .with_columns(as_of=pl.when(~is_exact & (pl.col("status") == "ok")).then("older"))
        .drop("older")
    )
