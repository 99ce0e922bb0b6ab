"""Participation, continued: who the members are, who stays, who gives and takes."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lcdata.domain import OVERALL, Grain, SourceClass, Status
from lcdata.locale import N_
from lcdata.pipelines import traits
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.gates import communities_with, no_organisations, not_delivered
from lcdata.pipelines.indicator import (
    KEYS,
    Indicator,
    Interval,
    Measure,
    Persons,
    maximum,
    ratio,
)
from lcdata.pipelines.participation.attendance import TOPIC
from lcdata.statistics.survival import kaplan_meier_end

CLASSES = {
    "service": ("service", 2, N_("Mix of field and office"), N_("Diversity of field and office")),
    "discipline": ("discipline", 9, N_("Mix of disciplines"), N_("Diversity of disciplines")),
    "experience": ("experience_band", 5, N_("Mix of experience"), N_("Diversity of experience")),
    "generation": ("generation_band", 5, N_("Mix of generations"), N_("Diversity of generations")),
}
"""Per mix: the column, K = the classes in the code book, and the two names."""

ROLES = {
    "employee": N_("Employees"),
    "student": N_("Students"),
    "teacher": N_("Teachers"),
    "manager": N_("Managers"),
    "expert": N_("Experts"),
    "researcher": N_("Researchers"),
}

_BLAU = "Blau (1977); Harrison & Klein (2007), Acad. Manage. Rev. 32(4), 1199-1228"


def _overall(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.lit(OVERALL).alias("period"), pl.lit(0, pl.Int64).alias("missing"))


def _members_gate(facts: Facts) -> pl.DataFrame:
    return not_delivered(facts, "membership")


def _group_size(facts: Facts) -> Measure:
    """One row per community and day on which someone joined: members active that day.

    The size only rises on a joining day, so its greatest value is reached on one.
    """
    active = facts.members.select("community_id", "person_id", "joined_on", "left_on")
    sizes = (
        facts.members.select("community_id", day="joined_on").unique()
        .join(active, on="community_id")
        .filter(
            (pl.col("joined_on") <= pl.col("day"))
            & (pl.col("left_on").is_null() | (pl.col("day") <= pl.col("left_on")))
        )
        .group_by("community_id", "day")
        .agg(num=pl.col("person_id").n_unique().cast(pl.Float64), den=pl.lit(1.0))
    )  # fmt: skip
    return Measure(_overall(sizes), _members_gate(facts))


def _members_by(column: str) -> Callable[[Facts], Measure]:
    """One row per member: `x` = the class."""

    def measure(facts: Facts) -> Measure:
        return Measure(_classes(facts, column), _unclassified(facts, column))

    return measure


def mixed_communities(rows: pl.DataFrame) -> pl.DataFrame:
    """The share of communities in which two or more classes are present, per key."""
    return ratio(
        rows.filter(pl.col("den") > 0)
        .group_by(*KEYS, "community_id")
        .agg(num=(pl.col("x").n_unique() >= 2).cast(pl.Float64), den=pl.lit(1.0))
    )


def _classes(facts: Facts, column: str) -> pl.DataFrame:
    return facts.members.select(
        "community_id",
        "person_id",
        pl.lit(OVERALL).alias("period"),
        x=pl.col(column),
        den=pl.col(column).is_not_null().cast(pl.Float64),
        missing=pl.col(column).is_null().cast(pl.Int64),
    )


def _unclassified(facts: Facts, column: str) -> pl.DataFrame:
    """`not_measured` where no member has a known class."""
    known = facts.members.filter(pl.col(column).is_not_null())["community_id"].unique().to_list()
    unknown = ~pl.col("community_id").is_in(known)
    return communities_with(facts, unknown, Status.NOT_MEASURED)


def blau_index(classes: int) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Normalised Blau per key: (1 − Σp²)·K/(K−1), 0 = all alike, 1 = evenly spread."""

    def combine(rows: pl.DataFrame) -> pl.DataFrame:
        per_class = rows.filter(pl.col("den") > 0).group_by(*KEYS, "x").agg(n=pl.col("den").sum())
        # in the order of the classes, so that the same rows always give the same last digit
        share = (pl.col("n") / pl.col("n").sum()).sort_by("x")
        return per_class.group_by(KEYS).agg(
            pl.lit(None, dtype=pl.Float64).alias("num"),
            den=pl.col("n").sum(),
            value=(1 - (share**2).sum()) * classes / (classes - 1),
        )

    return combine


