"""Warnings about values that can be used and are probably not what was meant. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import polars as pl

from lcdata.contracts.grammar import ERROR_TEXT, PLACEHOLDER
from lcdata.contracts.kinds import Kind
from lcdata.contracts.registry import TABLES
from lcdata.ingest.judging.cross_references import Finding
from lcdata.ingest.shown import shown

Tables: TypeAlias = Mapping[str, pl.DataFrame]

_LIKE_ID = r"^'|\.0$"
_ORDER = (
    ("delivery", "period_from", "period_to"),
    ("action", "opened_on", "closed_on"),
    ("action", "opened_on", "due_on"),
    ("sprint_item", "added_on", "removed_on"),
    ("sprint_item", "added_on", "done_on"),
    ("goal", "set_on", "revised_on"),
)
"""Table, first and last day; the other way round can be used, but not be right."""


def doubt_findings(tables: Tables) -> Iterator[Finding]:
    """Everything in the accepted rows of one delivery that is hardly what was meant."""
    yield from _unknown_persons(tables)
    yield from _placeholders(tables)
    for table, first, last in _ORDER:
        if table in tables:
            rows = tables[table].filter(pl.col(last) < pl.col(first))
            for row in rows["_row"]:
                yield Finding("last_before_first", table, row, last, {"first": first})
    if "session" in tables:
        yield from _held_ahead(tables)
    if "session" in tables and "attendance" in tables:
        yield from _late_beyond(tables)


def _unknown_persons(tables: Tables) -> Iterator[Finding]:
    """One finding per person column with ids that nobody has, while somebody nearly has them."""
    named = [tables[name]["person_id"] for name in ("membership", "person") if name in tables]
    known = pl.concat([pl.Series("person_id", [], pl.String), *named]).unique()
    near = pl.DataFrame({"near": known, "bare": _bare(known)}).unique("bare", maintain_order=True)
    for table, frame in tables.items():
        for column in frame.columns if table not in ("membership", "person") else ():
            if column.endswith("person_id"):
                yield from _lookalikes(table, column, frame, known, near)


def _lookalikes(
    table: str, column: str, frame: pl.DataFrame, known: pl.Series, near: pl.DataFrame
) -> Iterator[Finding]:
    strange = frame.select("_row", value=column).filter(~pl.col("value").is_in(known.to_list()))
    alike = strange.with_columns(bare=_bare(strange["value"])).join(
        near, on="bare", maintain_order="left"
    )
    if alike.height:
        row, value, _, meant = alike.row(0)
        params: dict[str, str | int] = {
            "value": shown(value),
            "near": shown(meant),
            "count": alike.height,
        }
        yield Finding("person_nearly", table, row, column, params)


def _bare(ids: pl.Series) -> pl.Series:
    """Ids as a spreadsheet, an exporter or a hurried hand may spell them."""
    plain = ids.str.to_lowercase().str.replace_all(_LIKE_ID, "").str.strip_chars_start("0")
    return plain.alias("bare")


def _placeholders(tables: Tables) -> Iterator[Finding]:
    """One finding per free text that says that there is nothing, or that a formula failed."""
    for table, frame in tables.items():
        for column in TABLES[table].columns().values():
            if column.kind is Kind.TEXT and column.name in frame.columns:
                text = pl.col(column.name)
                is_empty = text.str.contains(PLACEHOLDER) | text.str.contains(ERROR_TEXT)
                rows = frame.filter(is_empty).select("_row", column.name)
                for row, value in rows.iter_rows():
                    params = {"value": shown(value, column.name)}
                    yield Finding("placeholder_in_text", table, row, column.name, params)


def _held_ahead(tables: Tables) -> Iterator[Finding]:
    """Sessions that are said to have been held on a day after the export was made."""
    exported_at = tables["delivery"]["exported_at"].max() if "delivery" in tables else None
    held = pl.col("status") == "held"
    began = pl.coalesce("actual_start", "planned_start").dt.date()
    ahead = began > pl.lit(exported_at, pl.Datetime("us")).dt.date()
    for row in tables["session"].filter(held & ahead)["_row"]:
        yield Finding("held_ahead", "session", row, "status", {})


def _late_beyond(tables: Tables) -> Iterator[Finding]:
    """Members who came later than their session lasted."""
    took = (pl.col("actual_end") - pl.col("actual_start")).dt.total_minutes()
    lasted = pl.coalesce(took, "planned_minutes").alias("lasted")
    sessions = tables["session"].select("session_id", lasted)
    placed = tables["attendance"].join(sessions, on="session_id", maintain_order="left")
    late = placed.filter(pl.col("late_minutes") > pl.col("lasted"))
    for row, minutes, lasting in late.select("_row", "late_minutes", "lasted").iter_rows():
        params = {"value": minutes, "lasted": lasting}
        yield Finding("late_beyond_session", "attendance", row, "late_minutes", params)
