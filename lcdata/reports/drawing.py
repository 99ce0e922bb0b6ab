"""A chart of a page as a drawing for a document."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

from lcdata.charts.theme import BOLD
from lcdata.reports.printable import all_printable

BOLD_FACE = "IBM Plex Sans SmBld"
"""What the semibold face calls itself; a typesetter looks a face up by that name alone."""


def drawing(chart: alt.LayerChart, width: int) -> str:
    """The SVG of a chart, so many pixels wide; its texts are only texts."""
    spec = all_printable({**chart.to_dict(), "width": width})
    svg = vl_convert.vegalite_to_svg({**spec, "layer": [_named(part) for part in spec["layer"]]})
    return str(svg)


def _named(layer: dict[str, Any]) -> dict[str, Any]:
    """The layer with its bold texts in the bold face."""
    mark = layer["mark"]
    if mark.get("fontWeight") != BOLD:
        return layer
    return {**layer, "mark": {**mark, "font": BOLD_FACE}}
