"""Labels beside points: the first place where one meets neither a point nor another label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CHARACTER = 7.0
"""Average width of a character of chart text, in pixels."""

LINE, REACH = 15.0, 9.0
"""Height of a label and its distance from the point, in pixels."""


Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True)
class Label:
    """A text beside a point at `x`, `y` (pixels), moved by `dx`, `dy`."""

    x: float
    y: float
    text: str
    align: str
    dx: float
    dy: float

    @property
    def box(self) -> Box:
        """What the label covers."""
        width = len(self.text) * CHARACTER
        left = self.x + self.dx - (width if self.align == "right" else 0)
        middle = self.y + self.dy
        return left, middle - LINE / 2, left + width, middle + LINE / 2


def beside(
    points: Sequence[tuple[float, float, str]], width: float, taken: Sequence[Box] = ()
) -> list[Label]:
    """One label per point, in the order given, clear of what is `taken` and of the edges."""
    placed: list[Label] = []
    dots = [(x - 7, y - 7, x + 7, y + 7) for x, y, _ in points]
    for index, (x, y, text) in enumerate(points):
        others = [*taken, *dots[:index], *dots[index + 1 :], *(label.box for label in placed)]
        placed.append(min(_places(x, y, text), key=lambda place: _cost(place, others, width)))
    return placed


def _places(x: float, y: float, text: str) -> list[Label]:
    """Right and left of the point, level first, then one line up or down."""
    return [
        Label(x, y, text, align, side * REACH, dy)
        for dy in (0.0, -8.0, 8.0, -16.0, 16.0, -24.0, 24.0)
        for align, side in (("left", 1), ("right", -1))
    ]


def _cost(label: Label, taken: Sequence[Box], width: float) -> tuple[float, float]:
    left, top, right, bottom = label.box
    outside = max(0.0, -left) + max(0.0, right - width)
    met = sum(
        max(0.0, min(right, r) - max(left, lo)) * max(0.0, min(bottom, b) - max(top, t))
        for lo, t, r, b in taken
    )
    return met + outside * LINE, abs(label.dy)
