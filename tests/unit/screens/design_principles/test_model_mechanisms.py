from __future__ import annotations

from lcdata.screens.design_principles.model_mechanisms import PRINCIPLES, SUPPORT
from lcdata.view_models.advice import MECHANISMS


def test_there_are_five_principles_and_sixteen_mechanisms() -> None:
    codes = [entry.id for group in PRINCIPLES for entry in group.entries if entry.id in MECHANISMS]
    assert [group.id for group in PRINCIPLES] == ["A", "B", "C", "D", "E"]
    assert codes == list(MECHANISMS)
    assert len(codes) == 16


def test_every_design_indicator_of_the_catalogue_is_evidence_once() -> None:
    from lcdata.pipelines.catalogue import CATALOGUE

    shown = [i.indicator for g in (*PRINCIPLES, SUPPORT) for e in g.entries for i in e.items]
    assert sorted(shown) == sorted(one.id for one in CATALOGUE if one.id.startswith("design."))
