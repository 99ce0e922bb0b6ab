from __future__ import annotations

from dataclasses import replace

from lcdata.access import Scope
from lcdata.contracts.cells import Cell
from lcdata.contracts.published import Scale
from lcdata.screens.outcomes.model_outcomes import Outcomes, build
from tests.unit.conftest import Look, make_cell

SCALES = (
    Scale("A", "autonomy", 4, 1, 7, "A citation", "CC0"),
    Scale("P", "proactive_attitude", 5, 1, 5, None, None),
    Scale("S", "self_directed_learning", 6, 1, 5, None, None),
    Scale("T", "transfer", 4, 0, 10, None, None),
)


def survey_cell(indicator: str, entity_id: str, value: float, **changes: object) -> Cell:
    cell = replace(make_cell(indicator, entity_id, None, 42), value=value, n_persons=42)
    return replace(cell, **changes)  # type: ignore[arg-type]


def measured(construct: str, value: float, low: float, high: float) -> tuple[Cell, ...]:
    return (
        survey_cell(f"change.{construct}", "consortium", value, low=low, high=high),
        survey_cell(f"mean.{construct}", "consortium", 3.0, period="t0", n_persons=84),
        survey_cell(f"mean.{construct}", "consortium", 3.4, period="t2", n_persons="10-19"),
    )


HIGHER = measured("autonomy", 0.38, 0.07, 0.69)
UNCLEAR = measured("proactive_attitude", 0.18, -0.06, 0.41)


def opened(
    look: Look, *cells: Cell, scope: Scope | None = None, scale: str = "autonomy"
) -> Outcomes:
    return build(look(scope, cells=cells, scales=SCALES), scale)
