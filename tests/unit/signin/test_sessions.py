from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from lcdata.signin.identity import Identity
from lcdata.signin.sessions import Sessions, Standing

IDLE, LONGEST = dt.timedelta(minutes=30), dt.timedelta(hours=8)


def sign_in(minutes_ago: float | None = 0, name: str = "a1") -> Identity:
    now = dt.datetime.now(dt.UTC)
    since = None if minutes_ago is None else now - dt.timedelta(minutes=minutes_ago)
    return Identity("a@geas.example", frozenset(), "default", "a@geas.example", name, since)


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return Sessions(tmp_path / "sessions", IDLE, LONGEST)


def unused_for(sessions: Sessions, identity: Identity, minutes: float) -> None:
    moment = dt.datetime.now(dt.UTC).timestamp() - minutes * 60
    os.utime(sessions.folder / identity.sign_in, (moment, moment))


def test_a_sign_in_is_new_once_and_then_open(sessions: Sessions) -> None:
    assert [sessions.use(sign_in()), sessions.use(sign_in())] == [Standing.NEW, Standing.OPEN]


def test_use_keeps_it_open_past_the_idle_time(sessions: Sessions) -> None:
    identity = sign_in(minutes_ago=29)
    sessions.use(identity)
    later = sign_in(minutes_ago=50)
    assert sessions.use(later) is Standing.OPEN


def test_without_use_it_times_out_for_good(sessions: Sessions) -> None:
    identity = sign_in(minutes_ago=10)
    sessions.use(identity)
    unused_for(sessions, identity, 31)
    assert sessions.use(identity) is Standing.TIMED_OUT
    assert sessions.use(identity) is Standing.TIMED_OUT


def test_looking_is_no_use(sessions: Sessions) -> None:
    identity = sign_in(minutes_ago=35)
    sessions.folder.mkdir()
    (sessions.folder / identity.sign_in).touch()
    unused_for(sessions, identity, 29.9)
    assert sessions.standing(identity) is Standing.OPEN
    assert (dt.datetime.now().timestamp() - (sessions.folder / "a1").stat().st_mtime) > 29 * 60


def test_it_ends_at_its_longest_however_much_it_is_used(sessions: Sessions) -> None:
    sessions.use(sign_in())
    assert sessions.use(sign_in(minutes_ago=8 * 60 + 1)) is Standing.TIMED_OUT


def test_a_lost_folder_never_lengthens_it(sessions: Sessions) -> None:
    assert sessions.use(sign_in(minutes_ago=31)) is Standing.TIMED_OUT


def test_signed_out_is_out_also_for_a_copy_after_a_restart(sessions: Sessions) -> None:
    identity = sign_in()
    sessions.use(identity)
    sessions.end(identity)
    restarted = Sessions(sessions.folder, IDLE, LONGEST)
    assert restarted.use(identity) is Standing.TIMED_OUT


@pytest.mark.parametrize("minutes_ago", [None, -10])
def test_a_token_without_a_credible_moment_never_counts(
    sessions: Sessions, minutes_ago: float | None
) -> None:
    assert sessions.use(sign_in(minutes_ago)) is Standing.TIMED_OUT


def test_what_its_age_keeps_out_is_forgotten(sessions: Sessions) -> None:
    old, fresh = sign_in(name="old"), sign_in(name="fresh")
    sessions.use(old)
    unused_for(sessions, old, 9 * 60)
    sessions.use(fresh)
    assert [file.name for file in sessions.folder.iterdir()] == ["fresh"]
