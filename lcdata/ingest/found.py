"""`Found`: every issue of one delivery, the first of each kind in full and the rest counted.

A file with the same fault in each of 300,000 rows has one thing to mend, not 300,000; its receipt
stays small for whoever reads it, and for all others whom a large one would hold up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeAlias

from lcdata.ingest import limits
from lcdata.ingest.checked import Place
from lcdata.ingest.definitions import Severity
from lcdata.ingest.issues import Issue, More

Kind: TypeAlias = tuple[str, str | None, str | None, str | None]
"""Code, file, sheet and column."""


class Found:
    """The issues of a delivery as they are found.

    Attributes:
        issues: at most `limits.ISSUES_OF_A_KIND` of each kind in full, fewer once there are many.
        left: kind → how many more there are.
        reasons: place → row → codes of its errors, of every row.
        is_refused: whether a blocker is among them.
    """

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self.issues: list[Issue] = []
        self.left: Counter[Kind] = Counter()
        self.reasons: dict[Place, dict[int, str]] = {}
        self.is_refused = False
        self._kept: Counter[Kind] = Counter()
        self.extend(issues)

    @property
    def more(self) -> list[More]:
        """What is not there in full, per kind."""
        return [More(*kind, count) for kind, count in self.left.items()]

    def extend(self, issues: Iterable[Issue]) -> None:
        """Adds each of these."""
        for issue in issues:
            self.add(issue)

    def add(self, issue: Issue) -> None:
        """Keeps an issue in full, or counts it."""
        kind = (issue.code, issue.file, issue.sheet, issue.column)
        if self._kept[kind] < self._room():
            self._kept[kind] += 1
            self.issues.append(issue)
        else:
            self.left[kind] += 1
        self.is_refused |= issue.severity is Severity.BLOCKER
        if issue.row is not None and issue.severity is Severity.ERROR:
            self._give_reason(str(issue.file), issue.sheet, issue.row, issue.code)

    def add_rows(
        self,
        kind: Kind,
        rows: Iterable[tuple[int, str | None]],
        made: Callable[[int, str | None], Issue],
    ) -> None:
        """Adds an error for each of these rows and texts; `made` only for those kept in full."""
        code, file, sheet, _ = kind
        for row, text in rows:
            if self._kept[kind] < self._room():
                self.add(made(row, text))
            else:
                self.left[kind] += 1
                self._give_reason(str(file), sheet, row, code)

    def _room(self) -> int:
        """How many of one kind are kept in full; one of each whatever happens."""
        return limits.ISSUES_OF_A_KIND if len(self.issues) < limits.ISSUES else 1

    def _give_reason(self, file: str, sheet: str | None, row: int, code: str) -> None:
        of_place = self.reasons.setdefault((file, sheet), {})
        earlier = of_place.get(row)
        of_place[row] = f"{earlier};{code}" if earlier else code
