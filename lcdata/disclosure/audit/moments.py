"""Two releases put together: what moved between them is about enough persons, or did not move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

import polars as pl

from lcdata.disclosure.audit.differences import Atom, differences
from lcdata.disclosure.audit.family import FAMILY
from lcdata.disclosure.audit.published import Leak, MadeOf, Published, Truth
from lcdata.disclosure.policy import Policy
from lcdata.domain import CONSORTIUM_ID, OVERALL, About, Grain

Mark: TypeAlias = tuple[str, str, str]
"""Session, person and state."""


def given_away(
    published: Published, truth: Truth, before: MadeOf, policy: Policy
) -> Iterator[Leak]:
    """Groups of too few persons that follow from this release and the one before.

    Args:
        published: this release.
        truth: knows what figures are about, and who owns a community.
        before: what the one before was made of.
        policy: the thresholds.
    """
    last = _still_there(before, truth.delivered or published.made_of)
    yield from _of_marks(published, last, policy.k_person)
    yield from _of_members(published, truth, last, policy.k_person)
    yield from _of_answers(published, truth, last, policy.k_survey)
    yield from _appeared(published, last.marks, policy.k_person)


def _still_there(before: MadeOf, now: MadeOf) -> MadeOf:
    """Without what nobody delivers any more: what is taken back goes at once."""
    return MadeOf(
        before.marks.join(now.marks, on="community_id", how="semi"),
        before.observations.join(now.observations, on=["indicator", "community_id"], how="semi"),
    )


def _of_marks(published: Published, before: MadeOf, k: int) -> Iterator[Leak]:
    old, new = _atoms(before.marks), _atoms(published.marks)
    for community in sorted({*old, *new}):
        if any(size < k for size in differences(old[community], new[community])):
            unit = f"{Grain.COMMUNITY}:{community}"
            yield Leak("8", unit, OVERALL, published.figures_with(unit, FAMILY, OVERALL))


def _atoms(marks: pl.DataFrame) -> dict[str, list[Atom]]:
    found: dict[str, dict[object, set[tuple[object, str, bool]]]] = defaultdict(
        lambda: defaultdict(set)
    )
    columns = ["community_id", "block", "atom_week", "session_id", "person_id", "state"]
    for row in marks.filter("is_shown").select(columns).iter_rows():
        community, block, week, session, person, state = row
        fact = ((session, person, state), person, state != "unknown")
        found[community][block, week].add(fact)
    atoms: dict[str, list[Atom]] = defaultdict(list)
    for community, of in found.items():
        atoms[community] = [frozenset(atom) for atom in of.values()]
    return atoms


def _of_members(published: Published, truth: Truth, before: MadeOf, k: int) -> Iterator[Leak]:
    """Figures about members of a community that moved with too few of them."""
    about = pl.col("indicator").is_in(truth.named(About.MEMBERS))
    now, then = (made.observations.filter(about) for made in (published.made_of, before))
    groups = truth.members.group_by("community_id").agg(pl.col("person_id").n_unique())
    large = groups.filter(pl.col("person_id") >= k)
    for row in _few(now, then, ["indicator", "period", "community_id"], k).join(
        large, on="community_id", how="semi"
    ).iter_rows(named=True):  # fmt: skip
        unit = f"{Grain.COMMUNITY}:{row['community_id']}"
        figures = published.figures_with(unit, [row["indicator"]], row["period"])
        yield Leak("8", unit, row["period"], figures)


def _of_answers(published: Published, truth: Truth, before: MadeOf, k: int) -> Iterator[Leak]:
    """Figures from answers, of a company, of the rest or of all, that moved with too few."""
    about = pl.col("indicator").is_in(truth.named(About.ANSWERS))
    now, then = (
        made.observations.filter(about).with_columns(everybody=pl.lit(CONSORTIUM_ID))
        for made in (published.made_of, before)
    )
    for group, grain in (("moves_with", Grain.COMPANY), ("everybody", Grain.CONSORTIUM)):
        for row in _few(now, then, ["indicator", "period", group], k).iter_rows(named=True):
            unit = f"{grain}:{row[group]}"
            figures = published.figures_with(unit, [row["indicator"]], row["period"])
            yield Leak("8", unit, row["period"], figures)


def _few(now: pl.DataFrame, before: pl.DataFrame, keys: list[str], enough: int) -> pl.DataFrame:
    """The parts, by `keys`, that are in both and differ in the facts of too few persons.

    A fact of no person counts by itself.
    """
    fact = [*dict.fromkeys([*keys, "community_id", "person_id", "observed"])]
    new, old = (frame.group_by(fact).agg(times=pl.len()) for frame in (now, before))
    whole = [*fact, "times"]
    differing = pl.concat(
        [
            new.join(old, on=whole, how="anti", nulls_equal=True).select(fact),
            old.join(new, on=whole, how="anti", nulls_equal=True).select(fact),
        ]
    )
    return (
        differing.join(new, on=keys, how="semi")
        .join(old, on=keys, how="semi")
        .group_by(keys)
        .agg(persons=pl.coalesce("person_id", "observed").n_unique())
        .filter(pl.col("persons") < enough)
        .sort(keys)
    )


def _appeared(published: Published, before: pl.DataFrame, k: int) -> Iterator[Leak]:
    """Communities, sprints and weeks that were there unshown and are shown now, hardly changed."""
    now = published.marks
    for name, column in (("community", pl.lit(OVERALL)), ("sprint", pl.col("period")),
                         ("week", pl.format("week {}", "week"))):  # fmt: skip
        shown, hidden = _shown_as(now, name, column), _hidden_as(before, name, column)
        for key in sorted(shown.keys() & hidden.keys()):
            changed = {person for _, person, _ in shown[key] ^ hidden[key]}
            if len(changed) < k:
                unit = f"{Grain.COMMUNITY}:{key[0]}"
                yield Leak("8", unit, key[1], published.figures_with(unit, FAMILY, key[1]))


def _shown_as(marks: pl.DataFrame, name: str, column: pl.Expr) -> dict[tuple[str, str], set[Mark]]:
    """Known marks of what is shown by itself: a whole, its sprints as blocks, weeks as atoms."""
    is_by_itself = {
        "community": pl.lit(value=True),
        "sprint": pl.col("block") == pl.col("period"),
        "week": pl.col("atom_week") == pl.col("week"),
    }[name]
    return _marks_by(marks.filter(pl.col("is_shown") & is_by_itself), column)


def _hidden_as(marks: pl.DataFrame, name: str, column: pl.Expr) -> dict[tuple[str, str], set[Mark]]:
    hidden = _marks_by(marks, column)
    for key in _shown_as(marks, name, column):
        hidden.pop(key, None)
    return hidden


def _marks_by(marks: pl.DataFrame, column: pl.Expr) -> dict[tuple[str, str], set[Mark]]:
    found: dict[tuple[str, str], set[Mark]] = defaultdict(set)
    rows = marks.filter(pl.col("state") != "unknown").select(
        "community_id", column.alias("part"), "session_id", "person_id", "state"
    )
    for community, part, *mark in rows.drop_nulls("part").iter_rows():
        found[community, part].add((mark[0], mark[1], mark[2]))
    return dict(found)
