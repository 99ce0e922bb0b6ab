"""What may help: the publication's advice for a mechanism, or what a signal itself asks."""

from __future__ import annotations

from collections.abc import Mapping

from lcdata.contracts.register import Signal
from lcdata.locale import N_, Words

MECHANISMS: Mapping[str, str] = {
    "A1a": N_("Ask in each session what everyone will do differently tomorrow."),
    "A1b": N_("Combine a technical and a social question, and tie it to a concrete output."),
    "A1c": N_("Narrow the question."),
    "A2": N_("Observe each other, try things out together and present on site."),
    "B1": N_("Agree on a joint end product, and on whom the group presents it to."),
    "B2": N_("Ask for everyone's expertise in the intake, and share it in the first session."),
    "B3": N_("Invite an expert, or learners from another company."),
    "B4": N_("Derive personal learning goals from the shared question."),
    "C1": N_("Work in time boxes and in versions of the end product; goals may be adjusted."),
    "C2": N_("Begin with much support, and do with less later on."),
    "C3": N_("Leave room to adjust one's own learning goal along the way."),
    "D1": N_("Plan regular activities with the whole group; choose a name and house rules."),
    "D2": N_("Let members choose and lead tasks of their own, and adjust goals together."),
    "D3": N_("Give time and room, celebrate interim results, find another way after a setback."),
    "E1": N_("Turn the reflection into concrete actions: who, what, and when you look back."),
    "E2": N_(
        "Ask the three questions after each activity: what did you do differently, "
        "would you do it again, what do you need for that."
    ),
}
"""What the publication offers to strengthen each mechanism."""

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
