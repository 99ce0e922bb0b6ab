"""How reliable each scale is, over the consortium, with where the scale comes from."""

from __future__ import annotations

from lcdata.screens.outcomes.model_change import consortium, construct_name, constructs, length
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.survey import WAVES
from lcdata.view_models.table import Value
from lcdata.view_models.view import View


def reliability(view: View) -> Exhibit:
    """One row per scale with its items and range: α with its interval and ω per wave, source."""
    words = view.words
    scales = {scale.construct: scale for scale in view.model.scales}
    rows: list[tuple[Value, ...]] = [
        (
            words.text(
                "{name}, {items} items on {length}",
                name=construct_name(view, name),
                items=scale.items,
                length=length(scale),
            ),
            *(_said(view, name, wave) for wave in WAVES),
            ", ".join(part for part in (scale.citation, scale.licence) if part),
        )
        for name in constructs(view)
        for scale in (scales[name],)
    ]
    return exhibit(
        view,
        name="outcomes-reliability",
        title=words.text("Reliability of the scales"),
        alt="",
        columns=(
            words.text("Scale"),
            *(words.text(name) for name in WAVES.values()),
            words.text("Source"),
        ),
        rows=rows,
        note=words.text(
            "α (with its 95% interval) and ω say how well the items of a scale agree; from thirty "
            "complete answers, for the consortium alone."
        ),
        indicators=tuple(
            f"{kind}.{name}" for name in constructs(view)[:1] for kind in ("alpha", "omega")
        ),
    )


def _said(view: View, construct: str, wave: str) -> str:
    words, whole = view.words, consortium(view)
    alpha = view.cell(f"alpha.{construct}", whole, wave)
    omega = view.cell(f"omega.{construct}", whole, wave)
    if alpha is None or not alpha.is_ok or alpha.value is None:
        return words.text("fewer than thirty complete answers")
    said = f"α {words.number(alpha.value, 1)}"
    if alpha.low is not None and alpha.high is not None:
        said += f" ({words.number(alpha.low, 1)}–{words.number(alpha.high, 1)})"
    if omega is None or not omega.is_ok or omega.value is None:
        return said
    return f"{said} · ω {words.number(omega.value, 1)}"
