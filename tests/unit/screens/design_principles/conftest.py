from __future__ import annotations

from lcdata.access import Scope
from lcdata.contracts.cells import Cell
from lcdata.screens.design_principles.model_design_principles import (
    DesignPrinciples,
    build,
    profiles,
)
from tests.unit.conftest import Look

COMMUNITY, COMPANY = "winkels/c1", "winkels"


def opened(look: Look, *cells: Cell, profile: str = COMMUNITY) -> DesignPrinciples:
    view = look(Scope.director("winkels"), cells=cells)
    return build(view, profiles(view)[profile])
