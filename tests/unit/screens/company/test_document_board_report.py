from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from lcdata.access import Scope
from lcdata.contracts.cells import Cell, Definition
from lcdata.contracts.progress import ManagerAction
from lcdata.contracts.published import ProductVersion
from lcdata.contracts.register import Signal
from lcdata.domain import Grain
from lcdata.errors import AccessDenied
from lcdata.locale import Language
from lcdata.reports.printable import PLACEHOLDER, printable
from lcdata.screens.company import model_company
from lcdata.screens.company.document_board_report import board_report, file_name
from lcdata.screens.company.model_beside import INDICATORS
from lcdata.view_models.view import View
from tests.unit.conftest import (
    ORGANISATIONS,
    empty_cell,
    make_cell,
    make_community,
    make_meeting,
)
from tests.unit.full_view import FULL_CELLS, make_view
from tests.unit.reports.pdf import bare, page_count, text, unpacked

DIRECTOR = Scope.director("alferink")
MINE = "alferink/c1"
CELLS = (
    replace(make_cell("attendance_rate", "alferink", 29, 39), low=0.55, high=0.87),
    replace(make_cell("attendance_rate", "alferink", 432, 555), grain=str(Grain.POOLED)),
    make_cell("reflection_completion", "alferink", 6, 8),
    empty_cell("action_closure", "alferink", "suppressed"),
    make_cell("sessions_held_ratio", "alferink", 11, 12),
)
DEFINITIONS = tuple(Definition(name, name, f"formula of {name}", *["x"] * 7) for name in INDICATORS)


def view(language: Language = "nl", scope: Scope = DIRECTOR, **changes: object) -> View:
    given: dict[str, object] = {"cells": CELLS, "definitions": DEFINITIONS, **changes}
    return make_view(language, scope, **given)


def action(title: str, community_id: str = MINE) -> ManagerAction:
    return ManagerAction(community_id, title, dt.date(2026, 10, 1), dt.date(2026, 10, 9), None)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_holds_what_the_page_shows(language: Language) -> None:
    meetings = (make_meeting("s9", MINE, "2026-12-01", "planned"),)
    seen = view(
        language,
        meetings=meetings,
        manager_actions=(action("Ruimte maken"),),
        product_versions=(ProductVersion(MINE, 1, dt.date(2026, 11, 3), "colleagues"),),
        signals=(Signal(MINE, "no_reflection", None, (), "E2", 1),),
    )
    page, read = model_company.build(seen, "alferink"), text(board_report(seen, "alferink"))
    told = [
        page.head.title,
        page.head.sample_notice,
        page.plan.title,
        page.plan.note,
        *(part for ribbon in page.ribbons for part in (ribbon.caption, *ribbon.told[0])),
        page.beside.exhibit.title,
        page.beside.exhibit.note,
        *(row.label for group in page.beside.groups for row in group.rows),
        *(row.share for group in page.beside.groups for row in group.rows),
        *(row.count for group in page.beside.groups for row in group.rows),
        page.asked.lead,
        *(part for ask in page.asked.actions for part in (ask.what, ask.where, ask.told)),
        *(reason for heed in page.asked.heeds for reason in heed.reasons),
        *(part for one in page.coming for part in (one.when, one.what)),
        *(line for absence in page.absences for line in absence.lines),
        "formula of attendance_rate",
    ]
    missing = [one for one in told if bare(one) not in read]
    assert not missing
    assert page.asked.heeds
    assert page.coming


def test_a_figure_says_value_count_and_that_of_the_others() -> None:
    read = text(board_report(view("en"), "alferink"))
    for told in ("74%29of39", "othercompanies78%", "6of8", "shielded", "fewerthan5"):
        assert told in read


def test_each_chart_is_told_to_a_reader_who_cannot_see_it() -> None:
    seen = view()
    page, pdf = model_company.build(seen, "alferink"), unpacked(board_report(seen, "alferink"))
    for told in (page.plan.alt, page.beside.exhibit.alt):
        spelled = told.encode("utf-16-be").hex().upper().encode()
        assert b"/Alt<FEFF" + spelled + b">" in pdf


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_report_is_tagged_says_its_language_and_can_be_kept(language: Language) -> None:
    pdf = unpacked(board_report(view(language), "alferink"))
    assert b"/StructTreeRoot" in pdf
    assert f"/Lang({language})".encode() in pdf
    assert b"<pdfuaid:part>1<" in pdf
    assert b"<pdfaid:part>2<" in pdf
    assert b"<pdfaid:conformance>A<" in pdf


def test_only_our_own_face_is_used() -> None:
    pdf = unpacked(board_report(view(), "alferink"))
    faces = {name.split(b"+")[1] for name in re.findall(rb"/BaseFont/([\w+-]+)", pdf)}
    assert faces == {b"IBMPlexSans", b"IBMPlexSans-SmBld"}


