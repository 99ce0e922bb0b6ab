"""Design principles by judgement: what the checklist says (`indicators.md` section 5)."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import OVERALL, SourceClass, Status
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import communities_with, not_delivered
from lcdata.pipelines.indicator import Indicator, Interval, Measure, ratio
from lcdata.pipelines.traits import OF_THE_DESIGN

TOPIC = "design_principles"

QUESTION_ITEMS = ("A1b_mix", "A1b_project", "A1b_output", "A1b_education", "A1b_influence")
TRUST_ITEMS = ("D3_time", "D3_shared", "D3_setback")
START_WEEK_ITEMS = (
    "S_intro", "S_perspectives", "S_expectations", "S_way_of_working", "S_demonstration",
    "S_question", "S_house_rules", "S_own_role", "S_first_try", "S_normally",
)  # fmt: skip
SUPPORT_ITEMS = ("C2_support_s1", "C2_support_s3")


def _judgements(facts: Facts, items: tuple[str, ...]) -> pl.DataFrame:
    """One row per community and item, judged or not: `community_id, item, value`."""
    judged = facts.marts["fct_checklist"].select("community_id", "item", "value")
    return (
        facts.communities.select("community_id")
        .join(pl.DataFrame({"item": list(items)}), how="cross")
        .join(judged, on=["community_id", "item"], how="left")
    )


def _communities_where(judgements: pl.DataFrame, condition: pl.Expr) -> list[str]:
    """Communities for which the condition holds over their items."""
    met = judgements.group_by("community_id").agg(met=condition)
    return met.filter(pl.col("met"))["community_id"].to_list()


def _share_of_yes(items: tuple[str, ...], least: int = 1) -> Callable[[Facts], Measure]:
    """Yes ÷ (yes + no) over these items, from so many judged on; `na` is left out."""

    def measure(facts: Facts) -> Measure:
        judgements = _judgements(facts, items)
        decided = pl.col("value").is_in(["yes", "no"]).fill_null(value=False)
        rows = judgements.select(
            "community_id",
            pl.lit(OVERALL).alias("period"),
            num=(pl.col("value") == "yes").fill_null(value=False).cast(pl.Float64),
            den=decided.cast(pl.Float64),
            missing=pl.col("value").is_null().cast(pl.Int64),
        )
        unjudged = _communities_where(judgements, pl.col("value").is_null().all())
        all_na = _communities_where(judgements, (pl.col("value") == "na").all())
        few = _communities_where(judgements, decided.sum() < least)
        gates = [
            not_delivered(facts, "checklist"),
            _those(facts, unjudged, Status.NOT_MEASURED),
            _those(facts, all_na, Status.NOT_APPLICABLE),
            _those(facts, few, Status.TOO_FEW),
        ]
        return Measure(rows, pl.concat(gates))

    return measure


def _those(facts: Facts, ids: list[str], status: Status) -> pl.DataFrame:
    return communities_with(facts, pl.col("community_id").is_in(ids), status)


def _support_faded(facts: Facts) -> Measure:
    """1 only where support was heavy in sprint 1 and no longer in sprint 3."""
    judgements = _judgements(facts, SUPPORT_ITEMS)
    decided = pl.col("value").is_in(["yes", "no"]).fill_null(value=False)
    first, third = (
        (pl.col("item") == SUPPORT_ITEMS[0]) & (pl.col("value") == "yes"),
        (pl.col("item") == SUPPORT_ITEMS[1]) & (pl.col("value") == "no"),
    )
    rows = judgements.group_by("community_id").agg(
        pl.lit(OVERALL).alias("period"),
        num=(first.any() & third.any()).fill_null(value=False).cast(pl.Float64),
        den=decided.all().cast(pl.Float64),
        missing=(~decided).any().cast(pl.Int64),
    )
    unjudged = _communities_where(judgements, pl.col("value").is_null().any())
    not_applicable = _communities_where(judgements, (pl.col("value") == "na").any())
    gates = [
        not_delivered(facts, "checklist"),
        _those(facts, unjudged, Status.NOT_MEASURED),
        _those(facts, not_applicable, Status.NOT_APPLICABLE),
    ]
    return Measure(rows, pl.concat(gates))


def _entry(
    id_: str, name: str, formula: str, measure: Callable[[Facts], Measure], *, single: bool
) -> Indicator:
    return Indicator(
        id=f"design.{id_}", topic=TOPIC, name=name, formula=formula,
        denominator=N_("Items judged yes or no; not applicable is left out."),
        unit="check" if single else "checklist", source=SourceClass.JUDGEMENT,
        traits=OF_THE_DESIGN, literature="", measure=measure, combine=ratio,
        interval=Interval.POOLED_WILSON if single else Interval.NONE,
        states_missing_always=True,
    )  # fmt: skip


_ONE = N_("1 if judged yes, 0 if judged no; a company shows the share of its communities")
_SHARE = N_("judged yes ÷ (judged yes + no)")

_SINGLE = (
    ("A1c.answerable", N_("Question answerable in the time"), "A1c_answerable"),
    ("B1.interdependent", N_("A question nobody solves alone"), "B1_interdependent"),
    ("B1.stake", N_("Everyone's stake made explicit"), "B1_stake"),
    ("B2.shared_expertise", N_("Expertise shared in the first meeting"), "B2_shared_expertise"),
    ("B3a.platform", N_("An easily reached channel"), "B3_platform"),
    ("D2.own_tasks", N_("Members took tasks themselves"), "D2_own_tasks"),
    ("D2.goal_say", N_("Goals changed in consultation"), "D2_goal_say"),
    ("E1.way_of_working", N_("Results built into the way of working"), "E1_way_of_working"),
    ("E2.clear_start", N_("Started from a clear question"), "E2_clear_start"),
)

INDICATORS: tuple[Indicator, ...] = (
    _entry(
        "A1b.question_checks", N_("A good question"), _SHARE,
        _share_of_yes(QUESTION_ITEMS, least=4), single=False,
    ),
    *(
        _entry(id_, name, _ONE, _share_of_yes((item,)), single=True)
        for id_, name, item in _SINGLE
    ),
    _entry(
        "C2.support_faded", N_("Support fades"),
        N_("1 if support was heavy in sprint 1 and no longer in sprint 3"),
        _support_faded, single=True,
    ),
    _entry(
        "D3.trust_checks", N_("Time, sharing and getting past setbacks"), _SHARE,
        _share_of_yes(TRUST_ITEMS), single=False,
    ),
    _entry(
        "start_week.checks", N_("Start week complete"), _SHARE,
        _share_of_yes(START_WEEK_ITEMS, least=8), single=False,
    ),
)  # fmt: skip
