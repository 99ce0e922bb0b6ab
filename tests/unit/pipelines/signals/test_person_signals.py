from __future__ import annotations

import pytest

from lcdata.contracts.marts import Marts
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.signals.person_signals import person_signals
from tests.unit.pipelines.builders import day, marts, session

WORDS = {"A": "present", "L": "late", "M": "excused", "X": "absent", "?": "unknown"}


def history(letters: str, left: int | None = None) -> Marts:
    names = [f"s{place}" for place in range(len(letters))]
    return marts(
        dim_community=[{}],
        dim_member=[{"person_id": "p", "left_on": None if left is None else day(left)}],
        fct_session=[session(name, 7 * place) for place, name in enumerate(names)],
        fct_attendance=[
            {"session_id": name, "person_id": "p", "status": WORDS[letter]}
            for name, letter in zip(names, letters, strict=True)
        ],
    )


@pytest.mark.parametrize(
    ("letters", "kinds"),
    [
        ("AMM", []),
        ("MMM", ["missed_three"]),
        ("MXM", ["missed_three"]),
        ("AXX", ["absent_twice"]),
        ("XXX", ["absent_twice", "missed_three"]),
        ("AX", []),
        ("XXA", []),
        ("XXL", []),
        ("M?MM", ["missed_three"]),
        ("X?X", ["absent_twice"]),
        ("MM?", []),
    ],
)
def test_a_signal_rests_on_the_last_known_sessions(letters: str, kinds: list[str]) -> None:
    assert person_signals(Facts(history(letters)))["kind"].to_list() == kinds


def test_a_signal_names_the_days_missed_and_leaves_out_the_unknown() -> None:
    found = person_signals(Facts(history("AM?MM")))
    assert found["dates"][0].to_list() == [day(7), day(21), day(28)]


def test_nobody_is_prompted_to_call_someone_who_left() -> None:
    assert len(person_signals(Facts(history("MMM", left=30)))) == 0
