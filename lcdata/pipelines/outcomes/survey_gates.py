"""Reasons a survey figure is not there: nobody was asked, nobody could answer, or not yet."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from lcdata.domain import OVERALL, Status
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.survey import AFTER, BEFORE, WAVES

_OWN = pl.col("community_id")


def per_wave(facts: Facts, construct: str | None = None) -> pl.DataFrame:
    """Per wave: not measured, or not due while the wave has no invitations."""
    asked = facts.survey.asked
    return _gates(facts, {wave: _OWN.is_in(asked[wave]) for wave in WAVES}, construct)


def before_and_after(facts: Facts, construct: str) -> pl.DataFrame:
    """Overall: not measured, or not due while t0 or t2 has no invitations."""
    asked = facts.survey.asked
    both = _OWN.is_in(asked[BEFORE]) & _OWN.is_in(asked[AFTER])
    return _gates(facts, {OVERALL: both}, construct)


def any_wave(facts: Facts) -> pl.DataFrame:
    """Overall: not measured, or not due while nobody has been invited."""
    asked = [community for wave in WAVES for community in facts.survey.asked[wave]]
    return _gates(facts, {OVERALL: _OWN.is_in(asked)})


def measured_at_all(facts: Facts, construct: str) -> pl.DataFrame:
    """Per wave: not measured; a wave without invitations leaves too few answers."""
    return _gates(facts, dict.fromkeys(WAVES, pl.lit(value=True)), construct)


def _gates(facts: Facts, due: Mapping[str, pl.Expr], construct: str | None = None) -> pl.DataFrame:
    """The status of the communities that have no figure, by period.

    Args:
        facts: the marts.
        due: by period, the communities whose moment has come, once they have started.
        construct: what has to be answered in the delivery, if one construct has to.
    """
    survey = facts.survey
    unmeasured = _OWN.is_in(survey.unmeasured)
    if construct:
        unmeasured = unmeasured | _OWN.is_in(survey.unanswered[construct])
    statuses = {
        period: pl.when(unmeasured)
        .then(pl.lit(str(Status.NOT_MEASURED)))
        .when(~(moment & pl.col("has_started")))
        .then(pl.lit(str(Status.NOT_DUE)))
        for period, moment in due.items()
    }
    return (
        facts.communities.select("community_id", **statuses)
        .unpivot(index="community_id", variable_name="period", value_name="status")
        .drop_nulls("status")
    )
