from __future__ import annotations

from collections.abc import Callable

import pytest
import streamlit as st

from lcdata.access import Scope
from lcdata.contracts.published import ReadModel
from lcdata.errors import AccessDenied
from lcdata.ui import data, session
from lcdata.ui import part as parts
from lcdata.ui.visitor import Door, Visitor
from tests.unit.conftest import POLICY

FACILITATOR = Scope.facilitator("winkels/c1")
OWN = (Scope.leader(), FACILITATOR)

Stand = Callable[..., None]


class WholePage(Exception):
    """The page runs as a whole."""


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    """Puts a visitor at the door, who looks in this role; None where no role is left."""

    def put(visitor: Visitor, scope: Scope | None, release: str = "r1") -> None:
        def current_scope() -> Scope:
            if scope is None:
                raise AccessDenied("nothing has been published yet for your role")
            return scope

        monkeypatch.setattr(parts, "visitor", lambda **_: visitor)
        monkeypatch.setattr(session, "current_scope", current_scope)
        model = ReadModel(release, is_sample=False, policy=POLICY)
        monkeypatch.setattr(data, "read_model", lambda _: model)

    put(Visitor(Door.OPEN, own=OWN), FACILITATOR)
    return put


@pytest.fixture
def shown() -> list[str]:
    """What the part has shown so far."""
    return []


@pytest.fixture
def clicked(monkeypatch: pytest.MonkeyPatch, stand: Stand, shown: list[str]) -> Callable[[], None]:
    """A click in a part that showed names: the part runs again alone."""
    alone: list[Callable[[], None]] = []

    def fragment(run: Callable[..., None]) -> Callable[..., None]:
        def begin(*args: object) -> None:
            alone.append(lambda: run(*args))
            run(*args)

        return begin

    def whole_page() -> None:
        raise WholePage

    monkeypatch.setattr(st, "fragment", fragment)
    monkeypatch.setattr(st, "rerun", whole_page)
    parts.part(shown.append)("names")
    assert shown == ["names"]
    return alone[0]


def test_a_part_runs_alone_while_nothing_has_changed(
    clicked: Callable[[], None], shown: list[str]
) -> None:
    clicked()
    assert shown == ["names", "names"]


@pytest.mark.parametrize(
    "now",
    [
        (Visitor(Door.TIMED_OUT), FACILITATOR),
        (Visitor(Door.OPEN, own=OWN), Scope.leader()),
        (Visitor(Door.OPEN, own=(Scope.leader(),)), FACILITATOR),
        (Visitor(Door.OPEN, own=OWN), None),
        (Visitor(Door.OPEN, own=OWN), FACILITATOR, "r2"),
    ],
    ids=["signed out", "another role", "a leader who lost the other role", "no role left",
         "another release"],
)  # fmt: skip
def test_a_part_gives_way_to_the_whole_page_once_what_it_was_drawn_on_has_changed(
    clicked: Callable[[], None], stand: Stand, shown: list[str], now: tuple[object, ...]
) -> None:
    stand(*now)
    with pytest.raises(WholePage):
        clicked()
    assert shown == ["names"]
