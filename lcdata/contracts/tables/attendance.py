"""The table `attendance`."""

from __future__ import annotations

from typing import Literal

from lcdata.contracts.kinds import Count, Id
from lcdata.contracts.row import SESSION, Reference, Row


class Attendance(Row):
    """The register of a session; one row per session and person.

    A filled `guest_kind` marks a guest, who need not be a member of the community.
    """

    table = "attendance"
    key = ("session_id", "person_id")
    references = (
        SESSION,
        Reference(
            ("community_id", "person_id"),
            "membership",
            ("community_id", "person_id"),
            through=SESSION,
            unless="guest_kind",
        ),
    )

    session_id: Id
    person_id: Id
    status: Literal["present", "late", "excused", "absent", "unknown"]
    late_minutes: Count | None = None
    guest_kind: Literal["expert", "supplier", "company", "education", "other"] | None = None
