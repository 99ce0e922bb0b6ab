"""The files of a delivery in the store: written with their hashes, read only as they were written.

`delivery.json` names every other file with its sha256 and rows, and carries a seal over itself, so
that a cut, changed or exchanged file is known when it is read. The delivered bytes need no entry:
the name of the folder is their hash. Deliveries of lcdata 0.1.0 have neither; they count as sound
when they can be read and have the rows of their receipt, and `heal` gives them both.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl

from lcdata.contracts.aliases import column_names
from lcdata.contracts.registry import TABLES
from lcdata.ingest.reading.opening import delivery_hash
from lcdata.ingest.receipt import Receipt

ABOUT = "delivery.json"
ACCEPTED, QUARANTINED, ORIGINAL = "accepted", "quarantined", "original"
_SEAL = "seal"

About: TypeAlias = dict[str, Any]
"""What `delivery.json` says."""

Files: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Path below the folder of the delivery → `sha256` and `rows`."""


def sealed(about: About) -> bytes:
    """`delivery.json` as bytes, with a seal that no longer fits once anything in it is changed."""
    plain = {name: value for name, value in about.items() if name != _SEAL}
    return json.dumps({**plain, _SEAL: _seal(plain)}, ensure_ascii=False, indent=1).encode()


def read_about(path: Path) -> About:
    """What a sealed file says; one of lcdata 0.1.0 has no seal.

    Raises:
        ValueError: it is not as it was written.
        OSError: it is not there or cannot be opened.
    """
    about = json.loads(path.read_bytes())
    if not isinstance(about, dict):
        raise ValueError(path)
    plain = {name: value for name, value in about.items() if name != _SEAL}
    if _SEAL in about and about[_SEAL] != _seal(plain):
        raise ValueError(path)
    if plain.get("delivery_id", path.parent.name) != path.parent.name and path.name == ABOUT:
        raise ValueError(path)  # the folder of one delivery under the name of another
    return plain


def about_of(
    receipt: Receipt,
    exported_at: dt.datetime | None,
    received_at: dt.datetime,
    files: Files,
    **more: str | None,
) -> About:
    """What `delivery.json` says of a delivery; `more` are the moments of purging and healing."""
    return {
        "delivery_id": receipt.delivery_id,
        "exported_at": exported_at.isoformat() if exported_at else None,
        "received_at": received_at.isoformat(),
        "receipt": receipt.to_record(),
        "files": files,
        **{name: moment for name, moment in more.items() if moment},
    }


def write_frames(folder: Path, part: str, frames: Mapping[str, pl.DataFrame]) -> Files:
    """Writes frames as Parquet into a part of a delivery's folder, and says what was written."""
    (folder / part).mkdir()
    written: dict[str, Mapping[str, Any]] = {}
    for name, frame in frames.items():
        content = io.BytesIO()
        frame.write_parquet(content)
        path = f"{part}/{name}.parquet"
        (folder / path).write_bytes(content.getvalue())
        written[path] = _entry(content.getvalue(), frame.height)
    return written


def read_frame(folder: Path, path: str, files: Files | None) -> pl.DataFrame:
    """One table as it was written.

    Raises:
        ValueError: it is not as it was written.
        OSError: it is not there or cannot be opened.
    """
    content = _written(folder, path, files)
    try:
        frame = pl.read_parquet(io.BytesIO(content))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # damaged Parquet makes Polars panic, which is no Exception
        raise ValueError(path) from error
    if files is not None and frame.height != files[path]["rows"]:
        raise ValueError(path)
    return _of_today(frame, path)


def _of_today(frame: pl.DataFrame, path: str) -> pl.DataFrame:
    """Accepted rows in the contract's columns, as it is now: an alias is a former name."""
    part, _, name = path.partition("/")
    if part != ACCEPTED or (model := TABLES.get(Path(name).stem)) is None:
        return frame
    schema = model.frame_schema()
    names = column_names(tuple(schema))
    renamed = frame.rename({old: names.get(old, old) for old in frame.columns})
    return renamed.with_columns(
        pl.lit(None, dtype=dtype).alias(column)
        for column, dtype in schema.items()
        if column not in renamed.columns
    )


def damaged(folder: Path, part: str, expected: Mapping[str, Files | None]) -> Iterator[str]:
    """The files of a part that cannot be read as they were written.

    Args:
        folder: of the delivery.
        part: accepted or quarantined.
        expected: path → the entries it is held against, None where there are none.
    """
    for path, files in expected.items():
        if path.startswith(f"{part}/"):
            try:
                _require_as_written(folder, path, files)
            except (ValueError, OSError):
                yield path


def _require_as_written(folder: Path, path: str, files: Files | None) -> None:
    """The hash says all there is to say; without one the table has to be read."""
    if files is None:
        read_frame(folder, path, None)
    else:
        _written(folder, path, files)


def _written(folder: Path, path: str, files: Files | None) -> bytes:
    content = (folder / path).read_bytes()
    if files is not None and _entry(content, 0)["sha256"] != files[path]["sha256"]:
        raise ValueError(path)
    return content


def entries_of(folder: Path) -> Files:
    """Entries for the tables that lie in a folder now; for deliveries of lcdata 0.1.0."""
    found: dict[str, Mapping[str, Any]] = {}
    for part in (ACCEPTED, QUARANTINED):
        for path in sorted((folder / part).glob("*.parquet")):
            name = f"{part}/{path.name}"
            found[name] = _entry(path.read_bytes(), read_frame(folder, name, None).height)
    return found


def originals_of(folder: Path) -> dict[str, bytes] | None:
    """The delivered bytes, None unless they are the ones that gave the folder its name."""
    try:
        names = sorted((folder / ORIGINAL).iterdir())
        originals = {path.name: path.read_bytes() for path in names}
    except OSError:
        return None
    return originals if originals and delivery_hash(originals) == folder.name else None


def _entry(content: bytes, rows: int) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(content).hexdigest(), "rows": rows}


def _seal(plain: About) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
