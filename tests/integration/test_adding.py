from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lcdata import release
from lcdata.access_log import Event, entries
from lcdata.cli.commands import commands
from lcdata.config import Settings
from lcdata.errors import ConfigurationError
from lcdata.ingest.keeping.additions import AdditionStore
from lcdata.ingest.reading.opening import Handed
from lcdata.release import adding
from lcdata.warehouse.published import read_cells
from tests.faults.small import write_export

ORGANISATION = "geas"
PERSONS = "person_id,display_name,email\n001,Jan van der Berg,jan@geas.example\n002,Karin Smit,\n"
PLANNED = (
    "session_id,community_id,sprint_no,kind,planned_start,planned_minutes,status\n"
    "s1,c1,0,start,2026-09-01 16:00,60,held\n"
    "s2,c1,1,work,2026-09-08 16:00,60,planned\n"
)
MARKS = "session_id,person_id,status\ns1,001,present\ns1,002,late\n"


def report(*rows: tuple[str, str]) -> bytes:
    """Names with the minute they joined the session of 8 September at four."""
    head = ["1. Summary", "Meeting title\tWarm", "Start time\t9/8/26, 3:58:00 PM", ""]
    table = ["Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole"]
    for name, minute in rows:
        stay = f"{60 - int(minute)}m 0s" if minute != "00" else "1h"
        times = f"9/8/26, 4:{minute}:00 PM\t9/8/26, 5:00:00 PM\t{stay}"
        table.append(f"{name}\t{times}\t\t\tPresenter")
    lines = [*head, "2. Participants", *table, ""]
    return "\r\n".join(lines).encode("utf-16")


def named(name: str, content: bytes) -> list[Path | Handed]:
    return [Handed(name, {name: content}, is_folder=False)]


