"""Issues about a file of the office that was to be added."""

from __future__ import annotations

from lcdata.ingest.definitions import Definition, Severity
from lcdata.locale import N_


def _blocker(code: str, message: str, remedy: str) -> Definition:
    return Definition(code, Severity.BLOCKER, message, remedy)


OFFICE_ISSUES = (
    _blocker(
        "calendar_unreadable",
        N_("The calendar file cannot be read."),
        N_("Save the calendar again as a file that ends in .ics."),
    ),
    _blocker(
        "calendar_too_large",
        N_("The calendar holds more than {limit} appointments."),
        N_("Export the appointments of the community only."),
    ),
    _blocker(
        "office_file_not_read",
        N_("This file was recognised, and is not taken in as an addition: {kind}."),
        N_("Put what it says into the template (`lcdata template`) and deliver that."),
    ),
)
