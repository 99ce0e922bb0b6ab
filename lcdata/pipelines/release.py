"""Everything a release publishes, from the marts alone: the pure heart of a build."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import polars as pl

from lcdata.contracts.marts import Marts
from lcdata.domain import OVERALL, Grain
from lcdata.pipelines import burn_up, contacts, overarching, process_signals, signals, timeline
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import SMALL_NUMBERS
from lcdata.pipelines.manager_actions import manager_actions
from lcdata.pipelines.pooling import cells
from lcdata.pipelines.sprint_facts import sprint_facts
from lcdata.statistics.funnel import ALARM, ALERT, exact_limit

_SCALE = ("scale_id", "construct", "items", "min", "max", "citation", "licence")

FUNNEL_FROM = 10
"""Known pairs below which no point is drawn in a funnel."""


def build_cells(marts: Marts) -> dict[str, pl.DataFrame]:
    """The published tables by name (`contracts/published.py`); a pure function of the marts."""
    facts = Facts(marts)
    records = pl.concat([cells(CATALOGUE, facts), contacts.contact_cells(facts)]).sort(
        "indicator", "grain", "entity_id", "period"
    )
    return {
        "cells": records,
        "definitions": definitions(),
        "scales": marts["dim_scale"].select(_SCALE).sort("construct"),
        "funnel": funnel(records),
        "organisations": marts["dim_organisation"].sort("organisation_id"),
        "communities": timeline.communities(facts).sort("community_id"),
        "phases": timeline.phases(facts),
        "burn_up": burn_up.burn_up(facts),
        "sprint_facts": sprint_facts(facts),
        "manager_actions": manager_actions(facts),
        "weeks": timeline.weeks(facts),
        "meetings": timeline.meetings(facts),
        "product_versions": timeline.product_versions(facts),
        "visits": timeline.visits(facts),
        "shared_sessions": overarching.shared_sessions(facts),
        "signals": process_signals.process_signals(facts, records),
        "members": members(facts),
        "marks": marks(facts),
        "person_signals": signals.person_signals(facts),
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


def funnel(records: pl.DataFrame) -> pl.DataFrame:
    """Limits of attendance around the consortium's rate, for 10 known pairs and more.

    One row per number of pairs up to the largest company's; empty without a consortium rate.
    """
    rates = records.filter(
        (pl.col("indicator") == "attendance_rate")
        & (pl.col("period") == OVERALL)
        & pl.col("value").is_not_null()
    )
    target = rates.filter(pl.col("grain") == Grain.CONSORTIUM)["value"]
    largest = rates.filter(pl.col("grain") != Grain.CONSORTIUM)["den"].max()
    last = int(largest) if isinstance(largest, float) else 0
    den = np.arange(FUNNEL_FROM, last + 1, dtype=float) if len(target) else np.zeros(0)
    tails = {"low_998": ALARM, "low_95": ALERT, "high_95": 1 - ALERT, "high_998": 1 - ALARM}
    centre = float(target[0]) if len(target) else 0.5
    limits = {name: exact_limit(tail, den, centre) for name, tail in tails.items()}
    return pl.DataFrame({"den": den, **limits})


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
        )
        .sort("community_id", "display_name", "person_id")
    )


def marks(facts: Facts) -> pl.DataFrame:
    """One row per eligible pair: the member's state in a held session."""
    return facts.pairs.select("community_id", "session_id", "person_id", status="state").sort(
        "community_id", "session_id", "person_id"
    )
