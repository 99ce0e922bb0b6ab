"""How one published figure is said: a count below ten, a share from ten, words when empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lcdata.contracts.cells import Cell
from lcdata.domain import Status
from lcdata.locale import N_, Words

COUNT_BELOW = 10
"""Below this denominator the count is the headline and the percentage is left out."""

MARK = "\N{SUPERSCRIPT ONE}"
"""Stands beside a figure whose remark is in the note below the chart."""

PARTIAL_BELOW = 0.8
"""Register coverage below which every rate of a unit is marked as partial data."""

_EMPTY: Mapping[str, str] = {
    Status.NOT_MEASURED: N_("not delivered"),
    Status.NOT_DUE: N_("not yet due"),
    Status.NOT_APPLICABLE: N_("not applicable"),
    Status.TOO_FEW: N_("too few to say"),
    Status.SUPPRESSED: N_("shielded"),
}


@dataclass(frozen=True)
class Said:
    """A figure in words: the value, and what stands under it in grey.

    `remark` is what the guard did to it: groups left out, or an older date.
    """

    headline: str
    second: str = ""
    is_ok: bool = True
    remark: str = ""

    @property
    def line(self) -> str:
        """All of it on one line."""
        return " · ".join(part for part in (self.headline, self.second, self.remark) if part)

    @property
    def short(self) -> str:
        """Value and second line on one line, with the mark of the remark."""
        return " · ".join(part for part in (self.headline, self.marked) if part)

    @property
    def mark(self) -> str:
        """What stands for the remark where there is no room for it."""
        return MARK if self.remark else ""

    @property
    def marked(self) -> str:
        """The second line with the mark of the remark."""
        return f"{self.second} {self.mark}".strip()


@dataclass(frozen=True)
class Figure:
    """A key figure with its label, and the definition behind it."""

    label: str
    said: Said
    help: str


def say(cell: Cell | None, words: Words) -> Said:
    """A rate: `74%` over `29 of 39`, or `6 of 8` below ten, or why there is none."""
    if cell is None or cell.value is None or not cell.is_ok:
        return say_empty(cell, words)
    told = remark(cell, words)
    if cell.num is None or cell.total is None:
        return Said(words.percent(cell.value), say_band(cell, words), remark=told)
    counted = words.count_of(cell.num, cell.total)
    if cell.total < COUNT_BELOW:
        return Said(counted, remark=told)
    return Said(words.percent(cell.value), counted, remark=told)


def remark(cell: Cell | None, words: Words) -> str:
    """`without 2 groups below 5 · as of 9 November (repeated)`: what the guard did to a figure."""
    if cell is None or not cell.is_ok:
        return ""
    said = []
    if cell.left_out:
        said.append(
            words.plural(
                "without {count} group below {limit}",
                "without {count} groups below {limit}",
                cell.left_out,
                limit=cell.needs,
            )
        )
    if cell.as_of:
        day = words.day_of_year(cell.as_of)
        said.append(words.text("as of {day} (repeated)", day=day))
    return " · ".join(said)


def say_band(cell: Cell, words: Words) -> str:
    """`of 5–9 persons`: how many it is out of, as far as that is said."""
    if not isinstance(cell.den, str):
        return ""
    return words.text("of {band} persons", band=cell.den.replace("-", "–"))


def say_count(cell: Cell | None, words: Words) -> Said:
    """`20 of 29`: the count first, whatever its size."""
    if cell is None or not cell.is_ok:
        return say_empty(cell, words)
    if cell.num is None or cell.total is None:
        return say(cell, words)
    return Said(words.count_of(cell.num, cell.total), remark=remark(cell, words))


def say_number(cell: Cell | None, words: Words, decimals: int = 0) -> Said:
    """A count or a median as a number; a number of persons as a band."""
    if cell is not None and cell.is_ok and cell.value is None and isinstance(cell.n_persons, str):
        return Said(cell.n_persons.replace("-", "–"), remark=remark(cell, words))
    if cell is None or cell.value is None or not cell.is_ok:
        return say_empty(cell, words)
    return Said(words.number(cell.value, decimals), remark=remark(cell, words))


def say_empty(cell: Cell | None, words: Words) -> Said:
    """Why there is no figure, in the place of the value."""
    if cell is None:
        return Said(words.text("no figure"), is_ok=False)
    second = ""
    if cell.status == Status.SUPPRESSED and cell.needs:
        second = words.text("fewer than {count}", count=cell.needs)
    return Said(words.text(_EMPTY.get(cell.status, N_("no figure"))), second, is_ok=False)


def interval(cell: Cell | None, words: Words) -> str:
    """`73–82%`, or nothing where the figure has no interval."""
    if cell is None or cell.low is None or cell.high is None:
        return ""
    return f"{words.number(cell.low * 100)}–{words.percent(cell.high)}"


def is_partial(coverage: Cell | None) -> bool:
    """Whether the register is too incomplete to read a unit's rates without a remark."""
    return bool(coverage and coverage.value is not None and coverage.value < PARTIAL_BELOW)
