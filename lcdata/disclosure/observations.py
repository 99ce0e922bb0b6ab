"""Rule 8 for members' facts and for answers: a figure moves with enough persons' observations.

A release remembers the observations its figures were made of. The observations of one indicator
move together, for members within a community and for answers within a company, once those of
enough persons differ; until then they stay as they were, with their date. Companies too small to
be shown move together, as the rest of the consortium.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.domain import About
from lcdata.pipelines.indicator import Indicator, Measure
from lcdata.pipelines.observed import Measured

REST = "rest"
"""The group in which companies too small to be shown move together."""

OBSERVATION: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "community_id": pl.String(),
    "period": pl.String(),
    "person_id": pl.String(),
    "observed": pl.String(),
    "moves_with": pl.String(),
    "is_behind": pl.Boolean(),
    "as_of": pl.Date(),
}
"""One row per observation that is published: `observed` holds all of it as JSON, `moves_with` the
community, the company or the rest it moves together with."""

_GROUP = ["indicator", "period", "moves_with"]
_FIGURE = ["indicator", "period"]


def observations(measured: Measured, communities: pl.DataFrame) -> pl.DataFrame:
    """Every observation about members or from answers, as `OBSERVATION` but ungrouped.

    Args:
        measured: the indicators with what they observed.
        communities: `community_id, organisation_id, as_of`.
    """
    parts = [_written(one, found) for one, found in _remembered(measured)]
    nothing = pl.DataFrame(schema={k: OBSERVATION[k] for k in list(OBSERVATION)[:5]})
    return (
        pl.concat([nothing, *parts])
        .join(communities.select("community_id", "as_of"), on="community_id")
        .with_columns(moves_with=pl.lit(None, dtype=pl.String), is_behind=pl.lit(value=False))
        .select(OBSERVATION.keys())
    )


def _remembered(measured: Measured) -> Iterator[tuple[Indicator, Measure]]:
    for one, found in measured:
        if one.traits.about in {About.MEMBERS, About.ANSWERS}:
            yield one, found


def _written(one: Indicator, found: Measure) -> pl.DataFrame:
    rows = found.rows
    person = pl.col("person_id") if "person_id" in rows.columns else pl.lit(None, dtype=pl.String)
    return rows.select(
        pl.lit(one.id).alias("indicator"),
        "community_id",
        "period",
        person.alias("person_id"),
        observed=pl.struct(rows.columns).struct.json_encode(),
    )


def replaced(measured: Measured, published: pl.DataFrame) -> Measured:
    """The indicators with the published observations in the place of their own."""
    by_indicator = {
        name: frame for (name,), frame in published.partition_by("indicator", as_dict=True).items()
    }
    return [
        (one, _read(found, by_indicator.get(one.id)))
        if one.traits.about in {About.MEMBERS, About.ANSWERS}
        else (one, found)
        for one, found in measured
    ]


def _read(found: Measure, published: pl.DataFrame | None) -> Measure:
    if published is None:
        return Measure(found.rows.clear(), found.gates)
    rows = published.select(
        pl.col("observed").str.json_decode(pl.Struct(found.rows.schema)).alias("row")
    ).unnest("row")
    return Measure(rows, found.gates)


def follow_members(now: pl.DataFrame, before: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Observations about members, per community the new ones or those of before.

    Args:
        now: this build's (`observations`).
        before: the release before's; empty before the first release.
        policy: the thresholds.
    """
    grouped = now.with_columns(moves_with=pl.col("community_id"))
    return _moved(grouped, before, policy.k_person, before.select(_GROUP).unique())


def follow_answers(
    now: pl.DataFrame, before: pl.DataFrame, owners: pl.DataFrame, policy: Policy
) -> pl.DataFrame:
    """Observations from answers, per company or rest the new ones or those of before.

    Args:
        now: this build's (`observations`).
        before: the release before's; empty before the first release.
        owners: `community_id, organisation_id`, of communities with a company.
        policy: the thresholds.
    """
    owned = now.join(owners, on="community_id")
    large = _large_enough(owned, policy)
    own = pl.when(pl.col("is_large")).then("organisation_id").otherwise(pl.lit(REST))
    fresh = owned.join(large, on=[*_FIGURE, "organisation_id"]).with_columns(moves_with=own)
    grouped = _stay_with_the_rest(fresh, before, owners, policy).select(OBSERVATION.keys())
    last = _grouped_as_now(before, grouped, owners)
    # a few respondents of a company that is new are few beside the total that was published
    return _moved(grouped, last, policy.k_survey, last.select(_FIGURE).unique())


