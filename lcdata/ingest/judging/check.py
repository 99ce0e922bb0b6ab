"""Checks deliveries together with each other and the live ones; writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import polars as pl

from lcdata.domain import CONSORTIUM_ID, qualified
from lcdata.ingest.checked import Checked
from lcdata.ingest.definitions import Severity
from lcdata.ingest.found import Found
from lcdata.ingest.issues import Issue, More
from lcdata.ingest.judging.apart import draft_delivery
from lcdata.ingest.judging.cross_references import Tables, unchecked_findings, unknown_communities
from lcdata.ingest.judging.doubts import doubt_findings
from lcdata.ingest.judging.draft import Draft
from lcdata.ingest.judging.names_in_texts import name_findings
from lcdata.ingest.judging.plausibility import plausibility_findings
from lcdata.ingest.judging.references import judge_across
from lcdata.ingest.judging.reversals import reversal_findings
from lcdata.ingest.judging.succession import Terms, judge_succession
from lcdata.ingest.keeping.stored import StoredDelivery
from lcdata.ingest.reading.opening import Handed
from lcdata.ingest.receipt import Counts, Receipt, ReceiptStatus
from lcdata.ingest.shown import shown


def check(
    sources: Sequence[Path | Handed],
    live: Mapping[str, StoredDelivery],
    *,
    may_deliver: Collection[str] | None = None,
    terms: Terms | None = None,
) -> list[Checked]:
    """One judged delivery per source, in the order given.

    Args:
        sources: folders, .zip files or .xlsx workbooks, or what was uploaded.
        live: organisation → its live delivery.
        may_deliver: organisations the uploader may deliver for; None for all.
        terms: what holds for what comes to be live; None for what was taken in before.
    """
    drafts = [draft_delivery(source, may_deliver) for source in sources]
    if terms is not None:
        judge_succession(drafts, live, terms)
    consortium = _consortium(drafts, live)
    for draft in drafts:
        _refuse_unknown_organisation(draft, consortium)
    known = _known_communities(drafts, live)
    return [_checked(draft, consortium, known) for draft in drafts]


def _consortium(drafts: Sequence[Draft], live: Mapping[str, StoredDelivery]) -> Tables | None:
    """The tables of the consortium's newest delivery, live or given; None without one."""
    stored = live.get(CONSORTIUM_ID)
    newest, tables = (stored.exported_at, stored.tables()) if stored else (None, None)
    given = [d for d in drafts if d.organisation_id == CONSORTIUM_ID and not d.is_refused]
    for draft in given:
        if draft.exported_at and (newest is None or draft.exported_at >= newest):
            newest, tables = draft.exported_at, draft.tables
    return tables


def _refuse_unknown_organisation(draft: Draft, consortium: Tables | None) -> None:
    """Blocks a delivery of an organisation that is no company of the consortium."""
    if draft.organisation_id in (None, CONSORTIUM_ID) or "organisation" not in (consortium or {}):
        return
    organisations = consortium["organisation"] if consortium else pl.DataFrame()
    companies = organisations.filter(pl.col("kind") == "company")["organisation_id"]
    if draft.organisation_id not in set(companies):
        blockers = [one for one in draft.found.issues if one.severity is Severity.BLOCKER]
        draft.found = Found(blockers)  # rows are not wrong because nobody knows whose they are
        draft.block("organisation_unknown", value=shown(str(draft.organisation_id)))


def _known_communities(
    drafts: Sequence[Draft], live: Mapping[str, StoredDelivery]
) -> frozenset[str]:
    """Qualified ids of the communities in live and given deliveries."""
    stored = [
        (organisation, delivery.table("community")) for organisation, delivery in live.items()
    ]
    given = [(draft.organisation_id, draft.tables.get("community")) for draft in drafts]
    return frozenset(
        qualified(str(organisation), community)
        for organisation, frame in [*stored, *given]
        if frame is not None
        for community in frame["community_id"]
    )


def _checked(draft: Draft, consortium: Tables | None, known: frozenset[str]) -> Checked:
    if draft.is_refused:
        return Checked(
            draft.organisation_id,
            draft.delivery_id,
            draft.exported_at,
            _receipt(draft, "refused", {}),
        )
    if draft.organisation_id == CONSORTIUM_ID:
        consortium = draft.tables
    across = judge_across(draft.tables, consortium)
    draft.report(across.findings)
    draft.report(unchecked_findings(draft.tables, consortium))
    draft.report(unknown_communities(across.accepted, str(draft.organisation_id), known))
    draft.report(plausibility_findings(across.accepted))
    draft.report(doubt_findings(across.accepted))
    draft.report(reversal_findings(across.accepted, consortium))
    draft.report(name_findings(across.accepted))
    counts = {table: _counts(draft, table, across.accepted) for table in draft.raw}
    quarantined = any(count.quarantined for count in counts.values())
    return Checked(
        draft.organisation_id,
        draft.delivery_id,
        draft.exported_at,
        _receipt(draft, "accepted_with_errors" if quarantined else "accepted", counts),
        draft.tables,
        {table: _quarantined(draft, table, across.accepted) for table in draft.raw},
        draft.originals,
        {table: (raw.sheet.file, raw.sheet.sheet) for table, raw in draft.raw.items()},
    )


def _receipt(draft: Draft, status: ReceiptStatus, counts: Mapping[str, Counts]) -> Receipt:
    return Receipt(
        draft.organisation_id,
        draft.delivery_id,
        status,
        counts,
        tuple(draft.dropped),
        *_in_order(draft),
    )


def _counts(draft: Draft, table: str, accepted: Tables) -> Counts:
    raw = draft.raw[table]
    stands = accepted[table].height
    return Counts(raw.read, stands, raw.texts.height - stands, raw.skipped)


def _quarantined(draft: Draft, table: str, accepted: Tables) -> pl.DataFrame:
    """The delivered texts of rows set aside, `_row` and `_reason` (codes of their errors)."""
    raw = draft.raw[table]
    if accepted[table].height == raw.texts.height:
        return raw.texts.clear().with_columns(_reason=pl.lit(""))
    reasons = draft.found.reasons[raw.sheet.file, raw.sheet.sheet]
    rows = raw.texts.join(accepted[table], on="_row", how="anti")
    reason = [reasons[row] for row in rows["_row"]]
    return rows.with_columns(pl.Series("_reason", reason, pl.String))


def _in_order(draft: Draft) -> tuple[tuple[Issue, ...], tuple[More, ...]]:
    """Worst first, then in the order of the contract's tables and their rows."""
    sheets = (raw.sheet for raw in draft.raw.values())
    order = {(sheet.file, sheet.sheet): position for position, sheet in enumerate(sheets)}

    def key(issue: Issue | More) -> tuple[int, int, int]:
        place = order.get((str(issue.file), issue.sheet), -1)
        return issue.severity.rank, place, getattr(issue, "row", 0) or 0

    return tuple(sorted(draft.found.issues, key=key)), tuple(sorted(draft.found.more, key=key))
