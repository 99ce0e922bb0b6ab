"""What one delivery says about others, held against the live delivery of the consortium."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from lcdata.contracts.registry import TABLES
from lcdata.contracts.row import CrossReference
from lcdata.domain import qualified
from lcdata.ingest.shown import shown

Tables: TypeAlias = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Finding:
    """What happened to one row: an issue that does not know its file yet."""

    code: str
    table: str
    row: int | None
    column: str
    params: Mapping[str, str | int]


def cross_findings(tables: Tables, consortium: Tables | None) -> Iterator[Finding]:
    """One finding per row that the consortium's delivery contradicts."""
    if consortium is None:
        return
    for table, reference in _pairs(tables):
        if reference.table in consortium:
            yield from _unknown(table, reference, tables[table], consortium[reference.table])
    if "survey_answer" in tables and "scale" in consortium:
        yield from _outside_scale(tables["survey_answer"], consortium["scale"])


def unchecked_findings(tables: Tables, consortium: Tables | None) -> Iterator[Finding]:
    """One finding per column that cannot be judged, for want of the consortium's table."""
    for table, reference in _pairs(tables):
        count = tables[table][reference.column].count()
        if count and (consortium is None or reference.table not in consortium):
            params: dict[str, str | int] = {"count": count, "table": reference.table}
            yield Finding("reference_unchecked", table, None, reference.column, params)


def unknown_communities(
    tables: Tables, organisation_id: str, known: Collection[str]
) -> Iterator[Finding]:
    """Visits to a community that no delivery (yet) holds; an id alone is one of the own."""
    if "visit" not in tables:
        return
    column = "other_community_id"
    rows = tables["visit"].select("_row", column).drop_nulls()
    for row, value in rows.iter_rows():
        if value not in known and qualified(organisation_id, value) not in known:
            yield Finding("other_community_unknown", "visit", row, column, {"value": shown(value)})


def _pairs(tables: Tables) -> Iterator[tuple[str, CrossReference]]:
    for table in tables:
        for reference in TABLES[table].cross_references:
            yield table, reference


def _unknown(
    table: str, reference: CrossReference, frame: pl.DataFrame, known: pl.DataFrame
) -> Iterator[Finding]:
    """Rows whose column holds an id that the consortium's table does not."""
    column = reference.column
    target = TABLES[reference.table].key[0]
    rows = frame.select("_row", column).drop_nulls()
    for row, value in rows.join(known, left_on=column, right_on=target, how="anti").iter_rows():
        params = {"value": shown(value), "table": reference.table}
        yield Finding("not_in_consortium", table, row, column, params)


def _outside_scale(answers: pl.DataFrame, scales: pl.DataFrame) -> Iterator[Finding]:
    """Answers whose item or value the scale does not have."""
    scored = answers.join(scales.select("scale_id", "items", "min", "max"), on="scale_id")
    bad_item = pl.col("item_no") > pl.col("items")
    bad_value = ~pl.col("value").is_between("min", "max")
    for record in scored.filter(bad_item).iter_rows(named=True):
        yield _outside(record, "item_no", 1, record["items"])
    for record in scored.filter(bad_value & ~bad_item).iter_rows(named=True):
        yield _outside(record, "value", record["min"], record["max"])


def _outside(record: Mapping[str, str | int], column: str, least: int, most: int) -> Finding:
    params = {
        "value": record[column],
        "least": least,
        "most": most,
        "scale": shown(str(record["scale_id"])),
    }
    return Finding("outside_scale", "survey_answer", int(record["_row"]), column, params)
