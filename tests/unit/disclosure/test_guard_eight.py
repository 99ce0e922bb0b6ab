"""The guard with a threshold of eight persons and twelve respondents."""

from __future__ import annotations

import pytest

from lcdata.disclosure.guard import Guarded, guard
from lcdata.disclosure.policy import Policy

from .consortium import Registers
from .registers import POLICY
from .small_release import ALL, BOTH, MEAN, PEAK, RATE, made, told

EIGHT = POLICY.model_copy(update={"k_person": 8, "k_survey": 12})
SIZES = {"a/c1": 8, "b/c1": 7, "c/c1": 6, "d/c1": 5}


def of_sizes(policy: Policy) -> Guarded:
    registers: Registers = {
        name: [("s1", "sprint_1", 1, "a" + "p" * (size - 1))] for name, size in SIZES.items()
    }
    return guard(made(registers, {"a/c1": 12, "b/c1": 11}), policy)


@pytest.mark.parametrize("indicator", [RATE, ALL, PEAK, BOTH])
def test_with_a_threshold_of_eight_nothing_is_published_of_five_to_seven(indicator: str) -> None:
    usual, strict = (told(of_sizes(policy), indicator, "status", "left_out")
                     for policy in (POLICY, EIGHT))  # fmt: skip
    for name, size in SIZES.items():
        unit = ("community", name, "overall")
        if unit in usual:
            assert usual[unit][0] == "ok"
            assert strict[unit][0] == ("ok" if size >= 8 else "suppressed")
        company = ("company", name[0], "overall")
        assert strict[company][0] == ("ok" if size >= 8 else "suppressed")
    assert strict["consortium", "consortium", "overall"] == ("ok", 3)


def test_with_a_threshold_of_twelve_no_answers_of_eleven_are_published() -> None:
    assert told(of_sizes(POLICY), MEAN, "status", is_own=True)["company", "b", "t0"] == "ok"
    strict = told(of_sizes(EIGHT), MEAN, "status", is_own=True)
    assert strict["company", "b", "t0"] == "suppressed"
