"""`Row`: what every row model of the contract has in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Self, get_type_hints

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from lcdata.contracts.column import Column, column_of
from lcdata.contracts.grammar import read_cell
from lcdata.domain import ORGANISATION_ID, RESERVED_IDS


@dataclass(frozen=True)
class Reference:
    """Columns of a row that point at a row of another table of the same delivery.

    Attributes:
        columns: the referring columns; the last one is the one an issue names. A row with an
            empty cell among them points at nothing, which is fine.
        table: the table pointed at.
        targets: the columns pointed at, in the order of `columns`.
        required: whether the row falls with its target; else the last column is emptied.
        dangling_is_error: whether pointing at nothing is an error; else the column is emptied.
        through: an earlier reference whose target holds the columns that this row lacks.
        unless: a column that, when filled, frees the row from this reference.
    """

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]
    required: bool = True
    dangling_is_error: bool = True
    through: Reference | None = None
    unless: str | None = None

    @property
    def column(self) -> str:
        """The column an issue names."""
        return self.columns[-1]


@dataclass(frozen=True)
class CrossReference:
    """A column that points into the live delivery of the consortium."""

    column: str
    table: str


@dataclass(frozen=True)
class Rule:
    """A condition between cells of one row.

    Attributes:
        code: the issue code of a row that breaks it.
        column: the column the issue names.
        broken: true where the rule is broken; null (an empty cell) counts as kept.
    """

    code: str
    column: str
    broken: pl.Expr


COMMUNITY = Reference(("community_id",), "community", ("community_id",))
SESSION = Reference(("session_id",), "session", ("session_id",))
SPRINT_IF_GIVEN = Reference(
    ("community_id", "sprint_no"),
    "sprint",
    ("community_id", "sprint_no"),
    required=False,
    dangling_is_error=False,
)


def ends_before(start: str, end: str) -> Rule:
    """The rule that `end` does not lie before `start`."""
    return Rule("end_before_start", end, pl.col(end) < pl.col(start))


OWN_ID = (
    Rule(
        "id_unusable", "organisation_id", ~pl.col("organisation_id").str.contains(ORGANISATION_ID)
    ),
    Rule("id_reserved", "organisation_id", pl.col("organisation_id").is_in(sorted(RESERVED_IDS))),
)
"""What the id of an organisation must be, where the organisation itself is introduced."""


class Row(BaseModel):
    """One row of a delivered table.

    Fields are the columns in contract order. A field given as text is read by the grammar of
    its column, so a model takes delivered cells as well as values. Class attributes:

    Attributes:
        table: the table's name.
        key: the columns that identify a row.
        references: rows of the same delivery this row points at, nearest parent first.
        cross_references: columns that point into the consortium's delivery.
        rules: conditions between the cells of a row.
        consortium_only: whether only the consortium delivers the table.
        unique: columns besides the key of which a value occurs once per delivery.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    references: ClassVar[tuple[Reference, ...]] = ()
    cross_references: ClassVar[tuple[CrossReference, ...]] = ()
    rules: ClassVar[tuple[Rule, ...]] = ()
    consortium_only: ClassVar[bool] = False
    unique: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def columns(cls) -> Mapping[str, Column]:
        """The columns by name, in contract order."""
        return _columns(cls)

    @classmethod
    def frame_schema(cls) -> dict[str, pl.DataType]:
        """The Polars types of the table's columns, in contract order."""
        return {name: column.dtype for name, column in cls.columns().items()}

    @field_validator("*", mode="before")
    @classmethod
    def _read(cls, value: object, info: ValidationInfo) -> object:
        column = cls.columns()[_column_name(cls, str(info.field_name))]
        return read_cell(column, value) if value is None or isinstance(value, str) else value

    @model_validator(mode="after")
    def _keep_rules(self) -> Self:
        """Holds the row against the same expressions that judge whole columns."""
        if not self.rules:
            return self
        row = pl.DataFrame([self.model_dump(by_alias=True)], schema=self.frame_schema())
        for rule in self.rules:
            if row.select(rule.broken).item():
                raise PydanticCustomError(rule.code, "{column}", {"column": rule.column})
        return self


@cache
def _columns(model: type[Row]) -> dict[str, Column]:
    hints: dict[str, Any] = get_type_hints(model, include_extras=True)
    columns = (
        column_of(_column_name(model, name), hints[name], required=field.is_required())
        for name, field in model.model_fields.items()
    )
    return {column.name: column for column in columns}


def _column_name(model: type[Row], field: str) -> str:
    return model.model_fields[field].alias or field
