from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import openpyxl
import pytest

from lcdata import access_log
from lcdata.access import Role, Scope
from lcdata.config import Settings
from lcdata.contracts.cells import Cell
from lcdata.contracts.published import ReadModel
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.locale import Language, words
from lcdata.release import deliver, prepare_demo
from lcdata.reports.template import template
from lcdata.view_models import company
from lcdata.view_models.view import View
from lcdata.warehouse.reader import Reader
from tests.integration.conftest import Lcdata
from tests.unit.reports.pdf import bare, page_count, text

COMPANIES = 8


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    prepare_demo(Settings(data=folder))
    return folder


def read(data: Path, scope: Scope) -> ReadModel:
    return Reader(Settings(data=data).releases_dir).read(scope)


def company_id(path: str) -> str:
    return Path(path).stem.removeprefix("board-report-")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("deliveries", ["sample", "data"])
def test_every_company_has_a_report_of_one_page_with_the_figures_of_its_page(
    lcdata: Lcdata,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    deliveries: str,
    language: Language,
) -> None:
    data: Path = request.getfixturevalue(deliveries)
    done = lcdata("report", "--all", "--out", tmp_path, "--data", data, "--lang", language)
    assert done.returncode == 0
    paths = done.stdout.splitlines()
    assert len(paths) == COMPANIES
    for path in paths:
        pdf, scope = Path(path).read_bytes(), Scope.director(company_id(path))
        page = company.build(View(read(data, scope), scope, words(language)), company_id(path))
        told = [
            part for g in page.beside.groups for row in g.rows for part in (row.share, row.count)
        ]
        told += [
            row.others.said.headline for g in page.beside.groups for row in g.rows if row.others
        ]
        assert page_count(pdf) == 1
        seen = text(pdf)
        assert not [one for one in told if bare(one) not in seen]


def test_a_directors_report_names_no_other_company(
    lcdata: Lcdata, sample: Path, tmp_path: Path
) -> None:
    everyone = read(sample, Scope.leader())
    done = lcdata("report", "--company", "engberink", "--out", tmp_path, "--data", sample)
    seen = text(Path(done.stdout.strip()).read_bytes())
    others = [o for o in everyone.organisations if o.organisation_id != "engberink"]
    theirs = [c for c in everyone.communities if c.organisation_id not in ("engberink", None)]
    assert "EngberinkTechnischeInstallaties" in seen
    for name in [o.name for o in others] + [c.name for c in theirs]:
        assert bare(name) not in seen


@pytest.mark.parametrize("viewer", ["director:engberink", "facilitator:nijhof/c1", "unguarded"])
@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", "deze kijker mag dat bedrijf niet zien"),
        ("en", "this viewer may not see that company"),
    ],
)
def test_a_report_of_another_company_is_refused_in_one_line(
    lcdata: Lcdata, sample: Path, tmp_path: Path, viewer: str, lang: str, told: str
) -> None:
    asked = ("report", "--company", "nijhof", "--as", viewer, "--lang", lang)
    done = lcdata(*asked, "--out", tmp_path, "--data", sample)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"lcdata: {told}\n")
    assert not list(tmp_path.iterdir())


def test_who_has_no_company_page_gets_no_reports(
    lcdata: Lcdata, sample: Path, tmp_path: Path
) -> None:
    asked = ("report", "--all", "--as", "facilitator:engberink/c1", "--lang", "en")
    done = lcdata(*asked, "--out", tmp_path / "new", "--data", sample)
    assert (done.returncode, done.stderr) == (2, "lcdata: this viewer may not see a company page\n")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("asked", [(), ("--company", ""), ("--all", "--company", "engberink")])
def test_a_report_is_of_one_company_or_of_all(
    lcdata: Lcdata, sample: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    done = lcdata("report", *asked, "--out", tmp_path, "--data", sample, "--lang", "en")
    assert (done.returncode, done.stderr) == (2, "lcdata: say either --company ID or --all\n")


@pytest.mark.parametrize("viewer", ["", "directeur", "director:"])
@pytest.mark.parametrize(("lang", "told"), [("nl", "onbekende kijker"), ("en", "unknown viewer")])
def test_a_report_for_nobody_known_is_refused_in_the_readers_language(
    lcdata: Lcdata, sample: Path, tmp_path: Path, viewer: str, lang: str, told: str
) -> None:
    asked = ("report", "--company", "engberink", "--as", viewer, "--lang", lang)
    done = lcdata(*asked, "--out", tmp_path, "--data", sample)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"lcdata: {told}: ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("asked", "out", "blocked"),
    [
        (("report", "--company", "engberink"), "taken", "taken/board-report-engberink.pdf"),
        (("template", "--organisation", "engberink"), "taken/a.xlsx", "taken/a.xlsx"),
        (("template", "--organisation", "engberink"), "folder.xlsx", "folder.xlsx"),
    ],
)
def test_a_file_that_cannot_be_written_is_one_line_and_no_fault_of_ours(
    lcdata: Lcdata, sample: Path, tmp_path: Path, asked: tuple[str, ...], out: str, blocked: str
) -> None:
    (tmp_path / "taken").touch()
    (tmp_path / "folder.xlsx").mkdir(mode=0o755)
    done = lcdata(*asked, "--out", tmp_path / out, "--data", sample, "--lang", "nl")
    told = f"lcdata: {tmp_path / blocked} kan niet worden geschreven\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
    assert (tmp_path / "folder.xlsx").stat().st_mode & 0o777 == 0o755


