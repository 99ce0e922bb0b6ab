"""Defects after which the row is still used, or is skipped as said: warnings and infos."""

from broken_cases import Add, Case, Put

NEW_MEMBERS = tuple(
    Add("membership", f"c1|00{n}|engberink|employee|field|3-5|2026-09-07") for n in range(5, 10)
)

WARNINGS: tuple[Case, ...] = (
    Case(
        "session-longer-than-four-hours",
        "warning",
        "long-session",
        (Put("session", 3, "actual_end", "2026-09-22 20:15"),),
        at=("session", 3, None),
    ),
    Case(
        "nine-members",
        "warning",
        "more-than-eight-members",
        NEW_MEMBERS,
        at=(None, None, None),
    ),
    Case(
        "attendance-on-cancelled-session",
        "warning",
        "attendance-on-cancelled-session",
        (Add("attendance", "s03|001|present|"),),
        at=("attendance", 10, None),
    ),
    Case(
        "date-long-before-start",
        "warning",
        "date-outside-community",
        (Put("goal", 2, "set_on", "2026-05-01"),),
    ),
    Case(
        "date-after-end",
        "warning",
        "date-outside-community",
        (
            Put("community", 2, "ended_on", "2026-10-30"),
            Put("product_version", 2, "completed_on", "2027-01-04"),
        ),
    ),
    Case(
        "unresolved-other-community",
        "warning",
        "unresolved-reference",
        (
            Put("visit", 2, "other_kind", "community"),
            Put("visit", 2, "other_community_id", "alferink/c9"),
        ),
    ),
    Case(
        "home-organisation-not-checkable",
        "warning",
        "unresolved-reference",
        (
            Put("membership", 5, "role", "student"),
            Put("membership", 5, "organisation_id", "roc-van-twente"),
        ),
        at=("membership", None, "organisation_id"),
        note="No consortium delivery is given: nothing to look the organisation up in; said once.",
    ),
    Case(
        "scale-not-checkable",
        "warning",
        "unresolved-reference",
        (Put("survey_answer", 2, "scale_id", "VB-AUT"),),
        at=("survey_answer", None, "scale_id"),
        note="No consortium delivery is given; said once for all answers.",
    ),
    Case(
        "optional-sprint-without-sprint",
        "warning",
        "optional-reference-emptied",
        (Put("activity", 3, "sprint_no", "7"),),
    ),
    Case(
        "company-sends-scale",
        "warning",
        "consortium-table-dropped",
        (),
        at=("scale", None, None),
        tables=("community", "scale"),
    ),
)

INFOS: tuple[Case, ...] = (
    Case(
        "totals-row",
        "info",
        "totals-row-skipped",
        (Add("attendance", "Totaal|8||15"),),
        at=("attendance", 10, None),
    ),
    Case(
        "unknown-column",
        "info",
        "column-dropped",
        (Put("membership", 2, "schoenmaat", "43"),),
        at=("membership", None, None),
    ),
    Case(
        "unknown-table",
        "info",
        "table-dropped",
        (),
        at=("parkeerplaats", None, None),
        tables=("community", "parkeerplaats"),
        note="The whole table is listed as dropped.",
    ),
)
