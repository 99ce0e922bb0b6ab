"""Whether what a release says it is made of was ever delivered: now, or for the release before.

Without this a guard could make a group look large by persons that do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from lcdata.disclosure.audit.published import Leak, MadeOf, Published, Truth
from lcdata.domain import OVERALL, Grain

_MARK = ["community_id", "session_id", "person_id", "state", "period", "week"]
_OBSERVATION = ["indicator", "community_id", "period", "person_id", "observed"]


def never_delivered(published: Published, truth: Truth, before: MadeOf | None) -> Iterator[Leak]:
    """Communities with a mark or observation nobody delivered, or one mark twice.

    Args:
        published: what the release says.
        truth: what was delivered; nothing is asked where that is not kept.
        before: what the release before was made of, which may be repeated.
    """
    if truth.delivered is None:
        return
    claims = published.made_of
    last = before or MadeOf(claims.marks.clear(), claims.observations.clear())
    parts = [
        _unknown(claims.marks, truth.delivered.marks, last.marks, _MARK),
        _unknown(
            claims.observations, truth.delivered.observations, last.observations, _OBSERVATION
        ),
        _twice(claims.marks),
    ]
    for community in pl.concat(parts).unique().sort():
        yield Leak("never delivered", f"{Grain.COMMUNITY}:{community}", OVERALL)


def _unknown(
    claimed: pl.DataFrame, delivered: pl.DataFrame, before: pl.DataFrame, fact: list[str]
) -> pl.Series:
    known = pl.concat([delivered.select(fact), before.select(fact)])
    return claimed.join(known, on=fact, how="anti", nulls_equal=True)["community_id"]


def _twice(marks: pl.DataFrame) -> pl.Series:
    shown = marks.filter("is_shown")
    pair = ["community_id", "session_id", "person_id"]
    return shown.filter(shown.select(pair).is_duplicated())["community_id"]
