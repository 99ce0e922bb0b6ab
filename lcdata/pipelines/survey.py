"""The survey: who was asked, who answered, and the scale scores (`indicators.md` section 4).

Grain: community, wave and respondent. `period` is the wave, `person_id` the respondent's own
pseudonym, which is no person of the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from lcdata.contracts.marts import Marts

WAVES = ("t0", "t1", "t2")
BEFORE, AFTER = "t0", "t2"

_RESPONDENT = ("community_id", "period", "person_id")


@dataclass(frozen=True)
class Survey:
    """The survey marts with the scoring rules applied once.

    Attributes:
        marts: the marts of the release.
        communities: `community_id, delivered_by, as_of`, one row per community.
    """

    marts: Marts
    communities: pl.DataFrame

    @cached_property
    def constructs(self) -> frozenset[str]:
        """The constructs for which the instrument catalogue has a scale."""
        return frozenset(self.marts["dim_scale"]["construct"].to_list())

    @cached_property
    def invited(self) -> pl.DataFrame:
        """One row per community, wave and respondent invited by the as-of date."""
        clock = self.communities.select("community_id", "as_of")
        return (
            self.marts["fct_survey_invitation"]
            .join(clock, on="community_id")
            .filter(pl.col("invited_on") <= pl.col("as_of"))
            .select("community_id", period="wave", person_id="respondent_id")
        )

    @cached_property
    def answers(self) -> pl.DataFrame:
        """One row per answered item: `x` recoded where the item is reversed, in scale points.

        x' = min + max − x for the reversed items.
        """
        is_reversed = pl.col("reversed").list.contains(pl.col("item_no"))
        recoded = pl.when(is_reversed).then(pl.col("min") + pl.col("max") - pl.col("value"))
        return (
            self.marts["fct_survey_answer"]
            .filter(pl.col("value").is_not_null())
            .join(self.marts["dim_scale"], on="scale_id")
            .select(
                "community_id",
                "construct",
                "item_no",
                "items",
                "min_answered",
                period="wave",
                person_id="respondent_id",
                x=recoded.otherwise(pl.col("value")).cast(pl.Float64),
            )
        )

    @cached_property
    def scores(self) -> pl.DataFrame:
        """One row per community, wave, respondent and construct answered at all.

        `x` = the scale score in scale points, the mean of the answered items, null where fewer
        than `min_answered` were; `is_prorated` = a score with an item missing; `profile` = the
        recoded answers in the order of the items.
        """
        valid = pl.col("answered") >= pl.col("min_answered")
        return (
            self.answers.group_by(*_RESPONDENT, "construct")
            .agg(
                pl.col("x").sort_by("item_no").alias("profile"),
                pl.col("items", "min_answered").first(),
                answered=pl.len(),
                mean=pl.col("x").sum() / pl.len(),
            )
            .select(
                *_RESPONDENT,
                "construct",
                "profile",
                x=pl.when(valid).then(pl.col("mean")),
                is_prorated=valid & (pl.col("answered") < pl.col("items")),
                is_complete=pl.col("answered") == pl.col("items"),
            )
        )

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """One row per community, respondent and construct with a score before or after.

        `before`, `after` = the scores at t0 and t2, `x` = after − before, null unless both exist.
        """
        keys = ("community_id", "person_id", "construct")
        valid = self.scores.filter(pl.col("x").is_not_null())
        before, after = (
            valid.filter(pl.col("period") == wave).select(*keys, pl.col("x").alias(name))
            for wave, name in ((BEFORE, "before"), (AFTER, "after"))
        )
        return before.join(after, on=keys, how="full", coalesce=True).with_columns(
            x=pl.col("after") - pl.col("before")
        )

    @cached_property
    def asked(self) -> dict[str, list[str]]:
        """By wave, the communities with an invitation."""
        return {
            wave: self.invited.filter(pl.col("period") == wave)["community_id"].unique().to_list()
            for wave in WAVES
        }

    @cached_property
    def unmeasured(self) -> list[str]:
        """The communities whose delivery lacks a table the survey needs; without scales all."""
        delivered = self.marts["delivered"]
        lacking = self.communities
        if self.constructs:
            with_both = (
                delivered.filter(pl.col("table_name").is_in(["survey_invitation", "survey_answer"]))
                .group_by("delivered_by")
                .agg(tables=pl.col("table_name").n_unique())
                .filter(pl.col("tables") == 2)
            )
            lacking = lacking.join(with_both, on="delivered_by", how="anti")
        return lacking["community_id"].to_list()

    @cached_property
    def unanswered(self) -> dict[str, list[str]]:
        """By construct, the communities of deliveries in which nobody answered it.

        A delivery without any answer is not held against a construct.
        """
        owners = self.communities.select("community_id", "delivered_by")
        answered = self.scores.join(owners, on="community_id").select("delivered_by", "construct")
        some = owners.join(answered, on="delivered_by", how="semi")
        return {
            construct: some.join(
                answered.filter(pl.col("construct") == construct), on="delivered_by", how="anti"
            )["community_id"].to_list()
            for construct in self.constructs
        }