def _large_enough(owned: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Companies with enough respondents to be shown: `is_large` per figure and company."""
    return (
        owned.group_by(*_FIGURE, "organisation_id")
        .agg(respondents=pl.col("person_id").n_unique())
        .select(*_FIGURE, "organisation_id", is_large=pl.col("respondents") >= policy.k_survey)
    )


def _stay_with_the_rest(
    fresh: pl.DataFrame, before: pl.DataFrame, owners: pl.DataFrame, policy: Policy
) -> pl.DataFrame:
    """A company once in the rest leaves it with enough new answers; one that left stays out."""
    was = (
        before.join(owners, on="community_id")
        .group_by(*_FIGURE, "organisation_id")
        .agg(was_in_rest=(pl.col("moves_with") == REST).any())
    )
    keys = [*_FIGURE, "organisation_id"]
    old = before.join(owners, on="community_id")
    news = differing(fresh, old, keys)
    group = (
        pl.when(pl.col("was_in_rest").is_null())
        .then("moves_with")
        .when(~pl.col("was_in_rest"))
        .then("organisation_id")
        .when(pl.col("persons") >= policy.k_survey)
        .then("moves_with")
        .otherwise(pl.lit(REST))
    )
    return (
        fresh.join(was, on=keys, how="left")
        .join(news, on=keys, how="left")
        .with_columns(moves_with=group)
    )


def _grouped_as_now(
    before: pl.DataFrame, grouped: pl.DataFrame, owners: pl.DataFrame
) -> pl.DataFrame:
    """The observations of before; of a company that leaves the rest, in the group it has now.

    Else the rest would stay behind with its old answers, and they would count twice.
    """
    keys = [*_FIGURE, "organisation_id"]
    now = grouped.join(owners, on="community_id").select(*keys, group="moves_with").unique()
    return (
        before.join(owners, on="community_id", how="left")
        .join(now, on=keys, how="left")
        .with_columns(moves_with=pl.coalesce("group", "moves_with"))
        .select(OBSERVATION.keys())
    )


def differing(now: pl.DataFrame, before: pl.DataFrame, keys: Collection[str]) -> pl.DataFrame:
    """How many persons' observations differ: one row per part, `keys` and `persons`.

    An observation of no person counts by itself.
    """
    names = [*keys, "community_id", "person_id", "observed"]
    same = list(dict.fromkeys(names))
    new, old = (frame.group_by(same).len() for frame in (now, before))
    either = [
        new.join(old, on=[*same, "len"], how="anti", nulls_equal=True),
        old.join(new, on=[*same, "len"], how="anti", nulls_equal=True),
    ]
    who = pl.coalesce("person_id", "observed")
    return pl.concat(either).group_by(list(keys)).agg(persons=who.n_unique().cast(pl.Int64))


def _moved(
    grouped: pl.DataFrame, before: pl.DataFrame, enough: int, known: pl.DataFrame
) -> pl.DataFrame:
    """Per figure and group the new observations, or those of before where too few differ.

    Args:
        grouped: this build's, with the group each moves with.
        before: the release before's.
        enough: persons whose observations have to differ.
        known: what was published before, by some of the columns of a group; all else is new and
            taken as it is.
    """
    few = (
        differing(grouped, before, _GROUP)
        .filter(pl.col("persons") < enough)
        .join(known, on=known.columns, how="semi")
        .select(_GROUP)
    )
    return pl.concat(
        [
            grouped.join(few, on=_GROUP, how="anti"),
            before.join(few, on=_GROUP, how="semi").with_columns(is_behind=pl.lit(value=True)),
        ]
    )