def test_the_leaders_report_of_a_company_says_so(
    lcdata: Lcdata, sample: Path, tmp_path: Path
) -> None:
    asked = ("report", "--company", "loohuis", "--as", "leader", "--lang", "en")
    done = lcdata(*asked, "--out", tmp_path, "--data", sample)
    assert "fortheconsortiumleader" in text(Path(done.stdout.strip()).read_bytes())


def raw(data: Path) -> dict[tuple[str, str, str, str], Cell]:
    cells = read(data, Scope(Role.UNGUARDED)).cells
    return {(c.indicator, c.grain, c.entity_id, c.period): c for c in cells}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("deliveries", ["sample", "data"])
def test_the_templates_of_everyone_delivered_as_they_are_give_the_same_figures(
    request: pytest.FixtureRequest, tmp_path: Path, deliveries: str, language: Language
) -> None:
    data: Path = request.getfixturevalue(deliveries)
    live = DeliveryStore(Settings(data=data).deliveries_dir).live()
    for name, stored in live.items():
        assert stored.exported_at
        content = template(name, stored, stored.exported_at, words(language))
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    again = Settings(data=tmp_path / "again")
    receipts = deliver(sorted(tmp_path.glob("*.xlsx")), again)
    assert [receipt.status for receipt in receipts] == ["accepted"] * len(live)
    assert raw(again.data) == raw(data)


def test_only_its_owner_can_read_a_report(lcdata: Lcdata, sample: Path, tmp_path: Path) -> None:
    asked = ("report", "--company", "engberink", "--out", tmp_path, "--data", sample)
    assert Path(lcdata(*asked).stdout.strip()).stat().st_mode & 0o077 == 0


def test_a_template_is_a_workbook_by_its_name(lcdata: Lcdata, sample: Path, tmp_path: Path) -> None:
    asked = ("template", "--organisation", "alferink", "--out", tmp_path / "alferink.csv")
    done = lcdata(*asked, "--data", sample, "--lang", "en")
    told = "lcdata: the template is a workbook: let --out end in .xlsx\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
    assert not list(tmp_path.iterdir())


def test_a_template_is_fine_as_it_is_and_only_its_owner_can_read_it(
    lcdata: Lcdata, sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "new" / "alferink.xlsx"
    asked = ("template", "--organisation", "alferink", "--out", path, "--data", sample)
    done = lcdata(*asked, "--lang", "nl")
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    assert path.stat().st_mode & 0o077 == 0
    assert lcdata("check", path, "--data", sample).returncode == 0


def test_a_template_with_persons_stands_in_the_access_log_and_an_empty_one_leaves_nothing(
    lcdata: Lcdata, sample: Path, tmp_path: Path
) -> None:
    def made(data: Path) -> None:
        out = tmp_path / "alferink.xlsx"
        done = lcdata("template", "--organisation", "alferink", "--out", out, "--data", data)
        assert done.returncode == 0

    made(sample)
    *_, last = access_log.entries(Settings(data=sample).log_path)
    assert (last.person, last.event, last.what) == (
        "console",
        "downloaded",
        "template-alferink.xlsx",
    )
    made(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_a_status_filled_in_and_delivered_stands_in_the_register(
    lcdata: Lcdata, sample: Path, tmp_path: Path
) -> None:
    data, path = tmp_path / "data", tmp_path / "alferink.xlsx"
    shutil.copytree(sample, data)
    lcdata("template", "--organisation", "alferink", "--out", path, "--data", data, "--lang", "nl")
    book = openpyxl.load_workbook(path)
    sessions = book["bijeenkomst"]
    heads = [cell.value for cell in sessions[1]]
    session = next(row for row in sessions.iter_rows(min_row=2) if row[6].value == "gepland")
    session[heads.index("status")].value = "gehouden"
    begin = session[heads.index("gepland_begin")].value
    assert isinstance(begin, dt.datetime)
    row = next(
        r for r in book["aanwezigheid"].iter_rows(min_row=2) if r[2].value == session[0].value
    )
    assert row[4].value == "onbekend"
    row[4].value = "te laat"
    book["levering"]["C2"] = max(begin, dt.datetime(2026, 11, 16, 18)) + dt.timedelta(days=1)
    book.save(path)
    assert lcdata("deliver", path, "--data", data).returncode < 2
    community = session[heads.index("community_id")].value
    marks = read(data, Scope.facilitator(f"alferink/{community}")).register.marks
    found = {m.person_id: m.status for m in marks if m.session_id == f"alferink/{session[0].value}"}
    assert found.pop(f"alferink/{row[3].value}") == "late"
    assert set(found.values()) == {"unknown"}


def test_an_organisation_that_delivers_nothing_has_no_template(
    lcdata: Lcdata, sample: Path, tmp_path: Path
) -> None:
    asked = ("template", "--organisation", "saxion", "--out", tmp_path / "x.xlsx")
    done = lcdata(*asked, "--data", sample, "--lang", "en")
    told = "lcdata: no delivery is expected of that organisation\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
    assert not list(tmp_path.iterdir())
