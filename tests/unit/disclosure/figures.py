"""One figure on its way to others: what `records.said` is given, and what it makes of it."""

from __future__ import annotations

from typing import Any

import polars as pl

from lcdata.disclosure.policy import Policy
from lcdata.disclosure.records import CELL, said

from .registers import POLICY

RECORD: dict[str, Any] = {
    **dict.fromkeys(("indicator", "grain", "entity_id", "period"), pl.String),
    **dict.fromkeys(("num", "den", "value", "low", "high"), pl.Float64),
    **dict.fromkeys(("n_persons", "n_missing"), pl.Int64),
    **dict.fromkeys(("status", "about", "counts", "kind"), pl.String),
    "tells_of_all": pl.Boolean,
    "left_out": pl.Int64,
    "as_of": pl.Date,
    "is_hidden": pl.Boolean,
    "is_own": pl.Boolean,
}


def told(policy: Policy = POLICY, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """One figure as others get it."""
    base = {
        **dict.fromkeys(RECORD), "indicator": "x", "grain": "company", "entity_id": "geas",
        "period": "overall", "n_missing": 0, "status": "ok", "about": "members",
        "counts": "units", "kind": "person", "tells_of_all": False, "left_out": 0,
        "is_hidden": False,
    }  # fmt: skip
    frame = pl.DataFrame([base | fields], schema=RECORD, orient="row")
    found = said(frame, policy)
    assert found.columns == list(CELL)
    return found.row(0, named=True)
