"""What is said of one sprint: did it end in time, and how was it closed?"""

from __future__ import annotations

from collections.abc import Sequence

from lcdata.contracts.progress import SprintFact
from lcdata.contracts.published import Community
from lcdata.domain import sprint_period
from lcdata.locale import Words
from lcdata.view_models.absent import community_unit
from lcdata.view_models.figure import say_count
from lcdata.view_models.view import View

MOST_LINES = 3


def sprints(view: View, community: Community) -> list[SprintFact]:
    """The sprints 1 … n of a community, in order."""
    own = [f for f in view.model.sprint_facts if f.community_id == community.community_id]
    return sorted(own, key=lambda fact: fact.sprint_no)


def in_time(fact: SprintFact, words: Words) -> str:
    """`yes`, `no, 4 days longer`, `running`, or why it cannot be said."""
    if not fact.is_ended:
        return words.text("running") if fact.is_started else words.text("not yet due")
    if fact.days_over is None:
        return words.text("start or end date is missing")
    if fact.is_in_time_box:
        return words.text("yes")
    return words.text("no, {days}", days=_days(fact.days_over, words))


def reflected(fact: SprintFact, words: Words) -> str:
    """Whether one reflection answers all three questions."""
    if fact.is_reflected is None:
        return words.text("not delivered")
    if not fact.is_ended and not fact.is_reflected:
        return words.text("not yet due")
    return words.text("yes") if fact.is_reflected else words.text("no")


def reviewed(fact: SprintFact, words: Words) -> str:
    """The day of the review, or that there is none."""
    if fact.review_on is not None:
        return words.short_day(fact.review_on)
    return words.text("no") if fact.is_ended else words.text("not yet due")


def tried_out(fact: SprintFact, words: Words) -> str:
    """The day on which was recorded what is tried now."""
    if fact.try_out_on is not None:
        return words.short_day(fact.try_out_on)
    return words.text("no") if fact.is_started else words.text("not yet due")


def ended(fact: SprintFact, words: Words) -> str:
    """The actual end, or that it is still to come or missing."""
    if fact.actual_end is not None:
        return words.short_day(fact.actual_end)
    if fact.is_ended:
        return words.text("missing")
    return words.text("running") if fact.is_started else words.text("not yet due")


def agreed(view: View, community: Community, fact: SprintFact) -> str:
    """`2 of 3` agreed items done, or why there is no count."""
    unit, period = community_unit(community, is_own=True), sprint_period(fact.sprint_no)
    cell = view.cell("commitment_reliability", unit, period)
    return say_count(cell, view.words).headline if cell else view.words.text("not yet due")


def time_lines(facts: Sequence[SprintFact], words: Words) -> tuple[str, ...]:
    """All sprints of a community in at most three lines, those in time together."""
    kept = [fact.sprint_no for fact in facts if fact.is_in_time_box]
    lines = [words.text("in time: {sprints}", sprints=_named(kept, words))] if kept else []
    for fact in facts:
        name = words.text("sprint {number}", number=fact.sprint_no)
        if fact.is_ended and fact.days_over is None:
            lines.append(words.text("{sprint}: date is missing", sprint=name))
        elif fact.is_ended and not fact.is_in_time_box:
            lines.append(f"{name}: {_days(fact.days_over or 0, words)}")
        elif fact.is_started and not fact.is_ended:
            day = words.short_day(fact.planned_end)
            lines.append(words.text("{sprint} runs until {day}", sprint=name, day=day))
    if not facts:
        return (words.text("no sprint delivered"),)
    if not lines:
        return (words.text("no sprint has begun"),)
    shown = lines if len(lines) <= MOST_LINES else [*lines[:2], "; ".join(lines[2:])]
    return tuple(shown)


def _named(numbers: list[int], words: Words) -> str:
    """`sprint 1, 2 and 3`."""
    return words.text("sprint {number}", number=words.listing([str(n) for n in numbers]))


def _days(days: int, words: Words) -> str:
    if days > 0:
        return words.plural("{count} day longer", "{count} days longer", days)
    return words.plural("{count} day shorter", "{count} days shorter", -days)
