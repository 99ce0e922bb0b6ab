"""Outcomes: what changed during the communities? From the survey, never per community."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.screens.outcomes.model_change import consortium
from lcdata.screens.outcomes.model_changes import Changes, by_company, of_consortium, of_own_company
from lcdata.screens.outcomes.model_reading import explained, finding
from lcdata.screens.outcomes.model_reliability import reliability
from lcdata.screens.outcomes.model_response import responses
from lcdata.view_models.exhibit import Exhibit
from lcdata.view_models.figure import Figure
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Outcomes:
    """The whole page.

    Attributes:
        finding: what the intervals support, bold; empty where they support nothing.
        explained: how to read it.
        compared: companies on one scale for the leader, the own company on every scale for a
            director.
    """

    head: PageHead
    changes: Changes
    finding: str
    explained: tuple[str, ...]
    response: tuple[tuple[Figure, ...], ...]
    compared: Changes
    reliability: Exhibit


def build(view: View, construct: str) -> Outcomes:
    """The page of this viewer, with one construct compared by company."""
    words = view.words
    changes = of_consortium(view)
    compared = by_company(view, construct) if view.is_leader else of_own_company(view)
    return Outcomes(
        head=page_head(
            view, words.text("Outcomes"), words.text("What changed during the communities?")
        ),
        changes=changes,
        finding=finding(view, changes.rows),
        explained=explained(view, changes, compared),
        response=tuple(responses(view, unit) for unit in (consortium(view), *_own(view))),
        compared=compared,
        reliability=reliability(view),
    )


def _own(view: View) -> tuple[Unit, ...]:
    """The director's company; the leader has no company of its own."""
    return () if view.is_leader else (view.main,)
