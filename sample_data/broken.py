"""Write the broken deliveries, one defect each, and say what is to be found in them."""

import json
from pathlib import Path

from broken_base import COMPANY, CONSORTIUM, company_base, consortium_base
from broken_cases import Add, Case, Drop, Put
from broken_files import FILE_CASES, FileCase
from broken_notices import INFOS, WARNINGS
from broken_refused import BLOCKERS
from broken_rows import ERRORS
from files import lines, plain
from tables import Row, Tables

CASES = BLOCKERS + ERRORS + WARNINGS + INFOS
COVER = "organisation_id|contract_version|exported_at|period_from|period_to|source"


def write_broken(out: Path) -> None:
    """Write the two right deliveries, every broken one, and `expected.json`."""
    write_tables(company_base(tuple(COMPANY)), out / "valid" / "engberink")
    write_tables(consortium_base(), out / "valid" / "consortium")
    for case in CASES:
        write_tables(broken_tables(case), out / case.name)
    for file_case in FILE_CASES:
        file_case.write(out / file_case.path)
    entries = [entry(case) for case in CASES] + [file_entry(case) for case in FILE_CASES]
    expected = {
        "valid": ["valid/consortium", "valid/engberink"],
        "consortium": "valid/consortium",
        "cases": sorted(entries, key=lambda e: str(e["path"])),
    }
    text = json.dumps(expected, indent=1, ensure_ascii=False)
    (out / "expected.json").write_bytes(f"{text}\n".encode())


def write_tables(tables: Tables, folder: Path) -> None:
    """A folder of CSV files with just the columns the rows have."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        header = list(dict.fromkeys(column for row in rows for column in row))
        body = [[plain(row.get(column)) for column in header] for row in rows]
        text = lines(header, body).replace("\r\n", "\n")
        (folder / f"{table}.csv").write_bytes(text.encode())


def broken_tables(case: Case) -> Tables:
    """The base delivery with the changes of one case."""
    tables = consortium_base() if case.of_consortium else company_base(case.tables_needed)
    for change in case.changes:
        match change:
            case Put(table, row, column, value):
                tables[table][row - 2][column] = value
            case Add(table, line):
                tables[table].append(new_row(table, line))
            case Drop(table, column):
                for row_without in tables[table]:
                    del row_without[column]
    if "scale" in case.tables:
        tables["scale"] = consortium_base()["scale"]
    if "parkeerplaats" in case.tables:
        tables["parkeerplaats"] = [{"plek": 1, "kenteken": "XX-00-XX"}]
    return tables


def new_row(table: str, line: str) -> Row:
    """A row written in the columns of the base delivery."""
    columns = COVER if table == "delivery" else (COMPANY | CONSORTIUM)[table].columns
    cells = line.split("|")
    return {c: v or None for c, v in zip(columns.split("|"), cells, strict=True)}


def entry(case: Case) -> dict[str, object]:
    """What a check of this delivery has to report, at least."""
    table, row, column = case.place
    return {
        "path": case.name,
        "severity": case.severity,
        "kind": case.kind,
        "file": f"{table}.csv" if table else None,
        "table": table,
        "row": row,
        "column": column,
        "needs_consortium": case.needs_consortium,
        "follows": [vars(follow) for follow in case.follows],
        "note": case.note,
    }


def file_entry(case: FileCase) -> dict[str, object]:
    """The same for a defect of the file as such."""
    return {
        "path": case.path,
        "severity": case.severity,
        "kind": case.kind,
        "file": case.file,
        "table": case.table,
        "row": case.row,
        "column": case.column,
        "needs_consortium": False,
        "follows": [vars(follow) for follow in case.follows],
        "note": case.note,
    }
