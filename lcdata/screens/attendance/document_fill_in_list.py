"""The attendance list of one community to fill in, for whoever makes the organisation's export.

It is no delivery: that would replace everything of the organisation by one community's register.
Without a sheet `delivery` it is refused, and its sheet has a name that no table has.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import quote

import polars as pl
import xlsxwriter

from lcdata.contracts.published import Community
from lcdata.contracts.registry import TABLES
from lcdata.errors import AccessDenied
from lcdata.locale import N_
from lcdata.reports.template_sheet import Book, write_lists, write_table, write_told
from lcdata.screens.attendance.model_next_session import is_expected
from lcdata.screens.attendance.model_register import UNKNOWN, held_sessions, members, state_of
from lcdata.view_models.view import View

REGISTER = "attendance"


def is_offered(view: View, community_id: str) -> bool:
    """Whether there is something to fill in; for the community's own facilitator alone."""
    is_own = community_id in view.scope.community_ids
    return is_own and bool(_to_fill_in(view, view.community(community_id)))


def fill_in_list(view: View, community_id: str) -> bytes:
    """The workbook of one own community: gaps in the register, and the sessions to come.

    Raises:
        AccessDenied: the community is another's, or its persons are not in view.
    """
    if not is_offered(view, community_id):
        raise AccessDenied(N_("there is no attendance list for this viewer"))
    words, community = view.words, view.community(community_id)
    rows = _to_fill_in(view, community)
    schema = TABLES[REGISTER].frame_schema()
    register = pl.DataFrame([row for row, _ in rows], schema=schema)
    heads = (words.text("member"), words.text("day"))
    beside = pl.DataFrame([told for _, told in rows], schema=heads, orient="row")
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as file:
        book = Book(file, words)
        write_told(book, _told(view, community, book))
        apart = words.text("to hand on")
        write_table(book, TABLES[REGISTER], register, ending=f" ({apart})", beside=beside)
        write_lists(book)
    return content.getvalue()


def file_name(community_id: str) -> str:
    """The name of the file."""
    return f"attendance-list-{quote(community_id.replace('/', '-'), safe='')}.xlsx"


def _to_fill_in(
    view: View, community: Community
) -> list[tuple[dict[str, str], tuple[str, object]]]:
    """Rows of the register with name and day: what is unknown of the past, then what is planned."""
    own, held = members(view, community), held_sessions(view, community)
    gaps = [(m, s) for s in held for m in own if state_of(view, m, s) == UNKNOWN]
    planned = sorted(
        (
            meeting
            for meeting in view.model.meetings
            if meeting.community_id == community.community_id and meeting.status == "planned"
        ),
        key=lambda meeting: (meeting.planned_start, meeting.session_id),
    )
    coming = [(m, s) for s in planned for m in own if is_expected(m, s)]
    return [
        (
            {
                "session_id": _local(session.session_id, community),
                "person_id": _local(member.person_id, community),
                "status": UNKNOWN,
            },
            (member.display_name, session.planned_start.date()),
        )
        for member, session in (*gaps, *coming)
    ]


def _local(qualified: str, community: Community) -> str:
    """The id as the organisation itself writes it."""
    return qualified.removeprefix(f"{community.community_id.split('/', 1)[0]}/")


def _told(view: View, community: Community, book: Book) -> Iterator[str]:
    words = view.words
    is_companys = community.organisation_id is not None
    owner = view.owner_name(community) if is_companys else words.text("the consortium")
    yield words.text(
        "Attendance list of {name}, with the register of {day}.",
        name=community.name,
        day=words.day(community.as_of),
    )
    yield words.text(
        "Choose for each member who was there. What stays {unknown} counts as missing, never as "
        "absent.",
        unknown=book.code(UNKNOWN),
    )
    yield words.text(
        "This is not a delivery. A delivery replaces everything of {owner} as a whole, and this "
        "list holds one community only; delivered by itself it is refused.",
        owner=owner,
    )
    yield words.text(
        "Hand it to who makes the export of {owner}: the rows belong on the sheet {attendance}, in "
        "the place of rows with the same session and person. Say as well which sessions were held.",
        owner=owner,
        attendance=book.named("tables", REGISTER),
    )
    yield words.text("It names persons: hand it to nobody else, and delete it afterwards.")
