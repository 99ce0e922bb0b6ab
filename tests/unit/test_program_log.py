from __future__ import annotations

import datetime as dt
import json
import logging
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from lcdata.program_log import Level, ProgramLog, ProgramLogHandler, described

SECRET = "Quintijn Zevenhuizen"


@pytest.fixture
def log(tmp_path: Path) -> ProgramLog:
    return ProgramLog(tmp_path / "logs", keep_days=90)


def lines(log: ProgramLog) -> list[dict[str, Any]]:
    files = sorted(log.folder.glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text().splitlines()]


def fails_on(value: str) -> None:
    try:
        int(value)
    except ValueError as error:
        raise RuntimeError(f"not for {value}") from error


def caught(value: str) -> BaseException:
    with pytest.raises(RuntimeError) as raised:
        fails_on(value)
    return raised.value


def test_a_line_says_when_how_bad_and_what(log: ProgramLog) -> None:
    log.note("published", Level.WARNING, release="r1", seconds=1.5)
    (line,) = lines(log)
    assert dt.datetime.fromisoformat(line["time"]).tzinfo is not None
    assert {name: line[name] for name in ("level", "event", "release", "seconds")} == {
        "level": "warning",
        "event": "published",
        "release": "r1",
        "seconds": 1.5,
    }


def test_a_fault_tells_its_kinds_and_places_and_nothing_it_quotes(log: ProgramLog) -> None:
    reference = log.note_fault(caught(SECRET))
    (line,) = lines(log)
    assert line["reference"] == reference
    assert [error["kind"] for error in line["errors"]] == ["RuntimeError", "ValueError"]
    assert any(place.startswith(f"{__name__}.fails_on:") for place in line["errors"][0]["at"])
    written = next(log.folder.glob("*.jsonl")).read_text()
    assert SECRET not in written
    assert str(Path(__file__).parent) not in written


def test_an_error_of_the_system_tells_its_number(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        (tmp_path / SECRET).read_text()
    (told,) = described(raised.value)
    assert (told["kind"], told["errno"]) == ("FileNotFoundError", "ENOENT")
    assert SECRET not in json.dumps(told)


def test_a_library_is_quoted_before_its_message_is_filled_in(log: ProgramLog) -> None:
    logger = logging.Logger("library")
    logger.addHandler(ProgramLogHandler(log))
    logger.error("no session for %s", SECRET)
    logger.error(f"no session for {SECRET}", exc_info=caught(SECRET))
    first, second = lines(log)
    assert first["message"] == "no session for %s"
    assert "message" not in second
    assert SECRET not in json.dumps([first, second])


def test_a_log_that_cannot_be_written_stops_no_library(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    logger = logging.Logger("library")
    logger.addHandler(ProgramLogHandler(ProgramLog(tmp_path / "logs", 90)))
    logger.error("still running")


def test_files_past_their_term_go_when_a_new_day_begins(log: ProgramLog) -> None:
    log.folder.mkdir()
    for name in ("2020-01-01.jsonl", "2999-01-01.jsonl", "notes.txt"):
        (log.folder / name).touch()
    log.note("started")
    today = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}.jsonl"
    assert {path.name for path in log.folder.iterdir()} == {"2999-01-01.jsonl", "notes.txt", today}


def test_a_storm_of_lines_does_not_fill_the_disk(
    log: ProgramLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lcdata.program_log.MOST_BYTES", 1000)
    for _ in range(100):
        log.note("again")
    assert next(log.folder.glob("*.jsonl")).stat().st_size < 1200


def test_the_file_is_for_the_account_alone(log: ProgramLog) -> None:
    log.note("started")
    assert next(log.folder.glob("*.jsonl")).stat().st_mode & 0o077 == 0
    assert log.folder.stat().st_mode & 0o077 == 0


def test_what_takes_time_is_noted_with_its_end(log: ProgramLog) -> None:
    with log.timed("publish") as facts:
        facts["release"] = "r1"
    with pytest.raises(RuntimeError), log.timed("publish"):
        fails_on(SECRET)
    good, bad = lines(log)
    assert (good["level"], good["release"]) == ("info", "r1")
    assert (bad["level"], bad["errors"][0]["kind"]) == ("error", "RuntimeError")
    assert good["seconds"] >= 0


def _note_many(folder: Path) -> None:
    for number in range(200):
        ProgramLog(folder, 90).note("line", number=number)


def test_two_processes_write_whole_lines(log: ProgramLog) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_note_many, args=(log.folder,)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(lines(log)) == 400
