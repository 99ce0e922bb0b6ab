from __future__ import annotations

import shutil
import threading
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from lcdata import release
from lcdata.access import Role, Scope
from lcdata.config import Settings, bundled
from lcdata.contracts.published import ReadModel
from lcdata.errors import CheckFailure, ConfigurationError
from lcdata.ingest.judging.succession import Terms
from lcdata.warehouse.reader import Reader

CANONICAL = Path("tests/data/consortium/canonical")
COMPANIES = sorted(path.name for path in CANONICAL.iterdir() if path.name != "consortium")


def settings_for(data: Path, **more: Any) -> Settings:  # noqa: ANN401
    return Settings(data=data, **more)


def read(settings: Settings, scope: Scope) -> ReadModel:
    return Reader(settings.releases_dir).read(scope)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path / "data")


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = settings_for(tmp_path_factory.mktemp("all"))
    release.deliver(sorted(CANONICAL.iterdir()), settings)
    return settings


@pytest.fixture
def variant(tmp_path: Path) -> Path:
    """A copy of one delivery that a test may change."""
    copy = tmp_path / "engberink"
    shutil.copytree(CANONICAL / "engberink", copy)
    for path in copy.iterdir():
        path.chmod(0o644)
    copy.chmod(0o755)
    return copy


def test_nine_deliveries_are_one_release(delivered: Settings) -> None:
    releases = release.releases(delivered)
    assert len(releases) == 1
    assert releases[0].organisations == tuple(sorted([*COMPANIES, "consortium"]))
    assert not releases[0].is_sample


def test_one_company_alone_can_be_published(settings: Settings) -> None:
    receipts = release.deliver([CANONICAL / "engberink"], settings)
    assert [receipt.status for receipt in receipts] == ["accepted"]
    model = read(settings, Scope.director("engberink"))
    assert {community.organisation_id for community in model.communities} == {"engberink"}


def test_the_order_of_delivering_does_not_matter(delivered: Settings, settings: Settings) -> None:
    for path in sorted(CANONICAL.iterdir(), reverse=True)[:3]:
        release.deliver([path], settings)
    release.deliver(sorted(CANONICAL.iterdir())[:6], settings)
    one, other = (read(s, Scope(Role.UNGUARDED)).cells for s in (delivered, settings))
    assert one == other


def test_the_same_bytes_again_build_nothing(settings: Settings) -> None:
    release.deliver([CANONICAL / "engberink"], settings)
    before = release.releases(settings)
    receipts = release.deliver([CANONICAL / "engberink"], settings)
    assert [receipt.status for receipt in receipts] == ["unchanged"]
    assert release.releases(settings) == before


def test_a_refused_delivery_leaves_everything(settings: Settings, variant: Path) -> None:
    release.deliver([CANONICAL / "engberink"], settings)
    before = release.releases(settings)
    (variant / "delivery.csv").unlink()
    receipts = release.deliver([variant], settings)
    assert [receipt.status for receipt in receipts] == ["refused"]
    assert release.releases(settings) == before


def test_only_a_refused_delivery_publishes_nothing(settings: Settings, variant: Path) -> None:
    (variant / "delivery.csv").unlink()
    release.deliver([variant], settings)
    assert release.releases(settings) == []


def test_a_newer_delivery_replaces_the_older_as_a_whole(settings: Settings, variant: Path) -> None:
    release.deliver([CANONICAL / "engberink"], settings)
    head = variant / "delivery.csv"
    head.write_text(head.read_text("utf-8").replace("2026-11-16", "2026-11-23", 1), "utf-8")
    (variant / "visit.csv").unlink()
    release.deliver([variant], settings, terms=Terms("no visits are recorded any more"))
    model = read(settings, Scope.director("engberink"))
    assert model.visits == ()
    assert str(model.as_of) == "2026-11-23"
    assert {line.is_live for line in model.delivery_lines} == {True, False}


