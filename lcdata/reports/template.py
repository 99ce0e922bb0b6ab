"""The Excel template: what an organisation has live, as a workbook to go on filling in.

A delivery replaces the one before as a whole, so the template holds all of it. A table that was not
delivered has a sheet of another name: an empty sheet of its own would say that it was measured.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

import polars as pl
import xlsxwriter

from lcdata.contracts.grammar import ZONE
from lcdata.contracts.registry import CONTRACT_VERSION, TABLES
from lcdata.domain import CONSORTIUM_ID
from lcdata.ingest.keeping.store import StoredDelivery
from lcdata.locale import N_, Words
from lcdata.organisations import Expected
from lcdata.reports.planned_register import to_read_by, with_planned
from lcdata.reports.template_sheet import SAVED_AT, Book, write_lists, write_table, write_told

FIRST_TABLES = ("community", "person", "membership", "session", "attendance", "sprint")
"""What an organisation that has delivered nothing yet starts with."""

SOURCE = "lcdata template"
DELIVERY, REGISTER, ORGANISATION = "delivery", "attendance", "organisation"

_WITH_REGISTER = (
    N_(
        "After a session: on the sheet {session} set its status to {held}; on the sheet "
        "{attendance} choose who was there. The rows are ready, marked {unknown}. What stays so "
        "counts as missing, never as absent. Of a cancelled session take the rows out."
    ),
    N_(
        "The first columns of the sheet {attendance}, {name} and {day}, are there to read by; "
        "they are not stored."
    ),
)
"""Said where both tables are there to fill in."""

_HOW = (
    N_(
        "The date of the figures is the moment this workbook was last saved: the cell {saved_at} "
        "on the sheet {delivery} keeps it by itself."
    ),
    N_("Columns in bold are required. Coded columns have a list to choose from."),
    N_(
        "A sheet whose name ends in ({new}) is a table that was not delivered, which counts as not "
        "measured. Take the ending off to deliver it; without rows it then says that nothing "
        "happened."
    ),
    N_(
        "Names of persons are in here, and so may be answers to the survey: handle this file as "
        "the export itself, and hand it to nobody but who makes the export."
    ),
)


def template(
    organisation_id: str,
    live: StoredDelivery | None,
    made_at: dt.datetime,
    words: Words,
    expected: Sequence[Expected] = (),
) -> bytes:
    """The workbook of one organisation.

    Args:
        organisation_id: who will deliver it.
        live: the delivery it goes on from, None before the first one.
        made_at: local time; the moment of export until a spreadsheet saves the workbook.
        words: the language of headers, codes and explanation.
        expected: the companies that will deliver; the consortium's first template names them.
    """
    tables = live.tables() if live else _first(organisation_id, expected)
    kept = {name: tables.get(name, _empty(name)) for name in tables or FIRST_TABLES}
    kept[DELIVERY] = _delivery(organisation_id, tables.get(DELIVERY), made_at)
    if REGISTER in kept:
        kept[REGISTER] = with_planned(kept)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as file:
        file.set_properties({"created": made_at})
        book = Book(file, words)
        write_told(book, [*_told(words, organisation_id, live, made_at), *_how(book, kept)])
        for name in (one for one in TABLES if one in kept):
            beside = _to_read_by(kept, words) if name == REGISTER else pl.DataFrame()
            write_table(book, TABLES[name], kept[name], beside=beside)
        apart = words.text("new")
        for name in _others(organisation_id, kept):
            rows, nothing = _empty(name), pl.DataFrame()
            write_table(book, TABLES[name], rows, ending=f" ({apart})", beside=nothing)
        write_lists(book)
    return content.getvalue()


def _first(organisation_id: str, expected: Sequence[Expected]) -> dict[str, pl.DataFrame]:
    """The tables of a first template; the consortium's says which companies there are."""
    tables = {name: _empty(name) for name in FIRST_TABLES}
    if organisation_id == CONSORTIUM_ID and expected:
        rows = [
            {"organisation_id": one.organisation_id, "name": one.name, "kind": "company"}
            for one in expected
        ]
        tables[ORGANISATION] = pl.DataFrame(rows, schema=TABLES[ORGANISATION].frame_schema())
    return tables


