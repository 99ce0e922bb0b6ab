"""`Facts`: the marts with the conventions of `indicators.md` section 1 applied once.

Shared by all topics, so that "member", "eligible pair", "ended sprint" mean one thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from lcdata.contracts.marts import Marts
from lcdata.domain import CONSORTIUM_ID, OVERALL, OVERARCHING_ID, Grain
from lcdata.pipelines.survey import Survey

KNOWN_STATES = ("present", "late", "excused", "absent")
UNKNOWN = "unknown"

_CLOCK = ("community_id", "as_of", "start_date")


@dataclass(frozen=True)
class Facts:
    """The marts of any set of organisations, and the frames derived from them."""

    marts: Marts

    @cached_property
    def asked(self) -> dict[tuple[str, str | None], pl.DataFrame]:
        """What was found of tables and columns that were asked for (`gates.not_delivered`)."""
        return {}

    @cached_property
    def communities(self) -> pl.DataFrame:
        """One row per community; `has_started` = its start date is not after its as-of date."""
        return self.marts["dim_community"].with_columns(
            has_started=pl.col("start_date") <= pl.col("as_of")
        )

    @cached_property
    def units(self) -> pl.DataFrame:
        """Which entities a community counts for: `community_id, grain, entity_id`.

        Itself; its company and the consortium; or, without a company, the overarching unit.
        """
        ids = self.communities.select("community_id", "organisation_id")
        own = ids.filter(pl.col("organisation_id").is_not_null())
        none = ids.filter(pl.col("organisation_id").is_null())
        return pl.concat(
            [
                _unit(ids, Grain.COMMUNITY, pl.col("community_id")),
                _unit(own, Grain.COMPANY, pl.col("organisation_id")),
                _unit(own, Grain.CONSORTIUM, pl.lit(CONSORTIUM_ID)),
                _unit(none, Grain.OVERARCHING, pl.lit(OVERARCHING_ID)),
            ]
        )

    @cached_property
    def members(self) -> pl.DataFrame:
        """One row per community and member (no facilitators) who joined by the as-of date."""
        return (
            self.marts["dim_member"]
            .filter(pl.col("is_member"))
            .join(self.communities.select(*_CLOCK, "planned_end_date"), on="community_id")
            .filter(pl.col("joined_on") <= pl.col("as_of"))
        )

    @cached_property
    def sprints(self) -> pl.DataFrame:
        """One row per community and sprint, with `starts_on`, `ends_on`, `is_started`, `is_ended`.

        Ended = `actual_end` ≤ as_of, or no actual end and `planned_end` < as_of; started =
        the actual, else planned start ≤ as_of.
        """
        ended = (
            pl.when(pl.col("actual_end").is_not_null())
            .then(pl.col("actual_end") <= pl.col("as_of"))
            .otherwise(pl.col("planned_end") < pl.col("as_of"))
        )
        starts_on = pl.coalesce("actual_start", "planned_start")
        return (
            self.marts["fct_sprint"]
            .join(self.communities.select(*_CLOCK), on="community_id")
            .with_columns(
                starts_on=starts_on,
                ends_on=pl.coalesce("actual_end", "planned_end"),
                is_started=starts_on <= pl.col("as_of"),
                is_ended=ended,
                period=sprint_periods(),
            )
        )

    @cached_property
    def proper_sprints(self) -> pl.DataFrame:
        """The sprints 1 … n, without start week and end phase."""
        return self.sprints.filter(pl.col("phase") == "sprint")

    @cached_property
    def sessions(self) -> pl.DataFrame:
        """One row per session, with `is_past` (planned date ≤ as_of) and its sprint's `period`.

        `period` is null for a session outside every delivered sprint.
        """
        periods = self.sprints.select("community_id", "sprint_no", "period")
        return (
            self.marts["fct_session"]
            .join(self.communities.select(*_CLOCK, "cadence_days"), on="community_id")
            .join(periods, on=["community_id", "sprint_no"], how="left")
            .with_columns(is_past=pl.col("planned_on") <= pl.col("as_of"))
        )

    @cached_property
    def held_sessions(self) -> pl.DataFrame:
        """The sessions that were held by the as-of date."""
        return self.sessions.filter((pl.col("status") == "held") & pl.col("is_past"))

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """One row per eligible pair: a member and a held session within the membership.

        `state` is the register's word, `unknown` where the register has no row; `is_known` and
        `is_there` (present or late) follow from it.
        """
        members = self.members.select(
            "community_id", "person_id", "organisation_id", "joined_on", "left_on"
        )
        register = self.marts["fct_attendance"].select("session_id", "person_id", state="status")
        within = (pl.col("joined_on") <= pl.col("planned_on")) & (
            pl.col("left_on").is_null() | (pl.col("planned_on") <= pl.col("left_on"))
        )
        return (
            self.held_sessions.select("session_id", "community_id", "planned_on", "period")
            .join(members, on="community_id")
            .filter(within)
            .join(register, on=["session_id", "person_id"], how="left")
            .with_columns(pl.col("state").fill_null(UNKNOWN))
            .with_columns(
                is_known=pl.col("state").is_in(list(KNOWN_STATES)),
                is_there=pl.col("state").is_in(["present", "late"]),
            )
        )

    @cached_property
    def periods(self) -> pl.DataFrame:
        """Every period a community has: `community_id, period, phase, starts_on`.

        Overall, and one per delivered sprint; `starts_on` is the planned start.
        """
        overall = self.communities.select(
            "community_id",
            pl.lit(OVERALL).alias("period"),
            pl.lit(None, dtype=pl.String).alias("phase"),
            starts_on="start_date",
        )
        sprints = self.sprints.select("community_id", "period", "phase", starts_on="planned_start")
        return pl.concat([overall, sprints])

    @cached_property
    def survey(self) -> Survey:
        """Who was asked and what they answered, with the scoring rules applied."""
        return Survey(self.marts, self.communities)

    def past(self, table: str, date: str) -> pl.DataFrame:
        """The rows of a fact dated up to the as-of date, with the community's clock."""
        clock = self.communities.select("community_id", "as_of", "planned_end_date")
        dated = self.marts[table].join(clock, on="community_id")
        return dated.filter(pl.col(date) <= pl.col("as_of"))

    def delivered(self, table: str, column: str | None = None) -> pl.DataFrame:
        """Communities whose organisation delivered this table (and a value in this column)."""
        named = (
            pl.col("column_name").is_null() if column is None else pl.col("column_name") == column
        )
        owners = self.marts["delivered"].filter((pl.col("table_name") == table) & named)
        return self.communities.join(
            owners.select("delivered_by").unique(), on="delivered_by", how="semi"
        ).select("community_id")


@dataclass(frozen=True)
class FactsOfMarks(Facts):
    """The same facts, but with these marks in the place of all eligible pairs.

    Attributes:
        pairs_shown: `community_id, session_id, person_id, state, period, is_known, is_there`.
    """

    pairs_shown: pl.DataFrame

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """The marks that are shown."""
        return self.pairs_shown


def sprint_periods(column: str = "sprint_no") -> pl.Expr:
    """The period of each sprint number, as `domain.sprint_period` writes it."""
    return pl.format("sprint_{}", pl.col(column))


def _unit(ids: pl.DataFrame, grain: Grain, entity: pl.Expr) -> pl.DataFrame:
    return ids.select("community_id", pl.lit(str(grain)).alias("grain"), entity.alias("entity_id"))
