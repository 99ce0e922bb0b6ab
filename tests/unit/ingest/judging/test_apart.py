from __future__ import annotations

import io
import os
import signal
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from lcdata.ingest import limits
from lcdata.ingest.checked import Checked
from lcdata.ingest.found import Found
from lcdata.ingest.issues import Issue
from lcdata.ingest.judging.check import check
from lcdata.ingest.judging.draft import draft_of
from lcdata.ingest.judging.draft_message import draft_from_message, draft_to_message
from lcdata.ingest.judging.message import BrokenMessage, Message, receive, send
from lcdata.ingest.judging.reader_pool import POOL, ReaderChild, ReaderPool
from lcdata.ingest.reading.opening import read_originals
from lcdata.ingest.receipt import Receipt
from lcdata.locale import words
from tests.unit.ingest.conftest import PLAIN, Judge, Write

FAR_AWAY = (
    '<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
    "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    '<row r="1048576"><c\nr="XFD1048576" ><v>1</v></c></row>',
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
)


def workbook(far: str = "") -> bytes:
    """The plain delivery as a workbook, its last sheet with one more row of XML."""
    content, changed = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for table, text in PLAIN.items():
            sheet = book.add_worksheet(table)
            for number, line in enumerate(text.splitlines()):
                sheet.write_row(number, 0, line.split(","))
    last = f"xl/worksheets/sheet{len(PLAIN)}.xml"
    with zipfile.ZipFile(content) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            xml = before.read(name)
            if name == last:
                xml = xml.replace(b"</sheetData>", far.encode() + b"</sheetData>")
            after.writestr(name, xml)
    return changed.getvalue()


def delivered(folder: Path, content: bytes) -> Checked:
    path = folder / "geas.xlsx"
    path.write_bytes(content)
    return check([path], {})[0]


@pytest.mark.parametrize("far", FAR_AWAY, ids=("eight-digits", "single", "white-space", "plain"))
def test_a_cell_far_away_is_refused_in_any_spelling(tmp_path: Path, far: str) -> None:
    refused = delivered(tmp_path, workbook(far))
    assert [issue.code for issue in refused.receipt.issues] == ["sheet_too_large"]
    assert delivered(tmp_path, workbook()).receipt.status == "accepted"


def late(source: Path, monkeypatch: pytest.MonkeyPatch) -> Receipt:
    """The receipt of a file whose reader does not get on."""
    POOL.warm()
    for child in POOL._idle:
        os.kill(child._process.pid, signal.SIGSTOP)
    with monkeypatch.context() as patch:
        patch.setattr(limits, "READER_SECONDS", 0.1)
        patch.setattr(limits, "READER_START_SECONDS", 0.1)
        return check([source], {})[0].receipt


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_read(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write()
    slow = late(folder, monkeypatch)
    assert [issue.code for issue in slow.issues] == ["reader_too_slow"]
    assert check([folder], {})[0].receipt.status == "accepted"


def test_a_refusal_of_the_reader_says_what_to_do_in_both_languages(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = late(write(), monkeypatch)
    assert "geas" in refused.to_text(words("nl"))
    assert "bewaar het als nieuw bestand" in refused.to_text(words("nl"))
    assert "save it as a new file" in refused.to_text(words("en"))


def test_a_reader_that_was_killed_while_idle_costs_nobody_a_delivery() -> None:
    pool = ReaderPool()
    try:
        pool.warm()
        (child,) = pool._idle
        os.kill(child._process.pid, signal.SIGKILL)
        child._process.wait()
        fields = {"task": "delivery", "label": "a", "may_deliver": None, "is_folder": True}
        answer = pool.ask(Message(fields, {"goal.csv": b"a"}))
        assert answer.fields["organisation_id"] is None
    finally:
        pool.close()


def test_a_reader_is_replaced_after_its_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "READER_LIFE", 1)
    child = ReaderChild()
    try:
        fields = {"task": "delivery", "label": "a", "may_deliver": None, "is_folder": True}
        child.ask(Message(fields, {"goal.csv": b"a"}))
        assert child.is_spent
    finally:
        child.close()


def test_a_draft_is_the_same_after_its_way_through_a_message(write: Write) -> None:
    folder = write(attendance=PLAIN["attendance"] + "s9,001,present,,\ns2,002,feest,,\n")
    originals = read_originals(folder)
    before = draft_of(originals, "geas", None, is_folder=True)
    after = draft_from_message(draft_to_message(before), "geas", originals)
    assert after.found.issues == before.found.issues
    assert after.found.reasons == before.found.reasons
    assert after.exported_at == before.exported_at
    assert list(after.tables) == list(before.tables)
    for table, frame in before.tables.items():
        assert after.tables[table].equals(frame)
        assert after.raw[table].texts.equals(before.raw[table].texts)


def test_a_message_larger_than_allowed_is_not_read() -> None:
    stream = io.BytesIO()
    send(stream, Message({}, {"a": bytes(1000)}))
    stream.seek(0)
    with pytest.raises(BrokenMessage):
        receive(stream, 500)


def test_of_each_kind_the_first_hundred_stand_in_full_and_the_rest_is_counted(
    judge: Judge,
) -> None:
    rows = "".join(f"s1,{number:04},feest,,\n" for number in range(250))
    checked = judge(attendance="session_id,person_id,status,late_minutes,guest_kind\n" + rows)
    unknown = [issue for issue in checked.receipt.issues if issue.code == "code_unknown"]
    assert [issue.row for issue in unknown] == list(range(2, 102))
    (more,) = checked.receipt.more
    assert (more.code, more.column, more.count) == ("code_unknown", "status", 150)
    assert checked.receipt.tables["attendance"].quarantined == 250
    assert checked.quarantined["attendance"]["_reason"].to_list() == ["code_unknown"] * 250


def test_once_there_are_very_many_issues_each_new_kind_keeps_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "ISSUES", 3)
    found = Found(Issue("bad_date", "a.csv", None, row, "date") for row in range(1, 6))
    found.extend(Issue("bad_date", "b.csv", None, row, "date") for row in range(1, 6))
    assert [(issue.file, issue.row) for issue in found.issues] == [
        ("a.csv", 1), ("a.csv", 2), ("a.csv", 3), ("b.csv", 1)
    ]  # fmt: skip
    assert [more.count for more in found.more] == [2, 4]
    assert found.reasons["b.csv", None] == dict.fromkeys(range(1, 6), "bad_date")


def test_the_receipt_says_how_many_more_there_are(judge: Judge) -> None:
    rows = "".join(f"s1,{number:04},feest,,\n" for number in range(12_445))
    receipt = judge(
        attendance="session_id,person_id,status,late_minutes,guest_kind\n" + rows
    ).receipt
    assert "… en nog 12.345 van deze soort" in receipt.to_text(words("nl"))
    assert len(receipt.to_json(words("nl"))) < 100_000
