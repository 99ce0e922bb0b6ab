from __future__ import annotations

import json
import string
from typing import get_args

import pytest

from lcdata.ingest.definitions import Severity
from lcdata.ingest.handbook import handbook
from lcdata.ingest.issues import CATALOGUE, Issue
from lcdata.ingest.judging.check import check
from lcdata.ingest.reading.opening import Handed, read_originals
from lcdata.ingest.receipt import Receipt, ReceiptStatus, exit_code
from lcdata.ingest.shown import shown
from lcdata.locale import LANGUAGES, Language, words
from tests.unit.ingest.conftest import PLAIN, Judge, Write


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def receipt(status: ReceiptStatus, *codes: str) -> Receipt:
    return Receipt("geas", "0", status, {}, (), tuple(Issue(code) for code in codes))


def test_the_json_receipt_is_as_the_design_says(write: Write) -> None:
    folder = write(session=PLAIN["session"].replace("s2,c1,1,work", "s2,c1,1,feest"))
    (checked,) = check([Handed("geas", read_originals(folder), is_folder=True)], {})
    line = checked.receipt.to_json(words("en"))
    told = json.loads(line)
    assert "\n" not in line
    assert list(told) == [
        "organisation_id", "delivery_id", "status", "tables", "dropped", "issues"
    ]  # fmt: skip
    assert told["status"] == "accepted_with_errors"
    assert told["delivery_id"] == checked.delivery_id
    assert told["tables"]["session"] == {
        "read": 2,
        "accepted": 1,
        "quarantined": 1,
        "skipped": 0,
    }
    assert told["issues"][0] == {
        "severity": "error",
        "code": "code_unknown",
        "file": "geas/session.csv",
        "sheet": None,
        "row": 3,
        "column": "kind",
        "message": "feest is not in the code list of this column.",
        "remedy": "Use one of: start, work, review, closing.",
    }


def test_dutch_readers_get_dutch_with_their_own_table_names(judge: Judge) -> None:
    checked = judge(session=PLAIN["session"].replace("s2,c1,1,work", "s2,c9,1,work"))
    lines = checked.receipt.to_text(words("nl")).splitlines()
    assert lines[0] == "geas: aangenomen, met rijen apart gezet"
    assert lines[1].startswith("  fout  ")
    assert "rij 3, community_id: c9 komt niet voor in tabel community." in lines[1]
    assert "tabel bijeenkomst" in lines[2]


def test_a_receipt_survives_its_record(judge: Judge) -> None:
    checked = judge(session=PLAIN["session"].replace("held", "uitgesteld"), x="a\n")
    record = json.loads(json.dumps(checked.receipt.to_record()))
    assert Receipt.from_record(record) == checked.receipt


def test_a_record_with_an_unknown_status_is_not_believed(judge: Judge) -> None:
    record = judge().receipt.to_record() | {"status": "goed"}
    with pytest.raises(ValueError, match="goed"):
        Receipt.from_record(record)


@pytest.mark.parametrize(
    ("receipts", "code"),
    [
        ([], 0),
        ([receipt("accepted")], 0),
        ([receipt("accepted", "blank_rows_skipped")], 0),
        ([receipt("accepted", "session_long")], 1),
        ([receipt("accepted_with_errors", "bad_date")], 1),
        ([receipt("refused", "path_missing"), receipt("accepted")], 2),
    ],
)
def test_the_exit_code_is_that_of_the_worst_delivery(receipts: list[Receipt], code: int) -> None:
    assert exit_code(receipts) == code


def test_every_status_has_words() -> None:
    for status in get_args(ReceiptStatus):
        assert receipt(status).to_text(words("nl")).startswith("geas: ")


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_speaks_both_languages(code: str) -> None:
    definition = CATALOGUE[code]
    params = dict.fromkeys(names(definition.message) | names(definition.remedy), "x")
    issue = Issue(code, params=params)
    english, dutch = words("en"), words("nl")
    assert issue.message(english) != issue.message(dutch)
    assert issue.remedy(english) != issue.remedy(dutch)
    assert issue.severity in Severity


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("Jan Jansen", "display_name", "…"),
        ("jan@example.org", "status", "…"),
        ("x" * 41, "status", "x" * 39 + "…"),
        ("a\x1b[2Jb", "status", "a [2Jb"),
        ("feest", "status", "feest"),
    ],
)
def test_a_message_repeats_little_and_no_names(text: str, column: str, expected: str) -> None:
    assert shown(text, column) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_holds_every_code_once(language: Language) -> None:
    page = handbook(words(language))
    assert all(page.count(f"| `{code}` |") == 1 for code in CATALOGUE)
