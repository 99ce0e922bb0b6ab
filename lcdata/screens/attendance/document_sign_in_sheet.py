"""The sign-in sheet of a community's next session: a line per expected member, lines for guests."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from lcdata.errors import AccessDenied
from lcdata.locale import N_
from lcdata.reports.typesetting import typeset
from lcdata.screens.attendance import model_attendance
from lcdata.view_models.unit import short_name
from lcdata.view_models.view import View

TEMPLATE = Path(__file__).with_suffix(".typ")
GUESTS = 4
"""Empty lines below the members."""


def is_offered(view: View, community_id: str) -> bool:
    """Whether there is a sheet: names are there for the community's own facilitator alone."""
    members = view.model.register.members
    return (
        community_id in view.scope.community_ids
        and any(member.community_id == community_id for member in members)
        and model_attendance.build(view, community_id).next is not None
    )


def sign_in_sheet(view: View, community_id: str) -> bytes:
    """The PDF of one own community's next session.

    Raises:
        AccessDenied: the community is another's, its persons are not in view, or no session
            is planned.
    """
    if not is_offered(view, community_id):
        raise AccessDenied(N_("there is no sign-in sheet for this viewer"))
    return typeset(
        TEMPLATE,
        said(view, community_id),
        language=view.words.language,
        day=view.community(community_id).as_of,
    )


def file_name(community_id: str) -> str:
    """The name of the file."""
    return f"sign-in-{quote(community_id.replace('/', '-'), safe='')}.pdf"


def said(view: View, community_id: str) -> dict[str, object]:
    """Every text of the sheet; a home without a name for this viewer is left to be written."""
    words, community = view.words, view.community(community_id)
    page = model_attendance.build(view, community_id)
    homes = {one.organisation_id: short_name(one) for one in view.model.organisations}
    expected = page.next.expected if page.next else ()
    rows = [[one.display_name, homes.get(one.organisation_id, "")] for one in expected]
    return {
        "kind": words.text("Sign-in sheet"),
        "title": community.name,
        "owner": view.owner_name(community),
        "when": page.next.when if page.next else "",
        "where": page.next.where if page.next else "",
        "heads": [words.text("Name"), words.text("Organisation"), words.text("Signature")],
        "rows": [*rows, *([["", ""]] * GUESTS)],
        "note": words.text(
            "This sheet holds names: keep it with the register, and destroy it once the "
            "register has been filled in."
        ),
        "foot": " · ".join(part for part in (page.head.subtitle, page.head.sample_notice) if part),
        "of": words.text("{part} of {whole}", part="PAGE", whole="PAGES"),
    }
