"""With a policy of eight persons every page, signal and file speaks of eight, and keeps to it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lcdata.access import parse_scope
from lcdata.config import read_settings
from lcdata.contracts.cells import Cell
from lcdata.contracts.published import ReadModel
from lcdata.domain import About
from lcdata.pipelines.computed import TRAITS
from lcdata.release import deliver
from lcdata.warehouse.reader import Reader
from tests.pages.conftest import DIRECTOR, LEADER, ROOT, Files
from tests.pages.test_states import DELIVERIES, FACILITATOR, POLICY, walk
from tests.unit.reports.pdf import text

BANDS = {"0", "8-15", "16-23", "24+"}
WORDS = "vanaf8personen,antwoordenopdevragenlijstvanaf12."
"""What every file says of small numbers, read without white space."""

OF_THE_DEFAULT = re.compile(
    r"(?<![\d.,-])(5[–-]9|10[–-]19)(?![\d.,-])|(?<!\d)20\+"
    r"|((?<!z)onder|minderdan|vanaf|minstens|tenminste)(5|10)(?![\d.,%])",
    re.IGNORECASE,
)
"""How the numbers of persons of the default policy would be said, read without white space."""


@pytest.fixture(scope="module")
def of_eight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("of-eight")
    policy = (ROOT / POLICY).read_text(encoding="utf-8")
    for usual, strict in (
        ("k_person = 5 ", "k_person = 8 "),
        ("k_survey = 10 ", "k_survey = 12 "),
        ("bands = [5, 10, 20]", "bands = [8, 16, 24]"),
    ):
        assert policy.count(usual) == 1
        policy = policy.replace(usual, strict)
    (data / "policy.toml").write_text(policy)
    deliver(sorted(DELIVERIES.iterdir()), read_settings(data=data))
    return data


def read(name: str, content: bytes) -> str:
    """What stands in a file."""
    if name.endswith(".pdf"):
        return text(content)
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(part).decode() for part in book.namelist() if "xml" in part)
    return content.decode("utf-8-sig")


def seen(app: AppTest, files: Files, viewer: str) -> Iterator[tuple[str, str]]:
    """What each page and each file of a viewer says, without white space."""
    for page, said in walk(app, viewer).items():
        yield page, "".join(said.split())
    for name, make in files.items():
        yield name, "".join(read(name, make()).split())


@pytest.mark.parametrize("viewer", [LEADER, DIRECTOR, FACILITATOR])
def test_every_page_and_file_speaks_of_eight_persons_and_none_of_five(
    app: AppTest, files: Files, of_eight: Path, monkeypatch: pytest.MonkeyPatch, viewer: str
) -> None:
    monkeypatch.setenv("LCDATA_DATA", str(of_eight))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    said = dict(seen(app, files, viewer))
    of_five = {place: match[0] for place, whole in said.items()
               if (match := OF_THE_DEFAULT.search(whole))}  # fmt: skip
    assert of_five == {}
    assert "onder8" in said["overview"]
    told = {name for name in said if name.endswith(".csv") or name.startswith("board-report")}
    assert told
    assert {name for name in told if WORDS not in said[name]} == set()


def test_the_words_of_the_default_policy_would_be_found() -> None:
    for said in ("zonder10groepenonder5", "van5–9personen", "20+", "minderdan10", "vanaf5personen"):
        assert OF_THE_DEFAULT.search(said)


# -- figures and signals --------------------------------------------------------------------------

Key = tuple[str, str, str, str]


def read_as(data: Path, viewer: str) -> ReadModel:
    reader = Reader(read_settings(data=data).releases_dir)
    return reader.read(parse_scope(viewer))


def persons(data: Path) -> dict[Key, int]:
    """The true number of persons behind each figure."""
    raw = read_as(data, "unguarded")
    return {key(cell): int(cell.n_persons or 0) for cell in raw.cells}


def key(cell: Cell) -> Key:
    return cell.indicator, cell.grain, cell.entity_id, cell.period


@pytest.mark.parametrize("viewer", [LEADER, DIRECTOR])
@pytest.mark.parametrize(
    ("about", "least"), [(About.MARKS, 8), (About.MEMBERS, 8), (About.ANSWERS, 12)]
)
def test_no_figure_is_about_five_to_seven_persons(
    of_eight: Path, viewer: str, about: About, least: int
) -> None:
    behind = persons(of_eight)
    cells = [
        cell
        for cell in read_as(of_eight, viewer).cells
        if cell.is_ok
        and cell.indicator in TRAITS
        and TRAITS[cell.indicator].about is about
        # the persons of the vector: its other figures need no eight of their own
        and (about is not About.MARKS or cell.indicator == "attendance_rate")
    ]
    assert cells
    assert {key(cell) for cell in cells if behind.get(key(cell), least) < least} == set()
    assert {str(cell.n_persons) for cell in cells if cell.n_persons is not None} <= BANDS


def test_signals_about_members_are_of_groups_that_are_shown(of_eight: Path) -> None:
    model = read_as(of_eight, LEADER)
    shown = {cell.entity_id for cell in model.cells
             if cell.indicator == "register_coverage" and cell.is_ok}  # fmt: skip
    told = {signal.community_id for signal in model.signals
            if signal.kind in {"group_above_eight", "register_coverage_low"}}  # fmt: skip
    assert shown
    assert told <= shown
