"""How the text of a whole column becomes values: the grammar of `contracts/grammar.py` in Polars.

Every expression gives null where the text is no such value, so a cell is wrong where its text is
filled and its value is null.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import polars as pl

from lcdata.contracts import grammar
from lcdata.contracts.aliases import code_names
from lcdata.contracts.column import Column
from lcdata.contracts.kinds import Kind


def clean_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """The text columns as `grammar.clean` has them; null for empty cells."""
    every = pl.all()
    seen = every.str.replace_all(grammar.UNSEEN, "")
    stripped = cells.select(seen.str.normalize("NFC").str.strip_chars(grammar.WHITE))
    bare = stripped.select(every.str.replace(grammar.ESCAPE, "${1}"))
    return bare.select(pl.when(every != "").then(every))


@cache
def parsed(column: Column) -> pl.Expr:
    """The values of a column of clean text, in the column's own type."""
    return _PARSERS[column.kind](column, pl.col(column.name)).alias(column.name)


def _text(_: Column, text: pl.Expr) -> pl.Expr:
    return text


def _id(_: Column, text: pl.Expr) -> pl.Expr:
    wrong = (grammar.ERROR_TEXT, grammar.PLACEHOLDER, grammar.CHANGED_ID)
    return pl.when(~pl.any_horizontal(text.str.contains(one) for one in wrong)).then(text)


def _whole(column: Column, text: pl.Expr) -> pl.Expr:
    """Whole numbers within the column's bounds and codes."""
    digits = text.str.replace("[.,]0+$", "").str.strip_prefix("+")
    number = pl.when(text.str.contains(grammar.WHOLE)).then(digits).cast(pl.Int64, strict=False)
    fits = pl.lit(True)
    if column.ge is not None:
        fits &= number >= column.ge
    if column.le is not None:
        fits &= number <= column.le
    if column.codes:
        fits &= number.is_in([int(code) for code in column.codes])
    return pl.when(fits).then(number)


def _yes_no(_: Column, text: pl.Expr) -> pl.Expr:
    word = text.str.to_lowercase()
    return pl.when(word.is_in(grammar.TRUE)).then(True).when(word.is_in(grammar.FALSE)).then(False)


def _code(column: Column, text: pl.Expr) -> pl.Expr:
    word = text.str.to_lowercase().str.replace_all(grammar.SPACES, "_")
    return word.replace_strict(code_names(column.codes), default=None, return_dtype=pl.String)


def _band(column: Column, text: pl.Expr) -> pl.Expr:
    band = (
        text.str.to_lowercase()
        .str.replace_all(grammar.SPACES, "")
        .str.replace_all("t/m", "-", literal=True)
        .str.replace_all("–", "-", literal=True)
    )
    return pl.when(band.is_in(column.codes)).then(band)


def _item_list(_: Column, text: pl.Expr) -> pl.Expr:
    numbers = text.str.replace_all(" ", "", literal=True).str.split(";")
    return (
        pl.when(text.str.to_lowercase().is_in(grammar.NO_ITEMS))
        .then(pl.lit([], pl.List(pl.Int64)))
        .when(text.str.contains(grammar.ITEM_LIST))
        .then(numbers.list.eval(pl.element().cast(pl.Int64, strict=False)))
    )


def _day(_: Column, text: pl.Expr) -> pl.Expr:
    return _local(text).dt.date()


def _moment(_: Column, text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.contains(":", literal=True)).then(_local(text))


def _local(text: pl.Expr) -> pl.Expr:
    """The wall clock in Amsterdam; null for times that the spring change skips."""
    iso = (
        text.str.replace(grammar.MOMENT, "${1}${6}-${2}${5}-${3}${4}T${7}:${8}:${9}")
        .str.replace("T::$", "T0:0:0")
        .str.replace(":$", ":0")
    )
    iso = pl.when(text.str.contains(grammar.MOMENT)).then(iso)
    here = _moments(iso, "%Y-%m-%dT%H:%M:%S").dt.replace_time_zone(
        grammar.ZONE, ambiguous="earliest", non_existent="null"
    )
    offset = text.str.extract(grammar.MOMENT, 10).str.replace("^[Zz]$", "+00")
    there = _moments(iso + offset, "%Y-%m-%dT%H:%M:%S%#z").dt.convert_time_zone(grammar.ZONE)
    return pl.when(offset.is_null()).then(here).otherwise(there).dt.replace_time_zone(None)


def _moments(iso: pl.Expr, form: str) -> pl.Expr:
    return iso.str.to_datetime(form, time_unit="us", strict=False)


_PARSERS: Mapping[Kind, Callable[[Column, pl.Expr], pl.Expr]] = {
    Kind.ID: _id,
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.YES_NO: _yes_no,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.CODE: _code,
    Kind.BAND: _band,
    Kind.ITEM_LIST: _item_list,
}
