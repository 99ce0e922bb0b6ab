"""One piece of evidence of a design principle: circles to draw, and the words beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lcdata.contracts.cells import Cell
from lcdata.domain import Grain, SourceClass, Status
from lcdata.locale import N_, Words
from lcdata.screens.design_principles.model_mechanisms import Item, Kind
from lcdata.view_models.definition import DefinitionText, definitions
from lcdata.view_models.figure import Said, remark, say_band, say_empty
from lcdata.view_models.survey import SHORT_WAVES, WAVES, band, signed
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

MOST = 12
"""Things that are still drawn as a circle each; more are drawn as a bar."""

THIN_UP_TO = 0.5
"""Up to half of what was counted the evidence is called thin, and advice is shown."""

SOURCES: Mapping[str, str] = {
    SourceClass.EXPORT: N_("export"),
    SourceClass.JUDGEMENT: N_("judgement"),
    SourceClass.SURVEY: N_("survey"),
}


@dataclass(frozen=True)
class Evidence:
    """What was counted for one item of a mechanism.

    Attributes:
        text: what is counted.
        said: the figure in words, or why there is none.
        filled, total: circles to draw; `total` 0 draws none.
        share: 0–1, drawn as a bar where the things are too many or their number is not said.
        is_thin: whether this counts as thin; None where it cannot be thin or seen.
        status: of the record behind it.
        unknown: what was left out because it is not known.
        source: export, judgement or survey, in the reader's language.
        meaning: the definition, None without a catalogue.
    """

    text: str
    said: Said
    filled: int
    total: int
    share: float | None
    is_thin: bool | None
    status: str
    unknown: int
    source: str
    meaning: DefinitionText | None


@dataclass(frozen=True)
class _Drawn:
    """The part of a piece of evidence that depends on its kind."""

    said: Said
    filled: int = 0
    total: int = 0
    share: float | None = None
    is_thin: bool | None = None


def evidence(view: View, unit: Unit, item: Item) -> Evidence | None:
    """The evidence of a unit; None for a figure that this grain does not have."""
    words = view.words
    text = words.text(item.text)
    cell, wave = _cell(view, unit, item)
    if cell is None and item.source is not SourceClass.SURVEY:
        return None
    if cell is not None and cell.is_ok and cell.value is not None:
        drawn = _KINDS[item.kind](cell, cell.value, words)
        text = f"{text}, {words.text(SHORT_WAVES[wave])}" if wave else text
    elif cell is not None and cell.is_ok and isinstance(cell.n_persons, str):
        drawn = _Drawn(Said(band(cell.n_persons)))
    else:
        drawn = _Drawn(_say_none(unit, item, cell, words))
    meanings = definitions(view, item.indicator)
    return Evidence(
        text=text,
        said=replace(drawn.said, remark=remark(cell, words)),
        filled=drawn.filled,
        total=drawn.total,
        share=drawn.share,
        is_thin=drawn.is_thin,
        status=cell.status if cell else "",
        unknown=cell.n_missing if cell and isinstance(cell.n_missing, int) else 0,
        source=words.text(SOURCES[item.source]),
        meaning=meanings[0] if meanings else None,
    )


def _cell(view: View, unit: Unit, item: Item) -> tuple[Cell | None, str]:
    """The record, and of a figure per wave the latest there is with its wave."""
    if item.kind not in (Kind.LEVEL, Kind.RESPONSE):
        return view.cell(item.indicator, unit), ""
    cells = [(view.cell(item.indicator, unit, wave), wave) for wave in reversed(list(WAVES))]
    known = [(cell, wave) for cell, wave in cells if cell is not None]
    there = [pair for pair in known if pair[0].is_ok]
    hidden = [pair for pair in known if pair[0].status == Status.SUPPRESSED]
    return next(iter(there or hidden or known), (None, ""))


def _say_none(unit: Unit, item: Item, cell: Cell | None, words: Words) -> Said:
    empty = say_empty(cell, words)
    if item.kind is Kind.INDEX and cell is not None and cell.status == Status.SUPPRESSED:
        # an index of a small group names how it divides, whatever the size of the group
        return replace(empty, second=words.text("for the own facilitator alone"))
    if item.source is not SourceClass.SURVEY:
        return empty
    if unit.grain is Grain.COMMUNITY:
        return Said(words.text("no figure per community: groups of at most eight"), is_ok=False)
    return empty


def _check(cell: Cell, value: float, words: Words) -> _Drawn:
    if cell.den == 1:
        said = Said(words.text("yes") if value else words.text("no"))
        return _Drawn(said, round(value), 1, is_thin=not value)
    return _share(cell, value, words)


def _share(cell: Cell, value: float, words: Words) -> _Drawn:
    is_thin = value <= THIN_UP_TO
    if cell.num is None or cell.den is None or isinstance(cell.den, str):
        told = Said(words.percent(value), say_band(cell, words))
        return _Drawn(told, share=value, is_thin=is_thin)
    said = Said(words.count_of(cell.num, cell.den))
    if cell.den > MOST:
        return _Drawn(said, share=value, is_thin=is_thin)
    return _Drawn(said, round(cell.num), round(cell.den), is_thin=is_thin)


def _form(cell: Cell, value: float, words: Words) -> _Drawn:
    drawn = _share(cell, value, words)
    return _Drawn(drawn.said, drawn.filled, drawn.total, drawn.share)


def _count(cell: Cell, value: float, words: Words) -> _Drawn:
    if not value:
        return _Drawn(Said(words.text("none")), 0, 1, is_thin=True)
    drawn = round(value) if value <= MOST else 0
    return _Drawn(Said(words.number(value)), drawn, drawn, is_thin=False)


def _none(cell: Cell, value: float, words: Words) -> _Drawn:
    if not value:
        return _Drawn(Said(words.text("none")), 1, 1, is_thin=False)
    drawn = round(value) if value <= MOST else 0
    return _Drawn(Said(words.number(value)), 0, drawn, is_thin=True)


def _per_sprint(cell: Cell, value: float, words: Words) -> _Drawn:
    is_thin = value <= THIN_UP_TO
    if cell.num is None or not isinstance(cell.den, float | int):
        return _Drawn(Said(words.number(value, 1)), is_thin=is_thin)
    said = words.plural(
        "{number} in {count} sprint",
        "{number} in {count} sprints",
        round(cell.den),
        number=words.number(cell.num),
    )
    drawn = round(cell.num) if cell.num <= MOST else 0
    return _Drawn(Said(said), drawn, drawn, is_thin=is_thin)


def _per_week(cell: Cell, value: float, words: Words) -> _Drawn:
    return _Drawn(Said(words.number(value, 1)))


def _index(cell: Cell, value: float, words: Words) -> _Drawn:
    return _Drawn(Said(words.number(value, 2)))


def _response(cell: Cell, value: float, words: Words) -> _Drawn:
    return _Drawn(Said(words.percent(value), band(cell.n_persons)), share=value)


def _level(cell: Cell, value: float, words: Words) -> _Drawn:
    return _Drawn(Said(words.number(value, 1), band(cell.n_persons)))


def _change(cell: Cell, value: float, words: Words) -> _Drawn:
    return _Drawn(Said(signed(value, words), band(cell.n_persons)))


_KINDS: Mapping[Kind, Callable[[Cell, float, Words], _Drawn]] = {
    Kind.CHECK: _check,
    Kind.SHARE: _share,
    Kind.FORM: _form,
    Kind.COUNT: _count,
    Kind.NONE: _none,
    Kind.PER_SPRINT: _per_sprint,
    Kind.PER_WEEK: _per_week,
    Kind.INDEX: _index,
    Kind.RESPONSE: _response,
    Kind.LEVEL: _level,
    Kind.CHANGE: _change,
}
