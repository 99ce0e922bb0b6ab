from __future__ import annotations

import pytest

from lcdata.errors import DeliveryRefused
from lcdata.ingest.checked import Checked
from lcdata.ingest.reading.csv_files import read_csv
from lcdata.ingest.reading.encodings import decode
from tests.unit.ingest.conftest import PLAIN, Judge, Write

GOAL = "goal_id,community_id,set_on\n"


def codes(checked: Checked, severity: str) -> list[str]:
    return [issue.code for issue in checked.receipt.issues if issue.severity == severity]


def counts(checked: Checked, table: str) -> tuple[int, int, int, int]:
    count = checked.receipt.tables[table]
    return count.read, count.accepted, count.quarantined, count.skipped


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("é".encode(), "utf-8"),
        ("é".encode("utf-8-sig"), "utf-8"),
        ("é€".encode("cp1252"), "cp1252"),
        (b"\xff\xfe" + "é;a".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "é;a".encode("utf-16-be"), "utf-16-be"),
        ("goal_id;é".encode("utf-16-le"), "utf-16-le"),
        ("goal_id;é".encode("utf-16-be"), "utf-16-be"),
        (b"", "utf-8"),
    ],
)
def test_the_encoding_is_found(content: bytes, encoding: str) -> None:
    text, found = decode(content)
    assert found == encoding
    assert "é" in text or not content


@pytest.mark.parametrize("content", [b"\x81\x8d", b"\xff\xfea"])
def test_bytes_without_an_encoding_are_refused(content: bytes) -> None:
    with pytest.raises(DeliveryRefused, match="encoding_unreadable"):
        decode(content)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(judge: Judge, delimiter: str) -> None:
    text = PLAIN["attendance"].replace(",", delimiter)
    assert counts(judge(attendance=text), "attendance") == (3, 3, 0, 0)


def test_a_delimiter_inside_a_cell_does_not_mislead() -> None:
    records = "name;question\n" + '"a, b, c, d";"e, f, g"\n' * 5

    def fit(rows: object) -> int:
        return sum(tuple(row) == ("name", "question") for row in rows)  # type: ignore[attr-defined]

    sheet = read_csv("community", "f", records.encode(), fit)
    assert sheet.cells.rows()[1] == ("a, b, c, d", "e, f, g")


def test_a_sep_line_is_no_row(judge: Judge) -> None:
    text = "sep=;\r\n" + PLAIN["attendance"].replace(",", ";").replace("late;5", "late;-5")
    issue = judge(attendance=text).receipt.issues[0]
    assert (issue.code, issue.row, issue.column) == ("out_of_range", 3, "late_minutes")


def test_a_line_break_inside_a_cell_is_one_row(judge: Judge) -> None:
    text = GOAL.replace("set_on", "set_on,note") + 'g1,c1,2026-09-01,"een\ntwee\ndrie"\ng2,c1,x,\n'
    errors = [i for i in judge(goal=text).receipt.issues if i.severity == "error"]
    assert [(issue.code, issue.row) for issue in errors] == [("bad_date", 3)]


def test_title_rows_blank_rows_and_totals_are_no_data(judge: Judge) -> None:
    text = "Doelen 2026,,\n,,\n" + GOAL + "g1,c1,2026-09-01\n,,\n\nTotaal,1,\n"
    checked = judge(goal=text)
    assert counts(checked, "goal") == (4, 1, 0, 3)
    told = [i for i in checked.receipt.issues if i.severity == "info"]
    assert [(i.code, i.row, dict(i.params)) for i in told] == [
        ("blank_rows_skipped", None, {"count": 2}),
        ("totals_row_skipped", 7, {}),
    ]


def test_dutch_names_are_understood_whatever_their_case(write: Write, judge: Judge) -> None:
    folder = write()
    (folder / "attendance.csv").unlink()
    dutch = " Sessie_ID ;PERSOON_ID;Status\ns1;001;Te Laat\n"
    (folder / "Aanwezigheid.CSV").write_text(dutch, encoding="cp1252")
    (attendance,) = judge({}).tables["attendance"].to_dicts()
    assert attendance["status"] == "late"
    assert attendance["_row"] == 2


def test_an_absent_table_is_no_key_and_an_empty_one_an_empty_frame(judge: Judge) -> None:
    checked = judge(goal=GOAL)
    assert checked.tables["goal"].is_empty()
    assert "visit" not in checked.tables
    assert counts(checked, "goal") == (0, 0, 0, 0)
    assert "visit" not in checked.receipt.tables


