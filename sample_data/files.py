"""How rows become files: the forms in which offices really hand in an export.

Everything written here is the same byte for byte each time: no clock, no file system
order, no random identifiers. Regenerating must show an empty diff.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from tables import COLUMNS, Cell, Row, Tables

ZIP_DATE = (2026, 11, 16, 12, 0, 0)
DUTCH_TABLES = {
    "delivery": "levering",
    "person": "persoon",
    "membership": "leden",
    "session": "sessie",
    "attendance": "aanwezigheid",
    "sprint_item": "taak",
    "reflection": "reflectie",
    "action": "actie",
    "product_version": "productversie",
    "goal": "doel",
    "visit": "bezoek",
    "survey_invitation": "uitnodiging",
    "survey_answer": "antwoord",
}
DUTCH_COLUMNS = {
    "session_id": "Sessie_id",
    "person_id": "Persoon_id",
    "organisation_id": "Organisatie_id",
    "activity_id": "Activiteit_id",
    "action_id": "Actie_id",
    "reflection_id": "Reflectie_id",
    "goal_id": "Doel_id",
    "visit_id": "Bezoek_id",
    "joined_on": "Lid_sinds",
    "left_on": "Lid_tot",
}
DUTCH_TIMES = {
    # Only here does the contract spell the Dutch name of these columns.
    "session": {
        "planned_start": "Gepland_begin",
        "actual_start": "Begin",
        "actual_end": "Einde",
    },
    "sprint": {
        "planned_start": "Gepland_begin",
        "planned_end": "Gepland_einde",
        "actual_start": "Begin",
        "actual_end": "Einde",
    },
}
PLACES = {"site": "bouwplaats", "office": "kantoor", "other": "anders"}
DUTCH_CODES: dict[tuple[str, str], dict[str, str]] = {
    ("attendance", "status"): {
        "present": "aanwezig",
        "late": "te laat",
        "excused": "afgemeld",
        "absent": "afwezig",
        "unknown": "onbekend",
    },
    ("session", "status"): {
        "planned": "gepland",
        "held": "gehouden",
        "cancelled": "vervallen",
    },
    ("session", "kind"): {"work": "werk", "closing": "slot"},
    ("session", "place"): PLACES,
    ("membership", "role"): {
        "employee": "medewerker",
        "teacher": "docent",
        "manager": "leidinggevende",
        "facilitator": "begeleider",
    },
    ("membership", "service"): {"field": "buitendienst", "office": "binnendienst"},
}
TITLED = {
    "session": "Winkels Techniek – overzicht bijeenkomsten",
    "attendance": "Winkels Techniek – presentielijst",
}

Writer = Callable[[Cell], str]


def plain(cell: Cell) -> str:
    """A cell as ISO text: `2026-03-07`, `2026-03-07 15:30`, `true`."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case _:
            return str(cell)


def dutch(cell: Cell) -> str:
    """A cell as a Dutch office writes it: `7-3-2026 15:30`, `ja`."""
    match cell:
        case bool():
            return "ja" if cell else "nee"
        case datetime():
            return f"{cell.day}-{cell.month}-{cell.year} {cell:%H:%M}"
        case date():
            return f"{cell.day}-{cell.month}-{cell.year}"
        case _:
            return plain(cell)


def lines(header: list[str], rows: list[list[str]], delimiter: str = ",") -> str:
    """The text of one CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def csv_text(table: str, rows: list[Row], write: Writer = plain) -> str:
    """A table under its English headers."""
    columns = COLUMNS[table]
    return lines(list(columns), [[write(row.get(c)) for c in columns] for row in rows])


def write_folder(tables: Tables, folder: Path) -> None:
    """A folder of CSV files in UTF-8, one per table delivered."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        text = csv_text(table, rows).replace("\r\n", "\n")
        (folder / f"{table}.csv").write_bytes(text.encode())


def write_dutch_folder(tables: Tables, folder: Path) -> None:
    """What an older Dutch program saves: `;`, cp1252, Dutch words, a title above."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        names = DUTCH_COLUMNS | DUTCH_TIMES.get(table, {})
        header = [names.get(column, column) for column in COLUMNS[table]]
        body = [[dutch_cell(table, c, row.get(c)) for c in COLUMNS[table]] for row in rows]
        text = lines(header, body, ";")
        if table in TITLED:
            text = f"{TITLED[table]}\r\n\r\n{text}"
        name = f"{DUTCH_TABLES.get(table, table)}.csv"
        (folder / name).write_bytes(text.encode("cp1252"))


def dutch_cell(table: str, column: str, cell: Cell) -> str:
    """A cell in Dutch, a code by its Dutch word where the contract spells one."""
    words = DUTCH_CODES.get((table, column), {})
    return words.get(cell, cell) if isinstance(cell, str) else dutch(cell)


def write_zip(tables: Tables, path: Path) -> None:
    """One folder of CSV files in a zip, with a BOM and Dutch dates, as Excel saves."""
    folder = f"{path.stem}-export"
    members = {
        f"{folder}/{table}.csv": csv_text(table, rows, dutch).encode("utf-8-sig")
        for table, rows in tables.items()
    }
    write_members(members, path)


def write_members(members: dict[str, bytes], path: Path) -> None:
    """A zip whose members all carry the same date, so that its bytes never change."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, content)


def workbook_members(tables: Tables) -> dict[str, bytes]:
    """The parts of a workbook with a sheet per table, real dates and booleans."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for table, rows in tables.items():
        sheet = workbook.create_sheet(table)
        sheet.append(list(COLUMNS[table]))
        for row in rows:
            sheet.append([row.get(column) for column in COLUMNS[table]])
        sheet.freeze_panes = "A2"
    saved = io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # The moment of saving is written here and nowhere else.
    stamp = rb"(<dcterms:(created|modified)[^>]*>)[^<]*"
    core = re.sub(stamp, rb"\g<1>2026-11-16T12:00:00Z", parts["docProps/core.xml"])
    return parts | {"docProps/core.xml": core}


def write_workbook(tables: Tables, path: Path) -> None:
    """One `.xlsx` with a sheet per table."""
    write_members(workbook_members(tables), path)
