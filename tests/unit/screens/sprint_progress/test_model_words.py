from __future__ import annotations

from typing import Any

import pytest

from lcdata.contracts.progress import SprintFact
from lcdata.locale import words
from lcdata.screens.sprint_progress.model_words import (
    in_time,
    reflected,
    reviewed,
    time_lines,
    tried_out,
)
from tests.unit.screens.sprint_progress.conftest import LATE, RUNNING, fact

NL = words("nl")
AHEAD = {**RUNNING, "is_started": False}
UNDATED = {"actual_end": None, "days_over": None, "is_in_time_box": None}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "ja"),
        (LATE, "nee, 4 dagen langer"),
        ({"days_over": -3, "is_in_time_box": False}, "nee, 3 dagen korter"),
        (UNDATED, "begin- of einddatum ontbreekt"),
        (RUNNING, "loopt"),
        (AHEAD, "nog niet aan de orde"),
    ],
)
def test_whether_a_sprint_ended_in_time_is_said_in_words(
    changes: dict[str, Any], said: str
) -> None:
    assert in_time(fact(1, **changes), NL) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ("ja", "5 nov", "21 okt")),
        (
            {"is_reflected": False, "review_on": None, "try_out_on": None},
            ("nee", "nee", "nee"),
        ),
        ({"is_reflected": None}, ("niet geleverd", "5 nov", "21 okt")),
        (RUNNING, ("nog niet aan de orde", "nog niet aan de orde", "nee")),
        (AHEAD, ("nog niet aan de orde", "nog niet aan de orde", "nog niet aan de orde")),
    ],
)
def test_how_a_sprint_was_closed_is_said_in_words(
    changes: dict[str, Any], said: tuple[str, str, str]
) -> None:
    one = fact(1, **changes)
    assert (reflected(one, NL), reviewed(one, NL), tried_out(one, NL)) == said


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ([], ("geen sprints geleverd",)),
        ([fact(1, **AHEAD)], ("nog geen sprint begonnen",)),
        (
            [fact(1), fact(2), fact(3, **RUNNING)],
            ("op tijd: sprint 1 en 2", "sprint 3 loopt tot en met 6 nov"),
        ),
        (
            [fact(1, **LATE), fact(2, **UNDATED), fact(3)],
            ("op tijd: sprint 3", "sprint 1: 4 dagen langer", "sprint 2: datum ontbreekt"),
        ),
    ],
)
def test_the_sprints_of_a_community_take_a_few_lines(
    facts: list[SprintFact], lines: tuple[str, ...]
) -> None:
    assert time_lines(facts, NL) == lines


def test_no_more_than_three_lines_stand_beside_a_ribbon() -> None:
    facts = [fact(number, **LATE) for number in range(1, 6)]
    lines = time_lines(facts, NL)
    assert len(lines) == 3
    assert "sprint 5: 4 dagen langer" in lines[2]