def test_an_older_delivery_that_arrives_late_is_kept_and_not_live(
    settings: Settings, variant: Path
) -> None:
    release.deliver([CANONICAL / "engberink"], settings)
    head = variant / "delivery.csv"
    head.write_text(head.read_text("utf-8").replace("2026-11-16", "2026-11-09", 1), "utf-8")
    release.deliver([variant], settings)
    model = read(settings, Scope.director("engberink"))
    assert str(model.as_of) == "2026-11-16"
    live = {line.delivery_id for line in model.delivery_lines if line.is_live}
    late = {line.delivery_id for line in model.delivery_lines if not line.is_live}
    assert len(live) == len(late) == 1


def test_a_broken_promise_keeps_the_delivery_and_the_old_release(tmp_path: Path) -> None:
    sound = settings_for(tmp_path / "data")
    release.deliver([CANONICAL / "engberink"], sound)
    before = release.releases(sound)
    sql = tmp_path / "sql"
    shutil.copytree(bundled("sql"), sql)
    rule = "select * from marts.dim_community where delivered_by <> 'engberink'"
    (sql / "checks" / "dim_community__only_engberink.sql").write_text(rule, encoding="utf-8")
    strict = settings_for(tmp_path / "data", sql_dir=sql)
    with pytest.raises(release.NotPublished, match="dim_community__only_engberink") as failure:
        release.deliver([CANONICAL / "geas"], strict)
    assert [receipt.status for receipt in failure.value.receipts] == ["accepted"]
    assert release.releases(sound) == before
    with pytest.raises(CheckFailure):
        release.build(strict)
    release.deliver([CANONICAL / "geas"], sound)
    assert release.releases(sound)[0].organisations == ("engberink", "geas")


def test_after_a_rollback_the_same_bytes_do_not_undo_it(settings: Settings) -> None:
    release.deliver([CANONICAL / "engberink"], settings)
    first = release.releases(settings)[0].release_id
    release.deliver([CANONICAL / "geas"], settings)
    release.rollback(first, settings)
    release.deliver([CANONICAL / "geas"], settings)
    assert Reader(settings.releases_dir).current() == first


def test_building_again_publishes_the_same_figures(settings: Settings) -> None:
    release.deliver([CANONICAL / "engberink"], settings)
    before = read(settings, Scope(Role.UNGUARDED))
    release_id = release.build(settings)
    after = read(settings, Scope(Role.UNGUARDED))
    assert after.release_id == release_id != before.release_id
    assert after.cells == before.cells


def test_building_from_nothing_is_refused(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="deliver something first"):
        release.build(settings)


