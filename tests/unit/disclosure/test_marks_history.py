from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcdata.disclosure.marks import MARK, membership
from lcdata.disclosure.marks_history import changed, follow

from .registers import (
    LATER,
    POLICY,
    TODAY,
    Session,
    atoms,
    known,
    may_be_known,
    pairs,
    registers,
    totals,
)

NOTHING = pl.DataFrame(schema=MARK)
Mark = tuple[str, str, str]
FULL = "pppppp"


def first(*sessions: Session) -> pl.DataFrame:
    return follow(pairs(*sessions), NOTHING, POLICY)


def then(before: pl.DataFrame, *sessions: Session) -> pl.DataFrame:
    return follow(pairs(*sessions, as_of=LATER), before, POLICY)


def shown(marks: pl.DataFrame) -> dict[tuple[str, int | None], str]:
    """Each atom that is shown: its marks in the order of sessions and persons, as letters."""
    return {
        (block, week): "".join(
            row["state"][0] for row in sorted(rows, key=lambda r: (r["session_id"], r["person_id"]))
        )
        for (_, block, week), rows in atoms(marks).items()
    }


S1, S2 = ("s1", "sprint_1", 1, FULL), ("s2", "sprint_2", 2, FULL)


def test_the_first_release_is_judged_from_its_own_marks_alone() -> None:
    of = pairs(S1, S2)
    assert follow(of, NOTHING, POLICY).sort(pl.all()).equals(membership(of, POLICY).sort(pl.all()))


def test_the_same_register_again_has_the_date_of_this_release() -> None:
    after = then(first(S1, S2), S1, S2)
    assert shown(after) == {("sprint_1", 1): "pppppp", ("sprint_2", 2): "pppppp"}
    assert set(after["as_of"]) == {LATER}
    assert not after["is_behind"].any()


WEEKLESS: list[Session] = [S1, ("t", "sprint_1", 2, "pp----"), S2]
"""Sprint 1 is one atom: its second week is of two persons."""


def test_a_sprint_without_weeks_carries_the_date_of_this_release_too() -> None:
    after = then(first(*WEEKLESS), *WEEKLESS)
    assert shown(after) == {("sprint_1", None): "pppppppp", ("sprint_2", 2): FULL}
    assert set(after["as_of"]) == {LATER}
    assert not after["is_behind"].any()


@pytest.mark.parametrize(
    ("marks", "said"), [("appppp", "pppppppp"), ("aaaaap", "aaaaappp")], ids=["one", "five"]
)
def test_a_sprint_without_weeks_waits_for_five_persons_marks(marks: str, said: str) -> None:
    after = then(first(*WEEKLESS), ("s1", "sprint_1", 1, marks), *WEEKLESS[1:])
    assert shown(after)["sprint_1", None] == said
    waits = said == "pppppppp"
    mine = after.filter(block="sprint_1")
    assert set(mine["is_behind"]) == {waits}
    assert set(mine["as_of"]) == {TODAY if waits else LATER}
    assert len(mine) == 8


def test_a_sprint_without_weeks_waits_with_the_session_that_leaves_it() -> None:
    moved: Session = ("m", "sprint_2", 2, "paaapp")
    before = first(*WEEKLESS, ("m", "sprint_1", 1, "paaapp"))
    # with one corrected mark the two sprints wait, with a new session of six they move
    corrected: Session = ("s2", "sprint_2", 2, "appppp")
    assert shown(then(before, *WEEKLESS[:2], corrected, moved)) == shown(before)
    added: Session = ("n", "sprint_2", 2, FULL)
    after = then(before, *WEEKLESS, added, moved)
    assert shown(after) == {("sprint_1", None): "p" * 8, ("sprint_2", 2): "paaapp" + "p" * 12}


def test_a_session_of_another_week_moves_in_the_same_way() -> None:
    before = first(("s1", "sprint_1", 1, FULL), ("s2", "sprint_1", 1, "------ppp"))
    after = then(before, ("s1", "sprint_1", 2, FULL), ("s2", "sprint_1", 1, "------ppp"))
    assert shown(after) == shown(before)


