"""Warns of a person's name in a text that stands on pages without names. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import polars as pl

from lcdata.contracts.names import names_in
from lcdata.ingest.cross_references import Finding

Tables: TypeAlias = Mapping[str, pl.DataFrame]

TEXTS = {
    "community": ("name", "question", "project", "end_product"),
    "sprint_item": ("title",),
    "action": ("title",),
}
"""Free text of the contract that may be published, table by table."""


def name_findings(tables: Tables) -> Iterator[Finding]:
    """One finding per text that holds a name of the same delivery's table `person`.

    The finding never says which name.
    """
    if "person" not in tables:
        return
    names = tables["person"]["display_name"].unique(maintain_order=True).to_list()
    for table, columns in TEXTS.items():
        if table not in tables:
            continue
        for column in columns:
            for row, text in tables[table].select("_row", column).drop_nulls().iter_rows():
                if names_in(text, names):
                    yield Finding("name_in_text", table, row, column, {})
