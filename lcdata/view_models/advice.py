"""What may help: the publication's advice for a mechanism, or what a signal itself asks."""

from __future__ import annotations

from collections.abc import Mapping

from lcdata.contracts.register import Signal
from lcdata.locale import N_, Words

MECHANISMS: Mapping[str, str] = {
    "B1": N_("Agree on a joint end product, and on whom the group presents it to."),
    "B3": N_("Invite an expert, or learners from another company."),
    "C1": N_("Work in time boxes and in versions of the end product; goals may be adjusted."),
    "E1": N_("Turn the reflection into concrete actions: who, what, and when you look back."),
    "E2": N_(
        "Ask the three questions after each activity: what did you do differently, "
        "would you do it again, what do you need for that."
    ),
}

KINDS: Mapping[str, str] = {
    "register_coverage_low": N_("Ask to fill in the register."),
    "delivery_stale": N_("Ask for a new delivery."),
    "group_above_eight": N_("The own plan decides: eight is an example."),
    "best_sprint_not_chosen": N_("Choose the best sprint together, and say why."),
}
"""Where the kind of signal says more than its mechanism."""


def advice(signal: Signal, words: Words) -> str:
    """What may help, empty where neither the kind nor the mechanism offers anything."""
    message = KINDS.get(signal.kind) or MECHANISMS.get(signal.mechanism or "")
    return words.text(message) if message else ""
