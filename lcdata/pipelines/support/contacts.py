"""The consortium's own work: its contacts with the companies (`indicators.md` section 8).

Contacts belong to companies, not to communities, so they are not pooled: each figure is made
for a company at once, and the frequency of the meetings for the consortium.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from lcdata.contracts.cells import Definition
from lcdata.domain import CONSORTIUM_ID, OVERALL, FigureClass, Grain, SourceClass, Status
from lcdata.locale import N_
from lcdata.pipelines.facts import Facts
from lcdata.pipelines.indicator import SMALL_NUMBERS
from lcdata.pipelines.pooling import RECORD
from lcdata.statistics.intervals import wilson

TOPIC = "consortium"
TABLE = "contact"
DAYS_A_MONTH = 30.4375

_MEETING = pl.col("kind") == "consortium_meeting"
_ANY = pl.lit(value=True)
_NO_DEN = pl.lit(None, dtype=pl.Float64)


@dataclass(frozen=True)
class _Figure:
    """A figure before its records are made.

    Attributes:
        indicator: its id.
        found: `num, den, n_missing` of each unit there is something of; `den` null for a count.
        is_measured: whether all it is made of was delivered.
        is_share: whether it is a proportion, with an interval.
    """

    indicator: str
    found: pl.DataFrame
    is_measured: bool
    is_share: bool = False


def contact_cells(facts: Facts) -> pl.DataFrame:
    """One record per figure and company, and one for the consortium (columns of `RECORD`).

    Names no member of a community: `n_persons` is 0 throughout.
    """
    of_any = _days_since_last(facts)
    of_meetings = _director_attendance(facts)
    counts = [
        _number_of(facts, "contact.interviews", "interview"),
        _number_of(facts, "contact.observation_days", "site_visit"),
        _number_of(facts, "contact.design_sessions", "design_session"),
    ]
    parts = [
        _of_companies(facts, of_any, among=_ANY),
        _of_companies(facts, of_meetings, among=_MEETING),
        *(_of_companies(facts, one, among=_ANY) for one in counts),
        _meetings_per_month(facts),
    ]
    return pl.concat(parts)


def _as_of(facts: Facts) -> dt.date | None:
    """The date of the consortium's delivery; the marts know it by its own communities only."""
    own = facts.communities.filter(pl.col("delivered_by") == CONSORTIUM_ID)
    dates = own["as_of"].unique().to_list()
    return dates[0] if dates else None


def _delivered(facts: Facts, column: str | None = None) -> bool:
    """Whether the consortium delivered its contacts (and a value in this column)."""
    mine = facts.marts["delivered"].filter(
        (pl.col("delivered_by") == CONSORTIUM_ID)
        & (pl.col("table_name") == TABLE)
        & pl.col("column_name").eq_missing(pl.lit(column))
    )
    return len(mine) > 0


def _contacts(facts: Facts) -> pl.DataFrame:
    """One row per contact, with the clock and `is_past`; all are past where no clock is known."""
    as_of = pl.lit(_as_of(facts), dtype=pl.Date)
    return facts.marts["fct_contact"].with_columns(
        as_of=as_of, is_past=(pl.col("held_on") <= as_of).fill_null(value=True)
    )


def _days_since_last(facts: Facts) -> _Figure:
    """Days from the last contact of any kind to the as-of date."""
    since = (pl.col("as_of") - pl.col("held_on")).dt.total_days().min()
    past = _contacts(facts).filter("is_past").group_by("organisation_id")
    found = past.agg(num=since, den=_NO_DEN, n_missing=pl.lit(0))
    has_clock = _as_of(facts) is not None
    return _Figure("contact.days_since_last", found, _delivered(facts) and has_clock)


def _director_attendance(facts: Facts) -> _Figure:
    """The company's rows of meetings: with its director, of those where that is known."""
    director = pl.col("director_present")
    past = _contacts(facts).filter(_MEETING & pl.col("is_past")).group_by("organisation_id")
    found = past.agg(num=director.sum(), den=director.count(), n_missing=director.null_count())
    known = _delivered(facts) and _delivered(facts, "director_present")
    return _Figure("contact.director_attendance", found, known, is_share=True)


def _number_of(facts: Facts, indicator: str, kind: str) -> _Figure:
    """How many contacts of this kind each company had; none is a count too."""
    counted = pl.col("is_past") & (pl.col("kind") == kind)
    past = _contacts(facts).filter(counted).group_by("organisation_id").agg(n=pl.len())
    found = (
        facts.marts["dim_organisation"]
        .join(past, on="organisation_id", how="left")
        .select("organisation_id", num=pl.col("n").fill_null(0), den=_NO_DEN, n_missing=pl.lit(0))
    )
    return _Figure(indicator, found, _delivered(facts))


