from __future__ import annotations

import pytest

from lcdata.screens.attendance import model_attendance
from lcdata.view_models.view import View, own_communities
from tests.unit.screens.attendance.conftest import C1


def test_gaps_are_counted_and_named(view: View) -> None:
    gaps = model_attendance.build(view, C1).gaps
    assert gaps.sentence == "Onbekend: 1 van 10 registraties."
    assert gaps.dates == (("30 okt", "Deelnemer 02"),)


def test_only_own_communities_have_a_page(view: View) -> None:
    assert own_communities(view) == {C1: "Prefab Café"}
    with pytest.raises(KeyError):
        model_attendance.build(view, "winkels/c1")
