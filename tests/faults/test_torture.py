from __future__ import annotations

import pytest

from tests.faults.torture import world


@pytest.mark.parametrize("command", ["deliver", "repair"])
def test_a_command_killed_at_a_random_moment_loses_nothing(command: str) -> None:
    with world(seed=2) as here:
        here.begin()
        here.seconds[command] = 0.8
        here.kill(command)
