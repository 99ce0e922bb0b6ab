"""Judges the rows of one table by themselves: cells, rules within a row, repeated keys.

Polars expressions over whole columns find the cells that are wrong; only those go through the
grammar, which says what is wrong with each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl
from pydantic_core import PydanticCustomError

from lcdata.contracts.column import Column
from lcdata.contracts.grammar import read_cell
from lcdata.contracts.kinds import Kind
from lcdata.ingest.found import Found
from lcdata.ingest.issues import Issue
from lcdata.ingest.judging.day_order import is_month_first
from lcdata.ingest.reading.parsing import parsed
from lcdata.ingest.reading.raw_table import RawTable
from lcdata.ingest.shown import shown

_KEY_SEPARATOR = " · "
_CUT_NUMBER = r"^[0-9]{15,}0+$"
"""A long number of which a spreadsheet kept the first fifteen digits."""


@dataclass(frozen=True)
class Judged:
    """The rows of one table, judged by themselves.

    Attributes:
        raw: the rows as delivered.
        accepted: typed columns of the contract and `_row`, rows that stand.
        gone: the same columns of rows that do not.
    """

    raw: RawTable
    accepted: pl.DataFrame
    gone: pl.DataFrame

    def without(self, rows: Collection[int]) -> Judged:
        """The same table after these rows have gone too."""
        if not len(rows):
            return self
        leaves = pl.col("_row").is_in(list(rows))
        return replace(
            self,
            accepted=self.accepted.filter(~leaves),
            gone=pl.concat([self.gone, self.accepted.filter(leaves)]),
        )


def judge_rows(raw: RawTable, found: Found) -> Judged:
    """The table's rows judged one by one, then against each other for repeated keys.

    What is wrong with the rows that do not stand is added to `found`.
    """
    typed = raw.texts.select(*map(parsed, raw.model.columns().values()), "_row")
    wrong = set(raw.faults)
    for column in _doubtful(raw, typed):
        cells = _wrong_cells(raw, typed, column)
        is_date = column.kind in (Kind.DAY, Kind.MOMENT)
        if is_date and is_month_first(raw.texts[column.name]):
            cells = _filled_cells(raw, column)
            codes = dict.fromkeys(cells["text"].drop_nulls().unique(), "day_and_month_swapped")
        else:
            codes = {text: _code(column, text) for text in cells["text"].drop_nulls().unique()}
        _report(raw, column, cells, codes, found)
        wrong.update(cells["_row"])
    found.extend(_fault_issues(raw))
    for issue in _broken_rules(raw, typed):
        found.add(issue)
        wrong.add(issue.row or 0)
    return _without_repeats(Judged(raw, typed, typed.clear()).without(wrong), found)


def _doubtful(raw: RawTable, typed: pl.DataFrame) -> list[Column]:
    """The columns with a wrong cell, found in one pass: most deliveries have none."""
    columns = raw.model.columns().values()
    empty = raw.texts.null_count().row(0, named=True)
    unread = typed.null_count().row(0, named=True)
    return [
        column
        for column in columns
        if unread[column.name] > (0 if column.required else empty[column.name])
    ]


def _wrong_cells(raw: RawTable, typed: pl.DataFrame, column: Column) -> pl.DataFrame:
    """`_row` and `text` of the cells that are filled but no value, or required but empty."""
    texts = raw.texts[column.name]
    wrong = typed[column.name].is_null() & (column.required | texts.is_not_null())
    return raw.texts.filter(wrong).select("_row", text=column.name)


def _filled_cells(raw: RawTable, column: Column) -> pl.DataFrame:
    """`_row` and `text` of the cells that hold something, or should."""
    filled = raw.texts.select("_row", text=column.name)
    return filled if column.required else filled.drop_nulls()


def _report(
    raw: RawTable, column: Column, cells: pl.DataFrame, codes: Mapping[str, str], found: Found
) -> None:
    """Adds an issue per wrong cell, unless something else is known to be wrong with it.

    `codes` says of each text what is wrong with it; an empty cell is missing.
    """
    known = [row for row, faults in raw.faults.items() if column.name in dict(faults)]
    told = pl.col("text").replace_strict(codes, default="cell_missing", return_dtype=pl.String)
    coded = cells.filter(~pl.col("_row").is_in(known)).with_columns(code=told)
    for (code,), group in coded.group_by("code", maintain_order=True):

        def made(row: int, text: str | None, code: str = str(code)) -> Issue:
            return raw.issue(code, row, column.name, **_params(column, text))

        kind = (str(code), raw.sheet.file, raw.sheet.sheet, column.name)
        found.add_rows(kind, group.select("_row", "text").iter_rows(), made)


def _code(column: Column, text: str | None) -> str:
    """What is wrong with a cell."""
    try:
        read_cell(column, text)
    except PydanticCustomError as refused:
        return refused.type
    return "cell_unreadable"


def _fault_issues(raw: RawTable) -> Iterator[Issue]:
    """An issue per cell that holds no usable value, and per row that is too long."""
    texts: dict[str, list[str | None]] = {}
    positions = {row: position for position, row in enumerate(raw.texts["_row"])}
    for row, faults in raw.faults.items():
        for name, code in faults:
            if name is None:
                yield raw.issue(code, row, value="")
            elif row in positions:
                texts.setdefault(name, raw.texts[name].to_list())
                text = texts[name][positions[row]]
                yield raw.issue(code, row, name, **_params(raw.model.columns()[name], text))


def _params(column: Column, text: str | None) -> dict[str, str | int]:
    """What a message about the cell names."""
    return {
        "value": shown(text or "", column.name),
        "codes": ", ".join(column.codes),
        "least": column.ge or 0,
    }


def _broken_rules(raw: RawTable, typed: pl.DataFrame) -> Iterator[Issue]:
    for rule in raw.model.rules:
        for row in typed.filter(rule.broken)["_row"]:
            yield raw.issue(rule.code, row, rule.column)


def _without_repeats(judged: Judged, found: Found) -> Judged:
    """Of rows with one key the first stays; so with columns that must not repeat."""
    model = judged.raw.model
    unique = [(model.key, "duplicate_key")]
    unique += [((column,), f"duplicate_{column}") for column in model.unique]
    for columns, code in unique:
        repeats = _repeats(judged.accepted, columns)
        judged = judged.without(repeats["_row"])
        found.extend(_repeat_issues(judged.raw, repeats, columns, code))
    return judged


def _repeats(rows: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The rows whose columns an earlier row holds already, and that `first` one."""
    if rows.n_unique(columns) == rows.height:
        return rows.clear()
    placed = rows.select(*columns, "_row", first=pl.col("_row").min().over(columns))
    return placed.filter(pl.col("_row") > pl.col("first"))


def _repeat_issues(
    raw: RawTable, repeats: pl.DataFrame, columns: tuple[str, ...], code: str
) -> Iterator[Issue]:
    for record in repeats.iter_rows(named=True):
        is_cut = any(re.search(_CUT_NUMBER, str(record[column])) for column in columns)
        told = "duplicate_cut_number" if is_cut else code
        key = shown(_KEY_SEPARATOR.join(str(record[column]) for column in columns))
        yield raw.issue(told, record["_row"], columns[0], key=key, first=record["first"])