def test_a_register_that_was_known_whole_may_be_taken_back() -> None:
    after = then(first(S1, S2), S2)
    assert shown(after) == {("sprint_2", 2): FULL}


def test_a_register_of_which_nothing_was_known_is_not_taken_back_unseen() -> None:
    before = first(("s1", "sprint_1", 1, "uuuuuu"), S2)
    assert shown(then(before, S2)) == shown(before)


def test_a_whole_register_taken_back_leaves_nothing() -> None:
    after = follow(pairs(as_of=LATER), first(S1, S2), POLICY)
    assert after.is_empty()


def test_a_new_sprint_of_three_is_not_there_yet_and_dates_what_is() -> None:
    after = then(first(S1), S1, ("s2", "sprint_2", 2, "ppp---"))
    assert shown(after) == {("sprint_1", 1): FULL}
    waiting = after.filter(~pl.col("is_shown"))
    assert set(waiting["block"]) == {"sprint_2"}
    assert waiting["is_behind"].all()
    assert set(waiting["as_of"]) == {TODAY}


def test_a_new_sprint_of_eight_is_shown_at_once() -> None:
    after = then(first(S1), S1, ("s2", "sprint_2", 2, "pppppppp"))
    assert shown(after) == {("sprint_1", 1): FULL, ("sprint_2", 2): "pppppppp"}
    assert not after["is_behind"].any()


def test_a_sprint_that_waited_with_three_appears_with_five_new_ones() -> None:
    before = then(first(S1), S1, ("s2", "sprint_2", 2, "ppp-----"))
    later = then(before, S1, ("s2", "sprint_2", 2, "pppppppp"))
    assert shown(later)["sprint_2", 2] == "pppppppp"


def test_a_sprint_that_waited_with_four_does_not_appear_with_one_new_one() -> None:
    before = then(first(S1), S1, ("s2", "sprint_2", 2, "pppp-"))
    later = then(before, S1, ("s2", "sprint_2", 2, "ppppp"))
    assert shown(later) == {("sprint_1", 1): FULL}


def test_a_community_of_four_that_becomes_five_waits_for_five_persons_marks() -> None:
    four = first(("s1", "sprint_1", 1, "pppp"))
    five = then(four, ("s1", "sprint_1", 1, "pppp-"), ("s2", "sprint_2", 2, "uuuup"))
    assert shown(five) == {}
    # the next session of all five: each of them has a new mark, but not so in the first sprint
    later = then(
        five,
        ("s1", "sprint_1", 1, "pppp-"),
        ("s2", "sprint_2", 2, "uuuup"),
        ("s3", "sprint_2", 2, "ppppa"),
    )
    assert shown(later) == {("overall", None): "ppppuuuupppppa"}


def test_a_sprint_that_once_waited_stays_inside_the_whole() -> None:
    four = first(("s1", "sprint_1", 1, "pppp"))
    five = then(four, ("s1", "sprint_1", 1, "pppppp"), ("s2", "sprint_2", 2, "pppppp"))
    # all six have new marks and the first sprint is large by now, but four of it were there before
    assert shown(five) == {("overall", None): "pppppppppppp"}


def test_a_community_that_waited_is_cut_where_every_old_sprint_is_new_enough() -> None:
    four = first(("s1", "sprint_1", 1, "pppp"))
    after = then(
        four,
        ("s1", "sprint_1", 1, "pppp-"),
        ("s1b", "sprint_1", 1, "ppppa"),
        ("s2", "sprint_2", 2, "ppppp"),
    )
    assert shown(after) == {("sprint_1", 1): "ppppppppa", ("sprint_2", 2): "ppppp"}


