"""A short draw of `make torture`, the same each time."""

from __future__ import annotations

import pytest

from benchmarks.torture import Torture

SEED, MUTATIONS, AT_ONCE = "test", 100, 20


@pytest.fixture(scope="module")
def torture() -> Torture:
    return Torture()


@pytest.mark.parametrize("first", range(0, MUTATIONS, AT_ONCE))
def test_a_damaged_file_is_refused_or_read_without_a_wrong_value(
    torture: Torture, first: int
) -> None:
    verdicts = [torture.mutation(f"{SEED}/{first + number}") for number in range(AT_ONCE)]
    assert [(one.seed, one.faults) for one in verdicts if one.faults] == []
