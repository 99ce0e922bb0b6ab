"""Everything a release publishes, from the marts alone: the pure heart of a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import polars as pl

from lcdata.contracts.marts import Marts
from lcdata.domain import Traits
from lcdata.pipelines import timeline
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import SMALL_NUMBERS
from lcdata.pipelines.observed import Observed, observe
from lcdata.pipelines.participation import overarching
from lcdata.pipelines.pooling import pool
from lcdata.pipelines.signals import person_signals, process_signals
from lcdata.pipelines.sprints import burn_up
from lcdata.pipelines.sprints.sprint_facts import sprint_facts
from lcdata.pipelines.support import contacts
from lcdata.pipelines.support.manager_actions import manager_actions
from lcdata.pipelines.traits import OF_CONTACTS
from lcdata.statistics.funnel import ALARM, ALERT, exact_limit

_SCALE = ("scale_id", "construct", "items", "min", "max", "citation", "licence")

FUNNEL_FROM = 10
"""Known pairs below which no point is drawn in a funnel."""


TRAITS: Mapping[str, Traits] = {
    **{indicator.id: indicator.traits for indicator in CATALOGUE},
    **dict.fromkeys((entry.id for entry in contacts.DEFINITIONS), OF_CONTACTS),
}
"""Every indicator with what disclosure control asks of it."""


@dataclass(frozen=True)
class Computed:
    """What the pipelines make of the marts; a pure function of them.

    Attributes:
        cells: the raw cells of every indicator.
        observed: the observations behind them, for disclosure control.
        facts: what they were observed in.
        tables: everything else that is published, by name (`contracts/published.py`).
    """

    cells: pl.DataFrame
    observed: Observed
    facts: Facts
    tables: dict[str, pl.DataFrame]


def compute(marts: Marts) -> Computed:
    """Everything a release holds, before disclosure control."""
    facts = Facts(marts)
    observed = observe(CATALOGUE, facts)
    records = pl.concat([pool(observed, observed.units), contacts.contact_cells(facts)]).sort(
        "indicator", "grain", "entity_id", "period"
    )
    return Computed(records, observed, facts, _tables(facts, records))


def _tables(facts: Facts, records: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {
        "definitions": definitions(),
        "scales": facts.marts["dim_scale"].select(_SCALE).sort("construct"),
        "organisations": facts.marts["dim_organisation"].sort("organisation_id"),
        "communities": timeline.communities(facts).sort("community_id"),
        "phases": timeline.phases(facts),
        "burn_up": burn_up.burn_up(facts),
        "sprint_facts": sprint_facts(facts),
        "manager_actions": manager_actions(facts),
        "meetings": timeline.meetings(facts),
        "product_versions": timeline.product_versions(facts),
        "visits": timeline.visits(facts),
        "shared_sessions": overarching.shared_sessions(facts),
        "signals": process_signals.process_signals(facts, records),
        "signals_of_members": process_signals.signals_of_members(facts, records),
        "members": members(facts),
        "marks": marks(facts),
        "person_signals": person_signals.person_signals(facts),
    }


def definitions() -> pl.DataFrame:
    """One row per indicator of the catalogue, in its order; the texts are message ids."""
    return pl.DataFrame(
        [
            {
                "id": indicator.id,
                "name": indicator.name,
                "formula": indicator.formula,
                "unit": indicator.unit,
                "source": str(indicator.source),
                "topic": indicator.topic,
                "denominator": indicator.denominator,
                "figure_class": str(indicator.figure_class),
                "small_numbers": SMALL_NUMBERS[indicator.figure_class],
                "literature": indicator.literature,
            }
            for indicator in CATALOGUE
        ]
        + [asdict(entry) for entry in contacts.DEFINITIONS]
    )


def funnel(num: float, den: float, largest: float) -> pl.DataFrame:
    """Limits of attendance around a rate, for 10 known pairs and more.

    One row per number of pairs up to the largest unit's.

    Args:
        num: pairs that were there, of the target rate.
        den: known pairs of the target rate, > 0.
        largest: known pairs of the largest unit in the picture.
    """
    pairs = np.arange(FUNNEL_FROM, int(largest) + 1, dtype=float)
    tails = {"low_998": ALARM, "low_95": ALERT, "high_95": 1 - ALERT, "high_998": 1 - ALARM}
    limits = {name: exact_limit(tail, pairs, num / den) for name, tail in tails.items()}
    return pl.DataFrame({"den": pairs, **limits})


def members(facts: Facts) -> pl.DataFrame:
    """One row per community and member, with the name where one was delivered."""
    return (
        facts.members.join(facts.marts["dim_person"], on="person_id", how="left")
        .select(
            "community_id",
            "person_id",
            pl.coalesce("display_name", "person_id").alias("display_name"),
            "role",
            "service",
            "joined_on",
            "left_on",
            "organisation_id",
        )
        .sort("community_id", "display_name", "person_id")
    )


def marks(facts: Facts) -> pl.DataFrame:
    """One row per eligible pair: the member's state in a held session."""
    return facts.pairs.select("community_id", "session_id", "person_id", status="state").sort(
        "community_id", "session_id", "person_id"
    )
