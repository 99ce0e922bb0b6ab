"""Records as lines: cells as CSV, JSON or Parquet, signals and releases as JSON or text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import IO, TYPE_CHECKING

from lcdata.contracts.cells import Cell
from lcdata.contracts.register import Signal
from lcdata.contracts.signal_reason import PROCESS_REASONS
from lcdata.domain import Status
from lcdata.ingest.keeping.stored import StoredDelivery
from lcdata.ingest.receipt import STATUS_TEXTS
from lcdata.locale import N_, Words
from lcdata.view_models.advice import advice
from lcdata.warehouse.releases import Release

if TYPE_CHECKING:
    from lcdata.release import Purge

CELL_FIELDS = tuple(field.name for field in fields(Cell) if field.name != "needs")
_GUARDED_ONLY = ("left_out", "as_of")
_MAY_BE_BANDS = ("den", "n_persons", "n_missing")

REASONS: Mapping[str, str] = {
    **PROCESS_REASONS,
    "missed_three": N_("missed the last {count} sessions with a known mark"),
    "absent_twice": N_("absent without notice at the last {count} sessions"),
}


def json_lines(cells: Sequence[Cell]) -> bytes:
    """One JSON object per line; 29.0 is written 29.

    The raw truth leaves nothing out, so it has no `left_out`; `as_of` is there where it is older.
    """
    lines = (json.dumps(_record(cell), ensure_ascii=False) + "\n" for cell in cells)
    return "".join(lines).encode()


def csv_table(cells: Sequence[Cell]) -> bytes:
    """A header and one line per cell; an empty cell is missing."""
    records = [_record(cell) for cell in cells]
    written = {name for record in records for name in record}
    text = io.StringIO()
    names = [name for name in CELL_FIELDS if name in written or not records]
    writer = csv.DictWriter(text, names, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode()


def parquet_file(cells: Sequence[Cell]) -> bytes:
    """A Parquet file with the fields of a cell as columns; those that may be bands are text."""
    import polars as pl

    numbers = dict.fromkeys(("num", "value", "low", "high"), pl.Float64)
    texts = dict.fromkeys(_MAY_BE_BANDS, pl.String)
    types = {**numbers, **texts, "left_out": pl.Int64, "as_of": pl.Date}
    columns = {
        name: [
            _text(getattr(cell, name)) if name in texts else getattr(cell, name) for cell in cells
        ]
        for name in CELL_FIELDS
    }
    content = io.BytesIO()
    pl.DataFrame(columns, schema_overrides=types).write_parquet(content)
    return content.getvalue()


CELL_FORMATS: Mapping[str, Callable[[Sequence[Cell]], bytes]] = {
    "csv": csv_table,
    "json": json_lines,
    "parquet": parquet_file,
}


def write_bytes(content: bytes, stream: IO[bytes]) -> None:
    """Writes all of it; a reader that has seen enough (`| head`) is no fault."""
    try:
        stream.write(content)
        stream.flush()
    except BrokenPipeError:
        stream.close()


def signal_record(signal: Signal, words: Words) -> str:
    """One signal as JSON, its reason in words and the advice for the mechanism it touches."""
    return json.dumps(
        {
            "community_id": signal.community_id,
            "kind": signal.kind,
            "person_id": signal.person_id,
            "dates": [date.isoformat() for date in signal.dates],
            "reason": _reason(signal, words),
            "mechanism": signal.mechanism,
            "advice": advice(signal, words) if signal.mechanism else None,
        },
        ensure_ascii=False,
    )


def release_record(release: Release) -> str:
    """One release as JSON."""
    return json.dumps(
        {
            "release_id": release.release_id,
            "created_at": release.created_at.isoformat(),
            "live": release.is_live,
            "sample": release.is_sample,
            "organisations": list(release.organisations),
        }
    )


def release_line(release: Release, words: Words) -> str:
    """One release for reading: id, moment, whether it is live, who is in it."""
    moment = f"{release.created_at.astimezone():%Y-%m-%d %H:%M}"
    live = words.text("live") if release.is_live else words.text("earlier")
    return f"{release.release_id}  {moment}  {live}  {', '.join(release.organisations)}"


def delivery_record(delivery: StoredDelivery) -> str:
    """One stored delivery as JSON."""
    exported_at = delivery.exported_at
    return json.dumps(
        {
            "delivery_id": delivery.delivery_id,
            "organisation_id": delivery.organisation_id,
            "exported_at": exported_at.isoformat() if exported_at else None,
            "received_at": delivery.received_at.isoformat(),
            "status": delivery.told.status,
            "why": delivery.withdrawal.why if delivery.withdrawal else None,
        },
        ensure_ascii=False,
    )


def delivery_line(delivery: StoredDelivery, words: Words) -> str:
    """One stored delivery for reading: id, who, moment of export, what became of it."""
    moment = f"{delivery.exported_at:%Y-%m-%d %H:%M}" if delivery.exported_at else "?"
    status = words.text(STATUS_TEXTS[delivery.told.status])
    name = delivery.organisation_id or words.text("unknown organisation")
    return f"{str(delivery.delivery_id)[:12]}  {name}  {moment}  {status}"


def purge_lines(counted: Purge, *, is_real: bool, words: Words) -> Iterator[str]:
    """What a purge deletes, or would delete: one line per kind."""
    if counted.is_empty:
        yield words.text("Nothing has been kept too long.")
        return
    yield words.text("Deliveries that lose rows or files: {count}", count=counted.deliveries)
    for table, count in sorted(counted.rows.items()):
        yield words.text("  rows of {table}: {count}", table=table, count=count)
    yield words.text("Folders with delivered files or quarantine: {count}", count=counted.folders)
    yield words.text("Additions that lose rows: {count}", count=counted.additions)
    yield words.text("Releases: {count}", count=len(counted.releases))
    if is_real:
        yield words.text("All of this is deleted.")
    else:
        yield words.text("Nothing is deleted yet: run the command with --yes.")


def _reason(signal: Signal, words: Words) -> str:
    known = REASONS.get(signal.kind)
    return words.text(known, count=signal.count) if known else signal.kind


def _record(cell: Cell) -> dict[str, object]:
    record = {name: _whole(getattr(cell, name)) for name in CELL_FIELDS}
    is_raw = cell.left_out is None and cell.status != Status.SUPPRESSED
    dropped = _GUARDED_ONLY if is_raw else _GUARDED_ONLY[1:] if cell.as_of is None else ()
    return {name: value for name, value in record.items() if name not in dropped}


def _whole(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(value: object) -> str | None:
    return None if value is None else str(_whole(value))
