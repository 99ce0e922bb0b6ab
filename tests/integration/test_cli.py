from __future__ import annotations

import csv
import gzip
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lcdata.config import bundled
from tests.integration.conftest import CANONICAL, Lcdata

OUTSIDE = Path("tests/data/consortium")
COMMAND = (sys.executable, "-c", "from lcdata.cli import app; app()")


def defective(tmp_path: Path) -> Path:
    broken = tmp_path / "geas"
    shutil.copytree(CANONICAL / "geas", broken)
    broken.chmod(0o755)
    (broken / "delivery.csv").unlink()
    return broken


def test_help_loads_no_data_library() -> None:
    asked = (
        "import sys, contextlib\n"
        "from lcdata.cli import app\n"
        "sys.argv = ['lcdata', '--help']\n"
        "with contextlib.suppress(SystemExit): app()\n"
        "print(sorted({'polars', 'duckdb', 'scipy', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_nine_deliveries_are_nine_receipts_and_one_release(lcdata: Lcdata, tmp_path: Path) -> None:
    done = lcdata("deliver", *sorted(CANONICAL.iterdir()), "--data", tmp_path, "--format", "json")
    receipts = [json.loads(line) for line in done.stdout.splitlines()]
    assert {receipt["status"] for receipt in receipts} == {"accepted"}
    assert (len(receipts), done.returncode, done.stderr) == (9, 1, "")
    assert len(lcdata("releases", "--data", tmp_path).stdout.splitlines()) == 1


def test_checking_writes_nothing(lcdata: Lcdata, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    done = lcdata("check", CANONICAL / "nijhof", "--data", folder, "--format", "json")
    assert json.loads(done.stdout)["organisation_id"] == "nijhof"
    assert not folder.exists()


def test_exit_codes_tell_fine_from_warning_from_refused(lcdata: Lcdata, tmp_path: Path) -> None:
    assert lcdata("check", CANONICAL / "consortium").returncode == 0
    assert lcdata("check", CANONICAL / "alferink", CANONICAL / "consortium").returncode == 1
    assert lcdata("check", CANONICAL / "alferink", defective(tmp_path)).returncode == 2


def test_a_refused_delivery_is_told_on_standard_output(lcdata: Lcdata, tmp_path: Path) -> None:
    done = lcdata("check", defective(tmp_path), "--format", "json")
    assert json.loads(done.stdout)["status"] == "refused"
    assert done.stderr == ""


def test_receipts_speak_the_language_asked_for(lcdata: Lcdata) -> None:
    alferink = CANONICAL / "alferink"
    assert "members" in lcdata("check", alferink, "--lang", "en").stdout
    assert "deelnemers" in lcdata("check", alferink, "--lang", "nl").stdout
    assert "members" in lcdata("check", alferink, LANG="en_US.UTF-8").stdout
    assert "deelnemers" in lcdata("check", alferink, LANG="C.UTF-8").stdout


def test_the_raw_cells_are_those_of_an_outside_calculator(lcdata: Lcdata, data: Path) -> None:
    done = lcdata("indicators", "--data", data, "--as", "unguarded", "--format", "json")
    with gzip.open(OUTSIDE / "cells.jsonl.gz", "rt", encoding="utf-8") as lines:
        outside = [json.loads(line) for line in lines]
    assert {tuple(json.loads(line)) for line in done.stdout.splitlines()} == {tuple(outside[0])}
    first = '{"indicator": "attendance_rate", "grain": "community", "entity_id": "alferink/c1", '
    line = next(line for line in done.stdout.splitlines() if line.startswith(first))
    assert '"num": 29, "den": 39, "value": 0.743589743589743' in line


def test_all_formats_hold_the_same_cells(lcdata: Lcdata, data: Path) -> None:
    asked = ("indicators", "--data", data, "--as", "director:geas", "--format")
    records = [json.loads(line) for line in lcdata(*asked, "json").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(lcdata(*asked, "csv").stdout)))
    binary = lcdata(*asked, "parquet").output
    frame = pl.read_parquet(io.BytesIO(binary))
    assert len(records) == len(rows) == len(frame) > 0
    # `as_of` is there for figures that are repeated, so for none here
    assert list(records[0]) == list(rows[0]) == [name for name in frame.columns if name != "as_of"]
    assert frame["num"].to_list() == [record["num"] for record in records]


def test_a_directors_figures_name_no_other_company(lcdata: Lcdata, data: Path) -> None:
    done = lcdata("indicators", "--data", data, "--as", "director:geas", "--format", "json")
    owners = {json.loads(line)["entity_id"].split("/")[0] for line in done.stdout.splitlines()}
    assert owners == {"geas", "consortium", "overarching"}


@pytest.mark.parametrize("viewer", ["boss", "director", "director:a,b", "facilitator:geas", ""])
def test_an_unknown_viewer_is_refused_in_one_line(lcdata: Lcdata, data: Path, viewer: str) -> None:
    done = lcdata("indicators", "--data", data, "--as", viewer)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_only_a_facilitators_signals_name_persons(lcdata: Lcdata, data: Path) -> None:
    own = "facilitator:winkels/c1,winkels/c2,winkels/c3,nijhof/c1,nijhof/c2"
    told = {viewer: lcdata("signals", "--data", data, "--as", viewer) for viewer in (own, "leader")}
    persons = {
        viewer: [json.loads(line)["person_id"] for line in done.stdout.splitlines()]
        for viewer, done in told.items()
    }
    assert any(persons[own])
    assert not any(persons["leader"])


def test_a_signal_gives_its_reason_in_words(lcdata: Lcdata, data: Path) -> None:
    done = lcdata("signals", "--data", data, "--as", "facilitator:winkels/c1")
    call = next(s for s in map(json.loads, done.stdout.splitlines()) if s["person_id"])
    assert list(call) == [
        "community_id", "kind", "person_id", "dates", "reason", "mechanism", "advice",
    ]  # fmt: skip
    assert call["reason"] == "missed the last 3 sessions with a known mark"
    assert call["dates"] == ["2026-09-14", "2026-09-21", "2026-09-28"]


def signals(lcdata: Lcdata, data: Path, viewer: str, lang: str = "nl") -> list[dict[str, Any]]:
    done = lcdata("signals", "--data", data, "--as", viewer, "--lang", lang)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_signal_gives_the_advice_of_the_mechanism_it_touches(lcdata: Lcdata, data: Path) -> None:
    told = signals(lcdata, data, "leader")
    assert {signal["advice"] is None for signal in told if signal["mechanism"]} == {False}
    assert {signal["advice"] for signal in told if not signal["mechanism"]} == {None}
    overdue = next(signal for signal in told if signal["kind"] == "actions_overdue")
    assert overdue["advice"] == (
        "Maak van de reflectie concrete acties: wie, wat en wanneer u terugkijkt."
    )


def test_a_delivery_a_month_behind_the_others_is_asked_for(lcdata: Lcdata, data: Path) -> None:
    told = signals(lcdata, data, "leader")
    old = [signal for signal in told if signal["kind"] == "delivery_stale"]
    # De Groot exported on 12 October, everyone else on 16 November
    assert {signal["community_id"].split("/")[0] for signal in old} == {"de-groot"}
    assert {tuple(signal["dates"]) for signal in old} == {("2026-10-12",)}
    assert old[0]["reason"].endswith(": 35")


def test_a_director_gets_the_process_signals_of_the_own_company_only(
    lcdata: Lcdata, data: Path
) -> None:
    everyone = signals(lcdata, data, "leader")
    own = signals(lcdata, data, "director:winkels")
    assert not any(signal["person_id"] for signal in own)
    allowed = ("winkels/", "consortium/")
    assert own == [s for s in everyone if s["community_id"].startswith(allowed)]
    assert any(signal["community_id"].startswith("winkels/") for signal in own)


def test_a_facilitator_gets_all_signals_of_the_own_communities(lcdata: Lcdata, data: Path) -> None:
    own = signals(lcdata, data, "facilitator:winkels/c1")
    everyone = signals(lcdata, data, "leader")
    process = [signal for signal in everyone if signal["community_id"] == "winkels/c1"]
    assert [signal for signal in own if not signal["person_id"]] == process
    assert {signal["community_id"] for signal in own} == {"winkels/c1"}


def test_releases_can_be_listed_and_rolled_back(lcdata: Lcdata, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    lcdata("deliver", CANONICAL / "engberink", "--data", folder)
    assert lcdata("build", "--data", folder).returncode == 0
    listed = lcdata("releases", "--data", folder, "--format", "json").stdout
    newer, older = (json.loads(line) for line in listed.splitlines())
    assert (newer["live"], older["live"]) == (True, False)
    assert lcdata("rollback", older["release_id"], "--data", folder).returncode == 0
    told = lcdata("releases", "--data", folder).stdout.splitlines()
    assert [line.split()[3] for line in told] == ["earlier", "live"]


def test_rolling_back_to_nothing_is_refused(lcdata: Lcdata, data: Path) -> None:
    done = lcdata("rollback", "20200101T000000000000Z-00000000", "--data", data)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "lcdata: there is no such release; `lcdata releases` lists them\n"


def test_the_contract_is_written(lcdata: Lcdata, tmp_path: Path) -> None:
    done = lcdata("contract", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "datapackage.json" in {path.name for path in tmp_path.iterdir()}


def test_an_unexpected_error_is_one_line_and_its_places_are_in_the_program_log(
    lcdata: Lcdata, tmp_path: Path
) -> None:
    lcdata("deliver", CANONICAL / "engberink", "--data", tmp_path)
    shutil.copytree(bundled("sql"), tmp_path / "sql")
    (tmp_path / "sql" / "macros.sql").write_text("selec", encoding="utf-8")
    done = lcdata("build", "--data", tmp_path, LCDATA_SQL_DIR=str(tmp_path / "sql"))
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    (log,) = (tmp_path / "logs").iterdir()
    (fault,) = [
        line
        for line in map(json.loads, log.read_text("utf-8").splitlines())
        if line["event"] == "fault"
    ]
    assert fault["reference"] == done.stderr.split()[3].rstrip(";")
    assert str(tmp_path) not in json.dumps(fault)


def test_a_contract_that_cannot_be_written_is_one_line(lcdata: Lcdata, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    done = lcdata("contract", "--out", tmp_path / "taken", LCDATA_LANGUAGE="nl")
    told = f"lcdata: {tmp_path / 'taken'} kan niet worden geschreven\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def test_a_data_directory_that_is_none_is_one_line_too(lcdata: Lcdata, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.touch()
    done = lcdata("build", "--data", data, "--lang", "nl")
    told = f"lcdata: de gegevensmap {data} is niet te gebruiken\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, "", told)


def test_real_data_is_not_served_without_sign_in(lcdata: Lcdata, data: Path) -> None:
    done = lcdata("serve", "--data", data)
    assert done.returncode == 2
    assert "--local-only" in done.stderr


def test_an_empty_data_directory_is_not_served_without_sign_in(
    lcdata: Lcdata, tmp_path: Path
) -> None:
    assert lcdata("serve", "--data", tmp_path / "data").returncode == 2


def test_settings_that_cannot_be_used_are_named(lcdata: Lcdata, tmp_path: Path) -> None:
    done = lcdata("releases", "--data", tmp_path, LCDATA_MAX_UPLOAD_MB="many")
    assert (done.returncode, done.stderr) == (
        2,
        "lcdata: settings that cannot be used: max_upload_mb\n",
    )


def test_the_demo_comes_up_on_the_sample_and_on_this_computer_only(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [*COMMAND, "demo", "--port", str(port)],
        env={**os.environ, "LCDATA_DATA": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert _answers(f"http://127.0.0.1:{port}/_stcore/health", server)
        assert (tmp_path / "demo" / "current").exists()
    finally:
        server.kill()
        server.wait()


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + 90
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.1)
    return False


def test_the_program_says_its_version(lcdata: Lcdata) -> None:
    done = lcdata("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "lcdata")


def test_the_doctor_says_in_words_and_by_exit_code_how_it_goes(
    lcdata: Lcdata, tmp_path: Path
) -> None:
    dutch = lcdata("doctor", "--data", tmp_path, "--lang", "nl")
    assert (dutch.returncode, dutch.stderr) == (1, "")
    assert "er is nog niets geleverd" in dutch.stdout
    lines = lcdata("doctor", "--data", tmp_path, "--format", "json").stdout.splitlines()
    assert {"name", "standing", "said"} == set(json.loads(lines[0]))
    (tmp_path / "access.toml").touch()
    assert lcdata("doctor", "--data", tmp_path).returncode == 2
