from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest

from lcdata.config import read_settings
from lcdata.release import releases, stored_deliveries
from tests.pages.conftest import DIRECTOR, FACILITATOR, LEADER, ROOT, in_rows
from tests.pages.test_pages import opened, texts

SAMPLE = ROOT / "sample_data" / "deliveries"
BROKEN = ROOT / "sample_data" / "broken"
CSV = "text/csv"
Files = list[tuple[str, bytes, str]]


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_data, tmp_path / "data"))


class Navigating(PagesManager):
    """As on a server that has run `st.navigation` once: a click keeps its page and is not lost."""

    def __init__(self, path: str, cache: ScriptCache, *, setup_watcher: bool) -> None:
        super().__init__(path, cache, setup_watcher=setup_watcher)
        PagesManager.uses_pages_directory = False


@pytest.fixture
def own(data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", Navigating)
    monkeypatch.setenv("LCDATA_DATA", str(data))
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "true")
    monkeypatch.chdir(ROOT)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def newer(organisation: str, **changed: tuple[str, str]) -> Files:
    found = []
    for path in sorted((SAMPLE / organisation).iterdir()):
        text = path.read_text(encoding="utf-8")
        if path.stem == "delivery":
            text = re.sub(r"2026-1\d-\d\d", "2026-11-17", text)
        if path.stem in changed:
            text = text.replace(*changed[path.stem])
        found.append((path.name, text.encode(), CSV))
    return found


def upload(app: AppTest, files: Files) -> AppTest:
    app.file_uploader[0].set_value(files).run()
    assert not app.exception
    return app


def live(data: Path) -> str:
    return (data / "current").read_text(encoding="ascii").strip()


def stored(data: Path) -> set[Path]:
    return {path for path in data.rglob("*") if path.is_file() and not path.name.endswith("lock")}


def keys(app: AppTest) -> set[str | None]:
    return {button.key for button in app.button}


def test_who_has_not_delivered_this_month_is_said_first(own: AppTest) -> None:
    shown = opened(own, "deliveries")
    assert shown.markdown[0].value == (
        "**Nog niet geleverd over november 2026: Geas Energiewacht.**"
    )


def test_a_company_that_never_delivered_is_named_too(own: AppTest, data: Path) -> None:
    for folder in (data / "deliveries").iterdir():
        if folder.is_dir() and '"winkels"' in (folder / "delivery.json").read_text(
            encoding="utf-8"
        ):
            shutil.rmtree(folder)
    shutil.rmtree(data / "releases")
    from lcdata.release import build

    build(read_settings(data=data))
    shown = opened(own, "deliveries")
    assert "Winkels" in shown.markdown[0].value


def test_a_receipt_names_the_file_and_no_folder_of_the_server(own: AppTest) -> None:
    own.query_params["organisation"] = "nijhof"
    shown = texts(opened(own, "deliveries", "facilitator:nijhof/c1,nijhof/c2")).replace("\\", "")
    assert "nijhof.xlsx, community, rij" in shown
    assert "/nijhof.xlsx" not in shown


def test_a_dry_run_tells_and_writes_nothing(own: AppTest, data: Path) -> None:
    before = stored(data)
    shown = upload(opened(own, "deliveries"), newer("geas"))
    assert "kan in zijn geheel worden aangenomen" in texts(shown)
    assert "upload-deliver" in keys(shown)
    assert stored(data) == before


def test_delivering_publishes_and_the_page_shows_it(own: AppTest, data: Path) -> None:
    before = live(data)
    shown = upload(opened(own, "deliveries"), newer("geas"))
    shown.button(key="upload-deliver").click().run()
    assert not shown.exception
    assert live(data) != before
    assert "Geleverd." in texts(shown)
    assert "17 november 2026" in texts(shown)
    assert "upload-deliver" not in keys(shown)


def test_much_less_than_before_asks_for_a_tick_and_a_reason(own: AppTest, data: Path) -> None:
    opened(own, "deliveries", LEADER)
    fewer = [file for file in newer("geas") if not file[0].startswith("attendance")]
    upload(own, fewer)
    assert not [button for button in own.button if button.key == "upload-deliver"]
    own.checkbox(key="shrink-right").check().run()
    assert not [button for button in own.button if button.key == "upload-deliver"]
    own.text_input(key="shrink-why").input("no registers any more").run()
    own.button(key="upload-deliver").click().run()
    assert not own.exception
    assert len(releases(read_settings(data=data))) == 2
    assert "no registers any more" in in_rows(own)


def test_the_leader_withdraws_a_delivery_with_a_reason_and_undoes_it(
    own: AppTest, data: Path
) -> None:
    opened(own, "deliveries", LEADER)
    chosen = own.selectbox(key="withdraw-choice").value
    own.button(key="withdraw").click().run()
    assert len(releases(read_settings(data=data))) == 1
    own.text_input(key="withdraw-why").input("wrong month").run()
    own.button(key="withdraw").click().run()
    assert not own.exception
    (withdrawn,) = (d for d in stored_deliveries(read_settings(data=data)) if d.withdrawal)
    assert (withdrawn.delivery_id, withdrawn.told.status) == (chosen, "withdrawn")
    own.button(key="withdraw-undo").click().run()
    assert not own.exception
    assert not [d for d in stored_deliveries(read_settings(data=data)) if d.withdrawal]
    assert len(releases(read_settings(data=data))) == 3


