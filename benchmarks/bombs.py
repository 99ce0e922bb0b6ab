"""Files made to hurt whoever opens them: what becomes of each, in how long, with how much memory.

python -m benchmarks.bombs
"""

from __future__ import annotations

import io
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Mapping

from benchmarks.torture import CONSORTIUM, memory
from lcdata.ingest import limits
from lcdata.ingest.judging.check import check
from lcdata.ingest.reading.opening import Handed, read_originals

_MOST_MEGABYTES = 1024
_WORKBOOK = CONSORTIUM / "real" / "loohuis.xlsx"
_FOLDER = CONSORTIUM / "canonical" / "loohuis"


def _zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return content.getvalue()


def _workbook(
    changes: Mapping[str, Callable[[bytes], bytes]], method: int = zipfile.ZIP_DEFLATED
) -> dict[str, bytes]:
    """The workbook of Loohuis with some of its parts changed."""
    with zipfile.ZipFile(_WORKBOOK) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        parts[name] = change(parts.get(name, b""))
    return {"a.xlsx": _zipped(parts, method)}


def _rows(xml: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>")


def _folder(**tables: bytes) -> dict[str, bytes]:
    return read_originals(_FOLDER) | {f"{table}.csv": text for table, text in tables.items()}


def _attendance(rows: bytes) -> dict[str, bytes]:
    return _folder(attendance=b"session_id,person_id,status,late_minutes,guest_kind\n" + rows)


_SHEET, _TEXTS = "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml"
_CELLS = b"".join(b"<row>%s</row>" % (b"<c><v>1</v></c>" * 100) for _ in range(20_000))

BOMBS: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
    "zip of a gigabyte of zeros": lambda: {"a.zip": _zipped({"goal.csv": bytes(2**30)})},
    "zip of a thousand files": lambda: {"a.zip": _zipped({f"{n}.csv": b"x" for n in range(1000)})},
    "zip in a zip": lambda: {"a.zip": _zipped({"a.zip": _zipped({"b.csv": bytes(10**6)})})},
    "cell at XFD1048576": lambda: _workbook(
        {_SHEET: _rows(b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")}
    ),
    "two million cells": lambda: _workbook({_SHEET: _rows(_CELLS)}),
    "two million cells, stored": lambda: _workbook({_SHEET: _rows(_CELLS)}, zipfile.ZIP_STORED),
    "a million levels of XML": lambda: _workbook({_SHEET: _rows(b"<a>" * 10**6)}),
    "entities of entities": lambda: _workbook(
        {_SHEET: lambda _: b"<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>"}
    ),
    "60 MB of shared text": lambda: _workbook(
        {_TEXTS: lambda _: b"<sst>%s</sst>" % (b"<si><t>abcdefghij</t></si>" * 2_000_000)},
        zipfile.ZIP_STORED,
    ),
    "merged cells over the sheet": lambda: _workbook(
        {_SHEET: lambda xml: xml.replace(
            b"</worksheet>",
            b"<mergeCells>%s</mergeCells></worksheet>" % (b'<mergeCell ref="A1:A1048576"/>' * 2000),
        )}
    ),
    "300,000 bad rows": lambda: _attendance(
        b"".join(b"001,%06d,aanweezig,x%d,\n" % (n, n) for n in range(300_000))
    ),
    "500,000 good rows": lambda: _attendance(
        b"".join(b"001,%06d,present,,expert\n" % n for n in range(500_000))
    ),
    "60 MB of commas": lambda: _attendance(b"," * 60_000_000),
    "60 MB of line ends": lambda: _attendance(b"\n" * 60_000_000),
    "60 MB in one quote": lambda: _attendance(b'"' + b"a,\n" * 20_000_000),
    "400,000 totals rows": lambda: _attendance(b"totaal,,,,\n" * 400_000),
}  # fmt: skip


def main() -> None:
    """Opens each; exits with 1 when one took too long or all of it too much memory."""
    is_fine = True
    for name, made in BOMBS.items():
        files = made()
        only = next(iter(files))
        source = Handed(only if len(files) == 1 else "a", files, is_folder=len(files) > 1)
        started = time.perf_counter()
        (checked,) = check([source], {})
        seconds = time.perf_counter() - started
        receipt = checked.receipt
        told = receipt.issues[0].code if checked.is_refused else receipt.status
        reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"{name:30} {told:22} {seconds:5.1f} s  readers so far at most {reader} MB")
        is_fine &= seconds < limits.READER_SECONDS + limits.READER_START_SECONDS
    print(f"together at most {memory()} MB")
    sys.exit(0 if is_fine and memory() <= _MOST_MEGABYTES else 1)


if __name__ == "__main__":
    main()
