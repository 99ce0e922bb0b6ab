"""Attendance: whom should I call, who comes next time? For a facilitator's own communities."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.contracts.published import Community
from lcdata.screens.attendance.model_call_list import CallList, call_list
from lcdata.screens.attendance.model_next_session import NextSession, next_session
from lcdata.screens.attendance.model_register import UNKNOWN, Register, held_sessions, register
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Gaps:
    """What the register still misses: a sentence, and per date the names."""

    sentence: str
    dates: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Attendance:
    """The whole page, of one community."""

    head: PageHead
    calls: CallList
    next: NextSession | None
    register: Register
    gaps: Gaps


def build(view: View, community_id: str) -> Attendance:
    """The page of one own community."""
    community = view.community(community_id)
    scope = f"{community.name} · {view.owner_name(community)}"
    matrix = register(view, community)
    return Attendance(
        head=page_head(view, view.words.text("Attendance"), scope=scope),
        calls=call_list(view, community),
        next=next_session(view, community),
        register=matrix,
        gaps=_gaps(view, community, matrix),
    )


def _gaps(view: View, community: Community, matrix: Register) -> Gaps:
    words = view.words
    marks = [state for row in matrix.rows for state in row.states if state]
    unknown = marks.count(UNKNOWN)
    if not unknown:
        return Gaps(words.text("The register is complete."), ())
    sentence = words.text("{count} marks are unknown.", count=words.count_of(unknown, len(marks)))
    sessions = held_sessions(view, community)
    dates = tuple(
        (words.short_day(session.planned_start.date()), names)
        for index, session in enumerate(sessions)
        if (names := words.listing([r.name for r in matrix.rows if r.states[index] == UNKNOWN]))
    )
    return Gaps(sentence, dates)
