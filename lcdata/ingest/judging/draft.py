"""One delivery judged by itself, before it is held against the consortium's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from lcdata.contracts.registry import CONTRACT_VERSION, TABLES
from lcdata.domain import CONSORTIUM_ID
from lcdata.errors import DeliveryRefused
from lcdata.ingest.found import Found
from lcdata.ingest.issues import Issue, issue_of
from lcdata.ingest.judging.cross_references import Finding
from lcdata.ingest.judging.reading_columns import differing_names
from lcdata.ingest.judging.references import settle
from lcdata.ingest.judging.validation import Judged, judge_rows
from lcdata.ingest.reading.opening import delivery_hash, open_delivery
from lcdata.ingest.reading.raw_table import RawTable
from lcdata.ingest.reading.sheets import read_tables
from lcdata.ingest.receipt import Dropped
from lcdata.ingest.shown import shown

_VERSIONS = (CONTRACT_VERSION, "1", "1,0")
"""How spreadsheets write version 1.0."""


@dataclass
class Draft:
    """One delivery on its way through the checks.

    Attributes:
        label: the path as it is shown.
        originals: file name → delivered bytes; empty when nothing could be read.
        organisation_id: who delivers, once known.
        exported_at: when it was exported, once known.
        raw: table → rows as delivered, in the contract's order.
        tables: table → rows that stand by themselves and within the delivery.
        dropped: what the contract does not have.
        found: the issues so far.
    """

    label: str
    originals: Mapping[str, bytes] = field(default_factory=dict)
    organisation_id: str | None = None
    exported_at: dt.datetime | None = None
    raw: dict[str, RawTable] = field(default_factory=dict)
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    found: Found = field(default_factory=Found)

    @property
    def delivery_id(self) -> str | None:
        """The hash of the delivered bytes."""
        return delivery_hash(self.originals) if self.originals else None

    @property
    def is_refused(self) -> bool:
        """Whether a blocker was found."""
        return self.found.is_refused

    def block(self, code: str, **params: str | int) -> None:
        """Refuses the delivery for something in its table `delivery`, or as a whole."""
        sheet = self.raw["delivery"].sheet if "delivery" in self.raw else None
        file, name = (sheet.file, sheet.sheet) if sheet else (self.label, None)
        self.found.add(Issue(code, file, name, params=params))

    def report(self, findings: Iterable[Finding]) -> None:
        """Turns findings into issues with the file and sheet of their table."""
        self.found.extend(
            self.raw[one.table].issue(one.code, one.row, one.column, **one.params)
            for one in findings
        )


def draft_of(
    originals: Mapping[str, bytes],
    label: str,
    may_deliver: Collection[str] | None,
    *,
    is_folder: bool,
) -> Draft:
    """The delivery in these bytes, judged by itself; refused ones say why in their issues.

    Reads foreign bytes: call `apart.draft_delivery`, which does it in a process of its own.
    """
    draft = Draft(label, originals)
    try:
        reading = read_tables(open_delivery(originals, label, is_folder=is_folder))
    except DeliveryRefused as refused:
        draft.found.add(issue_of(refused, label))
        return draft
    draft.raw = {table: reading.tables[table] for table in TABLES if table in reading.tables}
    draft.dropped, draft.found = reading.dropped, reading.found
    _identify(draft, may_deliver)
    if not draft.is_refused:
        _judge_tables(draft)
    return draft


def _identify(draft: Draft, may_deliver: Collection[str] | None) -> None:
    """Reads who delivers, when and under which version; blocks where that is not right."""
    if "delivery" not in draft.raw:
        if not any(issue.code in _EXPLAINS_ABSENCE for issue in draft.found.issues):
            _block_without_delivery(draft)
        return
    found = Found()
    judged = judge_rows(draft.raw["delivery"], found)
    if judged.accepted.height != 1 or judged.gone.height:
        draft.found.extend(found.issues)
        rows, usable = judged.raw.texts.height, judged.accepted.height
        draft.block("delivery_not_one_row", count=rows, usable=usable)
        return
    delivery = judged.accepted.row(0, named=True)
    draft.organisation_id = organisation_id = str(delivery["organisation_id"])
    draft.exported_at = delivery["exported_at"]
    version = str(delivery["contract_version"])
    if version not in _VERSIONS:
        draft.block("contract_version_unknown", value=shown(version), version=CONTRACT_VERSION)
    if may_deliver is not None and organisation_id not in may_deliver:
        draft.block("organisation_not_yours", value=shown(organisation_id))


def _block_without_delivery(draft: Draft) -> None:
    """Says what else there is where the table `delivery` is not."""
    workbooks = [one.table for one in draft.dropped if one.table.lower().endswith(".xlsx")]
    if workbooks:
        draft.block("workbook_in_folder", name=shown(workbooks[0]))
    else:
        draft.block("delivery_table_missing")


_EXPLAINS_ABSENCE = ("header_missing", "column_missing", "csv_unreadable", "encoding_unreadable")


def _judge_tables(draft: Draft) -> None:
    """Judges every table by itself, then the references between them."""
    _drop_tables_of_others(draft)
    judged = {table: judge_rows(raw, draft.found) for table, raw in draft.raw.items()}
    if "community" in judged:
        judged["community"] = _own_communities(judged["community"], draft)
    settled = settle(
        {name: table.accepted for name, table in judged.items()},
        {name: table.gone for name, table in judged.items()},
    )
    draft.tables = settled.accepted
    draft.report(settled.findings)
    if "person" in draft.tables:
        for table, raw in draft.raw.items():
            if table != "person":
                draft.report(differing_names(raw, draft.tables["person"]))


def _drop_tables_of_others(draft: Draft) -> None:
    """Leaves the consortium's tables out of a company's delivery."""
    if draft.organisation_id == CONSORTIUM_ID:
        return
    for table in [table for table in draft.raw if TABLES[table].consortium_only]:
        raw = draft.raw.pop(table)
        draft.dropped.append(Dropped(table, None))
        draft.found.add(raw.issue("table_not_yours", table=table))


def _own_communities(communities: Judged, draft: Draft) -> Judged:
    """Only the delivering company's communities; of the consortium those without a company."""
    organisation_id, column = str(draft.organisation_id), pl.col("organisation_id")
    own = pl.lit(organisation_id)
    if organisation_id == CONSORTIUM_ID:
        without = column.replace({CONSORTIUM_ID: None})
        accepted = communities.accepted.with_columns(organisation_id=without)
        communities = replace(communities, accepted=accepted)
        strange, code = column.is_not_null(), "no_company"
    else:
        strange, code = column.ne_missing(own), "other_organisation"
    rows = communities.accepted.filter(strange)["_row"]
    place = {"column": "organisation_id", "own": organisation_id}
    draft.found.extend(communities.raw.issue(code, row, **place) for row in rows)
    return communities.without(rows)