def test_two_organisations_that_deliver_at_once_both_land(settings: Settings) -> None:
    threads = [
        threading.Thread(target=release.deliver, args=([CANONICAL / name], settings))
        for name in ("engberink", "geas")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert release.releases(settings)[0].organisations == ("engberink", "geas")


def test_the_board_counts_what_the_receipts_count(delivered: Settings) -> None:
    lines = read(delivered, Scope.leader()).delivery_lines
    assert {line.organisation_id for line in lines} == {*COMPANIES, "consortium"}
    assert all(line.read == line.accepted + line.quarantined + line.skipped for line in lines)
    sessions = {
        line.organisation_id: line.accepted for line in lines if line.table_name == "session"
    }
    assert sessions["engberink"] == 17
    assert sessions["winkels"] == 33


@pytest.mark.parametrize("company", COMPANIES)
def test_a_director_finds_no_trace_of_another_companys_community(
    delivered: Settings, company: str
) -> None:
    model = read(delivered, Scope.director(company))
    narrowed = {field.name: getattr(model, field.name) for field in fields(model)}
    visits = narrowed.pop("visits")
    narrowed.pop("organisations")
    traces = repr(narrowed)
    assert not [other for other in COMPANIES if other != company and f"{other}/" in traces]
    assert not [other for other in COMPANIES if other != company and f"'{other}'" in traces]
    assert {visit.community_id.split("/")[0] for visit in visits} <= {company, "consortium"}


def test_the_board_quotes_nothing_delivered_about_a_person(
    settings: Settings, variant: Path
) -> None:
    register = variant / "attendance.csv"
    lines = register.read_text("utf-8").splitlines()
    session_id, person_id = lines[1].split(",")[:2]
    lines += [f"{session_id},{person_id},present,,", f"{session_id},Jan de Wit,hernia,,"]
    register.write_text("\n".join(lines), "utf-8")
    session = variant / "session.csv"
    session.write_text(session.read_text("utf-8").replace(",site,", ",kantine,", 1), "utf-8")
    receipt = release.deliver([variant], settings)[0]
    assert "hernia" in str(receipt.issues)
    board = str(read(settings, Scope.leader()).delivery_issues)
    assert "kantine" in board
    assert "code_unknown" in board
    assert "duplicate_key" in board
    assert not [quote for quote in ("hernia", "Jan de Wit", person_id) if quote in board]


def test_no_survey_figure_of_a_community_is_handed_out(delivered: Settings) -> None:
    model = read(delivered, Scope.leader())
    surveyed = {definition.id for definition in model.definitions if definition.source == "survey"}
    assert surveyed
    grains = {cell.grain for cell in model.cells if cell.indicator in surveyed}
    assert grains == {"company", "consortium"}


@pytest.mark.parametrize("company", COMPANIES)
def test_a_director_knows_the_own_name(delivered: Settings, company: str) -> None:
    names = {o.organisation_id for o in read(delivered, Scope.director(company)).organisations}
    assert company in names


def test_a_facilitators_register_holds_the_own_community_only(delivered: Settings) -> None:
    register = read(delivered, Scope.facilitator("nijhof/c1")).register
    assert register.members
    assert register.marks
    assert {member.community_id for member in register.members} == {"nijhof/c1"}
    assert {mark.community_id for mark in register.marks} == {"nijhof/c1"}


def test_the_files_pages_open_hold_no_name(delivered: Settings) -> None:
    names = {
        member.display_name.encode()
        for member in read(delivered, Scope.facilitator("nijhof/c1")).register.members
    }
    assert names
    current = Reader(delivered.releases_dir).current()
    content = (delivered.releases_dir / f"{current}.duckdb").read_bytes()
    assert not [name for name in names if name in content]


def test_the_sample_is_known_as_the_sample(tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "data", sample_dir=CANONICAL)
    assert not release.holds_only_samples(settings)
    release.prepare_demo(settings)
    assert release.holds_only_samples(settings)
    assert read(settings, Scope.leader()).is_sample
    first = release.releases(settings)
    release.prepare_demo(settings)
    assert release.releases(settings) == first


def test_a_changed_program_builds_the_demo_anew(tmp_path: Path) -> None:
    sql = tmp_path / "sql"
    shutil.copytree(bundled("sql"), sql)
    sample = tmp_path / "sample"
    shutil.copytree(CANONICAL / "engberink", sample / "engberink")
    settings = settings_for(tmp_path / "data", sample_dir=sample, sql_dir=sql)
    release.prepare_demo(settings)
    with (sql / "macros.sql").open("a", encoding="utf-8") as file:
        file.write("-- changed\n")
    release.prepare_demo(settings)
    assert len(release.releases(settings)) == 2


def test_real_data_beside_the_sample_is_not_the_sample(tmp_path: Path) -> None:
    sample = tmp_path / "sample"
    shutil.copytree(CANONICAL / "engberink", sample / "engberink")
    settings = settings_for(tmp_path / "data", sample_dir=sample)
    release.prepare_demo(settings)
    release.deliver([CANONICAL / "geas"], settings)
    assert not release.holds_only_samples(settings)
    assert not read(settings, Scope.leader()).is_sample
