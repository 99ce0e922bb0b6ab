"""The table `organisation`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Id, Text
from lcdata.contracts.row import Row


class Organisation(Row):
    """A company, school, supplier or other organisation; one row per organisation."""

    table = "organisation"
    key = ("organisation_id",)
    consortium_only = True

    organisation_id: Id
    name: Text
    short_name: Text | None = None
    kind: Literal["company", "education", "supplier", "other"]
