"""What the catalogue says about one issue code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad an issue is, worst first."""

    BLOCKER = "blocker"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Definition:
    """One code: how bad it is, what is wrong and what to do (English message ids)."""

    code: str
    severity: Severity
    message: str
    remedy: str