def may_deliver(organisation_id: str, live: Mapping[str, StoredDelivery]) -> bool:
    """Whether the consortium knows it as a company; anyone, while it has delivered nothing."""
    if not organisation_id.strip() or "/" in organisation_id:
        return False
    consortium = live.get(CONSORTIUM_ID)
    known = consortium.table("organisation") if consortium else None
    if known is None or organisation_id in (CONSORTIUM_ID, *live):
        return True
    companies = known.filter(pl.col("kind") == "company")["organisation_id"]
    return organisation_id in companies.to_list()


def local_now() -> dt.datetime:
    """This moment on the wall clock of the contract."""
    return dt.datetime.now(ZoneInfo(ZONE)).replace(tzinfo=None, microsecond=0)


def _empty(table: str) -> pl.DataFrame:
    return pl.DataFrame(schema=TABLES[table].frame_schema())


def _others(organisation_id: str, kept: Mapping[str, pl.DataFrame]) -> list[str]:
    """The tables this organisation may deliver and does not."""
    is_consortium = organisation_id == CONSORTIUM_ID
    return [
        name
        for name, model in TABLES.items()
        if name not in kept and (is_consortium or not model.consortium_only)
    ]


def _delivery(organisation_id: str, old: pl.DataFrame | None, made_at: dt.datetime) -> pl.DataFrame:
    """The row that says who delivers; the period begins where it began."""
    row = {
        "organisation_id": organisation_id,
        "contract_version": CONTRACT_VERSION,
        SAVED_AT: made_at,
        "period_from": old["period_from"][0] if old is not None else None,
        "source": SOURCE,
    }
    return pl.DataFrame([row], schema=TABLES[DELIVERY].frame_schema())


def _to_read_by(kept: Mapping[str, pl.DataFrame], words: Words) -> pl.DataFrame:
    return to_read_by(kept[REGISTER], kept, name=words.text("member"), day=words.text("day"))


def _told(
    words: Words, organisation_id: str, live: StoredDelivery | None, made_at: dt.datetime
) -> Iterator[str]:
    """What this is, what is in it and what is not."""
    yield words.text(
        "Template of {organisation}, made on {day}.",
        organisation=organisation_id,
        day=words.day(made_at.date()),
    )
    if live is None or live.exported_at is None:
        yield words.text("Nothing has been delivered yet: the sheets are empty.")
    else:
        yield words.text(
            "It holds every row of the delivery of {day} that is in use. A delivery replaces the "
            "one before as a whole: a row you take out, or a sheet, is gone from the dashboard.",
            day=words.day(live.exported_at.date()),
        )
    aside = sum(counts.quarantined for counts in live.receipt.tables.values()) if live else 0
    if aside:
        yield words.plural(
            "{count} row that was set aside is not in it: see the receipt.",
            "{count} rows that were set aside are not in it: see the receipt.",
            aside,
        )
    if live is not None and live.purged_at is not None:
        yield words.text("Rows that were deleted because their term is over are not in it.")


def _how(book: Book, kept: Collection[str]) -> Iterator[str]:
    """What to do; nothing about a sheet that is not there."""
    words = book.words
    names = {
        **{table: book.named("tables", table) for table in ("session", REGISTER, DELIVERY)},
        **{code: book.code(code) for code in ("held", "unknown")},
        "saved_at": book.named("columns", SAVED_AT),
        "name": words.text("member"),
        "day": words.text("day"),
        "new": words.text("new"),
    }
    has_register = REGISTER in kept and "session" in kept
    for line in (*(_WITH_REGISTER if has_register else ()), *_HOW):
        yield words.text(line, **names)
