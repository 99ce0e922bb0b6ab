"""Each published record by itself: does it say more than one of its kind may say, to whom?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import polars as pl

from lcdata.access import Role
from lcdata.disclosure.audit.published import Leak, Published, Truth
from lcdata.disclosure.policy import Policy
from lcdata.domain import OVERARCHING_ID, About, Counts, Grain, Kind, Status

_NUMBERS = ("num", "den", "value", "low", "high", "n_persons", "n_missing", "left_out", "as_of")
_KEY = ["indicator", "grain", "entity_id", "period"]


def broken_records(published: Published, truth: Truth, policy: Policy) -> Iterator[Leak]:
    """Records that break a rule by themselves."""
    cells = _with_traits(published.cells, truth)
    yield from _leaks("5", _not_empty(cells))
    yield from _leaks("9", _not_banded(cells, policy))
    yield from _leaks("a split", _outside(cells).filter(pl.col("counts") == Counts.SPLIT))
    yield from _leaks("counts persons", _exact_head_counts(cells, truth))
    yield from _leaks("1", _too_small(cells, truth, policy))
    yield from _leaks("5", _all_alike(cells))


def out_of_reach(published: Published, truth: Truth, policy: Policy) -> Iterator[Leak]:
    """Viewers that read a unit which the role table does not give them."""
    for row in published.reach.iter_rows(named=True):
        if not _may_read(row, truth.owners, policy):
            unit = f"{row['grain']}:{row['entity_id']}"
            yield Leak("reach", unit, "", (row["kind"],), row["viewer"])


def telling_signals(published: Published, policy: Policy) -> Iterator[Leak]:
    """Signals that say more of the members than the figures everybody reads."""
    figures = _outside(published.cells).filter(
        (pl.col("grain") == Grain.COMMUNITY)
        & (pl.col("period") == "overall")
        & (pl.col("status") == Status.OK)
    )
    thin = _ids(figures.filter(
        (pl.col("indicator") == "register_coverage")
        & (pl.col("num") < 0.8 * pl.col("den").cast(pl.Float64, strict=False))
    ))  # fmt: skip
    ends = [str(start) for start in policy.bands if start > 8]
    large = _ids(figures.filter(
        (pl.col("indicator") == "group_size_max")
        & pl.col("n_persons").str.extract(r"^(\d+)").is_in(ends)
    ))  # fmt: skip
    allowed = {"register_coverage_low": thin, "group_above_eight": large}
    names_no_one = ~pl.col("kind").is_in(list(allowed))
    told = published.signals.filter(~pl.col("is_own").fill_null(names_no_one))
    for row in told.iter_rows(named=True):
        if row["community_id"] not in allowed.get(row["kind"], set()):
            yield Leak("signal", f"community:{row['community_id']}", "overall", (row["kind"],))


def _with_traits(cells: pl.DataFrame, truth: Truth) -> pl.DataFrame:
    rows = [
        (name, str(one.about), str(one.counts), one.tells_of_all)
        for name, one in truth.traits.items()
    ]
    schema = {"base": pl.String(), "about": pl.String(), "counts": pl.String(),
              "tells_of_all": pl.Boolean()}  # fmt: skip
    named = cells.with_columns(base=pl.col("indicator").str.strip_suffix(".shrunken"))
    return named.join(pl.DataFrame(rows, schema=schema, orient="row"), on="base", how="left")


def _outside(cells: pl.DataFrame) -> pl.DataFrame:
    """What others than those whose own unit it is read, of figures with numbers."""
    return cells.filter(~pl.col("is_own") & (pl.col("status") == Status.OK))


def _not_empty(cells: pl.DataFrame) -> pl.DataFrame:
    any_number = pl.any_horizontal(pl.col(name).is_not_null() for name in _NUMBERS)
    return cells.filter((pl.col("status") == Status.SUPPRESSED) & any_number)


def _not_banded(cells: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Numbers of persons that are no band; own survey versions are banded too."""
    bands = ["0", *_bands(policy)]
    told = cells.filter(
        (pl.col("status") == Status.OK) & (~pl.col("is_own") | (pl.col("grain") != Grain.COMMUNITY))
    )
    persons = ~pl.col("n_persons").is_in(bands) & pl.col("n_persons").is_not_null()
    counted = pl.col("counts").is_in(["persons", "person_number", "followed"])
    exact = pl.col("num").is_not_null() | (
        ~pl.col("den").is_in(bands) & pl.col("den").is_not_null()
    )
    number = (pl.col("counts") == Counts.PERSON_NUMBER) & pl.col("value").is_not_null()
    return told.filter(persons | (counted & exact) | number)


def _bands(policy: Policy) -> list[str]:
    starts = list(policy.bands)
    closed = [f"{low}-{high - 1}" for low, high in pairwise(starts)]
    return [*closed, f"{starts[-1]}+"]


