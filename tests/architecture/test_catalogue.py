"""What is said of the catalogue outside it is true: units, topics, ids."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from lcdata.contracts.cells import Definition
from lcdata.domain import Unit
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.indicator import Indicator
from lcdata.pipelines.support.contacts import DEFINITIONS
from lcdata.screens.indicators.model_indicators import TOPICS
from lcdata.view_models.definition import UNITS

EVERYTHING: tuple[Indicator | Definition, ...] = (*CATALOGUE, *DEFINITIONS)
IDS = {one.id for one in EVERYTHING}
OUTSIDE = [path for path in sorted(Path("lcdata").rglob("*.py")) if "pipelines" not in path.parts]
PARAMETERS = {"indicator", "indicators"}
UNDER_A_PRINCIPLE = re.compile(r"([A-E]\d?[a-c]?|support|start_week)\.[a-z_]+")

Places = Mapping[str, set[int]]


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_its_words(unit: Unit) -> None:
    assert UNITS[unit]


def test_every_unit_is_of_some_indicator() -> None:
    assert {one.unit for one in EVERYTHING} == set(Unit)


def test_every_topic_has_a_title() -> None:
    assert {one.topic for one in EVERYTHING} == set(TOPICS)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def places(tree: ast.Module) -> dict[str, set[int]]:
    """Where functions and records take the id of an indicator: their name, and the position."""
    found: dict[str, set[int]] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args if one.arg != "self"]
        else:
            fields = (field for field in node.body if isinstance(field, ast.AnnAssign))
            names = [ast.unparse(field.target) for field in fields]
        here = {place for place, name in enumerate(names) if name in PARAMETERS}
        found.setdefault(node.name, set()).update(here)
    return found


def texts(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for one in node.elts:
            yield from texts(one)


def of_a_call(call: ast.Call, takes: Places) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    for place in takes.get(name, ()):
        yield from texts(call.args[place] if place < len(call.args) else None)
    for keyword in call.keywords:
        if keyword.arg in PARAMETERS:
            yield from texts(keyword.value)


def named(tree: ast.Module, takes: Places) -> Iterator[str]:
    """Every text that stands where the id of an indicator stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from of_a_call(node, takes)
        elif isinstance(node, ast.Compare) and "indicator" in ast.unparse(node.left):
            for other in node.comparators:
                yield from texts(other)
        elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            whole = node.keys if isinstance(node, ast.Dict) else node.elts
            together = [text for one in whole for text in texts(one)]
            if IDS & set(together):  # where one is an indicator, all of them are
                yield from together
        else:
            yield from (f"design.{one}" for one in texts(node) if UNDER_A_PRINCIPLE.fullmatch(one))


TREES = {path: parsed(path) for path in OUTSIDE}
PUBLIC: dict[str, set[int]] = {}
for _tree in TREES.values():
    for _name, _places in places(_tree).items():
        if not _name.startswith("_"):
            PUBLIC[_name] = PUBLIC.get(_name, set()) | _places


def named_in(path: Path) -> list[str]:
    return list(named(TREES[path], {**PUBLIC, **places(TREES[path])}))


def test_an_indicator_that_is_named_is_in_the_catalogue() -> None:
    found = [
        (str(path), name.removesuffix(".shrunken")) for path in OUTSIDE for name in named_in(path)
    ]
    assert not [(path, name) for path, name in found if name not in IDS]


@pytest.mark.parametrize(
    "source",
    [
        'view.cell("atendance_rate", unit)',
        'short_definition(view, "atendance_rate")',
        'rate(view, unit, "atendance_rate")',
        'Exhibit(indicators=("atendance_rate",))',
        'cells.filter(pl.col("indicator") == "atendance_rate")',
        'ROWS = {"late_share": "Late", "atendance_rate": "Attendance"}',
        'ROWS = ("late_share", "atendance_rate")',
    ],
)
def test_a_misspelt_indicator_would_be_found(source: str) -> None:
    assert "atendance_rate" in set(named(ast.parse(source), PUBLIC))


def test_a_misspelt_indicator_of_a_principle_would_be_found() -> None:
    assert "design.B1.shared_gaol" in set(
        named(ast.parse('Item("B1.shared_gaol", "goal")'), PUBLIC)
    )


def test_indicators_are_named_outside_their_pipelines_more_than_a_hundred_times() -> None:
    assert sum(len(named_in(path)) for path in OUTSIDE) > 100
