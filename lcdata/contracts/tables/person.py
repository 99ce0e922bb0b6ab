"""The table `person`."""

from __future__ import annotations

from lcdata.contracts.kinds import Id, Text
from lcdata.contracts.row import Row


class Person(Row):
    """A name for the facilitator's call list; one row per person, stored apart."""

    table = "person"
    key = ("person_id",)

    person_id: Id
    display_name: Text
    email: Text | None = None
