from __future__ import annotations

import re
from pathlib import Path

import pytest

from .cases import CASES

ELSEWHERE = {
    "attendance": "tests/unit/pipelines/participation/test_attendance.py",
    "sprint": "tests/unit/pipelines/sprints/test_progress.py",
    "scale_score": "tests/unit/pipelines/outcomes/test_scores.py",
}

UNUSED = {
    "effect_size_unpaired": "nobody is compared with persons of another group",
    "funnel_limits_normal": "the limits are exact; at eight persons the normal ones pass 1",
    "funnel_overdispersion": "limits are not inflated: eight units say too little of it",
    "gini": "activity is not summed up in one number per group",
    "multiplicity": "no p-values are shown",
    "network": "people are not drawn as a network: that would name them",
    "suppression_audit": "a matter of disclosure, not of statistics",
    "differencing": "a matter of disclosure, not of statistics",
}


def used() -> set[str]:
    tests = Path(__file__).parent.glob("test_reference_*.py")
    return {
        topic for path in tests for topic in re.findall(r'of\("(\w+)"\)', path.read_text("utf-8"))
    }


def test_every_topic_is_used_or_left_out_for_a_reason() -> None:
    parts = [used(), set(ELSEWHERE), set(UNUSED)]
    assert set().union(*parts) == {case["topic"] for case in CASES}
    assert sum(map(len, parts)) == len(set().union(*parts))


@pytest.mark.parametrize("topic", ELSEWHERE)
def test_a_topic_used_elsewhere_is_named_there(topic: str) -> None:
    cases = [case["id"] for case in CASES if case["topic"] == topic]
    there = Path(ELSEWHERE[topic]).read_text(encoding="utf-8")
    assert all(name in there for name in cases)
