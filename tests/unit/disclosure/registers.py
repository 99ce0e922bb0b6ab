"""Registers in a short notation, and the law of section 7 said over again, without the guard."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from hypothesis import strategies as st

from lcdata.disclosure.marks import MARK
from lcdata.disclosure.policy import Policy, read_policy

POLICY: Policy = read_policy()
TODAY = dt.date(2026, 11, 16)
LATER = dt.date(2026, 11, 23)

STATES = {"p": "present", "l": "late", "e": "excused", "a": "absent", "u": "unknown"}
_NAMES = ("community_id", "session_id", "person_id", "state", "period", "week", "as_of")
_PAIR = {name: MARK[name] for name in _NAMES}

Session = tuple[str, str | None, int | None, str]
"""Its name, sprint, week, and the mark of person 0, 1, …: `p l e a u`, `-` if not eligible."""

Atom = tuple[str, str, int | None]
Row = dict[str, Any]


def pairs(*sessions: Session, community: str = "a/c1", as_of: dt.date = TODAY) -> pl.DataFrame:
    rows = [
        (community, f"{community}/{name}", f"{community}/p{place}", STATES[mark], sprint, week)
        for name, sprint, week, marks in sessions
        for place, mark in enumerate(marks)
        if mark != "-"
    ]
    return pl.DataFrame([(*row, as_of) for row in rows], schema=_PAIR, orient="row")


def atoms(marks: pl.DataFrame) -> dict[Atom, list[Row]]:
    """The marks that are shown, by the atom they are published in."""
    found: dict[Atom, list[Row]] = defaultdict(list)
    for row in marks.filter("is_shown").iter_rows(named=True):
        found[row["community_id"], row["block"], row["atom_week"]].append(row)
    return dict(found)


def may_be_known(rows: Iterable[Row], policy: Policy = POLICY) -> bool:
    """Rule 1: enough persons with a known mark and somebody there; or nothing known at all."""
    every = list(rows)
    known = [row for row in every if row["state"] != "unknown"]
    if not known:
        return len(persons(every)) >= policy.k_person
    return len(persons(known)) >= policy.k_person and any(
        row["state"] in {"present", "late"} for row in known
    )


def persons(rows: Iterable[Row]) -> set[str]:
    return {row["person_id"] for row in rows}


def known(rows: Iterable[Row]) -> set[tuple[str, str, str]]:
    return {
        (row["session_id"], row["person_id"], row["state"])
        for row in rows
        if row["state"] != "unknown"
    }


def totals(marks: pl.DataFrame) -> Mapping[str, int]:
    """How many of each state are shown: what every figure of the family is made of."""
    counted = marks.filter("is_shown").group_by("state").len()
    return dict(counted.sort("state").iter_rows())


_sessions = st.lists(
    st.tuples(
        st.sampled_from([None, "sprint_0", "sprint_1", "sprint_2"]),
        st.sampled_from([None, 1, 2, 3, 4]),
        # mostly present, or nothing would ever be shown
        st.text("ppppplleau-", min_size=4, max_size=8),
    ),
    min_size=1,
    max_size=6,
)


@st.composite
def registers(draw: st.DrawFn, as_of: dt.date = TODAY) -> pl.DataFrame:
    """The pairs of one to three communities of at most eight members."""
    drawn = draw(st.lists(_sessions, min_size=1, max_size=3))
    return pl.concat(
        pairs(
            *((f"s{n}", *session) for n, session in enumerate(sessions)),
            community=f"{'abc'[place]}/c1",
            as_of=as_of,
        )
        for place, sessions in enumerate(drawn)
    )
