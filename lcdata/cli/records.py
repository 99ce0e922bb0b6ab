"""Records as lines: cells as CSV, JSON or Parquet, signals and releases as JSON or text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import IO, TYPE_CHECKING

from lcdata.contracts.published import Cell
from lcdata.contracts.register import Signal
from lcdata.contracts.signal_reason import PROCESS_REASONS
from lcdata.locale import N_, Words
from lcdata.view_models.advice import advice
from lcdata.warehouse.releases import Release

if TYPE_CHECKING:
    from lcdata.build import Purge

CELL_FIELDS = tuple(field.name for field in fields(Cell))

REASONS: Mapping[str, str] = {
    **PROCESS_REASONS,
    "missed_three": N_("missed the last {count} sessions with a known mark"),
    "absent_twice": N_("absent without notice at the last {count} sessions"),
}


def json_lines(cells: Sequence[Cell]) -> bytes:
    """One JSON object per line, exactly the fields of a cell; 29.0 is written 29."""
    lines = (json.dumps(_record(cell), ensure_ascii=False) + "\n" for cell in cells)
    return "".join(lines).encode()


def csv_table(cells: Sequence[Cell]) -> bytes:
    """A header and one line per cell; an empty cell is missing."""
    text = io.StringIO()
    writer = csv.DictWriter(text, CELL_FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_record(cell) for cell in cells)
    return text.getvalue().encode()


def parquet_file(cells: Sequence[Cell]) -> bytes:
    """A Parquet file with the fields of a cell as columns."""
    import polars as pl

    types = dict.fromkeys(("num", "den", "value", "low", "high"), pl.Float64)
    columns = {name: [getattr(cell, name) for cell in cells] for name in CELL_FIELDS}
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


def purge_lines(counted: Purge, *, is_real: bool, words: Words) -> Iterator[str]:
    """What a purge deletes, or would delete: one line per kind."""
    if counted.is_empty:
        yield words.text("Nothing has been kept too long.")
        return
    yield words.text("Deliveries that lose rows or files: {count}", count=counted.deliveries)
    for table, count in sorted(counted.rows.items()):
        yield words.text("  rows of {table}: {count}", table=table, count=count)
    yield words.text("Folders with delivered files or quarantine: {count}", count=counted.folders)
    yield words.text("Releases: {count}", count=len(counted.releases))
    if is_real:
        yield words.text("All of this is deleted.")
    else:
        yield words.text("Nothing is deleted yet: run the command with --yes.")


def _reason(signal: Signal, words: Words) -> str:
    known = REASONS.get(signal.kind)
    return words.text(known, count=signal.count) if known else signal.kind


def _record(cell: Cell) -> dict[str, object]:
    return {name: _whole(getattr(cell, name)) for name in CELL_FIELDS}


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
