from __future__ import annotations

from dataclasses import replace

from lcdata.access import Scope
from lcdata.screens.participation.model_retention import retention
from tests.unit.conftest import Look, make_cell


def test_retention_is_told_in_a_sentence(look: Look) -> None:
    cell = replace(make_cell("retention", "consortium", None, 112), value=0.93, low=0.85, high=0.97)
    rows = retention(look(cells=(cell,))).table.rows
    assert rows == (
        ("Consortium", "An estimated 93% stay until the planned end · 95% interval 85–97%"),
    )


def test_a_directors_own_company_has_no_retention_figure_and_the_page_says_why(look: Look) -> None:
    cell = replace(make_cell("retention", "winkels", None, 90), grain="pooled", value=1.0)
    (own, others) = retention(look(Scope.director("winkels"), cells=(cell,))).table.rows
    assert str(own[1]).startswith("No figure for one company")
    assert others == (
        "Other companies (together)",
        "Nobody left before the planned end",
    )
