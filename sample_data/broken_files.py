"""Defects of a file as such: what no change of a cell can make."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from broken_base import company_base
from broken_cases import Follow, follow
from files import ZIP_DATE, csv_text, workbook_members, write_folder, write_members
from tables import Tables

OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
BOMB_BYTES = 224 * 1024 * 1024


@dataclass(frozen=True)
class FileCase:
    """One defect of a file, and what is to be reported of it."""

    path: str
    severity: str
    kind: str
    write: Callable[[Path], None]
    file: str | None = None
    table: str | None = None
    row: int | None = None
    column: str | None = None
    follows: tuple[Follow, ...] = ()
    note: str = ""


def small() -> Tables:
    """A right delivery with a register, to hide a defect in."""
    return company_base(("attendance",))


def csv_members(tables: Tables) -> dict[str, bytes]:
    """The files of a delivery as members of a zip."""
    return {f"{table}.csv": csv_text(table, rows).encode() for table, rows in tables.items()}


def not_an_archive(path: Path) -> None:
    """Text under the name of a zip."""
    path.write_bytes(b"Dit is geen zip maar een bericht.\n")


def climbing_zip(path: Path) -> None:
    """A member that would land outside the folder it is unpacked in."""
    members = csv_members(small())
    write_members(members | {"../session.csv": members["session.csv"]}, path)


def bomb(path: Path) -> None:
    """A register of blanks that fills a disk once unpacked."""
    write_members(csv_members(company_base(("session", "membership"))), path)
    member = zipfile.ZipInfo("attendance.csv", ZIP_DATE)
    member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
    megabyte = b" " * 1024 * 1024
    with zipfile.ZipFile(path, "a") as archive, archive.open(member, "w") as target:
        for _ in range(BOMB_BYTES // len(megabyte)):
            target.write(megabyte)


def macro_workbook(path: Path) -> None:
    """A workbook that says it holds macros, with an empty project for them."""
    members = workbook_members(small())
    types = members["[Content_Types].xml"]
    plain_type = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro_type = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    default = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    types = types.replace(plain_type, macro_type).replace(b"</Types>", default + b"</Types>")
    project = OLE_HEADER + bytes(504)
    write_members(members | {"[Content_Types].xml": types, "xl/vbaProject.bin": project}, path)


def encrypted_workbook(path: Path) -> None:
    """What a workbook with a password looks like from outside: a compound file."""
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(OLE_HEADER + bytes(504) + stream + bytes(512 - len(stream)))


def empty_file(path: Path) -> None:
    """A file of no bytes."""
    path.write_bytes(b"")


def empty_table_file(folder: Path) -> None:
    """A table without even a header; an empty table would have one."""
    write_folder(small(), folder)
    (folder / "attendance.csv").write_bytes(b"")


def no_delivery_table(folder: Path) -> None:
    """Tables, but nothing that says whose they are."""
    tables = small()
    del tables["delivery"]
    write_folder(tables, folder)


def two_files_for_one_table(folder: Path) -> None:
    """The same table under its English and its Dutch name: which one counts?"""
    write_folder(small(), folder)
    (folder / "sessie.csv").write_bytes((folder / "session.csv").read_bytes())


def two_tables_in_one_file(folder: Path) -> None:
    """A second table under the first, as some programs print a report."""
    tables = small()
    register = csv_text("attendance", tables.pop("attendance")).replace("\r\n", "\n")
    write_folder(tables, folder)
    session = folder / "session.csv"
    session.write_bytes(session.read_bytes() + b"\n" + register.encode())


def date_in_band(path: Path) -> None:
    """What a spreadsheet makes of "3-5" when nobody looks."""
    tables = small()
    tables["membership"][0]["experience_band"] = date(2026, 5, 3)
    write_members(workbook_members(tables), path)


def cp1252_folder(folder: Path) -> None:
    """A file in the encoding of older Windows programs."""
    tables = small()
    tables["community"][0]["question"] = "Hoe doen we dit in één keer – zonder nawerk?"
    write_folder(tables, folder)
    community = folder / "community.csv"
    community.write_bytes(community.read_bytes().decode().encode("cp1252"))


FILE_CASES: tuple[FileCase, ...] = (
    FileCase("not-an-archive.zip", "blocker", "unreadable", not_an_archive),
    FileCase("zip-climbing-out.zip", "blocker", "unsafe-archive", climbing_zip),
    FileCase("zip-bomb.zip", "blocker", "too-large", bomb),
    FileCase("macro-workbook.xlsm", "blocker", "macros", macro_workbook),
    FileCase("encrypted-workbook.xlsx", "blocker", "encrypted", encrypted_workbook),
    FileCase("empty-workbook.xlsx", "blocker", "empty-file", empty_file),
    FileCase("empty-archive.zip", "blocker", "empty-file", empty_file),
    FileCase("no-delivery-table", "blocker", "organisation-missing", no_delivery_table),
    FileCase(
        "empty-file",
        "blocker",
        "empty-file",
        empty_table_file,
        "attendance.csv",
        "attendance",
        note="No header, so every required column is missing.",
    ),
    FileCase(
        "two-files-for-one-table",
        "blocker",
        "two-files-for-one-table",
        two_files_for_one_table,
        table="session",
        note="Read as: no rule says which of the two counts, so the delivery is unreadable.",
    ),
    FileCase(
        "two-tables-in-one-file",
        "error",
        "two-tables-in-one-file",
        two_tables_in_one_file,
        "session.csv",
        "session",
        note="The rows of the second table cannot be used as rows of the first.",
    ),
    FileCase(
        "date-in-band.xlsx",
        "error",
        "date-in-band",
        date_in_band,
        "date-in-band.xlsx",
        "membership",
        2,
        "experience_band",
        follow("error", "attendance", "person_id", 2, 6),
    ),
    FileCase(
        "cp1252-encoding",
        "info",
        "encoding-chosen",
        cp1252_folder,
        "community.csv",
        "community",
    ),
)
