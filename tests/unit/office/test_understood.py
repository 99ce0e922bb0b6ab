from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from lcdata.contracts.registry import TABLES
from lcdata.office.calendars import Agenda, Appointment
from lcdata.office.foreign import Foreign, Kind
from lcdata.office.grid import Grid
from lcdata.office.understood import Understood, understand

START = dt.datetime(2026, 9, 8, 16)


def table(name: str, *rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TABLES[name].frame_schema())


COMMUNITIES = table(
    "community",
    {"community_id": "c1", "name": "Warm"},
    {"community_id": "c2", "name": "Koel"},
)
MEMBERS = table(
    "membership",
    {"community_id": "c1", "person_id": "001", "role": "employee"},
)
PERSONS = table("person", {"person_id": "001", "display_name": "Jan van der Berg"})
SESSIONS = table(
    "session",
    {
        "session_id": "s2",
        "community_id": "c1",
        "kind": "work",
        "planned_start": START,
        "planned_minutes": 60,
        "status": "planned",
        "place": "online",
    },
)
TABLES_NOW = {
    "community": COMMUNITIES,
    "membership": MEMBERS,
    "person": PERSONS,
    "session": SESSIONS,
}


def report(minute: int) -> Foreign:
    rows = (
        ("Full Name", "User Action", "Timestamp"),
        ("Jan van der Berg", "Joined", f"2026-09-08, 16:{minute:02}:00"),
    )
    return Foreign(Kind.TEAMS, Grid(rows), Agenda((), ()))


def test_how_late_somebody_was_is_kept_with_the_mark() -> None:
    marks = understand(report(12), TABLES_NOW, {}, {}).frames()["attendance"]
    columns = ["session_id", "person_id", "status", "late_minutes"]
    assert marks.select(columns).rows() == [("s2", "001", "late", 12)]


def test_a_session_somebody_was_at_was_held_and_keeps_what_is_known_of_it() -> None:
    (row,) = understand(report(0), TABLES_NOW, {}, {}).frames()["session"].iter_rows(named=True)
    assert (row["session_id"], row["status"], row["place"]) == ("s2", "held", "online")


def test_a_column_that_the_contract_does_not_have_is_no_row() -> None:
    said = Understood(rows={"attendance": [{"session_id": "s2", "minutes_late": 3}]})
    with pytest.raises(KeyError, match="minutes_late"):
        said.frames()


def calendar(title: str, starts: dt.datetime, *, is_cancelled: bool = False) -> Foreign:
    one = Appointment("u1", starts, starts, starts + dt.timedelta(hours=1), title, is_cancelled)
    return Foreign(Kind.CALENDAR, Grid(()), Agenda((one,), ()))


def test_an_appointment_at_a_planned_moment_is_that_session() -> None:
    (row,) = (
        understand(calendar("Warm werksessie", START), TABLES_NOW, {}, {})
        .frames()["session"]
        .iter_rows(named=True)
    )
    assert (row["session_id"], row["status"], row["place"]) == ("s2", "planned", "online")


def test_a_cancelled_appointment_cancels_its_session() -> None:
    found = calendar("Warm werksessie", START, is_cancelled=True)
    (row,) = understand(found, TABLES_NOW, {}, {}).frames()["session"].iter_rows(named=True)
    assert row["status"] == "cancelled"


def test_an_appointment_that_names_no_community_is_asked_about() -> None:
    said = understand(calendar("Overleg werk", START), TABLES_NOW, {}, {})
    assert [(one.code, one.answers) for one in said.questions] == [
        ("which_community", ("c1", "c2", "none"))
    ]
    assert said.frames() == {}


def test_an_appointment_that_does_not_say_its_kind_is_asked_about() -> None:
    said = understand(calendar("Warm", START), TABLES_NOW, {}, {})
    assert [one.code for one in said.questions] == ["which_kind"]


def test_of_a_meeting_that_was_broken_off_and_begun_again_the_first_arrival_counts() -> None:
    rows = (
        *report(12).grid.rows,
        (),
        ("Meeting title", "Warm"),
        *report(2).grid.rows,
    )
    twice = Foreign(Kind.TEAMS, Grid(rows), Agenda((), ()))
    frames = understand(twice, TABLES_NOW, {}, {}).frames()
    assert frames["attendance"].select("status", "late_minutes").rows() == [("present", None)]
    assert frames["session"].height == 1


def test_a_calendar_of_an_organisation_without_communities_is_asked_about() -> None:
    said = understand(calendar("Overleg werk", START), {}, {}, {})
    assert [one.answers for one in said.questions] == [("none",)]
