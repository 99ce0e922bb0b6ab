"""The line import-linter draws holds, and an import across it is noticed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import grimp
import pytest
from importlinter import Contract
from importlinter.api import read_configuration
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract

from tests.architecture.first_word import FirstWordContract

TYPES: dict[str, type[Contract]] = {
    "acyclic_siblings": AcyclicSiblingsContract,
    "first_word": FirstWordContract,
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
    "layers": LayersContract,
}
SETTINGS: dict[str, Any] = read_configuration("pyproject.toml")
CONTRACTS: dict[str, dict[str, Any]] = {one["name"]: one for one in SETTINGS["contracts_options"]}

SCREENS = "lcdata.screens."
OVERVIEW, COMPANY = f"{SCREENS}overview.", f"{SCREENS}company."
LAYERED, CIRCLE = "Rooms are layered", "No room imports in a circle"
ALONE, PURE = "A screen knows no other screen", "A model says what is shown and not how"
DRAWN = "A chart is drawn from its model, without Streamlit"
MADE = "A document is made without Streamlit"
STREAMLIT = "Only screens and ui know Streamlit"

PLANTED = [
    ("Pages stand on top", f"{OVERVIEW}show_attention", "pages.overview"),
    (LAYERED, "lcdata.ui.header", f"{OVERVIEW}model_overview"),
    (LAYERED, "lcdata.reports.typesetting", "lcdata.ui.document"),
    (LAYERED, "lcdata.charts.rows", f"{OVERVIEW}model_overview"),
    (LAYERED, "lcdata.charts.rows", "lcdata.reports.typesetting"),
    (LAYERED, "lcdata.view_models.unit_row", "lcdata.charts.rows"),
    (LAYERED, "lcdata.pipelines.pooling", "lcdata.view_models.unit"),
    (LAYERED, "lcdata.domain", "lcdata.contracts.cells"),
    (ALONE, f"{SCREENS}overarching.model_overarching", f"{OVERVIEW}model_overview"),
    (ALONE, f"{COMPANY}model_asked", f"{SCREENS}attendance.model_next_session"),
    (ALONE, f"{SCREENS}begin.show_begin", f"{SCREENS}deliveries.show_receipts"),
    (PURE, f"{OVERVIEW}model_overview", "streamlit"),
    (PURE, f"{OVERVIEW}model_overview", "altair"),
    (PURE, f"{OVERVIEW}model_overview", "lcdata.charts.canvas"),
    (PURE, f"{OVERVIEW}model_overview", "lcdata.ui.address"),
    (PURE, f"{OVERVIEW}model_overview", f"{OVERVIEW}chart_overview"),
    (PURE, f"{OVERVIEW}model_overview", f"{OVERVIEW}show_attention"),
    (PURE, f"{COMPANY}model_company", f"{COMPANY}document_board_report"),
    (DRAWN, f"{OVERVIEW}chart_overview", "streamlit"),
    (DRAWN, f"{OVERVIEW}chart_overview", "lcdata.ui.look"),
    (DRAWN, f"{OVERVIEW}chart_overview", f"{OVERVIEW}show_attention"),
    (MADE, f"{COMPANY}document_board_report", "streamlit"),
    (MADE, f"{COMPANY}document_board_report", f"{COMPANY}show_board_report"),
    ("The commands know no Streamlit", "lcdata.cli.documents", "lcdata.ui.document"),
    ("Pages are thin", "pages.overview", "lcdata.pipelines.pooling"),
    (STREAMLIT, "lcdata.charts.canvas", "streamlit"),
    (STREAMLIT, "lcdata.view_models.view", "streamlit"),
    (CIRCLE, "lcdata.ui.data", "lcdata.ui.serving.lifetime"),
]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Every import of the house, as it is."""
    return grimp.build_graph("lcdata", "pages", include_external_packages=True, cache_dir=None)


def is_kept(name: str, graph: grimp.ImportGraph) -> bool:
    """Whether the contract holds; checking takes exceptions out of the graph, so out of a copy."""
    options = {key: value for key, value in CONTRACTS[name].items() if key not in ("name", "type")}
    contract = TYPES[CONTRACTS[name]["type"]](name, SETTINGS["session_options"], options)
    return contract.check(deepcopy(graph), verbose=False).kept


@pytest.mark.parametrize("name", sorted({name for name, _, _ in PLANTED}))
def test_the_house_keeps_its_contract(name: str, graph: grimp.ImportGraph) -> None:
    assert is_kept(name, graph)


@pytest.mark.parametrize(("name", "importer", "imported"), PLANTED)
def test_an_import_across_the_line_is_noticed(
    name: str, importer: str, imported: str, graph: grimp.ImportGraph
) -> None:
    assert importer in graph.modules
    assert imported in graph.modules
    planted = deepcopy(graph)
    planted.add_import(importer=importer, imported=imported)
    assert not is_kept(name, planted)


def test_at_most_three_screens_look_into_another() -> None:
    assert len(CONTRACTS[ALONE]["ignore_imports"]) <= 3
