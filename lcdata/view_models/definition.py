"""What a figure means, in the reader's language: the catalogue's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lcdata.contracts.cells import Definition
from lcdata.domain import SourceClass, Unit
from lcdata.locale import N_, Words
from lcdata.view_models.view import View

SOURCES: Mapping[str, str] = {
    SourceClass.EXPORT: N_("export: taken from the delivered administration"),
    SourceClass.JUDGEMENT: N_("judgement: the facilitator's checklist"),
    SourceClass.SURVEY: N_("survey: answers of members"),
}

UNITS: Mapping[str, str] = {
    Unit.RATIO: N_("share"),
    Unit.COUNT: N_("count"),
    Unit.MINUTES: N_("minutes"),
    Unit.DAYS: N_("days"),
    Unit.POINTS: N_("scale points"),
    Unit.INDEX: N_("index from 0 to 1"),
    Unit.CHECK: N_("yes or no"),
    Unit.CHECKLIST: N_("share of yes"),
    Unit.PER_WEEK: N_("number per week"),
    Unit.PER_SPRINT: N_("number per sprint"),
    Unit.PER_MONTH: N_("number per month"),
}


@dataclass(frozen=True)
class DefinitionText:
    """One definition as it is read; empty texts are left out on the page."""

    id: str
    name: str
    formula: str
    denominator: str
    unit: str
    source: str
    small_numbers: str
    literature: str

    def lines(self, words: Words) -> tuple[tuple[str, str], ...]:
        """Label and text of everything there is to say."""
        said = (
            (words.text("How it is computed"), self.formula),
            (words.text("Counted over"), self.denominator),
            (words.text("Unit"), self.unit),
            (words.text("Source"), self.source),
            (words.text("Small numbers"), self.small_numbers),
            (words.text("Literature"), self.literature),
        )
        return tuple((label, text) for label, text in said if text)


def say_definition(definition: Definition, view: View) -> DefinitionText:
    """The catalogue's record in the reader's language, with the numbers of the policy."""
    words = view.words
    return DefinitionText(
        id=definition.id,
        name=_text(definition.name, words),
        formula=_text(definition.formula, words),
        denominator=_text(definition.denominator, words),
        unit=_text(UNITS.get(definition.unit, definition.unit), words),
        source=_text(SOURCES.get(definition.source, definition.source), words),
        small_numbers=_text(definition.small_numbers, words, **view.model.policy.in_words),
        literature=definition.literature,
    )


def definitions(view: View, *indicators: str) -> tuple[DefinitionText, ...]:
    """The definitions of these indicators, in the order asked for; unknown ones are left out."""
    known = {item.id: item for item in view.model.definitions}
    return tuple(say_definition(known[name], view) for name in indicators if name in known)


def short_definition(view: View, indicator: str) -> str:
    """One line for the question mark beside a key figure; empty without a catalogue."""
    found = definitions(view, indicator)
    return f"{found[0].name}: {found[0].formula}" if found else ""


def _text(message: str, words: Words, **params: object) -> str:
    """The message, or nothing: the catalogue answers an empty message with its own header."""
    return words.text(message, **params) if message else ""
