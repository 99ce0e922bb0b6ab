from __future__ import annotations

import pytest

from lcdata.ingest.checked import Checked
from lcdata.ingest.judging.check import check
from lcdata.ingest.reading.encodings import decode
from lcdata.ingest.reading.likeness import nearly
from lcdata.locale import words
from tests.unit.ingest.conftest import PLAIN, Judge, Write

ACTION = "action_id,community_id,title,opened_on,status,owner_person_id,closed_on\n"
GOAL = "goal_id,community_id,person_id,set_on\n"


def told(checked: Checked, severity: str) -> list[tuple[str, str | None, int | None]]:
    return [
        (issue.code, issue.column, issue.row)
        for issue in checked.receipt.issues
        if issue.severity == severity and issue.code != "reference_unchecked"
    ]


@pytest.mark.parametrize("owner", ["1", "01", "1.0", "'0001"])
def test_an_id_that_names_nobody_is_named_with_whom_it_looks_like(judge: Judge, owner: str) -> None:
    text = ACTION + f"a1,c1,Bel,2026-09-08,open,{owner},\na2,c1,Bel,2026-09-08,open,001,\n"
    checked = judge(action=text)
    assert told(checked, "warning") == [("person_nearly", "owner_person_id", 2)]


def test_an_id_that_looks_like_nobodys_is_left_alone(judge: Judge) -> None:
    assert told(judge(action=ACTION + "a1,c1,Bel,2026-09-08,open,934,\n"), "warning") == []


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("NULL", "placeholder"),
        ("n.v.t.", "placeholder"),
        ("-", "placeholder"),
        ("nan", "placeholder"),
        ("#VERW!", "error_cell"),
        ("#N/A", "error_cell"),
        ("5,00E+05", "id_changed"),
        ("12-okt", "id_changed"),
    ],
)
def test_what_is_no_id_is_not_read_as_one(judge: Judge, person: str, code: str) -> None:
    checked = judge(goal=f'{GOAL}g1,c1,"{person}",2026-09-01\n')
    assert told(checked, "error") == [(code, "person_id", 2)]


@pytest.mark.parametrize("title", ["#N/B", "n.v.t.", "-", "NULL"])
def test_a_placeholder_in_a_free_text_is_a_warning(judge: Judge, title: str) -> None:
    checked = judge(action=ACTION + f"a1,c1,{title},2026-09-08,open,001,\n")
    assert told(checked, "warning") == [("placeholder_in_text", "title", 2)]


@pytest.mark.parametrize(
    ("dates", "held"),
    [
        (("9-14-2026", "9-8-2026"), [2, 3]),
        (("9/14/2026", "2026-08-09"), [2, 3]),
        (("14-9-2026", "8-9-2026"), []),
        (("14-9-2026", "9-14-2026"), [3]),
    ],
)
def test_a_column_with_the_month_first_is_held_as_a_whole(
    judge: Judge, dates: tuple[str, str], held: list[int]
) -> None:
    rows = "".join(f"g{number},c1,001,{date}\n" for number, date in enumerate(dates))
    assert [row for _, _, row in told(judge(goal=GOAL + rows), "error")] == held


@pytest.mark.parametrize("minutes", ["1.000", "1,000"])
def test_a_thousand_that_may_be_one_is_neither(judge: Judge, minutes: str) -> None:
    text = PLAIN["attendance"].replace("s1,002,late,5,", f's1,002,late,"{minutes}",')
    assert told(judge(attendance=text), "error") == [("ambiguous_number", "late_minutes", 3)]


def test_who_comes_later_than_the_session_lasts_is_a_warning(judge: Judge) -> None:
    session = PLAIN["session"].replace(
        "planned_start,status", "planned_start,status,planned_minutes"
    )
    session = session.replace("16:00,held\n", "16:00,held,45\n")
    attendance = PLAIN["attendance"].replace("late,5", "late,46")
    checked = judge(session=session, attendance=attendance)
    assert told(checked, "warning") == [("late_beyond_session", "late_minutes", 3)]


def test_a_session_held_on_a_day_after_the_export_is_a_warning(judge: Judge) -> None:
    text = PLAIN["session"].replace("2026-09-08 16:00", "2026-11-17 09:00")
    assert told(judge(session=text), "warning") == [("held_ahead", "status", 3)]


def test_an_action_closed_before_it_was_opened_is_a_warning(judge: Judge) -> None:
    checked = judge(action=ACTION + "a1,c1,Bel,2026-09-08,done,001,2026-09-07\n")
    assert told(checked, "warning") == [("last_before_first", "closed_on", 2)]


def test_a_quote_left_open_over_whole_rows_is_an_error_at_its_first_row(judge: Judge) -> None:
    text = 'g1,c1,001,2026-09-01\ng2,c1,"002,2026-09-01\ng3,c1,001",2026-09-02\n'
    assert ("quote_holds_rows", None, 3) in told(judge(goal=GOAL + text), "error")


@pytest.mark.parametrize(
    ("last", "codes"),
    [("s2,001,abs", ["file_breaks_off", "rows_shorter"]), ("s2,001,absent,,", [])],
)
def test_a_file_that_breaks_off_says_so(judge: Judge, last: str, codes: list[str]) -> None:
    whole = PLAIN["attendance"].removesuffix("s2,001,absent,,\n")
    checked = judge(attendance=whole + last)
    assert [code for code, *_ in told(checked, "warning")] == codes


