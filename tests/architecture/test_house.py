from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

PAGES = sorted(Path("pages").glob("*.py"))
MODULES = sorted(Path("lcdata").rglob("*.py"))
SCREENS = Path("lcdata/screens")
SHARED = [Path("lcdata", room) for room in ("charts", "reports", "ui", "ui/serving", "view_models")]
SCREEN_SIDE = [*SHARED, *sorted({path.parent for path in SCREENS.rglob("*.py")})]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_is_at_most_sixty_lines(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 60


def test_the_entry_script_knows_only_screens_the_ui_and_words() -> None:
    own = {name for name in imports(Path("app.py")) if name.startswith("lcdata")}
    assert own
    rooms = ("lcdata.screens", "lcdata.ui", "lcdata.locale", "lcdata.errors")
    assert all(name.startswith(rooms) for name in own)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_one_noun_of_at_most_three_hundred_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300


def test_no_folder_holds_more_than_twenty_five_modules() -> None:
    files = (*MODULES, *Path("tests").rglob("*.py"))
    sizes = Counter(path.parent for path in files if path.name != "__init__.py")
    assert not [path for path, size in sizes.items() if size > 25]


def test_every_page_has_a_folder_of_its_own() -> None:
    folders = {path.name for path in SCREENS.iterdir() if (path / "__init__.py").exists()}
    assert folders == {page.stem for page in PAGES} | {"begin"}  # an empty dashboard's only screen


def test_a_file_of_a_screen_says_its_layer_first() -> None:
    files = [path for path in SCREENS.glob("*/*") if path.suffix in {".py", ".typ"}]
    words = {path.stem.partition("_")[0] for path in files if path.stem != "__init__"}
    assert words == {"model", "chart", "show", "document"}


def test_no_screen_has_a_file_outside_its_folder() -> None:
    assert [path.name for path in SCREENS.glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_tests_of_a_screen_stand_where_its_files_do(page: Path) -> None:
    tested = Path("tests/unit/screens", page.stem)
    named = {path.stem.removeprefix("test_") for path in tested.glob("test_*.py")}
    assert named <= {path.stem for path in (SCREENS / page.stem).glob("*.py")}


@pytest.mark.parametrize("folder", SCREEN_SIDE, ids=str)
def test_a_folder_of_the_screen_side_is_seen_at_one_sight(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) <= 25


def test_no_room_is_called_utils() -> None:
    vague = {"utils", "helpers", "common", "misc", "manager"}
    assert not [path for path in MODULES if path.stem in vague]


def test_only_the_config_reads_the_environment() -> None:
    readers = [path for path in MODULES if "os.environ" in path.read_text(encoding="utf-8")]
    assert [path.name for path in readers] == ["config.py"]


def test_html_is_written_where_every_text_is_escaped_and_in_the_style_alone() -> None:
    written = [
        path
        for path in (*MODULES, *PAGES, Path("app.py"))
        if {"html", "unsafe_allow_html", "iframe", "components"} & attributes(path)
    ]
    assert sorted(str(path) for path in written) == ["lcdata/ui/look.py", "lcdata/ui/markup.py"]


def attributes(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return named | {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg}
