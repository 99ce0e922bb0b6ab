"""Warns of a person's name in a text that stands on pages without names. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import polars as pl

from lcdata.contracts.names import Names
from lcdata.ingest.judging.cross_references import Finding

Tables: TypeAlias = Mapping[str, pl.DataFrame]

TEXTS = {
    "community": ("name", "question", "project", "end_product"),
    "sprint_item": ("title",),
    "action": ("title",),
}
"""Free text of the contract that may be published, table by table."""


def name_findings(tables: Tables) -> Iterator[Finding]:
    """One finding per text that holds a name of the same delivery's table `person`.

    The finding never says which name. Names of other deliveries are not looked for here: whoever
    delivers could ask that way who takes part elsewhere.
    """
    if "person" not in tables:
        return
    names = Names.of(tables["person"]["display_name"].drop_nulls())
    for table, columns in TEXTS.items():
        if table not in tables:
            continue
        for column in columns:
            for row, text in tables[table].select("_row", column).drop_nulls().iter_rows():
                if names.occur_in(text):
                    yield Finding("name_in_text", table, row, column, {})
