"""Judges the rows of one table by themselves: cells, rules within a row, repeated keys.

Polars expressions over whole columns find the rows that are wrong; only those go through their
pydantic model, which says what is wrong with each cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl
from pydantic import ValidationError

from lcdata.contracts.column import Column
from lcdata.contracts.row import Row
from lcdata.ingest.issues import Issue
from lcdata.ingest.parsing import parsed
from lcdata.ingest.raw_table import RawTable
from lcdata.ingest.shown import shown

_NATIVE = {"greater_than_equal": "out_of_range", "less_than_equal": "out_of_range"}
_KEY_SEPARATOR = " · "


@dataclass(frozen=True)
class Judged:
    """The rows of one table, judged by themselves.

    Attributes:
        raw: the rows as delivered.
        accepted: typed columns of the contract and `_row`, rows that stand.
        gone: the same columns of rows that do not.
        issues: what is wrong with the latter.
    """

    raw: RawTable
    accepted: pl.DataFrame
    gone: pl.DataFrame
    issues: tuple[Issue, ...]

    def without(self, rows: Mapping[int, Issue]) -> Judged:
        """The same table after these rows have gone too."""
        if not rows:
            return self
        leaves = pl.col("_row").is_in(list(rows))
        return replace(
            self,
            accepted=self.accepted.filter(~leaves),
            gone=pl.concat([self.gone, self.accepted.filter(leaves)]),
            issues=(*self.issues, *rows.values()),
        )


def judge_rows(raw: RawTable) -> Judged:
    """The table's rows judged one by one, then against each other for repeated keys."""
    typed = raw.texts.select(*map(parsed, raw.model.columns().values()), "_row")
    wrong = {*_unreadable_rows(raw, typed), *raw.faults}
    rule_issues = list(_broken_rules(raw, typed))
    issues = [*_cell_issues(raw, wrong), *rule_issues]
    wrong |= {issue.row for issue in rule_issues if issue.row}
    if not wrong:
        return _without_repeats(Judged(raw, typed, typed.clear(), ()))
    stands = ~pl.col("_row").is_in(sorted(wrong))
    judged = Judged(raw, typed.filter(stands), typed.filter(~stands), tuple(issues))
    return _without_repeats(judged)


def _unreadable_rows(raw: RawTable, typed: pl.DataFrame) -> list[int]:
    """Rows with a cell that is filled but no value, or required but empty."""
    missing = dict(zip(typed.columns, typed.null_count().row(0), strict=True))
    empty = dict(zip(raw.texts.columns, raw.texts.null_count().row(0), strict=True))
    suspects = [
        pl.col(column.name).is_null() & (column.required | raw.texts[column.name].is_not_null())
        for column in raw.model.columns().values()
        if missing[column.name] > (0 if column.required else empty[column.name])
    ]
    return typed.filter(pl.any_horizontal(suspects))["_row"].to_list() if suspects else []


def _cell_issues(raw: RawTable, wrong: set[int]) -> Iterator[Issue]:
    """An issue per wrong cell of the wrong rows, in row order."""
    if not wrong:
        return
    rows = raw.texts.filter(pl.col("_row").is_in(sorted(wrong)))
    for record in rows.iter_rows(named=True):
        row = int(record.pop("_row"))
        codes: dict[str | None, str] = dict(_rejected_cells(raw.model, record))
        faults = raw.faults.get(row, [])
        for column, code in faults or (() if codes else [(None, "cell_unreadable")]):
            codes[column] = code
        for column, code in codes.items():
            yield raw.issue(code, row, column, **_params(raw.model, column, record))


def _rejected_cells(
    model: type[Row], record: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """Column and code of each cell that the row model rejects."""
    try:
        model.model_validate(record)
    except ValidationError as rejected:
        for error in rejected.errors(include_url=False, include_context=False, include_input=False):
            if error["loc"]:
                yield str(error["loc"][0]), _NATIVE.get(error["type"], error["type"])


def _params(
    model: type[Row], column: str | None, record: Mapping[str, str | None]
) -> dict[str, str | int]:
    """What a message about the cell names."""
    if column is None:
        return {"value": ""}
    declared: Column = model.columns()[column]
    value = shown(record[column] or "", column)
    return {"value": value, "codes": ", ".join(declared.codes), "least": declared.ge or 0}


def _broken_rules(raw: RawTable, typed: pl.DataFrame) -> Iterator[Issue]:
    for rule in raw.model.rules:
        for row in typed.filter(rule.broken)["_row"]:
            yield raw.issue(rule.code, row, rule.column)


def _without_repeats(judged: Judged) -> Judged:
    """Of rows with one key the first stays; so with columns that must not repeat."""
    model = judged.raw.model
    repeats = _repeats(judged, model.key, "duplicate_key")
    judged = judged.without(repeats)
    for column in model.unique:
        judged = judged.without(_repeats(judged, (column,), f"duplicate_{column}"))
    return judged


def _repeats(judged: Judged, columns: tuple[str, ...], code: str) -> dict[int, Issue]:
    """Row → issue for every row whose columns an earlier row holds already."""
    if judged.accepted.n_unique(columns) == judged.accepted.height:
        return {}
    rows = judged.accepted.select(*columns, "_row", first=pl.col("_row").min().over(columns))
    return {
        record["_row"]: judged.raw.issue(
            code,
            record["_row"],
            columns[0],
            key=shown(_KEY_SEPARATOR.join(str(record[column]) for column in columns)),
            first=record["first"],
        )
        for record in rows.filter(pl.col("_row") > pl.col("first")).iter_rows(named=True)
    }
