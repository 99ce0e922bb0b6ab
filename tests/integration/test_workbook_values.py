"""Another reader of workbooks agrees with ours about every value of every workbook we have."""

from __future__ import annotations

from pathlib import Path

import fastexcel
import pytest

from lcdata.ingest.reading.opening import open_delivery
from lcdata.ingest.reading.workbook import read_workbook

WORKBOOKS = sorted(
    [*Path("tests/data/consortium").rglob("*.xlsx"), *Path("sample_data/deliveries").glob("*.xlsx")]
)


def common(value: str | None) -> str | None:
    """A value as both readers give it: the other one writes each date with its midnight."""
    return (value or "").strip().removesuffix(" 00:00:00") or None


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_another_reader_sees_the_same_values(path: Path) -> None:
    content = path.read_bytes()
    reader = fastexcel.read_excel(content)
    for sheet in read_workbook(open_delivery({path.name: content}, path.name, is_folder=False)):
        loaded = reader.load_sheet(sheet.name, header_row=None, skip_rows=0, dtypes="string")
        theirs = [tuple(map(common, row)) for row in loaded.to_polars().rows()]
        ours = [
            tuple(
                None if (row, column) in sheet.faults else common(value)
                for column, value in enumerate(cells)
            )
            for row, cells in enumerate(sheet.cells.rows(), start=1)
        ]
        assert ours == theirs
