from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import polars as pl
import pytest

from lcdata.config import bundled
from lcdata.contracts.marts import Marts
from lcdata.warehouse.checks import check_marts
from lcdata.warehouse.database import Connection, open_scratch
from lcdata.warehouse.load import load
from lcdata.warehouse.marts import read_marts
from lcdata.warehouse.transform import transform

Deliveries = Mapping[str, Mapping[str, pl.DataFrame]]
BuildMarts = Callable[[Deliveries], Marts]

SQL = bundled("sql")


@pytest.fixture
def scratch() -> Iterator[Connection]:
    with open_scratch() as con:
        yield con


@pytest.fixture
def transformed(scratch: Connection) -> Callable[[Deliveries], Connection]:
    def run(deliveries: Deliveries) -> Connection:
        load(scratch, deliveries)
        transform(scratch, SQL)
        return scratch

    return run


@pytest.fixture
def build_marts(transformed: Callable[[Deliveries], Connection]) -> BuildMarts:
    def run(deliveries: Deliveries) -> Marts:
        con = transformed(deliveries)
        check_marts(con, SQL)
        return read_marts(con)

    return run