def test_a_week_that_once_waited_stays_inside_its_block() -> None:
    four = first(("s1", None, 1, "pppp"), ("s2", None, 2, "pppp"))
    after = then(
        four,
        ("s1", None, 1, "ppppp"),
        ("s1b", None, 1, "aaaaa"),
        ("s2", None, 2, "ppppp"),
    )
    assert shown(after) == {("rest", None): "pppppaaaaappppp"}


def test_what_was_one_block_is_never_cut_into_sprints() -> None:
    before = first(S1, ("s2", "sprint_2", 2, "pppp--"))
    assert set(shown(before)) == {("overall", None)}
    after = then(before, S1, ("s2", "sprint_2", 2, "llllll"))
    assert shown(after) == {("overall", None): "ppppppllllll"}


def test_a_block_without_weeks_gets_none_later() -> None:
    before = first(("s1", "sprint_1", 1, FULL), ("s2", "sprint_1", 2, "pppp--"))
    assert set(shown(before)) == {("sprint_1", None)}
    after = then(before, ("s1", "sprint_1", 1, FULL), ("s2", "sprint_1", 2, "llllll"))
    assert shown(after) == {("sprint_1", None): "ppppppllllll"}


def test_a_new_week_of_three_in_a_block_with_weeks_is_not_there_yet() -> None:
    after = then(first(S1), S1, ("s1b", "sprint_1", 2, "ppp---"))
    assert shown(after) == {("sprint_1", 1): FULL}


def test_a_new_sprint_is_cut_into_weeks_as_if_it_were_the_first() -> None:
    after = then(first(S1), S1, ("s2", "sprint_2", 2, FULL), ("s3", "sprint_2", 3, "pppp--"))
    assert shown(after) == {("sprint_1", 1): FULL, ("sprint_2", None): "pppppppppp"}


def test_with_another_number_of_persons_a_mark_of_five_is_too_few_to_move() -> None:
    eight = POLICY.model_copy(update={"k_person": 8})
    whole = "pppppppp"
    before = follow(pairs(("s1", None, 1, whole)), NOTHING, eight)
    after = follow(pairs(("s1", None, 1, "aaaaa" + "ppp"), as_of=LATER), before, eight)
    assert shown(before) == shown(after) == {("rest", 1): whole}


def test_changed_persons_are_counted_once_however_many_of_their_marks_differ() -> None:
    now = membership(pairs(("s1", None, 1, "aap"), ("s2", None, 1, "aau")), POLICY)
    old = membership(pairs(("s1", None, 1, "ppp"), ("s2", None, 1, "ppp")), POLICY)
    assert changed(now, old, ["community_id"]).rows() == [("a/c1", 3)]


def test_communities_are_followed_apart_from_each_other() -> None:
    both = pl.concat([pairs(S1), pairs(S1, community="b/c1")])
    before = follow(both, NOTHING, POLICY)
    corrected = pl.concat(
        [
            pairs(("s1", "sprint_1", 1, "appppp"), as_of=LATER),
            pairs(("s1", "sprint_1", 1, "laaaaa"), community="b/c1", as_of=LATER),
        ]
    )
    after = follow(corrected, before, POLICY)
    found = {
        name: "".join(r["state"][0] for r in rows) for (name, *_), rows in atoms(after).items()
    }
    assert found == {"a/c1": FULL, "b/c1": "laaaaa"}