def _retention(facts: Facts) -> Measure:
    """One row per member followed: `weeks` of follow-up and whether the member left early."""
    left_early = (
        (pl.col("left_on") < pl.col("planned_end_date"))
        & (pl.col("left_reason").is_null() | (pl.col("left_reason") != "completed"))
        & (pl.col("left_on") <= pl.col("as_of"))
    )
    censored_on = pl.min_horizontal(
        "as_of",
        "planned_end_date",
        pl.when(pl.col("left_reason") == "completed").then(pl.col("left_on")),
    )
    until = (
        pl.when(left_early.fill_null(value=False)).then(pl.col("left_on")).otherwise(censored_on)
    )
    rows = (
        facts.members.filter(pl.col("joined_on") <= pl.col("planned_end_date"))
        .with_columns(until=until, event=left_early.fill_null(value=False))
        .select(
            "community_id",
            "person_id",
            "event",
            weeks=(pl.col("until") - pl.col("joined_on")).dt.total_days() / 7,
            den=pl.lit(1.0),
        )
    )
    return Measure(_overall(rows), _members_gate(facts))


def _survival(rows: pl.DataFrame) -> pl.DataFrame:
    """Kaplan–Meier at the last follow-up time per key; `den` = members followed."""
    records = []
    for keys, group in rows.group_by(KEYS):
        curve = kaplan_meier_end(group["weeks"].to_numpy(), group["event"].to_numpy())
        records.append((*keys, None, float(len(group)), curve.value, curve.low, curve.high))
    names = (*KEYS, "num", "den", "value", "low", "high")
    kinds = [rows.schema[key] for key in KEYS] + [pl.Float64()] * 5
    return pl.DataFrame(records, schema=dict(zip(names, kinds, strict=True)), orient="row")


def _gives_and_takes(facts: Facts) -> Measure:
    """One row per member: 1 if once a giver and once a receiver."""
    parts = (
        facts.marts["fct_activity_part"]
        .group_by("community_id", "person_id")
        .agg(both=pl.col("part").n_unique() == 2)
    )
    rows = facts.members.join(parts, on=["community_id", "person_id"], how="left").select(
        "community_id",
        "person_id",
        num=pl.col("both").fill_null(value=False).cast(pl.Float64),
        den=pl.lit(1.0),
    )
    gates = [_members_gate(facts), not_delivered(facts, "activity_part")]
    return Measure(_overall(rows), pl.concat(gates))


def _members_with(role: str) -> Callable[[Facts], Measure]:
    """One row per member: counted when in this role. Persons count once per unit."""

    def measure(facts: Facts) -> Measure:
        rows = facts.members.select(
            "community_id",
            "person_id",
            x=pl.when(pl.col("role") == role).then(pl.col("person_id")),
            den=pl.lit(1.0),
        )
        return Measure(_overall(rows), _members_gate(facts))

    return measure


def _schools(facts: Facts) -> Measure:
    """One row per member: `x` = the home organisation where it is of kind education."""
    schools = facts.marts["dim_organisation"].filter(pl.col("kind") == "education")
    rows = facts.members.join(
        schools.select("organisation_id", school="organisation_id"),
        on="organisation_id",
        how="left",
    ).select("community_id", "person_id", x="school", den=pl.lit(1.0))
    return Measure(_overall(rows), pl.concat([_members_gate(facts), no_organisations(facts)]))


