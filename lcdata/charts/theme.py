"""The look of every chart: tokens named by meaning, type sizes, and the reader's locale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lcdata.locale import CONVENTIONS, Language

Mode = Literal["light", "dark"]

FONT = "IBM Plex Sans, sans-serif"

NAME, TEXT, NOTE, AXIS = 14.0, 13.5, 12.5, 11.5
"""Type sizes in pixels: row names, row values, second lines, axis labels (the floor)."""

REGULAR, MEDIUM, BOLD = 400, 500, 600

DOT_AREA, INTERVAL, REFERENCE = 110, 2.5, 1.4
"""Area of a dot and widths of an interval and of the consortium's line, in pixels."""


@dataclass(frozen=True)
class Tokens:
    """Colours by meaning, never by hue.

    Attributes:
        own: what is yours.
        own_mid: the interval of own; the ribbon of a finished community.
        own_pale: the ribbon still to come; "present" in the register.
        ink: the consortium's line, today's marker, absent, text.
        secondary: the second text level.
        others: other companies, limits, the consortium behind an own line.
        hairline: between rows.
        grid: behind values.
        panel: the funnel's band.
        on_own: text on the accent.
        background: the page.
    """

    own: str
    own_mid: str
    own_pale: str
    ink: str
    secondary: str
    others: str
    hairline: str
    grid: str
    panel: str
    on_own: str
    background: str


TOKENS: Mapping[Mode, Tokens] = {
    "light": Tokens(
        own="#0B5A7D",
        own_mid="#5B94B0",
        own_pale="#D3E3EB",
        ink="#1B1E21",
        secondary="#595E63",
        others="#7A7F85",
        hairline="#D9D5CC",
        grid="#E9E6DF",
        panel="#F3F1EC",
        on_own="#FFFFFF",
        background="#FDFCFA",
    ),
    "dark": Tokens(
        own="#7CC0E4",
        own_mid="#4C86A6",
        own_pale="#23404F",
        ink="#ECE9E3",
        secondary="#A9AEB3",
        others="#8A9097",
        hairline="#383D42",
        grid="#282D31",
        panel="#1E2226",
        on_own="#0E1417",
        background="#15181B",
    ),
}


@dataclass(frozen=True)
class Look:
    """How one reader sees charts: the mode of the browser and the language."""

    mode: Mode
    language: Language

    @property
    def tokens(self) -> Tokens:
        """The colours of this mode."""
        return TOKENS[self.mode]

    @property
    def locale(self) -> Mapping[str, object]:
        """Vega's number and time locale."""
        return CONVENTIONS[self.language].chart