@st.composite
def two_registers(draw: st.DrawFn) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A register, and what became of it: marks altered, sessions moved, gone and added."""
    old = draw(registers())
    change = st.sampled_from([None, None, "present", "absent", "unknown", "gone"])
    altered = draw(st.lists(change, min_size=len(old), max_size=len(old)))
    sessions = old["session_id"].unique().sort().to_list()
    sprints = st.sampled_from(["as it was", "as it was", "sprint_1", "sprint_2"])
    moved = draw(st.lists(sprints, min_size=len(sessions), max_size=len(sessions)))
    sprint = pl.col("session_id").replace_strict(dict(zip(sessions, moved, strict=True)))
    dated = draw(st.lists(st.sampled_from([0, 0, 1]), min_size=len(moved), max_size=len(moved)))
    later = pl.col("session_id").replace_strict(dict(zip(sessions, dated, strict=True)))
    kept = (
        old.with_columns(pl.Series("change", altered, dtype=pl.String), sprint=sprint)
        .filter(pl.col("change").is_null() | (pl.col("change") != "gone"))
        .with_columns(
            state=pl.coalesce("change", "state"),
            period=pl.when(pl.col("sprint") == "as it was").then("period").otherwise("sprint"),
            week=pl.col("week") + later,
            as_of=pl.lit(LATER),
        )
        .select(old.columns)
    )
    added = draw(registers(as_of=LATER)).with_columns(
        session_id=pl.col("session_id").str.replace("/s", "/t")
    )
    return old, pl.concat([kept, added]) if draw(st.booleans()) else kept


@given(two_registers())
@settings(max_examples=60)
def test_no_sum_or_difference_of_two_releases_is_about_fewer_than_five_persons(
    of: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    before = follow(of[0], NOTHING, POLICY)
    after = follow(of[1], before, POLICY)
    for name in of[0]["community_id"].unique():
        mine = pl.col("community_id") == name
        told = [*atoms(before.filter(mine)).values(), *atoms(after.filter(mine)).values()]
        assert all(few >= POLICY.k_person for few in persons_touched([known(a) for a in told]))


def persons_touched(told: list[set[Mark]]) -> Iterator[int]:
    """How many persons' marks remain in each sum and difference of up to four of the sets."""
    for chosen in itertools.chain(*(itertools.combinations(told, size) for size in (1, 2, 3, 4))):
        for signs in itertools.product((1, -1), repeat=len(chosen) - 1):
            net: Counter[Mark] = Counter()
            for sign, marks in zip((1, *signs), chosen, strict=True):
                for mark in marks:
                    net[mark] += sign
            if left := {person for (_, person, _), count in net.items() if count}:
                yield len(left)


@given(two_registers())
@settings(max_examples=120)
def test_no_mark_is_in_two_atoms(of: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    before = follow(of[0], NOTHING, POLICY)
    after = follow(of[1], before, POLICY).filter("is_shown")
    assert after.select("community_id", "session_id", "person_id").is_unique().all()


@given(two_registers())
@settings(max_examples=120)
def test_every_atom_may_be_known_by_itself_in_each_release(
    of: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    before = follow(of[0], NOTHING, POLICY)
    assert all(may_be_known(rows) for rows in atoms(follow(of[1], before, POLICY)).values())


@given(two_registers())
@settings(max_examples=120)
def test_between_two_releases_blocks_grow_or_merge_and_never_split(
    of: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    before = follow(of[0], NOTHING, POLICY)
    home = {
        (row["session_id"], row["person_id"]): atom
        for atom, rows in atoms(before).items()
        for row in rows
    }
    # no atom of now holds a part of an atom of before without the rest of it
    after = atoms(follow(of[1], before, POLICY))
    whole = {community for community, block, _ in home.values() if block == "overall"}
    assert all(block == "overall" for community, block, _ in after if community in whole)
    weekless = {(name, block) for name, block, week in home.values() if week is None}
    assert all(week is None for name, block, week in after if (name, block) in weekless)


@given(two_registers())
@settings(max_examples=60)
def test_what_stays_behind_is_as_it_was_published(
    of: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    before = follow(of[0], NOTHING, POLICY)
    after = follow(of[1], before, POLICY)
    mark = ["session_id", "person_id", "state", "as_of"]
    behind = after.filter("is_behind", "is_shown").select(mark)
    assert behind.join(before.filter("is_shown"), on=mark, how="anti").is_empty()


@given(two_registers())
@settings(max_examples=60)
def test_a_register_that_does_not_change_settles(of: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    before = follow(of[0], NOTHING, POLICY)
    once = follow(of[1], before, POLICY)
    twice = follow(of[1], once, POLICY)
    assert totals(twice) == totals(once)
