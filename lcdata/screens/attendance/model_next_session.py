"""The next session of a community, and who is expected with what happened last time."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.contracts.published import Community, Meeting
from lcdata.contracts.register import Member
from lcdata.screens.attendance.model_register import held_sessions, members, state_of, state_words
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.session import KINDS, PLACES
from lcdata.view_models.table import Value
from lcdata.view_models.view import View


@dataclass(frozen=True)
class NextSession:
    """When and where, and the expected members, who are the rows of the exhibit's table too."""

    title: str
    when: str
    where: str
    expected: tuple[Member, ...]
    exhibit: Exhibit


def next_session(view: View, community: Community) -> NextSession | None:
    """The first session planned after the as-of date, None when there is none."""
    coming = [
        m
        for m in view.model.meetings
        if m.community_id == community.community_id
        and m.status == "planned"
        and m.planned_start.date() > community.as_of
    ]
    if not coming:
        return None
    session = min(coming, key=lambda m: (m.planned_start, m.session_id))
    expected = [m for m in members(view, community) if is_expected(m, session)]
    day = view.words.weekday(session.planned_start.date())
    time = view.words.time(session.planned_start)
    title = view.words.text("Next time: {day}, {time}", day=day, time=time)
    return NextSession(
        title=title,
        when=f"{day[:1].upper()}{day[1:]}, {time}",
        where=_where(view, session, len(expected)),
        expected=tuple(expected),
        exhibit=_exhibit(view, community, title, expected),
    )


def is_expected(member: Member, session: Meeting) -> bool:
    """Whether the member belongs to the community on the day of the session."""
    day = session.planned_start.date()
    return member.joined_on <= day and (member.left_on is None or day <= member.left_on)


def _where(view: View, session: Meeting, expected: int) -> str:
    words = view.words
    parts = [words.text(KINDS[session.kind]) if session.kind in KINDS else session.kind]
    if session.sprint_no:
        parts[0] += " " + words.text("sprint {number}", number=session.sprint_no)
    if session.place and session.place in PLACES:
        parts.append(words.text(PLACES[session.place]))
    people = words.plural("{count} member is expected.", "{count} members are expected.", expected)
    return f"{', '.join(parts)}. {people}"


def _exhibit(view: View, community: Community, title: str, expected: list[Member]) -> Exhibit:
    words, held = view.words, held_sessions(view, community)
    rows: list[tuple[Value, ...]] = [
        (
            member.display_name,
            state_words(state_of(view, member, held[-1]), words) if held else "",
        )
        for member in expected
    ]
    return exhibit(
        view,
        name=f"next-session-{community.community_id.replace('/', '-')}",
        title=title,
        alt=title,
        columns=(words.text("member"), words.text("last time")),
        rows=rows,
    )
