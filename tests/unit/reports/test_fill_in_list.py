from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from lcdata.access import Scope
from lcdata.contracts.register import Mark, Member, Register
from lcdata.errors import AccessDenied
from lcdata.ingest.judging.check import check
from lcdata.locale import Language
from lcdata.reports.fill_in_list import file_name, fill_in_list, is_offered
from lcdata.view_models.view import View
from tests.unit.charts.conftest import make_view
from tests.unit.view_models.conftest import make_meeting

MINE, THEIRS = "alferink/c1", "winkels/c1"
FACILITATOR = Scope.facilitator(MINE)


def member(code: str, name: str, community_id: str = MINE, left: str | None = None) -> Member:
    owner = community_id.split("/")[0]
    until = dt.date.fromisoformat(left) if left else None
    joined = dt.date(2026, 10, 12)
    return Member(community_id, f"{owner}/{code}", name, "employee", "field", joined, until, owner)


PEOPLE = (
    member("007", "Anna"),
    member("008", "=1+1", left="2026-11-30"),
    member("009", "Van een ander", THEIRS),
)
MARKS = (
    Mark(MINE, "alferink/s1", "alferink/007", "unknown"),
    Mark(MINE, "alferink/s1", "alferink/008", "present"),
)
MEETINGS = (
    make_meeting("alferink/s1", MINE, "2026-11-02"),
    make_meeting("alferink/s3", MINE, "2026-12-01", "planned"),
    make_meeting("alferink/s2", MINE, "2026-11-24", "planned"),
    make_meeting("winkels/s1", THEIRS, "2026-11-24", "planned"),
)


def view(scope: Scope = FACILITATOR, language: Language = "en", **changes: object) -> View:
    register = Register(PEOPLE, MARKS)
    return make_view(language, scope, **{"meetings": MEETINGS, "register": register, **changes})


def lines(seen: View) -> list[tuple[object, ...]]:
    opened = openpyxl.load_workbook(io.BytesIO(fill_in_list(seen, MINE)))
    return list(opened.worksheets[1].iter_rows(values_only=True))


def test_gaps_come_first_then_who_is_expected_at_each_coming_session() -> None:
    head, *rows = lines(view())
    assert head[:5] == ("member", "day", "session_id", "person_id", "status")
    told = [(name, str(day)[:10], *rest) for name, day, *rest in (row[:5] for row in rows)]
    assert told == [
        ("Anna", "2026-11-02", "s1", "007", "unknown"),
        ("=1+1", "2026-11-24", "s2", "008", "unknown"),
        ("Anna", "2026-11-24", "s2", "007", "unknown"),
        ("Anna", "2026-12-01", "s3", "007", "unknown"),
    ]


def test_a_name_never_becomes_a_formula() -> None:
    opened = openpyxl.load_workbook(io.BytesIO(fill_in_list(view(), MINE)))
    assert opened.worksheets[1]["A3"].value == "=1+1"
    assert opened.worksheets[1]["A3"].data_type == "s"


def test_the_list_says_that_it_is_no_delivery_and_is_refused_as_one(tmp_path: Path) -> None:
    content = fill_in_list(view(language="nl"), MINE)
    opened = openpyxl.load_workbook(io.BytesIO(content))
    assert "Dit is geen levering." in str(list(opened.worksheets[0].values))
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    (checked,) = check([path], {})
    assert checked.is_refused
    assert not checked.receipt.tables


def test_the_status_has_a_list_to_choose_from() -> None:
    opened = openpyxl.load_workbook(io.BytesIO(fill_in_list(view(language="nl"), MINE)))
    sheet = opened.worksheets[1]
    assert [cell.value for cell in sheet[1]][4] == "status"
    (rule, *_) = [r for r in sheet.data_validations.dataValidation if str(r.sqref)[0] == "E"]
    assert rule.formula1 == "'Keuzelijsten'!$A$1:$A$5"
    shown = [cell[0].value for cell in opened["Keuzelijsten"]["A1:A5"]]
    assert shown == ["aanwezig", "te laat", "afgemeld", "afwezig", "onbekend"]


@pytest.mark.parametrize(
    "refused",
    [
        view(register=Register()),
        view(Scope.leader()),
        view(Scope.director("alferink")),
        view(Scope.facilitator(THEIRS)),
        view(meetings=MEETINGS[:1], register=Register(PEOPLE, MARKS[1:])),
    ],
    ids=["view as", "leader", "director", "another", "nothing to fill in"],
)
def test_there_is_no_list_for(refused: View) -> None:
    assert not is_offered(refused, MINE)
    with pytest.raises(AccessDenied):
        fill_in_list(refused, MINE)


def test_no_id_is_a_path() -> None:
    assert file_name("../x/c1") == "attendance-list-..-x-c1.xlsx"
