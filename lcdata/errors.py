"""Every error this package raises on purpose.

LcdataError
├── DataError              what was handed in is wrong; shown to the person who delivered
│   ├── DeliveryRefused    a whole delivery cannot be taken in (a blocker)
│   └── CheckFailure       a built warehouse breaks one of its own rules; nothing is published
├── ConfigurationError     the installation is set up wrongly; shown to the operator
└── AccessDenied           the viewer may not see what was asked for; says no more than that
"""

from __future__ import annotations


class LcdataError(Exception):
    """Root of all errors that are shown as one line, never as a traceback."""


class DataError(LcdataError):
    """What was handed in is wrong."""


class DeliveryRefused(DataError):
    """A delivery that cannot be taken in; `code` is a stable code of the issue catalogue."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class CheckFailure(DataError):
    """A built warehouse breaks one of its own rules."""


class ConfigurationError(LcdataError):
    """The installation is set up wrongly."""


class AccessDenied(LcdataError):
    """The viewer may not see what was asked for."""
