"""What is asked of the management of a company: open actions, signals, coming sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lcdata.contracts.progress import ManagerAction
from lcdata.domain import Status
from lcdata.view_models.attention import attention_of
from lcdata.view_models.session import KINDS, PLACES
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

MOST_SESSIONS = 4


@dataclass(frozen=True)
class Ask:
    """One open action: what, of which community, and by when."""

    what: str
    where: str
    told: str


@dataclass(frozen=True)
class Heed:
    """What there is to see in the communities, and what may help."""

    reasons: tuple[str, ...]
    advice: str


@dataclass(frozen=True)
class Asked:
    """`lead` counts what is open in the manager's name; `after` tells what was last finished."""

    title: str
    lead: str
    after: str
    actions: tuple[Ask, ...]
    heeds: tuple[Heed, ...]


@dataclass(frozen=True)
class Coming:
    """A session to come: its day and time, then what and where."""

    when: str
    what: str


def asked(view: View, unit: Unit) -> Asked:
    """The open actions of a manager, oldest first, then what the data ask attention for."""
    own = {community.community_id: community for community in unit.communities}
    actions = [a for a in view.model.manager_actions if a.community_id in own]
    waiting = sorted((a for a in actions if a.closed_on is None), key=lambda a: a.opened_on)
    return Asked(
        title=_heading(view),
        lead=_lead(view, unit, len(waiting)),
        after=_after(view, actions),
        actions=tuple(
            Ask(_title(view, one), own[one.community_id].name, _by_when(view, one))
            for one in waiting
        ),
        heeds=tuple(Heed(line.reasons, line.advice) for line in attention_of(view, unit)),
    )


def coming(view: View, unit: Unit) -> tuple[Coming, ...]:
    """The first sessions planned after the newest as-of date in view, over the communities.

    After an old delivery the sessions it still calls planned may long have been held.
    """
    words = view.words
    own = {community.community_id: community for community in unit.communities}
    planned = [
        m
        for m in view.model.meetings
        if m.community_id in own
        and m.status == "planned"
        and m.planned_start.date() > (view.as_of or own[m.community_id].as_of)
    ]
    found = sorted(planned, key=lambda m: (m.planned_start, m.session_id))[:MOST_SESSIONS]
    return tuple(
        Coming(
            f"{words.weekday(m.planned_start.date())}, {words.time(m.planned_start)}",
            " · ".join(
                [*_kind_and_place(view, m.kind, m.place), own[m.community_id].name],
            ),
        )
        for m in found
    )


def nothing_coming(view: View, unit: Unit) -> str:
    """What is said where no session is coming: none planned, or none delivered."""
    cell = view.cell("sessions_held_ratio", unit)
    if cell is not None and cell.status == Status.NOT_MEASURED:
        return view.words.text("Sessions were not delivered: ask the facilitator to include them.")
    return view.words.text("No session is planned: ask the facilitator for the planning.")


def _heading(view: View) -> str:
    if view.is_leader:
        return view.words.text("What we ask of the management")
    return view.words.text("What we ask of you")


def _lead(view: View, unit: Unit, count: int) -> str:
    words = view.words
    measured = view.cell("action_closure", unit)
    if measured is not None and measured.status == Status.NOT_MEASURED:
        return words.text("Actions were not delivered.")
    if view.is_leader and not count:
        return words.text("No action waits for the management.")
    if view.is_leader:
        return words.plural(
            "{count} action waits for the management.",
            "{count} actions wait for the management.",
            count,
        )
    if not count:
        return words.text("No action is open in your name.")
    return words.plural(
        "{count} action is open in your name.", "{count} actions are open in your name.", count
    )


def _after(view: View, actions: Iterable[ManagerAction]) -> str:
    """The last action that was finished, where there is one with a title."""
    words = view.words
    closed = [(a.closed_on, a.title) for a in actions if a.closed_on and a.title]
    if not closed:
        return ""
    day, title = max(closed)
    return words.text(
        "The last one, “{title}”, was finished on {day}.", title=title, day=words.short_day(day)
    )


def _title(view: View, action: ManagerAction) -> str:
    if action.title:
        return action.title
    day = view.words.short_day(action.opened_on)
    return view.words.text("Action agreed on {day}", day=day)


def _by_when(view: View, action: ManagerAction) -> str:
    words, as_of = view.words, view.community(action.community_id).as_of
    opened = words.short_day(action.opened_on)
    if action.due_on is None:
        return words.text(
            "Open since {opened}, without a date: agree on who and when.", opened=opened
        )
    due = words.short_day(action.due_on)
    if action.due_on < as_of:
        return words.text(
            "Open since {opened}, was due by {due}: finish it or agree on a new date.",
            opened=opened,
            due=due,
        )
    return words.text("Open since {opened}, due by {due}.", opened=opened, due=due)


def _kind_and_place(view: View, kind: str, place: str | None) -> list[str]:
    words = view.words
    said = words.text(KINDS[kind]) if kind in KINDS else kind
    return [f"{said} {words.text(PLACES[place])}" if place and place in PLACES else said]
