"""One membership of the register's marks: which of them are in the figures of everybody.

The marks of one community (on time, late, excused, absent, unknown) are one vector. A community
counts, or it does not; its sprints are shown all or none. What is shown is cut into *atoms*, the
finest sets of marks that anybody can work out, and each holds enough persons by itself:

    sprints shown                       sprints not shown
    sprint_0   sprint_1    rest         overall          a block …
    w1  w2     w3  w4  w5  -            w1 w2 w3 w4 w5   … and its weeks, where all are large enough

Every published number of attendance is a sum of whole atoms, the same for every viewer; so is
every difference of two numbers. Rules 1 and 2 of `indicators.md` section 7.
"""

from __future__ import annotations

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.domain import OVERALL

REST = "rest"
"""The block of the sessions outside every sprint, where the sprints are shown."""

MARK: dict[str, pl.DataType] = {
    "community_id": pl.String(),
    "session_id": pl.String(),
    "person_id": pl.String(),
    "state": pl.String(),
    "period": pl.String(),
    "week": pl.Int64(),
    "block": pl.String(),
    "atom_week": pl.Int64(),
    "is_shown": pl.Boolean(),
    "is_behind": pl.Boolean(),
    "as_of": pl.Date(),
}
"""One row per eligible pair of a member and a held session, and the atom it is published in.

`period` is the own sprint, null outside them; `week` the cycle week, null before the first;
`atom_week` the week of the atom, null where the block is one atom. Marks that are not shown keep
their row, so that the next release knows what was not known of them. `is_behind`: the atom waits
for enough persons' marks and stands, or is not there yet, as of `as_of` (rule 8).
"""

ATOM = ["community_id", "block", "atom_week"]
"""What names an atom."""

WITHOUT_WEEK = -1
"""The atom of the sessions before the first week, where the weeks of a block are atoms."""

_KNOWN = pl.col("state") != "unknown"
_THERE = pl.col("state").is_in(["present", "late"])


def showable(policy: Policy) -> pl.Expr:
    """Whether a group of marks may be known as a whole (rule 1); an aggregate.

    At least `k_person` persons with a known mark and somebody there: otherwise it would tell the
    same of everybody. Without any known mark, so many who could have been there.
    """
    persons = pl.col("person_id").filter(_KNOWN).n_unique()
    is_open = (persons >= policy.k_person) & _THERE.any()
    return pl.when(_KNOWN.any()).then(is_open).otherwise(
        pl.col("person_id").n_unique() >= policy.k_person
    )  # fmt: skip


def membership(pairs: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The marks with the atom each is published in (`MARK`), from this release alone.

    Args:
        pairs: the columns of `MARK` up to `week`, and `as_of`.
        policy: the thresholds.
    """
    counts = _communities_where(pairs, "community_id", policy)
    has_sprints = _communities_where(pairs, "period", policy)
    in_sprints = pl.col("community_id").is_in(has_sprints)
    blocks = pairs.with_columns(
        block=pl.when(in_sprints).then(pl.col("period").fill_null(REST)).otherwise(pl.lit(OVERALL)),
        is_shown=pl.col("community_id").is_in(counts),
        is_behind=pl.lit(value=False),
    )
    return with_weeks(blocks, policy).select(MARK.keys())


def with_weeks(blocks: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The marks with `atom_week`: the weeks of a block are atoms if each of them is showable."""
    each = blocks.group_by("community_id", "block", "week").agg(is_open=showable(policy))
    weekly = each.group_by("community_id", "block").agg(is_weekly=pl.col("is_open").all())
    return blocks.join(weekly, on=["community_id", "block"], how="left").with_columns(
        atom_week=pl.when("is_weekly").then(pl.col("week").fill_null(WITHOUT_WEEK))
    )


def _communities_where(pairs: pl.DataFrame, part: str, policy: Policy) -> list[str]:
    """The communities whose marks are showable in each part."""
    each = pairs.group_by("community_id", pl.col(part).alias("part")).agg(is_open=showable(policy))
    return (
        each.group_by("community_id")
        .agg(pl.col("is_open").all())
        .filter("is_open")["community_id"]
        .to_list()
    )


def published_pairs(marks: pl.DataFrame) -> pl.DataFrame:
    """The marks that are shown, as pairs for the indicators' own formulas.

    `period` is null where the sprints of the community are not shown.
    """
    return marks.filter("is_shown").select(
        "community_id",
        "session_id",
        "person_id",
        "state",
        "week",
        "atom_week",
        "block",
        period=pl.when(~pl.col("block").is_in([OVERALL, REST])).then("block"),
        is_known=_KNOWN,
        is_there=_THERE,
    )


def not_shown(marks: pl.DataFrame) -> pl.DataFrame:
    """`community_id, period` of what nobody but the own facilitator sees: has marks, shows none.

    A community that does not count is in it with `overall` and each of its sprints.
    """
    open_blocks = published_pairs(marks)
    overall = marks.filter(~pl.col("community_id").is_in(open_blocks["community_id"].implode()))
    shown = open_blocks.select("community_id", "period").drop_nulls().unique()
    return pl.concat(
        [
            overall.select("community_id", pl.lit(OVERALL).alias("period")),
            marks.select("community_id", "period").drop_nulls().join(
                shown, on=["community_id", "period"], how="anti"
            ),
        ]
    ).unique()  # fmt: skip
