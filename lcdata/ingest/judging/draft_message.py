"""A draft as a message and back: text, numbers and Arrow tables, never an object.

What comes back is held against the contract: a process that has met foreign bytes is believed
about its rows, not about their form.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import polars as pl

from lcdata.contracts.registry import TABLES
from lcdata.ingest.found import Found
from lcdata.ingest.issues import Issue
from lcdata.ingest.judging.draft import Draft
from lcdata.ingest.judging.message import BrokenMessage, Message
from lcdata.ingest.reading.raw_table import RawTable
from lcdata.ingest.reading.sheet import Sheet
from lcdata.ingest.receipt import Dropped

_REASONS = {"_row": pl.Int64(), "_reason": pl.String()}


def draft_to_message(draft: Draft) -> Message:
    """Everything of a draft but its label and the delivered bytes, which the asker has."""
    parts: dict[str, bytes] = {}
    places = []
    for table, raw in draft.raw.items():
        places.append([table, raw.sheet.file, raw.sheet.sheet, raw.read, raw.skipped])
        parts[f"raw/{table}"] = _arrow(raw.texts)
    for table, frame in draft.tables.items():
        parts[f"accepted/{table}"] = _arrow(frame)
    for number, rows in enumerate(draft.found.reasons.values()):
        reasons = {"_row": list(rows), "_reason": list(rows.values())}
        parts[f"reasons/{number}"] = _arrow(pl.DataFrame(reasons, schema=_REASONS))
    fields = {
        "organisation_id": draft.organisation_id,
        "exported_at": draft.exported_at and draft.exported_at.isoformat(),
        "raw": places,
        "accepted": list(draft.tables),
        "dropped": [[one.table, one.column] for one in draft.dropped],
        "issues": [
            [one.code, one.file, one.sheet, one.row, one.column, dict(one.params)]
            for one in draft.found.issues
        ],
        "left": [[*kind, count] for kind, count in draft.found.left.items()],
        "reasons": list(draft.found.reasons),
    }
    return Message(fields, parts)


def draft_from_message(message: Message, label: str, originals: Mapping[str, bytes]) -> Draft:
    """The draft that a message tells of.

    Raises:
        BrokenMessage: a table does not have the columns of the contract.
    """
    fields = message.fields
    exported_at = fields["exported_at"]
    tables = {
        table: _frame(message.parts[f"accepted/{table}"], TABLES[table].frame_schema())
        for table in fields["accepted"]
    }
    return Draft(
        label,
        originals,
        fields["organisation_id"],
        dt.datetime.fromisoformat(exported_at) if exported_at else None,
        {place[0]: _raw(message, *place) for place in fields["raw"]},
        tables,
        [Dropped(table, column) for table, column in fields["dropped"]],
        _found(message),
    )


def _raw(
    message: Message, table: str, file: str, sheet: str | None, read: int, skipped: int
) -> RawTable:
    """The delivered rows of one table; the cells of its sheet stay behind."""
    model = TABLES[table]
    texts = _frame(message.parts[f"raw/{table}"], dict.fromkeys(model.columns(), pl.String()))
    return RawTable(model, Sheet(table, file, sheet, pl.DataFrame()), texts, {}, read, skipped)


def _found(message: Message) -> Found:
    fields = message.fields
    found = Found(Issue(*told) for told in fields["issues"])
    found.left.update({tuple(kind): count for *kind, count in fields["left"]})
    for number, (file, sheet) in enumerate(fields["reasons"]):
        rows = pl.read_ipc_stream(io.BytesIO(message.parts[f"reasons/{number}"]))
        found.reasons[file, sheet] = dict(zip(rows["_row"], rows["_reason"], strict=True))
    return found


def _arrow(frame: pl.DataFrame) -> bytes:
    return frame.write_ipc_stream(None).getvalue()


def _frame(content: bytes, columns: Mapping[str, Any]) -> pl.DataFrame:
    frame = pl.read_ipc_stream(io.BytesIO(content))
    if frame.schema != pl.Schema({**columns, "_row": pl.Int64()}):
        raise BrokenMessage
    return frame
