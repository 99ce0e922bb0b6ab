"""What is not there, and why: the four empties beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from lcdata.locale import Words
from lcdata.ui.markup import Cell, line, quiet, show_rows, strong
from lcdata.ui.section import section
from lcdata.view_models.absent import Absence


def show(absences: Sequence[Absence], words: Words) -> None:
    """Per kind of empty which figures it holds and what to do."""
    with section("absent", words.text("What is not (yet) here, and why")):
        show_rows([[_cell(absence) for absence in absences]], [1] * len(absences))


def _cell(absence: Absence) -> Cell:
    lines = (line(text) for text in absence.lines)
    return [line(strong(absence.title)), *lines, line(quiet(absence.remedy))]
