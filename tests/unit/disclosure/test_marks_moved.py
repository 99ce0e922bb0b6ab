from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from lcdata.disclosure.marks import MARK
from lcdata.disclosure.marks_history import follow
from lcdata.disclosure.policy import read_policy

from . import registers

POLICY = read_policy()
DAY = dt.date(2026, 11, 2)

Register = Mapping[str, tuple[int, str]]
"""Session: its sprint, and the state of each of its members, a letter each."""

STATES = {"+": "present", "-": "absent", "?": "unknown"}


def pairs(register: Register) -> pl.DataFrame:
    rows = [
        ("x/c1", session, f"p{person}", STATES[state], f"sprint_{sprint}", sprint, DAY)
        for session, (sprint, states) in register.items()
        for person, state in enumerate(states)
    ]
    names = ["community_id", "session_id", "person_id", "state", "period", "week", "as_of"]
    return pl.DataFrame(rows, schema={name: MARK[name] for name in names}, orient="row")


def published(now: Register, before: Register) -> dict[str, list[str]]:
    """The sessions in each shown block of the second of two releases."""
    second = released(now, before)
    blocks = second.group_by("block").agg(pl.col("session_id").unique().sort())
    return dict(blocks.sort("block").iter_rows())


def released(now: Register, before: Register) -> pl.DataFrame:
    """The marks that are shown in the second of two releases, each once."""
    first = follow(pairs(before), pl.DataFrame(schema=MARK), POLICY)
    second = follow(pairs(now), first, POLICY).filter("is_shown")
    assert not second.select("session_id", "person_id").is_duplicated().any()
    return second


BEFORE: Register = {
    "a": (1, "+++-+-"), "b": (1, "++-+++"), "m": (1, "+-++++"), "c": (2, "++++-+"),
}  # fmt: skip
AS_BEFORE = {"sprint_1": ["a", "b", "m"], "sprint_2": ["c"]}
MOVED = {"sprint_1": ["a", "b"], "sprint_2": ["c", "m"]}


def test_a_session_of_enough_persons_moves_to_another_sprint() -> None:
    assert published({**BEFORE, "m": (2, "+-++++")}, BEFORE) == MOVED


def test_a_moved_session_and_one_corrected_mark_wait_together() -> None:
    # both sprints changed by six persons' marks, and their sum by one
    assert published({**BEFORE, "m": (2, "+-++++"), "c": (2, "++++++")}, BEFORE) == AS_BEFORE
    assert published({**BEFORE, "m": (2, "--++++")}, BEFORE) == AS_BEFORE


def test_a_moved_session_and_another_of_enough_persons_move() -> None:
    now = {**BEFORE, "m": (2, "+-++++"), "d": (2, "++++-+")}
    assert published(now, BEFORE) == {"sprint_1": ["a", "b"], "sprint_2": ["c", "d", "m"]}


def test_a_moved_session_that_leaves_marks_of_too_few_behind_waits() -> None:
    # sprint 1 as it was, less the session that left it, is what stayed: two persons' marks
    before = {"a": (1, "++????"), "m": (1, "+-++++"), "c": (2, "++++-+")}
    now = {**before, "m": (2, "+-++++"), "n": (1, "++++++")}
    assert published(now, before) == {"sprint_1": ["a", "m"], "sprint_2": ["c"]}


def test_a_session_of_too_few_known_marks_does_not_move() -> None:
    before = {**BEFORE, "m": (1, "+-??+?")}
    assert published({**before, "m": (2, "+-??+?")}, before) == AS_BEFORE


def test_a_session_that_moves_to_a_sprint_of_its_own_is_not_counted_twice() -> None:
    # sprint 1 may not let it go: what stays behind would be of too few
    before = {"a": (1, "++????"), "m": (1, "+-++++"), "c": (2, "++++-+")}
    now = {**before, "m": (3, "+-++++"), "n": (1, "++++++")}
    assert published(now, before) == {"sprint_1": ["a", "m"], "sprint_2": ["c"]}


def test_sprints_that_exchange_no_mark_move_by_themselves() -> None:
    now = {**BEFORE, "m": (2, "--++++"), "d": (3, "++-+++")}
    assert published(now, BEFORE) == {**AS_BEFORE, "sprint_3": ["d"]}


def test_a_swap_of_two_sessions_is_no_difference_of_the_sum() -> None:
    now = {**BEFORE, "m": (2, "+-++++"), "c": (1, "++++-+")}
    assert published(now, BEFORE) == {"sprint_1": ["a", "b", "c"], "sprint_2": ["m"]}


def test_five_persons_are_enough_for_a_session_that_moves() -> None:
    before = {"a": (1, "+++-+"), "m": (1, "+-+++"), "c": (2, "++++-")}
    now = {**before, "m": (2, "+-+++")}
    assert published(now, before) == {"sprint_1": ["a"], "sprint_2": ["c", "m"]}


def test_a_moved_session_waits_with_one_mark_more_or_less_beside_it() -> None:
    moved = {**BEFORE, "m": (2, "+-++++")}
    assert published({**moved, "c": (2, "++++-++")}, BEFORE) == AS_BEFORE
    assert published({**moved, "c": (2, "++++-")}, BEFORE) == AS_BEFORE


def test_of_two_exchanges_each_moves_or_waits_by_itself() -> None:
    before = {**BEFORE, "d": (3, "+++-++"), "n": (3, "+++++-"), "e": (4, "++++++")}
    # m moves alone; beside n one mark of the sprint it comes to is corrected
    now = {**before, "m": (2, "+-++++"), "n": (4, "+++++-"), "e": (4, "+++++-")}
    assert published(now, before) == {**MOVED, "sprint_3": ["d", "n"], "sprint_4": ["e"]}


def test_beside_an_exchange_a_sprint_of_its_own_moves_with_five_corrected_marks() -> None:
    # of the two persons whose marks stayed nobody takes anything off
    before = {**BEFORE, "d": (3, "+++++++")}
    now = {**before, "m": (2, "+-++++"), "d": (3, "-----++")}
    states = released(now, before).filter(block="sprint_3")["state"].to_list()
    assert states.count("absent") == 5


def test_a_session_that_moves_to_another_sprint_in_its_own_week_waits_too() -> None:
    def within(sprint: str, other: str) -> pl.DataFrame:
        """Two sessions in week 2, one of them in this sprint and one with these marks."""
        rows: list[registers.Session] = [
            ("a", "sprint_1", 1, "ppppap"), ("m", sprint, 2, "papppp"), ("c", "sprint_2", 2, other),
        ]  # fmt: skip
        return registers.pairs(*rows)

    first = follow(within("sprint_1", "ppppap"), pl.DataFrame(schema=MARK), POLICY)
    second = follow(within("sprint_2", "pppppp"), first, POLICY).filter("is_shown")
    assert set(second.filter(block="sprint_1")["session_id"]) == {"a/c1/a", "a/c1/m"}
