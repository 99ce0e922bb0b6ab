"""A release small enough to be worked out by hand, with figures of every kind."""

from __future__ import annotations

from typing import Any

import polars as pl

from lcdata.disclosure.guard import Guarded, guard
from lcdata.pipelines.computed import Computed
from tests.unit.pipelines.builders import Rows, day

from .consortium import Registers, computed, figures, of_registers
from .registers import POLICY, Session

RATE, HELD, PEAK, BOTH, BLAU = (
    "attendance_rate", "sessions_held_ratio", "group_size_max", "gives_and_takes", "blau_service",
)  # fmt: skip
MEAN, ALL, RETENTION = "mean.autonomy", "design.D1.all_present", "retention"
FIGURES = (RATE, HELD, PEAK, BOTH, BLAU, MEAN, ALL, RETENTION, "response_rate")

OF_SIX: list[Session] = [("s1", "sprint_1", 1, "pppppa"), ("s2", "sprint_2", 2, "pppppp")]
"""Eleven of twelve; everybody was at the second session."""

OF_FIVE: list[Session] = [("s1", "sprint_1", 1, "ppppe"), ("s2", "sprint_2", 2, "uuuuu")]
OF_FOUR: list[Session] = [("s1", "sprint_1", 1, "paaa")]

CONSORTIUM: Registers = {
    "a/c1": OF_SIX,
    "a/c2": OF_FOUR,
    "b/c1": OF_SIX,
    "c/c1": OF_FIVE,
    "d/c1": OF_SIX,
    "o/c1": OF_SIX,
}
RESPONDENTS = {"a/c1": 12, "b/c1": 11, "c/c1": 4}
SCALE = {"scale_id": "s", "construct": "autonomy", "items": 1, "min": 1, "max": 5, "reversed": [],
         "min_answered": 1}  # fmt: skip
SERVICES: Rows = [
    {"person_id": f"{name}/p{n}", "service": "AB"[n % 2]} for name in CONSORTIUM for n in range(6)
]


def made(
    registers: Registers = CONSORTIUM,
    respondents: dict[str, int] | None = None,
    *,
    later: int = 0,
) -> Computed:
    """The figures of these registers and so many respondents, exported so many days later."""
    who = [
        (name, f"{name}/r{n:02}", n)
        for name, size in (RESPONDENTS if respondents is None else respondents).items()
        for n in range(size)
    ]
    rows: dict[str, Rows] = {
        "dim_scale": [SCALE],
        "fct_survey_invitation": [
            {"community_id": name, "wave": "t0", "respondent_id": person, "invited_on": day(0)}
            for name, person, _ in who
        ],
        "fct_survey_answer": [
            {"community_id": name, "wave": "t0", "respondent_id": person, "scale_id": "s",
             "item_no": 1, "value": 3 + 2 * (n % 2), "answered_on": day(1)}
            for name, person, n in who
        ],
        # the first three of every group give and take
        "fct_activity_part": [
            {"activity_id": "x", "community_id": name, "person_id": f"{name}/p{n}", "part": part}
            for name in registers
            for n in range(3)
            for part in ("giver", "receiver")
        ],
    }  # fmt: skip
    of = of_registers(registers, SERVICES, **rows)
    moved = pl.col("as_of") + pl.duration(days=later)
    return computed(
        {**of, "dim_community": of["dim_community"].with_columns(as_of=moved)}, *FIGURES
    )


FIRST = guard(made(), POLICY)


def told(
    of: Guarded, indicator: str, *columns: str, is_own: bool = False
) -> dict[tuple[str, str, str], Any]:
    return figures(of.cells.filter(pl.col("is_own") == is_own), *columns, indicator=indicator)


def seen(of: Guarded, viewer: str) -> pl.DataFrame:
    keys = ["kind", "grain", "entity_id", "is_own"]
    return of.cells.join(of.reach.filter(pl.col("viewer") == viewer), on=keys, how="semi")
