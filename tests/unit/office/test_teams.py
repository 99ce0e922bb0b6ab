from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from lcdata.office.clocks import Manner, Order, manners, read
from lcdata.office.grid import grid_of
from lcdata.office.matching import Planned
from lcdata.office.people import Member
from lcdata.office.registers import Register, register_of
from lcdata.office.teams import Meeting, meetings
from tests.unit.office.teams_files import Drawn, drawn

REAL = Path("tests/data/exports/teams")
SEEDS = 5000


def only(file: str) -> Meeting:
    (found,) = meetings(grid_of((REAL / file).read_bytes()))
    return found


@pytest.mark.parametrize(
    ("file", "title", "persons", "first"),
    [
        ("dvaneynde_2022_a.csv", "Leersessie", 7, dt.datetime(2022, 11, 14, 9, 29, 7)),
        (
            "dvaneynde_2022_utf16be_lf_sections.csv",
            "Leersessie",
            8,
            dt.datetime(2022, 11, 15, 9, 30, 17),
        ),
        (
            "granieri_2021_attendance_list_utf16le.csv",
            "",
            47,
            dt.datetime(2021, 1, 27, 12, 56, 45),
        ),
        ("sookada_2020_attendance_list.csv", "", 11, dt.datetime(2020, 7, 4, 9, 52, 19)),
    ],
)
def test_a_real_report_gives_its_title_persons_and_beginning(
    file: str, title: str, persons: int, first: dt.datetime
) -> None:
    meeting = only(file)
    readings = [read(meeting.moments, manner)[0] for manner in manners(meeting.moments)]
    assert (meeting.title, len({one.name for one in meeting.presences})) == (title, persons)
    assert first in readings


def test_a_date_that_fits_two_orders_has_both_readings() -> None:
    assert manners(only("sookada_2020_attendance_list.csv").moments) == [
        Manner(Order.DAY_FIRST),
        Manner(Order.MONTH_FIRST),
    ]


SESSION = Planned("s1", "c1", "Frame op maat", dt.datetime(2022, 11, 14, 9, 30), 20)
EXPECTED = {
    "Daan de Vries": ("present", None),
    "Karin Smit": ("present", None),
    "Roos Vos": ("present", None),
    "Youssef Brouwer": ("present", None),
    "Fenna van der Meer": ("present", None),
    "Mees Bakker": ("present", None),
    "Tess Mulder": ("late", 5),
}
"""By hand from the file: the session began at 9:30, Tess joined at 9:35:21."""


def of_real(sessions: list[Planned], answers: dict[str, str] | None = None) -> Register:
    members = {"c1": [Member(name, name) for name in EXPECTED]}
    return register_of(only("dvaneynde_2022_a.csv"), sessions, members, {}, answers or {})


def test_a_real_report_becomes_the_register_of_its_session() -> None:
    register = of_real([SESSION])
    assert register.questions == ()
    assert {m.person_id: (m.status, m.late_minutes) for m in register.marks} == EXPECTED


def test_a_meeting_on_a_day_without_a_session_is_asked_about() -> None:
    later = Planned("s2", "c1", "Frame op maat", SESSION.starts + dt.timedelta(days=7), 20)
    register = of_real([later])
    assert register.session_id is None
    assert [question.code for question in register.questions] == ["which_session"]
    assert register.questions[0].answers == ("s2", "none")


def test_a_session_chosen_by_hand_takes_who_was_there_without_times() -> None:
    later = Planned("s2", "c1", "Frame op maat", SESSION.starts + dt.timedelta(days=7), 20)
    (question,) = of_real([later]).questions
    register = of_real([later], {question.id: "s2"})
    assert {mark.status for mark in register.marks} == {"present"}


def test_a_meeting_that_is_no_session_leaves_nothing() -> None:
    later = Planned("s2", "c1", "Frame op maat", SESSION.starts + dt.timedelta(days=7), 20)
    (question,) = of_real([later]).questions
    assert of_real([later], {question.id: "none"}) == Register(None)


def test_of_two_sessions_at_once_the_title_says_which() -> None:
    twin = Planned("s2", "c1", "Leersessie", SESSION.starts, 20)
    assert of_real([SESSION, twin]).session_id == "s2"


def test_two_sessions_at_once_that_the_title_cannot_tell_apart_are_asked_about() -> None:
    twin = Planned("s2", "c1", "Meterkast op maat", SESSION.starts, 20)
    register = of_real([SESSION, twin])
    assert [question.code for question in register.questions] == ["which_session"]


def registers(drawing: Drawn) -> list[Register]:
    found = meetings(grid_of(drawing.content))
    return [register_of(one, drawing.sessions, drawing.members, {}, {}) for one in found]


def faults(drawing: Drawn) -> list[str]:
    """What was taken in although it is not true, and who was lost without a question."""
    found = registers(drawing)
    if not found:
        return ["not recognised"]
    wrong = []
    for register in found:
        marks = {one.person_id: (one.status, one.late_minutes) for one in register.marks}
        for person, mark in marks.items():
            without_times = "no times" in drawing.how and mark[0] == "present"
            if drawing.truth.get(person) != mark and not without_times:
                wrong.append(f"{person} {mark} instead of {drawing.truth.get(person)}")
        is_lost = register.session_id and set(drawing.truth) - set(marks)
        if is_lost and not register.questions:
            wrong.append("somebody lost")
    return wrong


def test_no_variant_of_a_report_gives_a_wrong_status_or_person_without_a_question() -> None:
    found = {
        drawing.how: wrong for seed in range(SEEDS) if (wrong := faults(drawing := drawn(seed)))
    }
    assert found == {}


def test_most_variants_of_a_report_are_read_without_a_question() -> None:
    asked = Counter(
        any(register.questions for register in registers(drawn(seed))) for seed in range(1000)
    )
    assert asked[False] > 650


@pytest.mark.parametrize("trouble", ["two of one name", "guest", "dial-in"])
def test_whom_a_report_does_not_tell_apart_is_always_asked_about(trouble: str) -> None:
    drawings = [one for one in map(drawn, range(600)) if f"trouble='{trouble}'" in one.how]
    silent = [
        one.how
        for one in drawings
        if "p0" in one.truth and not any(register.questions for register in registers(one))
    ]
    # a list of events has no guests drawn into it
    assert [
        how for how in silent if trouble == "two of one name" or "generation='A'" not in how
    ] == []
    assert len(drawings) > 10
