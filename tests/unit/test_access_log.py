from __future__ import annotations

import json
from multiprocessing import get_context
from pathlib import Path

import pytest

from lcdata.access_log import CONSOLE, Actor, Event, entries, newest, record

NAMES = [
    'x"}\n{"time": "2026-01-01T00:00:00+00:00", "person": "director"',
    "a\r\nb\u2028c\u2029d\x85e",
    "\x1b[2J\x1b]0;title\x07",
    "\u202emoc.elpmaxe@a",
    "\ud800",
    "=cmd|' /C calc'!A0",
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "data" / "access.log"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_cannot_forge_a_line(log: Path, name: str) -> None:
    record(log, Actor(name, name), Event.OPENED, name)
    record(log, CONSOLE, Event.BUILT)
    assert len(log.read_text("ascii").splitlines()) == 2
    assert [entry.person for entry in entries(log)] == [name, "console"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_does_not_steer_a_terminal(log: Path, name: str) -> None:
    record(log, Actor(name), Event.OPENED)
    [line] = [entry.to_text() for entry in entries(log)]
    assert line.isprintable()
    assert "  opened" in line


def test_lines_are_only_added_and_kept_from_others(log: Path) -> None:
    record(log, CONSOLE, Event.BUILT, "r1")
    before = log.read_bytes()
    record(log, Actor("a@b.nl", "leader"), Event.DOWNLOADED, "plan.csv")
    assert log.read_bytes().startswith(before)
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_line_says_who_in_which_scope_did_what(log: Path) -> None:
    record(log, Actor("a@b.nl", "director:geas"), Event.OPENED, "overview")
    said = json.loads(log.read_text())
    assert said.pop("time").endswith("+00:00")
    assert said == {
        "person": "a@b.nl",
        "scope": "director:geas",
        "event": "opened",
        "what": "overview",
    }


def test_what_is_too_long_is_cut(log: Path) -> None:
    record(log, Actor("\x00" * 10_000, "\x00" * 10_000), Event.OPENED, "\x00" * 10_000)
    assert len(log.read_bytes()) < 8192
    assert len(newest(log, 5)) == 1


def test_half_a_line_of_a_crash_does_not_swallow_the_next(log: Path) -> None:
    record(log, CONSOLE, Event.BUILT, "r1")
    with log.open("a") as file:
        file.write('{"time": "2026-')
    record(log, CONSOLE, Event.BUILT, "r2")
    assert [entry.what for entry in entries(log)] == ["r1", "r2"]


def test_the_newest_come_first(log: Path) -> None:
    for number in range(300):
        record(log, CONSOLE, Event.BUILT, str(number))
    assert [entry.what for entry in newest(log, 3)] == ["299", "298", "297"]
    assert len(newest(log, 1000)) == 300


def test_without_a_log_nothing_has_happened(log: Path) -> None:
    assert (newest(log, 5), list(entries(log))) == ([], [])


def _many(path: Path, name: str) -> None:
    for number in range(200):
        record(path, Actor(name), Event.OPENED, str(number))


def test_two_processes_log_whole_lines(log: Path) -> None:
    record(log, CONSOLE, Event.BUILT)
    spawned = get_context("spawn")
    writers = [spawned.Process(target=_many, args=(log, name)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(list(entries(log))) == 401
