"""What others than the deliverer may read in an issue: where and what, never about whom."""

from __future__ import annotations

from dataclasses import replace

from lcdata.contracts.registry import TABLES
from lcdata.ingest.issues import Issue

HIDDEN = "…"

_PERSONAL_TABLES = (
    "person",
    "membership",
    "attendance",
    "activity_part",
    "survey_invitation",
    "survey_answer",
)
_PERSONAL_COLUMNS = frozenset(
    column
    for table in TABLES.values()
    for column in table.columns()
    if column.endswith("person_id") or table.table in _PERSONAL_TABLES
) - {"community_id", "session_id", "activity_id", "organisation_id", "scale_id", "wave"}
_QUOTES = frozenset({"value", "key"})
_COUNTS_PERSONS = {"item_against_scale": frozenset({"count"})}
"""Codes whose message names a number of persons, which others know as a band at most."""

FOR_THE_DELIVERER = frozenset({"group_above_eight"})
"""Codes that are themselves such a number: for who delivers for the organisation alone."""


def told_to_others(issue: Issue) -> Issue:
    """The issue without what was delivered about a person; row and column say where to look."""
    is_personal = issue.column in _PERSONAL_COLUMNS
    quotes = _QUOTES if is_personal or "key" in issue.params else frozenset[str]()
    hidden = quotes | _COUNTS_PERSONS.get(issue.code, frozenset())
    params = {name: HIDDEN if name in hidden else value for name, value in issue.params.items()}
    return replace(issue, params=params)
