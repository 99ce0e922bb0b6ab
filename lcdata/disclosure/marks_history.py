"""Rule 8 for the register's marks: between two releases a cell moves with enough persons' marks.

The release before remembers the marks each cell was published with. A cell takes the new marks
only if known marks of `k_person` persons changed in it, else it stands as it was, with its date:

    sprint_1, week 3, before   a +  b +  c -  d +  e +        five persons
    now                        a +  b +  c +  d +  e +  f +   c corrected, f added: two changed
    published                  as before

So no difference of two releases is about fewer persons. Cells are added; what was one block is
never cut into sprints or weeks later, because the block as it was would give the parts away.
"""

from __future__ import annotations

import polars as pl

from lcdata.disclosure.marks import CELL, MARK, REST, membership, showable, with_weeks
from lcdata.disclosure.policy import Policy
from lcdata.domain import OVERALL

_COMMUNITY = ["community_id"]
_BLOCK = ["community_id", "block"]
_KNOWN = pl.col("state") != "unknown"


def follow(pairs: pl.DataFrame, before: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The marks with the cell each is published in (`MARK`), after the release before.

    Args:
        pairs: the pairs of this build (`marks.membership`).
        before: what the release before published (`MARK`); empty before the first release.
        policy: the thresholds.
    """
    fresh = membership(pairs, policy)
    seen = before.filter(pl.col("is_shown"))
    waiting = before.join(seen, on=_COMMUNITY, how="anti")
    first = fresh.join(before, on=_COMMUNITY, how="anti")
    parts = [first, _appearing(fresh, waiting, policy)]
    shown_before = before.join(seen, on=_COMMUNITY, how="semi")
    if len(shown_before):
        parts.append(_moving(fresh, shown_before, policy))
    return pl.concat([part.select(MARK.keys()) for part in parts])


def _appearing(fresh: pl.DataFrame, waiting: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Communities that did not count: they appear once enough of their persons' marks are new.

    A sprint or week that was there unshown has to be new enough by itself, or it stays inside.
    """
    again = fresh.join(waiting, on=_COMMUNITY, how="semi")
    counts = _renewed(again, waiting, _COMMUNITY, policy)
    stays = waiting.join(counts, on=_COMMUNITY, how="anti")
    appears = again.join(counts, on=_COMMUNITY, how="semi")
    old = waiting.join(counts, on=_COMMUNITY, how="semi")
    is_cut = _all_renewed(appears, old, "period", policy)
    blocks = appears.with_columns(
        block=pl.when(pl.col("community_id").is_in(is_cut)).then("block").otherwise(pl.lit(OVERALL))
    )
    weekly = _all_renewed(blocks, old, "week", policy)
    cells = with_weeks(blocks.drop("cell_week"), policy).with_columns(
        cell_week=pl.when(pl.col("community_id").is_in(weekly)).then("cell_week")
    )
    return pl.concat([stays.select(MARK.keys()), cells.select(MARK.keys())])


def _renewed(now: pl.DataFrame, old: pl.DataFrame, keys: list[str], policy: Policy) -> pl.DataFrame:
    """The parts, by `keys`, in which known marks of `k_person` persons changed."""
    return changed(now, old, keys).filter(pl.col("persons") >= policy.k_person).select(keys)


def _all_renewed(now: pl.DataFrame, old: pl.DataFrame, part: str, policy: Policy) -> list[str]:
    """The communities of which every part that was there before is new enough."""
    keys = ["community_id", part]
    stale = (
        old.select(keys).unique().join(_renewed(now, old, keys, policy), on=keys, how="anti",
                                       nulls_equal=True)
    )  # fmt: skip
    return now.join(stale, on=_COMMUNITY, how="anti")["community_id"].unique().to_list()


def changed(now: pl.DataFrame, old: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """How many persons' known marks differ: one row per part, `keys` and `persons`."""
    mark = [*keys, "session_id", "person_id", "state"]
    new_marks, old_marks = now.filter(_KNOWN).select(mark), old.filter(_KNOWN).select(mark)
    differing = pl.concat(
        [
            new_marks.join(old_marks, on=mark, how="anti", nulls_equal=True),
            old_marks.join(new_marks, on=mark, how="anti", nulls_equal=True),
        ]
    )
    return differing.group_by(keys).agg(persons=pl.col("person_id").n_unique().cast(pl.Int64))


def _moving(fresh: pl.DataFrame, before: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Communities that counted: cell by cell the new marks, or those of before."""
    now = _in_the_same_shape(fresh.join(before, on=_COMMUNITY, how="semi"), before, policy)
    old = pl.concat(
        [
            before.filter("is_shown"),
            _in_the_same_shape(before.filter(~pl.col("is_shown")), before, policy),
        ]
    )
    verdicts = _verdicts(now, old, policy)
    dates = before.filter("is_shown").group_by("community_id").agg(shown_of=pl.col("as_of").max())
    taken = now.join(verdicts, on=CELL, nulls_equal=True).join(dates, on="community_id")
    kept = old.join(verdicts, on=CELL, nulls_equal=True).filter(~pl.col("moves"))
    return pl.concat(
        [
            taken.filter(pl.col("moves"))
            .with_columns(is_shown=pl.lit(value=True), is_behind=pl.lit(value=False))
            .select(MARK.keys()),
            kept.with_columns(is_shown=pl.col("was_shown"), is_behind=pl.lit(value=True)).select(
                MARK.keys()
            ),
            taken.filter(~pl.col("moves") & ~pl.col("was_there"))
            .with_columns(
                is_shown=pl.lit(value=False),
                is_behind=pl.lit(value=True),
                as_of=pl.col("shown_of"),
            )
            .select(MARK.keys()),
        ]
    )


def _in_the_same_shape(marks: pl.DataFrame, before: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The marks in the blocks and weeks of the release before; new blocks are cut as if new."""
    shown = before.filter("is_shown")
    whole = shown.filter(pl.col("block") == OVERALL)["community_id"].unique().to_list()
    weeks = shown.group_by(_BLOCK).agg(was_weekly=pl.col("cell_week").is_not_null().any())
    blocks = marks.with_columns(
        block=pl.when(pl.col("community_id").is_in(whole))
        .then(pl.lit(OVERALL))
        .otherwise(pl.col("period").fill_null(REST))
    )
    cells = with_weeks(blocks.drop("cell_week"), policy).join(weeks, on=_BLOCK, how="left")
    by_week = pl.col("week").fill_null(-1)
    return cells.with_columns(
        cell_week=pl.when(pl.col("was_weekly").is_null())
        .then("cell_week")
        .when("was_weekly")
        .then(by_week)
    ).select(MARK.keys())


def _verdicts(now: pl.DataFrame, old: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """One row per cell: `moves`, `was_there`, `was_shown`.

    A cell that is the same moves too, so that it carries the date of this release.
    """
    every = pl.concat([now.select(CELL), old.select(CELL)]).unique()
    is_open = now.group_by(CELL).agg(is_open=showable(policy))
    was = old.group_by(CELL).agg(was_shown=pl.col("is_shown").any(), was_there=pl.lit(value=True))
    mark = [*CELL, "session_id", "person_id", "state"]
    differs = pl.concat(
        [
            now.join(old, on=mark, how="anti", nulls_equal=True).select(CELL),
            old.join(now, on=mark, how="anti", nulls_equal=True).select(CELL),
        ]
    ).unique()
    facts = (
        every.join(is_open, on=CELL, how="left", nulls_equal=True)
        .join(was, on=CELL, how="left", nulls_equal=True)
        .join(changed(now, old, CELL), on=CELL, how="left", nulls_equal=True)
        .join(
            differs.with_columns(differs=pl.lit(value=True)), on=CELL, how="left", nulls_equal=True
        )
        .with_columns(
            pl.col("was_shown", "was_there", "differs").fill_null(value=False),
            pl.col("persons").fill_null(0),
        )
    )
    # a cell that holds nothing any more may go: it was known whole
    may_stand = pl.col("is_open").fill_null(pl.col("was_shown"))
    is_new_enough = (pl.col("persons") >= policy.k_person) | ~pl.col("was_there")
    is_same = pl.col("was_shown") & ~pl.col("differs")
    return facts.select(
        *CELL, "was_there", "was_shown", moves=is_same | (may_stand & is_new_enough)
    )
