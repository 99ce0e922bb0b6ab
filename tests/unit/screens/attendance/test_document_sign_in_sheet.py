from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lcdata.access import Scope
from lcdata.contracts.register import Member, Register
from lcdata.errors import AccessDenied
from lcdata.screens.attendance.document_sign_in_sheet import (
    GUESTS,
    file_name,
    is_offered,
    said,
    sign_in_sheet,
)
from lcdata.view_models.view import View
from tests.unit.conftest import make_meeting
from tests.unit.full_view import make_view
from tests.unit.reports.pdf import bare, page_count, text, unpacked

MINE, THEIRS = "alferink/c1", "winkels/c1"
FACILITATOR = Scope.facilitator(MINE)


def member(
    name: str, community_id: str = MINE, left_on: dt.date | None = None, home: str = "alferink"
) -> Member:
    joined = dt.date(2026, 10, 12)
    return Member(community_id, name, name, "employee", "field", joined, left_on, home)


PEOPLE = (
    member("Anna #strike[x] $1$"),
    member("Bram <b>*vet*</b>"),
    member("Vertrokken", left_on=dt.date(2026, 11, 1)),
    member("Van een ander", THEIRS),
)


def view(scope: Scope = FACILITATOR, **changes: object) -> View:
    meetings = (make_meeting("s9", MINE, "2026-11-24", "planned"),)
    given = {"meetings": meetings, "register": Register(PEOPLE), **changes}
    return make_view("nl", scope, **given)


def test_the_sheet_names_session_place_and_expected_members() -> None:
    read = text(sign_in_sheet(view(), MINE))
    for told in ("Prefab Café", "Dinsdag 24 november, 16.00 uur", "op locatie", "Alferink"):
        assert bare(told) in read
    assert bare("Anna #strike[x] $1$") in read
    assert bare("Bram <b>*vet*</b>") in read


def test_who_has_left_and_who_is_anothers_stays_off_the_sheet() -> None:
    read = text(sign_in_sheet(view(), MINE))
    assert "Vertrokken" not in read
    assert bare("Van een ander") not in read


def test_each_name_has_its_home_organisation_where_this_viewer_knows_it_by_name() -> None:
    people = (member("Anna"), member("Bram", home="saxion"), member("Cas", home="elders"))
    rows = said(view(register=Register(people)), MINE)["rows"]
    assert isinstance(rows, list)
    assert rows[:3] == [["Anna", "Alferink"], ["Bram", "Saxion"], ["Cas", ""]]
    read = text(sign_in_sheet(view(register=Register(people)), MINE))
    assert "BramSaxion" in read


def test_guests_have_lines_of_their_own() -> None:
    rows = said(view(), MINE)["rows"]
    assert isinstance(rows, list)
    assert len(rows) == 2 + GUESTS
    assert rows[-GUESTS:] == [["", ""]] * GUESTS


def test_the_sheet_is_a_tagged_table() -> None:
    pdf = unpacked(sign_in_sheet(view(), MINE))
    assert b"/Lang(nl)" in pdf
    assert b"/S/TH" in pdf
    assert pdf.count(b"/S/TR") == 1 + 2 + GUESTS


def test_a_large_group_takes_a_second_sheet_and_loses_nobody() -> None:
    people = tuple(member(f"Deelnemer {n:02}") for n in range(30))
    pdf = sign_in_sheet(view(register=Register(people)), MINE)
    assert page_count(pdf) == 2
    assert all(f"Deelnemer{n:02}" in text(pdf) for n in range(30))


@pytest.mark.parametrize(
    "refused",
    [
        view(register=Register()),
        view(meetings=()),
        view(Scope.leader()),
        view(Scope.director("alferink")),
        view(Scope.facilitator(THEIRS)),
    ],
    ids=["view as", "no session", "leader", "director", "another"],
)
def test_there_is_no_sheet_for(refused: View) -> None:
    assert not is_offered(refused, MINE)
    with pytest.raises(AccessDenied):
        sign_in_sheet(refused, MINE)


def test_an_own_community_without_persons_in_view_has_no_sheet() -> None:
    others = Register(tuple(replace(one, community_id=THEIRS) for one in PEOPLE))
    assert not is_offered(view(register=others), MINE)


def test_no_id_is_a_path() -> None:
    assert file_name("../x/c1") == "sign-in-..-x-c1.pdf"
