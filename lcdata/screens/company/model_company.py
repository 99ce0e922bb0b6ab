"""Company: how does my company do, and what is asked of me?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lcdata.contracts.published import Community
from lcdata.domain import Grain
from lcdata.screens.company.model_asked import Asked, Coming, asked, coming, nothing_coming
from lcdata.screens.company.model_beside import INDICATORS, Beside, beside
from lcdata.view_models.absent import Absence, absences, community_unit
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.page_head import PageHead, as_of
from lcdata.view_models.plan import lane
from lcdata.view_models.ribbon import (
    Ribbon,
    in_plan_order,
    version_list,
    version_marks,
    version_words,
)
from lcdata.view_models.table import Value
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

ALSO_EXPECTED = (
    "best_sprint_chosen",
    "gives_and_takes",
    "retention",
    "visits_per_sprint",
    "change.innovative_work_behaviour",
    "change.self_directed_learning",
    "change.proactive_attitude",
)
"""Figures that are shown elsewhere, but missed here when there are none."""


@dataclass(frozen=True)
class Company:
    """The whole page; `heads` are those of the words beside the ribbons.

    `stand` is the company's own as-of date, and how much older that is than the newest;
    `nothing_coming` is said in the place of `coming` where that is empty.
    """

    head: PageHead
    stand: str
    ribbons: tuple[Ribbon, ...]
    heads: tuple[str, ...]
    plan: Exhibit
    beside: Beside
    asked: Asked
    coming: tuple[Coming, ...]
    nothing_coming: str
    absences: tuple[Absence, ...]


def companies_in_view(view: View) -> Mapping[str, str]:
    """The companies this viewer may choose, by full name; a director has the own one alone."""
    mine = [unit for unit in view.units if unit.grain is Grain.COMPANY]
    return {unit.entity_id: unit.name for unit in mine if view.is_leader or unit.is_own}


def build(view: View, company_id: str) -> Company:
    """The page of one company; a company this viewer may not choose is the first one."""
    allowed = companies_in_view(view)
    chosen = company_id if company_id in allowed else next(iter(allowed), "")
    unit = next((u for u in view.units if u.entity_id == chosen), view.main)
    ribbons = tuple(_ribbon(view, community) for community in in_plan_order(unit.communities))
    each = [community_unit(community, is_own=True) for community in unit.communities]
    stand = _stand(view, unit)
    return Company(
        head=_head(view, unit, stand),
        stand=stand,
        ribbons=ribbons,
        heads=(view.words.text("End product"),),
        plan=_plan(view, unit, ribbons),
        beside=beside(view, unit),
        asked=asked(view, unit),
        coming=coming(view, unit),
        nothing_coming=nothing_coming(view, unit),
        absences=absences(view, [unit, *each], (*INDICATORS, *ALSO_EXPECTED)),
    )


def _head(view: View, unit: Unit, stand: str) -> PageHead:
    """The company's own name and how its figures stand."""
    words = view.words
    lead = words.text("My company") if not view.is_leader else words.text("Company")
    notice = words.text("sample data") if view.model.is_sample else ""
    return PageHead(unit.name, f"{lead} · {stand}", notice)


def _stand(view: View, unit: Unit) -> str:
    """The company's own as-of date, and how much older that is than the newest."""
    words, own = view.words, as_of(unit.communities)
    if own is None:
        return words.text("nothing delivered yet")
    stand = words.text("as of {day}", day=words.day(own))
    older = (view.as_of - own).days if view.as_of else 0
    if not older:
        return stand
    told = words.plural(
        "{count} day older than the newest delivery",
        "{count} days older than the newest delivery",
        older,
    )
    return f"{stand} · {told}"


def _ribbon(view: View, community: Community) -> Ribbon:
    words = view.words
    shown = lane(view, community, is_own=True)
    product = community.end_product or words.text("not named yet")
    return Ribbon(
        community_id=community.community_id,
        lane=shown,
        caption=shown.state,
        versions=version_marks(view, community),
        told=((product, version_words(view, community)),),
    )


def _plan(view: View, unit: Unit, ribbons: tuple[Ribbon, ...]) -> Exhibit:
    words = view.words
    rows: list[tuple[Value, ...]] = [
        (
            ribbon.lane.name,
            ribbon.caption,
            ribbon.told[0][0],
            version_list(view, view.community(ribbon.community_id)) or words.text("no version yet"),
        )
        for ribbon in ribbons
    ]
    said = [f"{r.lane.name}: {r.caption}, {' · '.join(r.told[0])}" for r in ribbons]
    lead = words.text("Ribbon of the own plan per community, with the versions of its end product.")
    return exhibit(
        view,
        name=f"company-plan-{unit.entity_id}",
        title=words.text("Plan and course"),
        alt=f"{lead} {'. '.join(said)}.",
        columns=(
            words.text("Community"),
            words.text("Place in its own plan"),
            words.text("End product"),
            words.text("Versions"),
        ),
        rows=rows,
        indicators=("versions_per_sprint",),
        note=words.text(
            "Full = elapsed, pale = still to come, tick = the date of the figures. "
            "Circle = a version of the end product."
        ),
        scope=unit.name,
    )