def test_the_same_release_gives_the_same_bytes() -> None:
    assert board_report(view(), "alferink") == board_report(view(), "alferink")


def test_another_companys_figures_cannot_appear() -> None:
    others = (make_cell("attendance_rate", "winkels", 139, 180), *FULL_CELLS[:1])
    seen = view(cells=(*CELLS, *others), manager_actions=(action("Van een ander", "winkels/c1"),))
    read = text(board_report(seen, "alferink"))
    for told in ("Winkels", "139", "Storingvoorbij", "Vaneenander"):
        assert told not in read


@pytest.mark.parametrize("asked", ["winkels", "nobody", "", "consortium"])
def test_a_director_gets_no_report_of_another_company(asked: str) -> None:
    with pytest.raises(AccessDenied):
        board_report(view(), asked)


def test_a_facilitator_gets_no_report() -> None:
    with pytest.raises(AccessDenied):
        board_report(view(scope=Scope.facilitator(MINE)), "alferink")


def test_the_leaders_report_stands_beside_the_consortium() -> None:
    cells: tuple[Cell, ...] = (*CELLS, make_cell("attendance_rate", "consortium", 61, 100))
    read = text(board_report(view("en", Scope.leader(), cells=cells), "alferink"))
    assert "consortium61%" in read
    assert "fortheconsortiumleader" in read


HOSTILE = (
    "#panic() $x$ *vet* _schuin_ `x` @label <script>alert(1)</script>",
    '#read("/etc/passwd") = kop - punt \\ & &lt; // weg /* en weg',
    "{{x}} %s </svg><image href='file:///etc/passwd'/> ]]>",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_with_markup_is_a_name(name: str) -> None:
    community = make_community(MINE, name, end_product=name)
    owner = replace(ORGANISATIONS[1], name=name, short_name=name)
    pdf = board_report(
        view(communities=(community,), organisations=(owner,), manager_actions=(action(name),)),
        "alferink",
    )
    assert text(pdf).count(bare(name)) >= 4


def test_a_name_cannot_turn_the_direction_of_reading() -> None:
    community = make_community(MINE, "omge\N{RIGHT-TO-LEFT OVERRIDE}keerd\N{ZERO WIDTH SPACE}")
    read = text(board_report(view(communities=(community,)), "alferink"))
    assert "omgekeerd" in read


@pytest.mark.parametrize(
    "stray", ["\N{GRINNING FACE}", "漢", "\x07", "\ue000", "\ud7ff", "\U0010ffff"]
)
def test_a_character_without_a_shape_costs_nobody_the_report(stray: str) -> None:
    community = make_community(MINE, f"Zon{stray}nig")
    read = text(board_report(view(communities=(community,)), "alferink"))
    assert f"Zon{PLACEHOLDER}nig" in read or "Zonnig" in read


def test_every_character_that_is_kept_can_be_set() -> None:
    kept = "".join(c for c in map(chr, range(0x20, 0x2FFF)) if printable(f"a{c}b") == f"a{c}b")
    community = make_community(MINE, "Alle", end_product="Stuk")
    asks = tuple(action(kept[start : start + 60]) for start in range(0, len(kept), 60))
    for ask in asks:
        assert board_report(view(communities=(community,), manager_actions=(ask,)), "alferink")
    assert len(kept) > 600


def test_long_lists_are_shortened_to_one_page_and_say_so() -> None:
    communities = tuple(
        make_community(
            f"alferink/c{n}", f"Community {n}", start_date=dt.date(2026, 1, 1) + dt.timedelta(n)
        )
        for n in range(9)
    )
    actions = tuple(action(f"Een actie met een lange titel over van alles {n}") for n in range(30))
    seen = view(communities=communities, manager_actions=actions)
    pdf = board_report(seen, "alferink")
    read = text(pdf)
    assert page_count(pdf) == 1
    assert "Ennog3eerdere." in read
    shown = read.count("Eenactiemeteenlangetitel")
    assert 1 <= shown < 30
    assert f"ennog{30 - shown}" in read


def test_a_title_without_end_is_cut_and_stays_on_one_page() -> None:
    pdf = board_report(view(manager_actions=(action("heel lang " * 900),)), "alferink")
    assert page_count(pdf) == 1
    assert "…" in text(pdf)
    assert text(pdf).count("heellang") < 30


def test_a_company_that_has_delivered_nothing_has_a_report_that_says_so() -> None:
    pdf = board_report(view("en", communities=(), cells=(), phases=()), "alferink")
    assert "Nothingdeliveredyet" in text(pdf)
    assert page_count(pdf) == 1


def test_no_id_is_a_path() -> None:
    director = Scope.director("../../etc/x y")
    assert file_name("../../etc/x y", director) == "board-report-..%2F..%2Fetc%2Fx%20y.pdf"


def test_the_leaders_report_never_takes_the_place_of_the_directors() -> None:
    assert file_name("nijhof", Scope.leader()) == "board-report-nijhof-leader.pdf"
