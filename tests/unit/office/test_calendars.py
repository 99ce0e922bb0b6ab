from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lcdata.errors import DeliveryRefused
from lcdata.office.calendars import Agenda, LeftOut, agenda, is_calendar

REAL = Path("tests/data/exports/ics")
ZONE = "W. Europe Standard Time"


def of(*lines: str) -> Agenda:
    entry = ["BEGIN:VEVENT", "UID:a", "SUMMARY:Werkbijeenkomst", *lines, "END:VEVENT"]
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *entry, "END:VCALENDAR", ""])
    return agenda(text.encode(), dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def starts(found: Agenda) -> list[dt.datetime]:
    return [one.starts for one in found.appointments]


@pytest.mark.parametrize(
    "start",
    [
        f"DTSTART;TZID={ZONE}:20260401T090000",
        'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome":20260401T090000',
        'DTSTART;TZID="GMT +0100 (Standard) / GMT +0200 (Daylight)":20260401T090000',
        "DTSTART:20260401T090000",
        "DTSTART:20260401T070000Z",
        "DTSTART;TZID=Europe/London:20260401T080000",
    ],
)
def test_a_moment_is_read_on_our_clock_whatever_its_zone_is_called(start: str) -> None:
    assert starts(of(start)) == [dt.datetime(2026, 4, 1, 9)]


def test_a_zone_that_nobody_knows_is_left_out() -> None:
    found = of("DTSTART;TZID=Kantoortijd:20260401T090000")
    assert found == Agenda((), (LeftOut("Werkbijeenkomst", "zone_unknown"),))


def test_a_weekly_series_keeps_its_hour_over_the_change_of_the_clock() -> None:
    found = of(f"DTSTART;TZID={ZONE}:20260323T153000", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert starts(found) == [dt.datetime(2026, 3, 23, 15, 30), dt.datetime(2026, 3, 30, 15, 30)]


def test_a_moved_occurrence_keeps_its_key() -> None:
    series = [f"DTSTART;TZID={ZONE}:20260323T153000", "RRULE:FREQ=WEEKLY;COUNT=2", "END:VEVENT"]
    moved = [
        "BEGIN:VEVENT",
        "UID:a",
        f"RECURRENCE-ID;TZID={ZONE}:20260330T153000",
        f"DTSTART;TZID={ZONE}:20260331T093000",
    ]
    (_, second) = of(*series, *moved).appointments
    assert second.original == dt.datetime(2026, 3, 30, 15, 30)
    assert second.starts == dt.datetime(2026, 3, 31, 9, 30)


def test_an_occurrence_taken_out_of_a_series_is_not_there() -> None:
    found = of(
        f"DTSTART;TZID={ZONE}:20260323T153000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        f"EXDATE;TZID={ZONE}:20260323T153000",
    )
    assert starts(found) == [dt.datetime(2026, 3, 30, 15, 30)]


def test_a_cancelled_appointment_says_so() -> None:
    (one,) = of("DTSTART:20260401T090000", "STATUS:CANCELLED").appointments
    assert one.is_cancelled


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["DTSTART;VALUE=DATE:20260401"], "all_day"),
        ([], "no_start"),
        (["DTSTART:20260401T090000", "RRULE:FREQ=SECONDLY"], "repeats_too_often"),
    ],
)
def test_what_is_no_appointment_is_left_out_with_its_reason(lines: list[str], code: str) -> None:
    assert of(*lines) == Agenda((), (LeftOut("Werkbijeenkomst", code),))


def test_the_real_calendar_of_exchange_is_read() -> None:
    content = (REAL / "ical_issue_836_do_not_quote_tzid.ics").read_bytes()
    found = agenda(content, dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert starts(found) == [dt.datetime(2024, 10, 28, 22)]  # 17:00 in New York, four hours off


def test_the_real_calendar_with_broken_entries_says_which_are_left_out() -> None:
    content = (REAL / "ical_issue_722_missing_timezones.ics").read_bytes()
    found = agenda(content, dt.date(2014, 1, 1), dt.date(2014, 12, 31))
    assert starts(found) == [dt.datetime(2014, 8, 29, 14)]
    assert [one.code for one in found.left_out] == ["no_start", "no_start"]


def test_a_calendar_with_a_mark_before_it_is_one() -> None:
    content = (REAL / "ical_bom_calendar.ics").read_bytes()
    assert is_calendar(content)
    assert agenda(content, dt.date(2014, 1, 1), dt.date(2014, 12, 31)) == Agenda((), ())


@pytest.mark.parametrize("content", [b"", b"BEGIN:VCALENDAR", b"x\r\ny"])
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(DeliveryRefused, match="calendar_unreadable"):
        agenda(content, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
