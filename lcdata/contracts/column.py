"""What one column of a delivered table must be, derived from the field of its row model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType, NoneType
from typing import Any, Literal, get_args, get_origin

import polars as pl
from annotated_types import Ge, Le

from lcdata.contracts.kinds import Kind

DTYPES: Mapping[Kind, pl.DataType] = MappingProxyType(
    {
        Kind.ID: pl.String(),
        Kind.TEXT: pl.String(),
        Kind.WHOLE: pl.Int64(),
        Kind.YES_NO: pl.Boolean(),
        Kind.DAY: pl.Date(),
        Kind.MOMENT: pl.Datetime("us"),
        Kind.CODE: pl.String(),
        Kind.BAND: pl.String(),
        Kind.ITEM_LIST: pl.List(pl.Int64()),
    }
)


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        name: the contract's (English) name.
        kind: how its text is read.
        required: whether an empty cell is an error.
        codes: the code list, in contract order; empty for other kinds.
        ge: the least value allowed, None without one.
        le: the greatest value allowed, None without one.
    """

    name: str
    kind: Kind
    required: bool
    codes: tuple[str, ...] = ()
    ge: int | None = None
    le: int | None = None

    @property
    def dtype(self) -> pl.DataType:
        """The type of the column once read."""
        return DTYPES[self.kind]


def column_of(name: str, hint: Any, *, required: bool) -> Column:  # noqa: ANN401  a type hint has no type
    """The column that a field's type hint describes."""
    marks: list[object] = []
    inner = _unwrapped(hint, marks)
    codes = tuple(get_args(inner)) if get_origin(inner) is Literal else ()
    kinds = [mark for mark in marks if isinstance(mark, Kind)]
    return Column(
        name=name,
        kind=kinds[0] if kinds else Kind.CODE,
        required=required,
        codes=tuple(str(code) for code in codes),
        ge=next((_bound(mark.ge) for mark in marks if isinstance(mark, Ge)), None),
        le=next((_bound(mark.le) for mark in marks if isinstance(mark, Le)), None),
    )


def _unwrapped(hint: Any, marks: list[object]) -> Any:  # noqa: ANN401
    """The plain type under `X | None` and `Annotated`; what Annotated adds goes into `marks`."""
    if hasattr(hint, "__metadata__"):
        marks.extend(hint.__metadata__)
        return _unwrapped(hint.__origin__, marks)
    args = get_args(hint)
    if NoneType in args:
        return _unwrapped(next(arg for arg in args if arg is not NoneType), marks)
    return hint


def _bound(value: object) -> int:
    """A bound as the whole number it is in this contract."""
    if not isinstance(value, int):
        raise TypeError(f"bounds of the contract are whole numbers, not {value!r}")
    return value