BOTH = report(("Berg, Jan van der", "00"), ("Karin Smit (EXT)", "12"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(data=tmp_path / "data")
    deliver(settings, tmp_path / "first", "2026-11-16 10:00")
    return settings


def deliver(settings: Settings, folder: Path, moment: str, **changed: str) -> None:
    tables = {"person": PERSONS, "session": PLANNED, "attendance": MARKS, **changed}
    release.deliver([write_export(folder, ORGANISATION, moment, tables)], settings)


def known(settings: Settings) -> set[tuple[float | None, float | None]]:
    """Numerator and denominator of the attendance of the community over all of its sessions."""
    scope = ("--as", "unguarded", "--format", "json", "--data", str(settings.data))
    told = CliRunner().invoke(commands, ["indicators", *scope]).stdout
    cells = [json.loads(line) for line in told.splitlines()]
    return {
        (cell["num"], cell["den"])
        for cell in cells
        if cell["indicator"] == "attendance_rate"
        and (cell["entity_id"], cell["period"]) == (f"{ORGANISATION}/c1", "overall")
    }


def test_a_report_of_teams_becomes_marks_in_the_figures(settings: Settings) -> None:
    (one,) = adding.add(named("teams.csv", BOTH), ORGANISATION, settings)
    assert (one.status, one.rows) == ("added", {"attendance": 2, "session": 1})
    assert known(settings) == {(4.0, 4.0)}


def test_the_same_report_again_changes_nothing(settings: Settings) -> None:
    adding.add(named("teams.csv", BOTH), ORGANISATION, settings)
    before = release.releases(settings)[0].release_id
    (one,) = adding.add(named("teams.csv", BOTH), ORGANISATION, settings)
    assert one.status == "unchanged"
    assert release.releases(settings)[0].release_id == before


def test_taking_an_addition_back_gives_the_figures_of_before(settings: Settings) -> None:
    before = read_cells(settings.releases_dir, release.releases(settings)[0].release_id)
    (one,) = adding.add(named("teams.csv", BOTH), ORGANISATION, settings)
    adding.take_back(str(one.addition_id), "another group", settings)
    after = read_cells(settings.releases_dir, release.releases(settings)[0].release_id)
    assert after == before


def test_a_newer_delivery_with_the_same_register_gives_the_same_figures(
    settings: Settings, tmp_path: Path
) -> None:
    adding.add(named("teams.csv", BOTH), ORGANISATION, settings)
    added = known(settings)
    marks = f"{MARKS}s2,001,present\ns2,002,late\n"
    held = PLANNED.replace("60,planned", "60,held")
    later = f"{dt.datetime.now() + dt.timedelta(hours=2):%Y-%m-%d %H:%M}"
    deliver(settings, tmp_path / "second", later, session=held, attendance=marks)
    assert known(settings) == added


def test_a_newer_delivery_wins_where_it_differs(settings: Settings, tmp_path: Path) -> None:
    adding.add(named("teams.csv", BOTH), ORGANISATION, settings)
    marks = f"{MARKS}s2,001,absent\ns2,002,absent\n"
    held = PLANNED.replace("60,planned", "60,held")
    later = f"{dt.datetime.now() + dt.timedelta(hours=2):%Y-%m-%d %H:%M}"
    deliver(settings, tmp_path / "second", later, session=held, attendance=marks)
    assert known(settings) == {(2.0, 4.0)}


def test_a_newer_delivery_without_the_register_keeps_what_was_added(
    settings: Settings, tmp_path: Path
) -> None:
    adding.add(named("teams.csv", BOTH), ORGANISATION, settings)
    later = f"{dt.datetime.now() + dt.timedelta(hours=2):%Y-%m-%d %H:%M}"
    held = PLANNED.replace("60,planned", "60,held")
    deliver(settings, tmp_path / "second", later, session=held)
    assert known(settings) == {(4.0, 4.0)}


GUEST = report(("Jan van der Berg", "00"), ("Piet Buitenman", "00"))


def test_a_question_leaves_everything_as_it_was(settings: Settings) -> None:
    (one,) = adding.add(named("teams.csv", GUEST), ORGANISATION, settings)
    assert [question.code for question in one.questions] == ["who_is"]
    assert adding.additions(settings) == []
    assert known(settings) == {(2.0, 2.0)}


def test_an_answer_is_remembered_for_the_next_report(settings: Settings) -> None:
    (one,) = adding.add(named("teams.csv", GUEST), ORGANISATION, settings)
    answers = {one.questions[0].id: "nobody"}
    (one,) = adding.add(named("teams.csv", GUEST), ORGANISATION, settings, answers=answers)
    assert one.status == "added"
    (again,) = adding.add(named("other.csv", GUEST), ORGANISATION, settings)
    assert again.questions == ()


def test_who_is_left_open_is_held_and_not_counted(settings: Settings) -> None:
    (one,) = adding.add(named("teams.csv", GUEST), ORGANISATION, settings)
    answers = {one.questions[0].id: "later"}
    (one,) = adding.add(named("teams.csv", GUEST), ORGANISATION, settings, answers=answers)
    assert (one.status, one.held) == ("added", ("Piet Buitenman",))
    assert known(settings) == {(3.0, 3.0)}


def test_a_folder_is_every_file_in_it_whatever_they_are_called(
    settings: Settings, tmp_path: Path
) -> None:
    folders = [tmp_path / "reports" / name for name in ("monday", "tuesday")]
    for folder, content in zip(folders, (BOTH, GUEST), strict=True):
        folder.mkdir(parents=True)
        (folder / "report.csv").write_bytes(content)
    added = adding.add(folders, ORGANISATION, settings, is_dry=True)
    assert [(one.status, one.file) for one in added] == [
        ("checked", f"{folders[0].as_posix()}/report.csv"),
        ("questions", f"{folders[1].as_posix()}/report.csv"),
    ]


def test_a_file_that_is_not_there_is_said_and_the_others_are_read(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "teams.csv").write_bytes(BOTH)
    files = [tmp_path / "nothing.csv", tmp_path / "teams.csv"]
    missing, there = adding.add(files, ORGANISATION, settings)
    assert (missing.status, missing.issues[0].code) == ("refused", "path_missing")
    assert there.status == "added"


def test_what_is_added_and_taken_back_is_logged(settings: Settings) -> None:
    (one,) = adding.add(named("teams.csv", BOTH), ORGANISATION, settings)
    adding.take_back(str(one.addition_id)[:6], "another group", settings)
    logged = [(entry.event, entry.what) for entry in entries(settings.log_path)][-2:]
    assert logged == [
        (Event.ADDED, f"{ORGANISATION}: {one.addition_id}"),
        (Event.TAKEN_BACK, f"{ORGANISATION}: {one.addition_id}: another group"),
    ]


def test_an_addition_that_cannot_be_published_is_stored_and_said_to_be(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr("lcdata.release.use_cases.publish", full)
    with pytest.raises(release.NotPublished):
        adding.add(named("teams.csv", BOTH), ORGANISATION, settings)
    assert len(adding.additions(settings)) == 1
    monkeypatch.undo()
    release.catch_up(settings)
    assert known(settings) == {(4.0, 4.0)}


def test_trying_it_writes_nothing(settings: Settings) -> None:
    (one,) = adding.add(named("teams.csv", BOTH), ORGANISATION, settings, is_dry=True)
    assert one.status == "checked"
    assert not AdditionStore(settings.additions_dir).root.exists()


def test_nothing_can_be_added_to_who_has_not_delivered(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="delivered nothing yet"):
        adding.add(named("teams.csv", BOTH), "nijhof", settings)


def test_a_calendar_plans_sessions_and_says_what_it_left_out(settings: Settings) -> None:
    day = dt.date.today() + dt.timedelta(days=30)
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        f"BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Warm werksessie\r\nDTSTART:{day:%Y%m%d}T160000\r\n"
        f"DTEND:{day:%Y%m%d}T170000\r\nEND:VEVENT\r\n"
        f"BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Vrij\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    (one,) = adding.add(named("a.ics", text.encode()), ORGANISATION, settings)
    assert (one.status, one.rows) == ("added", {"session": 1})
    assert one.left_out == (("Vrij", "all_day"),)


def test_a_file_that_is_not_taken_in_says_what_it_is(settings: Settings) -> None:
    plan = Path("tests/data/exports/planner/plannr_2020_test_plan.xlsx").read_bytes()
    (one,) = adding.add(named("plan.csv", plan), ORGANISATION, settings)
    assert (one.status, one.kind, one.issues[0].code) == (
        "refused", "planner", "office_file_not_read",
    )  # fmt: skip


def test_the_command_asks_takes_an_answer_lists_and_takes_back(
    settings: Settings, tmp_path: Path
) -> None:
    file, answers = tmp_path / "teams.csv", tmp_path / "answers.json"
    file.write_bytes(GUEST)
    data = ("--data", str(settings.data), "--lang", "nl")
    command = ["add", str(file), "--organisation", ORGANISATION, *data]
    run = CliRunner().invoke
    asked = run(commands, [*command, "--format", "json"])
    assert asked.exit_code == 3
    (question,) = json.loads(asked.stdout)["questions"]
    assert question["question"] == "Wie is “Piet Buitenman”?"
    answers.write_text(json.dumps({question["id"]: "nobody"}))
    done = run(commands, [*command, "--answers", str(answers)])
    assert done.exit_code == 0, done.stdout
    listed = run(commands, ["additions", *data]).stdout
    assert "Teams-presentierapport" in listed
    addition_id = listed.split()[0]
    assert run(commands, ["take-back", addition_id, "--why", "x", *data]).exit_code == 0
    assert "teruggenomen" in run(commands, ["additions", *data]).stdout
