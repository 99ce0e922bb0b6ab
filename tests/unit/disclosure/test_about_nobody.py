from __future__ import annotations

from lcdata.disclosure.about_nobody import figures_of_nobody

from .consortium import computed, everybody, figures, of_registers
from .registers import POLICY

HELD, RATE = "sessions_held_ratio", "attendance_rate"
OF_FIVE = {**everybody(["a/c1"], "p"), **everybody(["b/c1", "c/c1", "d/c1"])}


def test_process_figures_are_shown_at_every_size_and_leave_nothing_out() -> None:
    found = figures_of_nobody(computed(of_registers(OF_FIVE), HELD), POLICY)
    said = figures(found, "num", "den", "left_out", "is_hidden")
    assert said["community", "a/c1", "overall"] == (1.0, 1.0, 0, False)
    assert said["company", "a", "sprint_1"] == (1.0, 1.0, 0, False)
    assert said["consortium", "consortium", "overall"] == (4.0, 4.0, 0, False)


def test_process_figures_of_the_others_need_three_companies() -> None:
    four = figures_of_nobody(computed(of_registers(OF_FIVE), HELD), POLICY)
    said = figures(four, "num", "left_out", "is_hidden")
    assert said["pooled", "a", "overall"] == said["pooled", "a", "sprint_1"] == (3.0, 0, False)
    three = {name: of for name, of in OF_FIVE.items() if name != "d/c1"}
    few = figures_of_nobody(computed(of_registers(three), HELD), POLICY)
    assert figures(few, "left_out", "is_hidden")["pooled", "a", "overall"] == (0, True)


def test_figures_about_persons_are_not_among_them() -> None:
    found = figures_of_nobody(computed(of_registers(OF_FIVE), HELD, RATE, "retention"), POLICY)
    assert set(found["indicator"]) == {HELD}