def distinct(rows: pl.DataFrame) -> pl.DataFrame:
    """The number of distinct `x` per key, as a count."""
    found = pl.col("x").drop_nulls().n_unique().cast(pl.Float64)
    return rows.group_by(KEYS).agg(
        pl.lit(None, dtype=pl.Float64).alias("den"), num=found, value=found
    )


def _mixes() -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            id=f"mix_{stem}", topic=TOPIC, unit="check", source=SourceClass.EXPORT, name=name,
            formula=N_("1 if two or more classes are present among members, else 0"),
            denominator=N_("Communities with a known class; a company shows the share of them."),
            traits=traits.OF_MEMBERS, literature="",
            measure=_members_by(column), combine=mixed_communities,
            interval=Interval.POOLED_WILSON, persons=Persons.OBSERVED,
            states_missing_always=True,
        )
        for stem, (column, _, name, _) in CLASSES.items()
    )  # fmt: skip


def _blaus() -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            id=f"blau_{stem}", topic=TOPIC, unit="index", source=SourceClass.EXPORT, name=name,
            formula=N_("(1 − Σp²) · K ÷ (K − 1), K = the classes in the code book"),
            denominator=N_("Members with a known class."),
            traits=traits.SPLIT_OF_MEMBERS, literature=_BLAU,
            measure=_members_by(column), combine=blau_index(classes), persons=Persons.OBSERVED,
            grains=frozenset({Grain.COMMUNITY}), states_missing_always=True,
        )
        for stem, (column, classes, _, name) in CLASSES.items()
    )  # fmt: skip


def _roles() -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            id=f"members.{role}", topic=TOPIC, unit="count", source=SourceClass.EXPORT, name=name,
            formula=N_("number of members in this role"),
            denominator=N_("Members who joined by the as-of date, leavers included."),
            traits=traits.NUMBER_OF_MEMBERS, literature="",
            measure=_members_with(role), combine=distinct, persons=Persons.OBSERVED,
        )
        for role, name in ROLES.items()
    )  # fmt: skip


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="group_size_max", topic=TOPIC, unit="count", source=SourceClass.EXPORT,
        name=N_("Largest group"),
        formula=N_("greatest number of members active on one day"),
        denominator=N_("Active: joined on or before the day and not yet left."),
        traits=traits.NUMBER_OF_MEMBERS, literature="",
        measure=_group_size, combine=maximum,
    ),
    Indicator(
        id="retention", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Stayed to the end"),
        formula=N_("Kaplan–Meier estimate at the last follow-up time"),
        denominator=N_("Members followed; leaving early without completing counts as leaving."),
        traits=traits.MEMBERS_WHO_STAYED,
        literature="Kaplan & Meier (1958), JASA 53, 457-481",
        measure=_retention, combine=_survival, persons=Persons.OBSERVED,
    ),
    *_mixes(),
    *_blaus(),
    *_roles(),
    Indicator(
        id="schools_represented", topic=TOPIC, unit="count", source=SourceClass.EXPORT,
        name=N_("Schools taking part"),
        formula=N_("distinct home organisations of kind education among members"),
        denominator=N_("Members who joined by the as-of date."),
        traits=traits.OF_MEMBERS, literature="",
        measure=_schools, combine=distinct, persons=Persons.OBSERVED,
    ),
    Indicator(
        id="gives_and_takes", topic=TOPIC, unit="ratio", source=SourceClass.EXPORT,
        name=N_("Gave and took"),
        formula=N_("members once giver and once receiver ÷ members"),
        denominator=N_("Members who joined by the as-of date."),
        traits=traits.SHARE_OF_MEMBERS, literature="",
        measure=_gives_and_takes, combine=ratio, interval=Interval.WILSON,
        persons=Persons.OBSERVED,
    ),
)  # fmt: skip