def test_cells_beyond_the_header_are_said_where_no_other_row_has_them(judge: Judge) -> None:
    person = "person_id,display_name,email\n001,Aa Be,\n002,Deelnemer, Piet,\n"
    checked = judge(person=person)
    assert ("rows_longer", None, 3) in told(checked, "warning")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("attendance.tsv", "attendance"),
        ("attendance.csv.txt", "attendance"),
        ("attendance (1).csv", "attendance"),
        (".attendance.csv.icloud", "attendance"),
        ("Aanwezigheid 2026", "attendance"),
        ("atendance", "attendance"),
        ("Toelichting", None),
        ("Keuzelijsten", None),
    ],
)
def test_a_name_that_nearly_is_a_tables_is_recognised(name: str, near: str | None) -> None:
    names = {"attendance": "attendance", "aanwezigheid": "attendance", "goal": "goal"}
    assert nearly(name, names) == near


def test_a_column_that_nearly_has_its_name_is_a_warning(judge: Judge) -> None:
    text = PLAIN["attendance"].replace("late_minutes", "late_minutes (min)")
    checked = judge(attendance=text)
    assert told(checked, "warning") == [("column_nearly", "late_minutes", None)]


def test_lines_of_two_encodings_are_read_one_by_one() -> None:
    content = "é\n".encode() + "ë\n".encode("cp1252")
    assert decode(content) == ("é\në\n", "utf-8 + cp1252")


@pytest.mark.parametrize("name", ["cafÃ©", "cafŽ", "â€“ Zon"])
def test_letters_of_a_second_decoding_are_a_warning(judge: Judge, name: str) -> None:
    checked = judge(community=PLAIN["community"].replace("Warm", name))
    assert told(checked, "warning") == [("letters_garbled", None, 2)]


@pytest.mark.parametrize("name", ["São Tomé", "SÃO PAULO", "Žižek", "foto’s", "naïef – ja"])
def test_letters_of_other_languages_are_no_mistake(judge: Judge, name: str) -> None:
    assert told(judge(community=PLAIN["community"].replace("Warm", name)), "warning") == []


@pytest.mark.parametrize("first", ["sep=;\n", '"sep=|"\n'])
def test_a_sep_line_that_lies_is_said_and_passed_over(judge: Judge, first: str) -> None:
    checked = judge(attendance=first + PLAIN["attendance"])
    assert told(checked, "warning") == [("sep_line_wrong", None, None)]
    assert checked.receipt.tables["attendance"].accepted == 3


def test_rows_with_nothing_but_an_unticked_box_are_skipped(judge: Judge) -> None:
    text = PLAIN["session"].replace("planned_start,status", "planned_start,status,goal_discussed")
    text = text.replace("held\n", "held,ja\n") + ",,,,,,nee\n" * 3
    checked = judge(session=text)
    assert checked.receipt.tables["session"].skipped == 3
    assert told(checked, "info") == [("unticked_rows_skipped", None, 4)]


@pytest.mark.parametrize("first", ["Totaal aanwezig", "Eindtotaal", "Totaal:", "Subtotaal c1"])
def test_a_totals_row_is_known_in_other_words_too(judge: Judge, first: str) -> None:
    checked = judge(attendance=PLAIN["attendance"] + f"{first},,2,5,\n")
    assert checked.receipt.tables["attendance"].skipped == 1
    assert checked.receipt.status == "accepted"


@pytest.mark.parametrize("number", ["1111.11.110", "111 111 110", "111111110.0"])
def test_a_bsn_is_known_in_any_spelling(judge: Judge, number: str) -> None:
    person = f"person_id,display_name,nummer\n001,Aa Be,{number}\n"
    assert told(judge(person=person), "blocker") == [("bsn_column", None, None)]


def test_a_name_beside_the_id_of_another_is_said_without_the_name(judge: Judge) -> None:
    person = "person_id,display_name\n001,Aa Be\n002,Ce De\n"
    attendance = (
        "deelnemer,session_id,person_id,status\n"
        "Ce De,s1,001,present\nCe De,s1,002,present\nAa Be,s2,001,absent\n"
    )
    checked = judge(person=person, attendance=attendance)
    assert told(checked, "warning") == [("name_of_another", "person_id", 2)]
    assert "Ce De" not in checked.receipt.to_text(words("en"))


def test_an_unknown_organisation_is_one_blocker_and_no_row_is_called_wrong(write: Write) -> None:
    consortium = write(
        {
            "delivery": PLAIN["delivery"].replace("geas", "consortium"),
            "organisation": "organisation_id,name,kind\nnijhof,Nijhof,company\n",
        },
        name="consortium",
    )
    company = write(community=PLAIN["community"].replace("c2,geas", "c2,ander"))
    _, checked = check([consortium, company], {})
    assert [issue.code for issue in checked.receipt.issues] == ["organisation_unknown"]


def test_two_rows_of_delivery_are_counted_as_two(judge: Judge) -> None:
    checked = judge(delivery=PLAIN["delivery"] + "geas,1.0,2026-10-16 10:00\n")
    assert "2 rows, 1 of them usable" in checked.receipt.to_text(words("en"))


def test_dutch_readers_get_the_codes_and_columns_they_deliver(judge: Judge) -> None:
    text = judge(attendance=PLAIN["attendance"].replace("absent", "online")).receipt.to_text(
        words("nl")
    )
    assert "aanwezig, te_laat, afgemeld" in text


def test_an_export_of_forms_is_recognised(write: Write) -> None:
    folder = write({"blad": "ID,Begintijd,Tijd van voltooien,E-mail\n1,,,\n"})
    (checked,) = check([folder], {})
    assert ("forms_export", None, None) in told(checked, "warning")
