"""What a broken delivery is: a right one with one thing put, added or left out.

`row` is everywhere the row a spreadsheet shows: the header is row 1.
"""

from dataclasses import dataclass

from tables import Cell

Place = tuple[str | None, int | None, str | None]
"""Table, row, column; None where the contract does not say where it is reported."""


@dataclass(frozen=True)
class Put:
    """One cell overwritten; a column that is not there yet is added."""

    table: str
    row: int
    column: str
    value: Cell


@dataclass(frozen=True)
class Add:
    """A row put under the last one, in the columns of the base delivery."""

    table: str
    line: str


@dataclass(frozen=True)
class Drop:
    """A column left out."""

    table: str
    column: str


@dataclass(frozen=True)
class Follow:
    """An issue that comes along: a row that depends on the broken one."""

    severity: str
    table: str
    row: int
    column: str


@dataclass(frozen=True)
class Case:
    """One defect: its name, what it is called, and how it is made."""

    name: str
    severity: str
    kind: str
    changes: tuple[Put | Add | Drop, ...]
    at: Place | None = None
    """Where it is reported, if not at the last cell that was put."""
    tables: tuple[str, ...] = ()
    follows: tuple[Follow, ...] = ()
    needs_consortium: bool = False
    of_consortium: bool = False
    note: str = ""

    @property
    def place(self) -> Place:
        """Where the defect is reported."""
        if self.at is not None:
            return self.at
        last = [change for change in self.changes if isinstance(change, Put)][-1]
        return last.table, last.row, last.column

    @property
    def tables_needed(self) -> tuple[str, ...]:
        """The tables the delivery must hold for the defect to show."""
        touched = tuple(c.table for c in self.changes if c.table != "delivery")
        return self.tables + touched or ("community",)


def follow(severity: str, table: str, column: str, *rows: int) -> tuple[Follow, ...]:
    """The same consequence in several rows."""
    return tuple(Follow(severity, table, row, column) for row in rows)


# Numbers from the series that is kept for testing; they pass the 11-test.
TEST_NUMBERS = ("999990019", "999990020", "999990032", "999990044")