def band_of(number: pl.Expr, policy: Policy) -> pl.Expr:
    """The text in which a number of persons is said; nothing below the first band."""
    named = zip(policy.bands, _bands(policy), strict=True)
    return pl.coalesce(
        *(pl.when(number >= start).then(pl.lit(name)) for start, name in reversed([*named])),
        pl.lit(None, dtype=pl.String),
    )


def _exact_head_counts(cells: pl.DataFrame, truth: Truth) -> pl.DataFrame:
    """Exact denominators of figures whose denominator is, in truth, a number of persons.

    Asked of the raw figures and not of a trait: an indicator that says it counts nobody, and
    whose denominator is the number of distinct persons in community after community, counts them.
    """
    raw = truth.cells.filter((pl.col("grain") == Grain.COMMUNITY) & (pl.col("status") == Status.OK))
    heads = (
        raw.group_by("indicator")
        .agg(
            same=(pl.col("den") == pl.col("n_persons")).all() & pl.col("den").is_not_null().all(),
            sizes=pl.col("den").n_unique(),
            largest=pl.col("den").max(),
        )
        .filter(pl.col("same") & (pl.col("sizes") > 1) & (pl.col("largest") > 2))
    )
    is_exact = pl.col("den").cast(pl.Float64, strict=False) > 0
    return _outside(cells).join(heads, on="indicator", how="semi").filter(is_exact)


def _too_small(cells: pl.DataFrame, truth: Truth, policy: Policy) -> pl.DataFrame:
    """Figures about members of too few, by the raw numbers of persons.

    A repeated figure stands as of an earlier delivery, when this was asked of it too.
    """
    raw = truth.cells.select(*_KEY, raw_persons="n_persons", raw_status="status")
    sizes = truth.members.group_by(entity_id="community_id").agg(
        members=pl.col("person_id").n_unique()
    )
    told = cells.filter(
        (pl.col("status") == Status.OK)
        & pl.col("as_of").is_null()
        & ~pl.col("indicator").str.ends_with(".shrunken")
        & (~pl.col("is_own") | (pl.col("grain") != Grain.COMMUNITY))
    ).join(raw, on=_KEY, how="left").join(sizes, on="entity_id", how="left")  # fmt: skip
    is_community = pl.col("grain") == Grain.COMMUNITY
    few_members = (
        (pl.col("about") == About.MEMBERS)
        & is_community
        & (
            (pl.col("members").fill_null(0) < policy.k_person)
            | (pl.col("raw_persons").fill_null(0) < policy.k_person)
        )
    )
    return told.filter(few_members)


def _all_alike(cells: pl.DataFrame) -> pl.DataFrame:
    """Marks that are the same of everybody: nobody there, or everybody absent unexplained."""
    told = cells.filter(pl.col("status") == Status.OK).with_columns(
        pl.col("den").cast(pl.Float64, strict=False)
    )
    none_there = (pl.col("indicator") == "attendance_rate") & (pl.col("num") == 0)
    all_absent = (pl.col("indicator") == "unexcused_rate") & (pl.col("num") == pl.col("den"))
    return told.filter(~pl.col("is_own") & (none_there | all_absent))


def _may_read(row: Mapping[str, object], owners: Mapping[str, str], policy: Policy) -> bool:
    role, _, own = str(row["viewer"]).partition(":")
    grain, entity = str(row["grain"]), str(row["entity_id"])
    reached = set(policy.reached(Role(role), Kind(str(row["kind"]))))
    company = owners.get(own, own) if role == Role.FACILITATOR else own
    is_own_group = entity == own
    is_own_company = company in {entity, owners.get(entity)} and company != OVERARCHING_ID
    words = {grain}
    if row["is_own"] and grain == Grain.COMMUNITY:
        return role == Role.FACILITATOR and is_own_group and "exact" in reached
    if grain == Grain.COMMUNITY:
        words |= {"own_community"} if is_own_company and role == Role.DIRECTOR else set()
        words |= {"overarching"} if owners.get(entity) == OVERARCHING_ID else set()
        words -= set() if role == Role.LEADER else {"community"}
    if grain == Grain.COMPANY:
        words |= {"own_company"} if is_own_company else set()
    if grain == Grain.POOLED and not is_own_company:
        return False
    return bool(words & reached)


def _ids(figures: pl.DataFrame) -> set[str]:
    return set(figures["entity_id"])


def _leaks(rule: str, cells: pl.DataFrame) -> Iterator[Leak]:
    for row in cells.iter_rows(named=True):
        unit = f"{row['grain']}:{row['entity_id']}"
        yield Leak(rule, unit, row["period"], (f"{row['indicator']} {unit} {row['period']}",))
