from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from lcdata.access import Scope
from lcdata.contracts.cells import Cell, FunnelLimit, Thresholds
from lcdata.contracts.published import Community, Meeting, Organisation, Phase, ReadModel
from lcdata.domain import Kind
from lcdata.locale import Language, words
from lcdata.pipelines.computed import TRAITS
from lcdata.view_models.view import View

AS_OF = dt.date(2026, 11, 16)

MakeCell = Callable[..., Cell]
MakeCommunity = Callable[..., Community]
Look = Callable[..., View]


def make_cell(indicator: str, entity_id: str, num: float | None, den: float | None) -> Cell:
    grain = {"consortium": "consortium", "overarching": "overarching"}.get(entity_id, "company")
    if "/" in entity_id:
        grain = "community"
    value = None if num is None or not den else num / den
    of_answers = {name for name, traits in TRAITS.items() if traits.kind is Kind.SURVEY}
    needs = 10 if indicator in of_answers else 5
    return Cell(
        indicator, grain, entity_id, "overall", num, den, value, None, None, 20, 0, "ok",
        needs=needs,
    )  # fmt: skip


def empty_cell(indicator: str, entity_id: str, status: str) -> Cell:
    cell = make_cell(indicator, entity_id, None, None)
    return replace(cell, status=status, n_persons=None, n_missing=None)


def make_community(community_id: str, name: str, **changes: object) -> Community:
    owner = community_id.split("/")[0]
    community = Community(
        community_id=community_id,
        organisation_id=None if owner == "consortium" else owner,
        name=name,
        question="Hoe dan?",
        project=None,
        end_product="Opleverlijst",
        start_date=dt.date(2026, 10, 12),
        planned_end_date=dt.date(2026, 12, 25),
        ended_on=None,
        cadence_days=7,
        as_of=AS_OF,
        state="running",
        week=6,
        weeks=11,
    )
    return replace(community, **changes)  # type: ignore[arg-type]


def make_phase(community_id: str, sprint_no: int, phase: str, start: str, end: str) -> Phase:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    return Phase(community_id, sprint_no, phase, first, last, None, None)


def make_meeting(session_id: str, community_id: str, day: str, status: str = "held") -> Meeting:
    start = dt.datetime.fromisoformat(f"{day}T16:00")
    return Meeting(session_id, community_id, 1, "work", start, 45, status, "site")


ORGANISATIONS = (
    Organisation("winkels", "Winkels Techniek", "Winkels", "company"),
    Organisation("alferink", "Alferink Installatietechniek", "Alferink", "company"),
    Organisation("de-groot", "De Groot Installatiegroep", "", "company"),
    Organisation("saxion", "Saxion Hogeschool", "Saxion", "education"),
)

COMMUNITIES = (
    make_community("winkels/c1", "Storing voorbij"),
    make_community("alferink/c1", "Prefab Café"),
    make_community("consortium/c1", "Over de schutting"),
)

POLICY = Thresholds(5, 10, (5, 10, 20), 3, 0.5)

FUNNEL = tuple(FunnelLimit(float(den), 0.4, 0.6, 0.9, 0.98) for den in (10, 50, 100))


@pytest.fixture
def model() -> ReadModel:
    return ReadModel(
        "release",
        is_sample=True,
        policy=POLICY,
        organisations=ORGANISATIONS,
        communities=COMMUNITIES,
    )


@pytest.fixture
def look(model: ReadModel) -> Look:
    def build(scope: Scope | None = None, language: Language = "en", **changes: object) -> View:
        shown = replace(model, **changes)  # type: ignore[arg-type]
        return View(shown, scope or Scope.leader(), words(language))

    return build
