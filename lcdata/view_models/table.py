"""The table twin of a chart; the same rows make its files."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.locale import Words

Value = str | int | float | None

DECIMALS = 1
"""Of a number that is not whole, on the screen and in a file alike."""


@dataclass(frozen=True)
class Table:
    """Rows as the viewer may see them.

    Attributes:
        name: file name without its ending; never a name of a person.
        about: what a file says beside the rows: as-of date, scope, definitions.
        columns: the column heads.
        rows: texts and numbers; None is an empty cell.
    """

    name: str
    about: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def said(self, words: Words) -> list[dict[str, str]]:
        """The rows as texts for the screen, one mapping of column to text per row."""
        return [
            {column: _said(value, words) for column, value in zip(self.columns, row, strict=True)}
            for row in self.rows
        ]


def _said(value: Value, words: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return words.number(value, 0 if isinstance(value, int) else DECIMALS)
