"""What to do about a figure that is not there: one sentence per kind of empty in view."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lcdata.domain import Status
from lcdata.locale import N_, Words

WHAT_TO_DO: Mapping[str, str] = {
    Status.NOT_MEASURED: N_("Not delivered: add the table or the column to the next delivery."),
    Status.NOT_DUE: N_("Not yet due: its moment in the own plan is still to come."),
    Status.NOT_APPLICABLE: N_("Not applicable: it does not concern this group, nothing to do."),
    Status.TOO_FEW: N_("Too few to say: the figure follows once more has been recorded."),
    Status.SUPPRESSED: N_(
        "Shielded: so few people that a figure could be about one of them; nothing to mend."
    ),
}
"""In the order in which they are said."""


def what_to_do(statuses: Collection[str], words: Words) -> tuple[str, ...]:
    """The sentences of the empties that occur, in a fixed order."""
    return tuple(words.text(text) for status, text in WHAT_TO_DO.items() if status in statuses)
