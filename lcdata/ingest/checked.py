"""`Checked`: one delivery, judged, with everything the store needs to keep it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import polars as pl

from lcdata.ingest.receipt import Receipt

Place: TypeAlias = tuple[str, str | None]
"""A file as an issue names it, and the sheet of a workbook."""


@dataclass(frozen=True)
class Checked:
    """One delivery after all its checks; nothing has been written.

    Attributes:
        organisation_id: who delivers; None when nobody can tell.
        delivery_id: sha256 over the delivered bytes; None when nothing could be read.
        exported_at: local time of the export; None for a refused delivery without one.
        tables: table → the contract's columns and `_row`; every row that stands by itself.
            Rows that only the consortium's delivery contradicts are still in here, because
            `references.judge` judges those anew at every build. A delivered table without
            rows is an empty frame, an absent one has no key. Empty for a refused delivery.
        quarantined: table → the delivered texts of rows set aside, `_row` and `_reason`.
        originals: file name → delivered bytes.
        places: table → the file and the sheet it was delivered in.
        receipt: what the deliverer gets to see.
    """

    organisation_id: str | None
    delivery_id: str | None
    exported_at: dt.datetime | None
    receipt: Receipt
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    quarantined: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    originals: Mapping[str, bytes] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Whether nothing of it is taken in."""
        return self.receipt.status == "refused"
