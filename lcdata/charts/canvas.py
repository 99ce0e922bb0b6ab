"""`Canvas`: marks on one shared pair of scales, so that neighbouring charts line up.

Every layer says `axis: null` and the charts draw their own labels: mixing that with an unset axis
stops a chart, and `autosize` "fit" would shrink it as soon as a text touches an edge. Layers are
plain Vega-Lite; `Canvas.finish` makes the one Altair chart of them. Checking a chart against
Altair's schema takes a hundred times as long as making it, so the tests do that and no page does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from lcdata.charts.theme import DOT_AREA, FONT, INTERVAL, REGULAR, TEXT, Look

Point = Mapping[str, Any]
Layer = dict[str, Any]


def at(x: float, y: float, text: str = "") -> Point:
    """A place on the canvas, with what is written there."""
    return {"x": x, "y": y, "text": text}


class Drawing(alt.LayerChart):
    """A layered chart that is its Vega-Lite as it was written, not parsed and checked again."""

    def __init__(self, spec: Layer) -> None:
        super().__init__()
        self._spec = spec

    def to_dict(self, *_: object, **__: object) -> Layer:
        """The Vega-Lite of the chart."""
        return self._spec


@dataclass(frozen=True)
class Canvas:
    """Scales of one chart.

    Attributes:
        look: colours, type and locale.
        height: in pixels; the width is the container's.
        x: domain of the horizontal scale, label room included.
        y: domain of the vertical scale from top to bottom; pixels where left out.
    """

    look: Look
    height: int
    x: tuple[float, float]
    y: tuple[float, float] | None = None

    def text(
        self,
        points: Sequence[Point],
        *,
        size: float = TEXT,
        weight: int = REGULAR,
        color: str | None = None,
        align: str = "left",
        dx: float = 0,
        dy: float = 0,
    ) -> Layer:
        """Texts at `x`, `y`, from the field `text`."""
        mark = {
            "type": "text",
            "font": FONT,
            "fontSize": size,
            "fontWeight": weight,
            "color": color or self.look.tokens.ink,
            "align": align,
            "baseline": "middle",
            "dx": dx,
            "dy": dy,
            "aria": False,
        }
        return self._layer(points, mark, text={"field": "text", "type": "nominal"})

    def dots(self, points: Sequence[Point], *, color: str, **mark: object) -> Layer:
        """Points at `x`, `y`; the field `said` names each for assistive technology."""
        look = {"type": "point", "shape": "circle", "filled": True, "size": DOT_AREA, "opacity": 1}
        named = {"description": {"field": "said", "type": "nominal"}}
        is_named = any("said" in point for point in points)
        return self._layer(
            points,
            {**look, "color": color, **({} if is_named else {"aria": False}), **mark},
            **(named if is_named else {}),
        )

    def bars(self, points: Sequence[Point], *, color: str, thickness: float) -> Layer:
        """Horizontal bars from `x` to `x2` at `y`."""
        mark = {"type": "bar", "orient": "horizontal", "height": thickness, "color": color}
        return self._layer(points, {**mark, "opacity": 1, "aria": False}, x2={"field": "x2"})

    def rules(
        self,
        points: Sequence[Point],
        *,
        color: str,
        width: float = INTERVAL,
        dash: Sequence[float] = (),
    ) -> Layer:
        """Straight lines from `x`, `y` to `x2`, `y2`; a missing end stays where it began."""
        drawn = [{"x2": p["x"], "y2": p["y"], **p} for p in points]
        mark = {"type": "rule", **_stroke(color, width, dash)}
        return self._layer(drawn, mark, x2={"field": "x2"}, y2={"field": "y2"})

    def ticks(
        self, points: Sequence[Point], *, color: str, thickness: float, length: float
    ) -> Layer:
        """Vertical ticks at `x`, `y`."""
        mark = {"type": "tick", "orient": "vertical", "thickness": thickness, "size": length}
        return self._layer(points, {**mark, "color": color, "opacity": 1, "aria": False})

    def line(
        self,
        points: Sequence[Point],
        *,
        color: str,
        width: float,
        dash: Sequence[float] = (),
        **mark: object,
    ) -> Layer:
        """Lines through the points in order of `x`, one per value of the field `part`."""
        mark = {"type": "line", **_stroke(color, width, dash), **mark}
        return self._layer(points, mark, detail={"field": "part", "type": "nominal"})

    def band(self, points: Sequence[Point], *, color: str) -> Layer:
        """A filled band between `y` and `y2` along `x`."""
        mark = {"type": "area", "color": color, "opacity": 1, "line": False, "aria": False}
        return self._layer(points, mark, y2={"field": "y2"})

    def finish(self, *layers: Layer) -> alt.LayerChart:
        """The layers that hold anything as one chart, for `st.altair_chart(theme=None)`."""
        spec: Layer = {
            "$schema": alt.SCHEMA_URL,
            "layer": [layer for layer in layers if layer["data"]["values"]],
            "height": self.height,
            "padding": 0,
            "background": "transparent",
            "autosize": {"type": "none", "contains": "padding"},
            "config": {
                "font": FONT,
                "locale": dict(self.look.locale),
                "view": {"stroke": None},
            },
        }
        return Drawing(spec)

    def _layer(self, points: Sequence[Point], mark: Layer, **channels: Layer) -> Layer:
        return {
            "data": {"values": [dict(point) for point in points]},
            "mark": mark,
            "encoding": {**self.channels(), **channels},
        }

    def channels(self) -> Layer:
        """The encoding of `x` and `y` on these scales."""
        down = {"domain": list(self.y or (0, self.height)), "range": [0, self.height]}
        return {"x": _channel("x", {"domain": list(self.x)}), "y": _channel("y", down)}


def _channel(name: str, scale: Layer) -> Layer:
    exact = {**scale, "nice": False, "zero": False, "padding": 0}
    return {"field": name, "type": "quantitative", "axis": None, "scale": exact}


def _stroke(color: str, width: float, dash: Sequence[float]) -> Layer:
    stroke = {"color": color, "strokeWidth": width, "opacity": 1, "aria": False}
    return {**stroke, "strokeDash": list(dash)} if dash else stroke
