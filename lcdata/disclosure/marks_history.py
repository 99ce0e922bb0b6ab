"""Rule 8 for the register's marks: between two releases an atom moves with enough persons' marks.

The release before remembers the marks each atom was published with. An atom takes the new marks
only if known marks of `k_person` persons changed in it, else it stands as it was, with its date:

    sprint_1, week 3, before   a +  b +  c -  d +  e +        five persons
    now                        a +  b +  c +  d +  e +  f +   c corrected, f added: two changed
    published                  as before

So no difference of two releases is about fewer persons. Cells are added; what was one block is
never cut into sprints or weeks later, because the block as it was would give the parts away.
"""

from __future__ import annotations

import polars as pl

from lcdata.disclosure.marks import (
    ATOM,
    MARK,
    REST,
    WITHOUT_WEEK,
    membership,
    showable,
    with_weeks,
)
from lcdata.disclosure.marks_moved import PAIR, held_back
from lcdata.disclosure.policy import Policy
from lcdata.domain import OVERALL

_COMMUNITY = ["community_id"]
_BLOCK = ["community_id", "block"]
_KNOWN = pl.col("state") != "unknown"


def follow(pairs: pl.DataFrame, before: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The marks with the atom each is published in (`MARK`), after the release before.

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
    atoms = with_weeks(blocks.drop("atom_week"), policy).with_columns(
        atom_week=pl.when(pl.col("community_id").is_in(weekly)).then("atom_week")
    )
    return pl.concat([stays.select(MARK.keys()), atoms.select(MARK.keys())])


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
    """Communities that counted: atom by atom the new marks, or those of before."""
    shown, waiting = before.filter("is_shown"), before.filter(~pl.col("is_shown"))
    blocks = _in_blocks(fresh.join(before, on=_COMMUNITY, how="semi"), shown)
    weekly = _weekly(blocks, shown, policy)
    now = _in_atoms(blocks, weekly)
    old = pl.concat([shown, _in_atoms(_in_blocks(waiting, shown), weekly)])
    verdicts = _together(_verdicts(now, old, policy), now, old, policy)
    dates = shown.group_by("community_id").agg(shown_of=pl.col("as_of").max())
    taken = now.join(verdicts, on=ATOM, nulls_equal=True).join(dates, on="community_id")
    kept = old.join(verdicts, on=ATOM, nulls_equal=True).filter(~pl.col("moves"))
    return pl.concat(
        [
            taken.filter(pl.col("moves"))
            .with_columns(is_shown=pl.lit(value=True), is_behind=pl.lit(value=False))
            .select(MARK.keys()),
            kept.with_columns(is_shown=pl.col("was_shown"), is_behind=pl.lit(value=True)).select(
                MARK.keys()
            ),
            taken.filter(~pl.col("moves") & ~pl.col("was_there"))
            .join(kept, on=PAIR, how="anti")
            .with_columns(
                is_shown=pl.lit(value=False),
                is_behind=pl.lit(value=True),
                as_of=pl.col("shown_of"),
            )
            .select(MARK.keys()),
        ]
    )


def _together(
    verdicts: pl.DataFrame, now: pl.DataFrame, old: pl.DataFrame, policy: Policy
) -> pl.DataFrame:
    """The verdicts, where atoms that exchange marks move together or not at all."""
    moving = verdicts.filter("moves").select(ATOM).rows()
    back = held_back(moving, now, old, policy)
    table = pl.DataFrame(
        sorted(back, key=str), schema={name: MARK[name] for name in ATOM}, orient="row"
    )
    stays = table.with_columns(stays=pl.lit(value=True))
    return verdicts.join(stays, on=ATOM, how="left", nulls_equal=True).with_columns(
        moves=pl.col("moves") & pl.col("stays").is_null()
    ).drop("stays")  # fmt: skip


def _in_blocks(marks: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """The marks in blocks as they are shown: one per community that was one, else by sprint."""
    whole = shown.filter(pl.col("block") == OVERALL)["community_id"].unique().to_list()
    return marks.with_columns(
        block=pl.when(pl.col("community_id").is_in(whole))
        .then(pl.lit(OVERALL))
        .otherwise(pl.col("period").fill_null(REST))
    )


def _weekly(blocks: pl.DataFrame, shown: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Whether a block is cut into weeks, one row each: as it is shown, a new one by its marks.

    What waited of a new block is cut like the block itself, or the two would not be compared.
    """
    is_weekly = pl.col("atom_week").is_not_null().any().alias("is_weekly")
    seen = shown.group_by(_BLOCK).agg(is_weekly)
    others = blocks.drop("atom_week").join(seen, on=_BLOCK, how="anti")
    return pl.concat([seen, with_weeks(others, policy).group_by(_BLOCK).agg(is_weekly)])


def _in_atoms(blocks: pl.DataFrame, weekly: pl.DataFrame) -> pl.DataFrame:
    by_week = pl.when("is_weekly").then(pl.col("week").fill_null(WITHOUT_WEEK))
    return (
        blocks.join(weekly, on=_BLOCK, how="left")
        .with_columns(atom_week=by_week)
        .select(MARK.keys())
    )


def _verdicts(now: pl.DataFrame, old: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """One row per atom: `moves`, `was_there`, `was_shown`.

    An atom that is the same moves too, so that it carries the date of this release.
    """
    every = pl.concat([now.select(ATOM), old.select(ATOM)]).unique()
    is_open = now.group_by(ATOM).agg(is_open=showable(policy))
    was = old.group_by(ATOM).agg(was_shown=pl.col("is_shown").any(), was_there=pl.lit(value=True))
    mark = [*ATOM, "session_id", "person_id", "state"]
    differs = pl.concat(
        [
            now.join(old, on=mark, how="anti", nulls_equal=True).select(ATOM),
            old.join(now, on=mark, how="anti", nulls_equal=True).select(ATOM),
        ]
    ).unique()
    facts = (
        every.join(is_open, on=ATOM, how="left", nulls_equal=True)
        .join(was, on=ATOM, how="left", nulls_equal=True)
        .join(changed(now, old, ATOM), on=ATOM, how="left", nulls_equal=True)
        .join(
            differs.with_columns(differs=pl.lit(value=True)), on=ATOM, how="left", nulls_equal=True
        )
        .with_columns(pl.col("was_shown", "was_there", "differs").fill_null(value=False))
    )
    # an atom that holds nothing any more may go: it was known whole
    may_stand = pl.col("is_open").fill_null(pl.col("was_shown"))
    are_many = (pl.col("persons") >= policy.k_person).fill_null(value=False)
    is_new_enough = are_many | ~pl.col("was_there")
    is_same = pl.col("was_shown") & ~pl.col("differs")
    return facts.select(
        *ATOM, "was_there", "was_shown", moves=is_same | (may_stand & is_new_enough)
    )
