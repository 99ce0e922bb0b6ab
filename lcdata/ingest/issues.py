"""An issue of a delivery: a stable code with its place; words come when it is shown.

`CATALOGUE` is the documented list of every code there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType

from lcdata.contracts.aliases import name_in
from lcdata.errors import DeliveryRefused
from lcdata.ingest.definitions import Definition, Severity
from lcdata.ingest.delivery_issues import DELIVERY_ISSUES
from lcdata.ingest.file_issues import FILE_ISSUES
from lcdata.ingest.office_issues import OFFICE_ISSUES
from lcdata.ingest.row_issues import ROW_ISSUES
from lcdata.locale import Words

CATALOGUE: Mapping[str, Definition] = MappingProxyType(
    {
        definition.code: definition
        for definition in (*DELIVERY_ISSUES, *FILE_ISSUES, *OFFICE_ISSUES, *ROW_ISSUES)
    }
)

MORE = "more"
"""The only param of a line that counts issues of a kind, where issues are stored as lines."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem or notice in a delivery.

    Attributes:
        code: a code of `CATALOGUE`.
        file: the path as given, and below it the member's path.
        sheet: the sheet of a workbook, else None.
        row: the row a spreadsheet shows; None when it is about more than one row.
        column: the contract's name of the column.
        params: what the message names; text and whole numbers only.
    """

    code: str
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return CATALOGUE[self.code].severity

    @property
    def file_name(self) -> str | None:
        """The last part of the path, for readers whom folders of the server do not concern."""
        return self.file and PurePosixPath(self.file).name

    def message(self, words: Words) -> str:
        """What is wrong, in the reader's language."""
        return words.text(CATALOGUE[self.code].message, **self._spoken(words))

    def remedy(self, words: Words) -> str:
        """What to do about it, in the reader's language."""
        return words.text(CATALOGUE[self.code].remedy, **self._spoken(words))

    def _spoken(self, words: Words) -> dict[str, str | int]:
        """The params with the table under the name its reader delivers it by."""
        spoken = dict(self.params)
        if "table" in spoken:
            spoken["table"] = name_in(words.language, "tables", str(spoken["table"]))
        if spoken.get("codes"):
            codes = str(spoken["codes"]).split(", ")
            spoken["codes"] = ", ".join(name_in(words.language, "codes", one) for one in codes)
        return spoken

    def column_said(self, words: Words) -> str | None:
        """The column under the name its reader delivers it by."""
        return name_in(words.language, "columns", self.column) if self.column else self.column


@dataclass(frozen=True, slots=True)
class More:
    """Issues of one kind that are counted only, beside those in full.

    Attributes:
        code: a code of `CATALOGUE`.
        file: as in `Issue`; so are sheet and column.
        sheet: the sheet of a workbook, else None.
        column: the contract's name of the column.
        count: how many more there are.
    """

    code: str
    file: str | None
    sheet: str | None
    column: str | None
    count: int

    @property
    def file_name(self) -> str | None:
        """The last part of the path."""
        return self.file and PurePosixPath(self.file).name

    @property
    def severity(self) -> Severity:
        """How bad they are."""
        return CATALOGUE[self.code].severity

    def message(self, words: Words) -> str:
        """How many there are, in the reader's language."""
        count = words.number(self.count)
        return words.text("… and {count} more of this kind ({code}).", count=count, code=self.code)


def issue_of(refused: DeliveryRefused, file: str) -> Issue:
    """The blocker that a refusal stands for."""
    params = {
        name: value if isinstance(value, int) else str(value)
        for name, value in refused.params.items()
    }
    return Issue(refused.code, file, params=params)
