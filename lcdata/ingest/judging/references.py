"""References: within one delivery with their cascade, and across deliveries.

Both judgements are pure: tables in, tables and findings out. `judge` is what a build calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import polars as pl

from lcdata.contracts.registry import TABLES
from lcdata.contracts.row import Reference
from lcdata.domain import CONSORTIUM_ID
from lcdata.ingest.judging.cross_references import Finding, cross_findings
from lcdata.ingest.shown import shown

Tables: TypeAlias = Mapping[str, pl.DataFrame]

_NO_ROWS = {
    table: pl.DataFrame(schema={**model.frame_schema(), "_row": pl.Int64()})
    for table, model in TABLES.items()
}


@dataclass
class Settled:
    """The tables of one delivery once no reference leads astray any more.

    Attributes:
        accepted: table → rows that stand, with `_row`.
        gone: table → rows that do not; only their keys matter here.
        findings: what happened to which row, in the order it happened.
    """

    accepted: dict[str, pl.DataFrame]
    gone: dict[str, pl.DataFrame]
    findings: list[Finding] = field(default_factory=list)

    def remove(self, findings: list[Finding]) -> None:
        """Takes the rows of these findings out; one finding per row."""
        self.findings += findings
        for table in {finding.table for finding in findings}:
            rows = [finding.row for finding in findings if finding.table == table]
            leaves = pl.col("_row").is_in(rows)
            frame = self.accepted[table]
            self.gone[table] = pl.concat([self.gone_rows(table), frame.filter(leaves)])
            self.accepted[table] = frame.filter(~leaves)

    def empty(self, table: str, column: str, findings: list[Finding]) -> None:
        """Empties this column in the rows of these findings."""
        if not findings:
            return
        self.findings += findings
        hit = pl.col("_row").is_in([finding.row for finding in findings])
        emptied = pl.when(~hit).then(pl.col(column)).alias(column)
        self.accepted[table] = self.accepted[table].with_columns(emptied)

    def rows(self, table: str) -> pl.DataFrame:
        """The rows of a table that stand; none when it was not delivered."""
        return self.accepted.get(table, _NO_ROWS[table])

    def gone_rows(self, table: str) -> pl.DataFrame:
        """The rows of a table that do not stand."""
        return self.gone.get(table, _NO_ROWS[table])


def settle(accepted: Tables, gone: Tables) -> Settled:
    """The rows left when every row whose reference fails has gone, transitively.

    A required reference to a gone row takes its row along; an optional one is emptied; a
    reference to nothing is an error.
    """
    settled = Settled(dict(accepted), dict(gone))
    while _sweep(settled):
        pass
    return settled


def judge(live: Mapping[str, Tables]) -> dict[str, dict[str, pl.DataFrame]]:
    """Organisation → tables, without the rows that the consortium's live delivery contradicts.

    Rows whose home organisation, visited organisation or scale is unknown there leave, answers
    outside their scale too, and whatever depends on them. Without a consortium delivery
    nothing leaves.
    """
    consortium = live.get(CONSORTIUM_ID)
    return {
        organisation: judge_across(tables, consortium).accepted
        for organisation, tables in live.items()
    }


def judge_across(tables: Tables, consortium: Tables | None) -> Settled:
    """One delivery's tables held against the consortium's, with the cascade that follows."""
    settled = Settled(dict(tables), {})
    settled.remove(list(cross_findings(tables, consortium)))
    if not settled.findings:
        return settled
    after = settle(settled.accepted, settled.gone)
    return Settled(after.accepted, after.gone, settled.findings + after.findings)


def _sweep(settled: Settled) -> bool:
    """Judges every reference once; whether anything changed."""
    before = len(settled.findings)
    for table, model in TABLES.items():
        for reference in model.references if table in settled.accepted else ():
            _judge_reference(settled, table, reference)
    return len(settled.findings) > before


def _judge_reference(settled: Settled, table: str, reference: Reference) -> None:
    """Takes out or empties what points astray along one reference."""
    if settled.accepted[table][reference.column].count() == 0:
        return
    pointing = _pointing_rows(settled, settled.accepted[table], reference)
    astray = _lacking(pointing, settled.rows(reference.table), reference)
    if astray.is_empty():
        return
    dangling = _lacking(astray, settled.gone_rows(reference.table), reference)
    following = astray.join(dangling, on="_row", how="anti")
    missing = "not_a_member" if reference.table == "membership" else "reference_missing"
    if reference.required:
        settled.remove(list(_found(table, reference, following, "reference_quarantined")))
    else:
        emptied = list(_found(table, reference, following, "reference_emptied"))
        settled.empty(table, reference.column, emptied)
    if reference.dangling_is_error:
        settled.remove(list(_found(table, reference, dangling, missing)))
    else:
        emptied = list(_found(table, reference, dangling, "sprint_emptied"))
        settled.empty(table, reference.column, emptied)


def _pointing_rows(settled: Settled, frame: pl.DataFrame, reference: Reference) -> pl.DataFrame:
    """The referring columns of rows that do point at something, and `_row`."""
    if reference.unless:
        frame = frame.filter(pl.col(reference.unless).is_null())
    if reference.through:
        way = reference.through
        parents = settled.rows(way.table).select(*way.targets, *reference.columns[:-1])
        frame = frame.join(parents, left_on=way.columns, right_on=way.targets)
    return frame.select(*reference.columns, "_row").drop_nulls()


def _lacking(rows: pl.DataFrame, targets: pl.DataFrame, reference: Reference) -> pl.DataFrame:
    """The rows whose target is not among these."""
    return rows.join(targets, left_on=reference.columns, right_on=reference.targets, how="anti")


def _found(table: str, reference: Reference, rows: pl.DataFrame, code: str) -> Iterator[Finding]:
    for row, value in rows.select("_row", reference.column).iter_rows():
        params = {"value": shown(str(value)), "table": reference.table}
        yield Finding(code, table, row, reference.column, params)