def _of_companies(facts: Facts, figure: _Figure, among: pl.Expr) -> pl.DataFrame:
    """A record per company of the organisation table, also where nothing was found.

    Args:
        facts: the marts.
        figure: its `found` has an `organisation_id`.
        among: the contacts that are all ahead while the figure is not due.
    """
    ahead = (
        _contacts(facts)
        .filter(among)
        .group_by("organisation_id")
        .agg(all_ahead=~pl.col("is_past").any())
    )
    units = (
        facts.marts["dim_organisation"]
        .filter(pl.col("kind") == "company")
        .select("organisation_id", entity_id="organisation_id")
        .join(ahead, on="organisation_id", how="left")
        .join(figure.found, on="organisation_id", how="left")
    )
    return _records(figure, units, Grain.COMPANY)


def _meetings_per_month(facts: Facts) -> pl.DataFrame:
    """Days with a consortium meeting ÷ months from the first to the as-of date.

    A meeting has a row per company that was asked, so meetings are counted by their days.
    """
    as_of = _as_of(facts)
    days = pl.col("held_on").filter("is_past")
    months = (pl.lit(as_of, dtype=pl.Date) - days.min()).dt.total_days() / DAYS_A_MONTH
    unit = (
        _contacts(facts)
        .filter(_MEETING)
        .select(
            pl.lit(CONSORTIUM_ID).alias("entity_id"),
            num=days.n_unique(),
            den=months.fill_null(0.0),
            n_missing=pl.lit(0),
            all_ahead=(pl.len() > 0) & ~pl.col("is_past").any(),
        )
    )
    is_measured = _delivered(facts) and as_of is not None
    figure = _Figure("contact.meetings_per_month", unit, is_measured)
    return _records(figure, unit, Grain.CONSORTIUM)


def _records(figure: _Figure, units: pl.DataFrame, grain: Grain) -> pl.DataFrame:
    """`units` (`entity_id, num, den, n_missing, all_ahead`) as records, numbers where ok."""
    has_figure = pl.col("num").is_not_null() & (pl.col("den").is_null() | (pl.col("den") > 0))
    by_data = (
        pl.when(has_figure)
        .then(pl.lit(str(Status.OK)))
        .when(pl.col("all_ahead").fill_null(value=False))
        .then(pl.lit(str(Status.NOT_DUE)))
        .otherwise(pl.lit(str(Status.TOO_FEW)))
    )
    status = by_data if figure.is_measured else pl.lit(str(Status.NOT_MEASURED))
    is_ok = pl.col("status") == Status.OK
    records = (
        units.with_columns(
            pl.lit(figure.indicator).alias("indicator"),
            pl.lit(str(grain)).alias("grain"),
            pl.lit(OVERALL).alias("period"),
            pl.lit(0).alias("n_persons"),
            pl.when(figure.is_measured).then("n_missing").fill_null(0).alias("n_missing"),
            status=status,
        )
        .with_columns(
            pl.when(is_ok).then(pl.col(name).cast(pl.Float64)).alias(name)
            for name in ("num", "den")
        )
        .with_columns(value=pl.col("num") / pl.col("den").fill_null(1.0))
    )
    return _limited(records, figure).select(
        pl.col(name).cast(dtype) for name, dtype in RECORD.items()
    )


def _limited(records: pl.DataFrame, figure: _Figure) -> pl.DataFrame:
    """The records with `low` and `high`: Wilson's for a share, none otherwise."""
    no_limits = records.with_columns(low=_NO_DEN, high=_NO_DEN)
    if not figure.is_share:
        return no_limits
    known = no_limits.filter(pl.col("den") > 0)
    low, high = wilson(known["num"].to_numpy(), known["den"].to_numpy())
    with_limits = known.with_columns(low=pl.Series(low), high=pl.Series(high))
    return pl.concat([with_limits, no_limits.filter(pl.col("den").is_null())])


def _entry(id_: str, name: str, formula: str, denominator: str, unit: str) -> Definition:
    return Definition(
        id=f"contact.{id_}", name=name, formula=formula, unit=unit, topic=TOPIC,
        source=str(SourceClass.EXPORT), denominator=denominator,
        figure_class=str(FigureClass.PROCESS),
        small_numbers=SMALL_NUMBERS[FigureClass.PROCESS], literature="",
    )  # fmt: skip


_CONTACTS = N_("Contacts of the consortium leader with the company by the as-of date.")

DEFINITIONS: tuple[Definition, ...] = (
    _entry(
        "days_since_last", N_("Days since the last contact"),
        N_("as-of date − date of the last contact of any kind"), _CONTACTS, "days",
    ),
    _entry(
        "meetings_per_month", N_("Consortium meetings per month"),
        N_("days with a consortium meeting ÷ months since the first (30.4375 days each)"),
        N_("Months from the first meeting to the as-of date of the consortium."), "per_month",
    ),
    _entry(
        "director_attendance", N_("Director at the consortium meeting"),
        N_("meetings with the company's director present ÷ meetings"),
        N_("Consortium meetings of the company for which it is known."), "ratio",
    ),
    _entry(
        "interviews", N_("Interviews"), N_("interviews with owners, managers and employees"),
        _CONTACTS, "count",
    ),
    _entry(
        "observation_days", N_("Observation days"), N_("visits of the leader to the work"),
        _CONTACTS, "count",
    ),
    _entry(
        "design_sessions", N_("Design sessions"), N_("sessions to design a community together"),
        _CONTACTS, "count",
    ),
)  # fmt: skip