@pytest.mark.parametrize("viewer", [DIRECTOR, FACILITATOR])
def test_only_the_leader_may_withdraw(own: AppTest, viewer: str) -> None:
    opened(own, "deliveries", viewer)
    assert not [button for button in own.button if button.key == "withdraw"]


def test_a_workbook_and_a_zip_are_deliveries_by_themselves(own: AppTest) -> None:
    names = ("nijhof.xlsx", "de-groot.zip")
    files = [(name, (SAMPLE / name).read_bytes(), "application/octet-stream") for name in names]
    shown = upload(opened(own, "deliveries"), files)
    assert texts(shown).count("is al eerder geleverd") == 2
    shown.button(key="upload-deliver").click().run()
    assert "Er is niets nieuws aangenomen" in texts(shown)


def test_a_facilitator_delivers_for_the_own_company_alone(own: AppTest, data: Path) -> None:
    before = live(data)
    shown = upload(opened(own, "deliveries", FACILITATOR), newer("geas"))
    assert "U mag niet leveren voor geas." in texts(shown).replace("\\", "")
    assert "upload-deliver" not in keys(shown)
    shown = upload(shown, newer("alferink"))
    shown.button(key="upload-deliver").click().run()
    assert live(data) != before


def test_a_director_cannot_deliver(own: AppTest) -> None:
    shown = opened(own, "deliveries", DIRECTOR)
    assert not shown.file_uploader


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.xlsx", b"no workbook", "Dit is geen levering."),
        ("x.zip", b"PK\x03\x04 broken", "De .zip is beschadigd"),
        ("community.csv", b"community_id\nc1\n", "heet die"),
        ("delivery.csv", b"\x00\xff\xfe\x81", "kan niet worden aangenomen"),
        ("notes.csv", b"a;b\n1;2\n", "De tabel levering ontbreekt"),
    ],
)
def test_a_bad_upload_is_answered_in_words(
    own: AppTest, name: str, content: bytes, told: str
) -> None:
    shown = upload(opened(own, "deliveries"), [(name, content, "application/octet-stream")])
    assert told in texts(shown).replace("\\", "").replace("`", "")
    assert "upload-deliver" not in keys(shown)


def test_an_upload_beyond_the_limit_is_not_looked_into(
    own: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LCDATA_MAX_UPLOAD_MB", "1")
    half = b"x" * 600_000
    shown = upload(opened(own, "deliveries"), [("a.csv", half, CSV), ("b.csv", half, CSV)])
    assert "samen groter dan is toegestaan" in texts(shown)


def test_an_own_receipt_is_not_shown_to_the_next_viewer(own: AppTest) -> None:
    shown = upload(opened(own, "deliveries"), newer("geas"))
    shown.button(key="upload-deliver").click().run()
    assert "Geleverd." in texts(shown)
    shown.selectbox(key="viewer").set_value(FACILITATOR).run()
    shown.switch_page("pages/deliveries.py").run()
    assert "Geleverd." not in texts(shown)


def test_the_leader_goes_back_after_saying_so_twice(own: AppTest, data: Path) -> None:
    first = live(data)
    shown = upload(opened(own, "deliveries"), newer("geas"))
    shown.button(key="upload-deliver").click().run()
    second = live(data)
    shown.button(key="rollback-ask").click().run()
    assert live(data) == second
    shown.button(key="rollback-off").click().run()
    assert live(data) == second
    shown.button(key="rollback-ask").click().run()
    shown.button(key="rollback-sure").click().run()
    assert not shown.exception
    assert live(data) == first
    assert "teruggegaan naar een eerdere" in texts(shown)
    assert len(releases(read_settings(data=data))) == 2


@pytest.mark.parametrize(("viewer", "sees"), [(LEADER, True), (FACILITATOR, False)])
def test_only_the_leader_sees_the_releases(own: AppTest, viewer: str, *, sees: bool) -> None:
    shown = opened(own, "deliveries", viewer)
    assert ("Publicaties" in [header.value for header in shown.header]) is sees


def test_without_sign_in_the_sample_can_be_looked_at_and_not_changed(
    own: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LCDATA_LOCAL_ONLY", "false")
    shown = opened(own, "deliveries")
    assert "Ontvangstbewijzen" in [header.value for header in shown.header]
    assert not shown.file_uploader
    assert not {key for key in keys(shown) if key and key.startswith(("upload", "rollback"))}
    monkeypatch.setenv("LCDATA_MODE", "demo")
    assert opened(own, "deliveries").file_uploader
