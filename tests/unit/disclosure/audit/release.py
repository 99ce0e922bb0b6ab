"""A small release made by hand: four companies of two groups each, one of them too small.

Beside them a group of people from all of them, which is in no sum of companies.

Nothing here comes from the guard: the marks, and every number made of them, are written down or
counted anew, so that an audit is asked about what stands here and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import polars as pl

from lcdata.disclosure.audit.published import MadeOf, Published, Truth
from lcdata.disclosure.policy import Policy, read_policy
from lcdata.domain import About, Counts, Kind, Traits

POLICY: Policy = read_policy()

OF_MARKS = Traits(About.MARKS, Counts.UNITS, tells_of_all=True, kind=Kind.PERSON)
OF_MEMBERS = Traits(About.MEMBERS, Counts.UNITS, tells_of_all=False, kind=Kind.PERSON)
SHARE = Traits(About.MEMBERS, Counts.PERSONS, tells_of_all=False, kind=Kind.PERSON)
NUMBER = Traits(About.MEMBERS, Counts.PERSON_NUMBER, tells_of_all=False, kind=Kind.PERSON)
SPLIT = Traits(About.MEMBERS, Counts.SPLIT, tells_of_all=False, kind=Kind.PERSON)
ANSWERS = Traits(About.ANSWERS, Counts.PERSONS, tells_of_all=True, kind=Kind.SURVEY)
NOBODY = Traits(About.NOBODY, Counts.UNITS, tells_of_all=False, kind=Kind.PROCESS)

TRAITS: Mapping[str, Traits] = {
    "attendance_rate": OF_MARKS,
    "attendance_rate_excl_excused": OF_MARKS,
    "unexcused_rate": OF_MARKS,
    "late_share": OF_MARKS,
    "register_coverage": OF_MARKS,
    "design.D1.all_present": replace(OF_MARKS, counts=Counts.SESSIONS, kind=Kind.DESIGN),
    "mix_service": OF_MEMBERS,
    "gives_and_takes": SHARE,
    "group_size_max": NUMBER,
    "blau_service": SPLIT,
    "mean.autonomy": ANSWERS,
    "response_rate": replace(ANSWERS, tells_of_all=False),
    "sessions_held_ratio": NOBODY,
}

COMPANIES = ("alpha", "beta", "gamma", "delta")
SHARED = "consortium/c1"
"""The community without a company."""
SIZES = {f"{company}/c{number}": size for company in COMPANIES
         for number, size in ((1, 6), (2, 4))} | {SHARED: 6}  # fmt: skip

_STATES = ("present", "late", "excused", "absent", "unknown", "present")


def owner(community: str) -> str:
    return community.split("/", maxsplit=1)[0]


def marks(sizes: Mapping[str, int] = SIZES, sessions: int = 4) -> pl.DataFrame:
    """Each community in two sprints of two sessions, a week each; small ones are not shown."""
    rows = [
        _mark(community, session, person, size)
        for community, size in sizes.items()
        for session in range(sessions)
        for person in range(size)
    ]
    return pl.DataFrame(rows, orient="row")


def _mark(community: str, session: int, person: int, size: int) -> dict[str, Any]:
    sprint, week = f"sprint_{1 + session // 2}", session + 1
    # at most one mark in a session is unknown, so that five of six have a known one each week
    state = _STATES[(person + session) % len(_STATES)]
    return {
        "community_id": community,
        "session_id": f"{community}-s{session}",
        "person_id": f"{community}-p{person}",
        "state": state,
        "period": sprint,
        "week": week,
        "block": sprint,
        "atom_week": week,
        "is_shown": size >= 5,
    }


_COUNTED = {
    "attendance_rate": ("present late", "present late excused absent"),
    "attendance_rate_excl_excused": ("present late", "present late absent"),
    "unexcused_rate": ("absent", "present late excused absent"),
    "late_share": ("late", "present late"),
    "register_coverage": ("present late excused absent", "present late excused absent unknown"),
}


def cells(shown: pl.DataFrame) -> pl.DataFrame:
    """Every figure of marks of every unit that has some."""
    rows = []
    for grain, entity, communities in units(shown["community_id"].unique()):
        mine = shown.filter(pl.col("community_id").is_in(communities))
        periods = [("overall", mine)]
        if grain != "pooled":
            periods += [(f"sprint_{n}", mine.filter(pl.col("block") == f"sprint_{n}"))
                        for n in (1, 2)]  # fmt: skip
        rows += [
            cell(
                name, grain, entity, period, *_count(part, *states), **_said(name, part, states[1])
            )
            for name, states in _COUNTED.items()
            for period, part in periods
            if len(part)
        ]
    return pl.DataFrame(rows, schema=CELL, orient="row")


def _count(part: pl.DataFrame, num: str, den: str) -> tuple[float, float]:
    inside = [part.filter(pl.col("state").is_in(states.split())).height for states in (num, den)]
    return float(inside[0]), float(inside[1])


def _said(name: str, part: pl.DataFrame, den: str) -> dict[str, Any]:
    """What is left out, and how many persons are behind the figure."""
    persons = part.filter(pl.col("state").is_in(den.split()))["person_id"].n_unique()
    unknown = part.filter(pl.col("state") == "unknown").height
    band = next((name for start, name in BANDS if persons >= start), None)
    return {"n_persons": band, "n_missing": "0" if "coverage" in name else str(unknown)}


BANDS = ((20, "20+"), (10, "10-19"), (5, "5-9"))


def units(communities: Iterable[str]) -> list[tuple[str, str, list[str]]]:
    there = set(communities)
    every = sorted(there - {SHARED})
    companies = sorted({owner(one) for one in every})
    shared = [SHARED] if SHARED in there else []
    return [
        *(("community", one, [one]) for one in [*every, *shared]),
        *(("overarching", "overarching", [one]) for one in shared),
        *(("company", name, [c for c in every if owner(c) == name]) for name in companies),
        ("consortium", "consortium", every),
        *(("pooled", name, [c for c in every if owner(c) != name]) for name in companies),
    ]


CELL: dict[str, Any] = {
    **dict.fromkeys(("indicator", "grain", "entity_id", "period"), pl.String),
    "num": pl.Float64,
    "den": pl.String,
    **dict.fromkeys(("value", "low", "high"), pl.Float64),
    **dict.fromkeys(("n_persons", "n_missing", "status"), pl.String),
    "left_out": pl.Int64,
    "as_of": pl.Date,
    "kind": pl.String,
    "is_own": pl.Boolean,
}


def cell(
    indicator: str,
    grain: str,
    entity: str,
    period: str,
    num: float | None,
    den: float | str | None,
    **fields: object,
) -> dict[str, Any]:
    share = num / den if num is not None and isinstance(den, float) and den else None
    base = {
        **dict.fromkeys(CELL), "indicator": indicator, "grain": grain, "entity_id": entity,
        "period": period, "num": num, "den": None if den is None else str(den), "value": share,
        "n_missing": "0", "status": "ok", "left_out": 0, "kind": str(TRAITS[indicator].kind),
        "is_own": False,
    }  # fmt: skip
    return base | fields


RAW: dict[str, Any] = {
    **dict.fromkeys(("indicator", "grain", "entity_id", "period"), pl.String),
    **dict.fromkeys(("num", "den", "value", "low", "high"), pl.Float64),
    "n_persons": pl.Int64,
    "status": pl.String,
}


def raw(*rows: tuple[Any, ...]) -> pl.DataFrame:
    """Raw records: indicator, grain, entity, num, den, n_persons and, if need be, low and high."""
    full = [
        {
            "indicator": name, "grain": grain, "entity_id": entity, "period": "overall",
            "num": num, "den": den, "value": None if not den or num is None else num / den,
            "low": limits[0] if limits else None, "high": limits[1] if limits else None,
            "n_persons": persons, "status": "ok",
        }
        for name, grain, entity, num, den, persons, *limits in rows
    ]  # fmt: skip
    return pl.DataFrame(full, schema=RAW, orient="row")


OBSERVATION = dict.fromkeys(
    ("indicator", "community_id", "period", "person_id", "observed", "moves_with"), pl.String
)


def observations(*rows: tuple[str, str, str | None, dict[str, Any]]) -> pl.DataFrame:
    """Observations of overall: indicator, community, person and what was observed.

    Those about members move with the community, answers with the company.
    """
    full = [
        (
            name,
            community,
            "overall",
            person,
            json.dumps({"community_id": community, "person_id": person, "missing": 0} | seen),
            owner(community) if TRAITS[name].about is About.ANSWERS else community,
        )
        for name, community, person, seen in rows
    ]
    return pl.DataFrame(full, schema=OBSERVATION, orient="row")


def answers(
    community: str, values: Iterable[float], name: str = "mean.autonomy"
) -> list[tuple[str, str, str | None, dict[str, Any]]]:
    """One answer of each respondent of a community."""
    return [
        (name, community, f"{community}-r{number}", {"x": value, "den": 1.0})
        for number, value in enumerate(values)
    ]


def weeks(shown: pl.DataFrame) -> pl.DataFrame:
    rows = []
    for grain, entity, communities in units(shown["community_id"].unique()):
        if grain == "community":
            continue
        mine = shown.filter(pl.col("community_id").is_in(communities))
        for week in sorted(mine["atom_week"].drop_nulls().unique()):
            part = mine.filter(pl.col("atom_week") == week)
            rows.append((grain, entity, week, *_count(part, *_COUNTED["attendance_rate"])))
    names = {"grain": pl.String, "entity_id": pl.String, "week": pl.Int64, "num": pl.Float64,
             "den": pl.Float64}  # fmt: skip
    return pl.DataFrame(rows, schema=names, orient="row")


def reach() -> pl.DataFrame:
    rows = [("leader", "person", grain, entity, False)
            for grain, entity, _ in units(SIZES) if grain != "pooled"]  # fmt: skip
    for name in COMPANIES:
        rows += [
            (f"director:{name}", "person", "company", name, False),
            (f"director:{name}", "person", "pooled", name, False),
            (f"facilitator:{name}/c1", "person", "community", f"{name}/c1", True),
        ]
    names = ("viewer", "kind", "grain", "entity_id", "is_own")
    return pl.DataFrame(rows, schema=names, orient="row")


SIGNALS = pl.DataFrame(schema={"community_id": pl.String, "kind": pl.String, "is_own": pl.Boolean})


@dataclass(frozen=True)
class Release:
    """A release and the truth it is judged by; `with_` plants something in it."""

    published: Published
    truth: Truth

    def with_(self, **changes: Any) -> Release:  # noqa: ANN401
        return replace(self, published=replace(self.published, **changes))

    def with_observations(self, *rows: tuple[str, str, str | None, dict[str, Any]]) -> Release:
        made_of = replace(self.published.made_of, observations=observations(*rows))
        return self.with_(made_of=made_of)

    def with_cells(self, *rows: dict[str, Any], truth: pl.DataFrame | None = None) -> Release:
        more = pl.DataFrame(list(rows), schema=CELL, orient="row")
        cells = pl.concat([self.published.cells, more])
        known = self.truth if truth is None else replace(self.truth, cells=truth)
        return replace(self.with_(cells=cells), truth=known)

    def changed(self, where: pl.Expr, **values: object) -> Release:
        """The cells that `where` holds for, with these values."""
        set_ = [
            pl.when(where).then(pl.lit(value, dtype=CELL[name])).otherwise(pl.col(name)).alias(name)
            for name, value in values.items()
        ]
        return self.with_(cells=self.published.cells.with_columns(set_))


def release(
    sizes: Mapping[str, int] = SIZES, change: Callable[[pl.DataFrame], pl.DataFrame] | None = None
) -> Release:
    """An honest release: small groups are in no number."""
    return _made(tuple(sizes.items()), change)


@cache
def _made(
    of: tuple[tuple[str, int], ...], change: Callable[[pl.DataFrame], pl.DataFrame] | None
) -> Release:
    """Made once: nothing in it can be changed."""
    sizes = dict(of)
    held = marks(sizes) if change is None else change(marks(sizes))
    shown = held.filter("is_shown")
    members = held.select("community_id", "person_id").unique()
    communities = pl.DataFrame(
        [(name, None if name == SHARED else owner(name)) for name in sizes],
        schema={"community_id": pl.String, "organisation_id": pl.String}, orient="row",
    )  # fmt: skip
    return Release(
        Published(cells(shown), reach(), weeks(shown), SIGNALS, MadeOf(held, observations())),
        Truth(raw(), members, communities, TRAITS),
    )
