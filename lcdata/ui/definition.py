"""What a figure means, one click away from every figure."""

from __future__ import annotations

from collections.abc import Sequence

from lcdata.locale import Words
from lcdata.ui.markup import Cell, line, quiet, show_folded, strong
from lcdata.view_models.definition import DefinitionText


def show(meanings: Sequence[DefinitionText], words: Words) -> None:
    """A line that opens to the definitions."""
    lines = [said for meaning in meanings for said in (line(strong(meaning.name)),
                                                       *told(meaning, words))]  # fmt: skip
    show_folded([(words.text("What this means"), lines)])


def told(meaning: DefinitionText, words: Words) -> Cell:
    """Formula, denominator, source and the rest, each after its label."""
    return [line(quiet(label), text) for label, text in meaning.lines(words)]