def test_what_the_contract_does_not_know_is_dropped_and_listed(judge: Judge) -> None:
    text = "goal_id,community_id,set_on,Salaris\ng1,c1,2026-09-01,3000\n"
    checked = judge(goal=text, personeel="naam\nJan\n")
    assert {(d.table, d.column) for d in checked.receipt.dropped} == {
        ("goal", "Salaris"),
        ("personeel", None),
    }
    assert codes(checked, "info") == ["table_dropped", "column_dropped"]
    assert "Salaris" not in checked.tables["goal"].columns
    assert checked.receipt.status == "accepted"


def test_tables_of_the_consortium_are_left_out_of_a_company_s_delivery(judge: Judge) -> None:
    contact = "contact_id,organisation_id,held_on,kind\nk1,geas,2026-09-01,call\n"
    checked = judge(contact=contact)
    assert codes(checked, "warning") == ["table_not_yours", "reference_unchecked"]
    assert "contact" not in checked.tables
    assert "contact" not in checked.receipt.tables


def test_a_row_longer_than_the_header_is_an_error(judge: Judge) -> None:
    text = GOAL + "g1,c1,2026-09-01\ng2,c1,2026-09-01,verschoven\n"
    checked = judge(goal=text)
    assert codes(checked, "error") == ["row_too_long"]
    assert counts(checked, "goal") == (2, 1, 1, 0)


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "file_empty", None),
        ("a,b,c\n1,2,3\n", "header_missing", None),
        ("goal_id,community_id\n", "column_missing", "set_on"),
        ("goal_id,community_id,set_on,SET_ON\n", "column_twice", "set_on"),
        ("goal_id,community_id,set_on,gesteld_op\n", "column_twice", "set_on"),
        (GOAL + '"g1,c1,2026-09-01\ng2,c1,2026-09-01\n', "csv_unreadable", None),
        (GOAL + "123456782,c1,2026-09-01\n", "bsn_column", "goal_id"),
    ],
)
def test_a_table_that_does_not_fit_refuses_the_delivery(
    judge: Judge, text: str, code: str, column: str | None
) -> None:
    checked = judge(goal=text)
    blockers = [i for i in checked.receipt.issues if i.severity == "blocker"]
    assert [(i.code, i.column) for i in blockers] == [(code, column)]
    assert blockers[0].file is not None
    assert blockers[0].file.endswith("goal.csv")
    assert checked.receipt.status == "refused"
    assert checked.receipt.tables == {}
    assert not checked.tables


def test_a_bsn_column_is_found_in_what_would_be_dropped_too(judge: Judge) -> None:
    checked = judge(personeel="naam,nummer\nJan,123456782\nPiet,111222333\n")
    assert codes(checked, "blocker") == ["bsn_column"]


def test_nine_digits_that_fail_the_test_are_no_bsn(judge: Judge) -> None:
    checked = judge(goal=GOAL + "123456789,c1,2026-09-01\n123456782,c1,2026-09-01\n")
    assert checked.receipt.status == "accepted"


def test_two_files_for_one_table_are_refused(judge: Judge) -> None:
    checked = judge(doel=GOAL, goal=GOAL)
    assert codes(checked, "blocker") == ["table_twice"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PLAIN["delivery"].replace("1.0", "2.0"), "contract_version_unknown"),
        (PLAIN["delivery"].replace("geas", "a/b"), "delivery_not_one_row"),
        (PLAIN["delivery"].splitlines()[0], "delivery_not_one_row"),
        (PLAIN["delivery"] + "nijhof,1.0,2026-11-16 10:00\n", "delivery_not_one_row"),
        (PLAIN["delivery"].replace("10:00", ""), "delivery_not_one_row"),
    ],
)
def test_a_delivery_that_does_not_say_who_and_when_is_refused(
    judge: Judge, text: str, code: str
) -> None:
    assert code in codes(judge(delivery=text), "blocker")


@pytest.mark.parametrize("version", ["1.0", "1", "1,0"])
def test_spreadsheets_may_write_the_version_their_way(judge: Judge, version: str) -> None:
    text = PLAIN["delivery"].replace("1.0", f'"{version}"')
    assert judge(delivery=text).receipt.status == "accepted"
