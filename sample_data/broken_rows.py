"""Defects for which a row goes into quarantine: the errors."""

from broken_cases import Add, Case, Put, follow

UNPARSABLE: tuple[Case, ...] = (
    Case(
        "bad-date",
        "error",
        "unparsable-value",
        (Put("product_version", 2, "completed_on", "volgende week"),),
    ),
    Case(
        "impossible-date",
        "error",
        "unparsable-value",
        (Put("checklist", 3, "judged_on", "31-02-2026"),),
    ),
    Case("two-digit-year", "error", "two-digit-year", (Put("goal", 3, "set_on", "15-9-26"),)),
    Case(
        "bad-date-time",
        "error",
        "unparsable-value",
        (Put("session", 5, "planned_start", "2026-11-17 half vier"),),
    ),
    Case(
        "bad-number",
        "error",
        "unparsable-value",
        (Put("session", 5, "planned_minutes", "drie kwartier"),),
    ),
    Case(
        "boolean-x",
        "error",
        "unparsable-value",
        (Put("reflection", 2, "needs_answered", "x"),),
    ),
    Case(
        "code-outside-list",
        "error",
        "code-outside-list",
        (Put("action", 2, "status", "bezig"),),
    ),
    Case(
        "code-outside-list-optional-column",
        "error",
        "code-outside-list",
        (Put("session", 5, "place", "kantine"),),
    ),
    Case(
        "required-cell-empty",
        "error",
        "required-cell-empty",
        (Put("checklist", 3, "value", None),),
    ),
    Case(
        "required-id-empty",
        "error",
        "required-cell-empty",
        (Put("attendance", 9, "person_id", None),),
    ),
    Case(
        "negative-late-minutes",
        "error",
        "value-out-of-range",
        (Put("attendance", 8, "late_minutes", "-5"),),
    ),
)

KEYS_AND_DATES: tuple[Case, ...] = (
    Case(
        "duplicate-key",
        "error",
        "duplicate-key",
        (Add("action", "x01|c1|2|Dezelfde sleutel|2026-10-23||open|member"),),
        at=("action", 3, "action_id"),
    ),
    Case(
        "duplicate-key-of-two-columns",
        "error",
        "duplicate-key",
        (Add("attendance", "s01|001|absent|"),),
        at=("attendance", 10, "session_id"),
    ),
    Case(
        "left-before-joined",
        "error",
        "left-before-joined",
        (Put("membership", 5, "left_on", "2026-08-31"),),
        tables=("attendance",),
        follows=follow("error", "attendance", "person_id", 5, 9),
    ),
    Case(
        "quarantined-session-with-register",
        "error",
        "unparsable-value",
        (Put("session", 3, "planned_start", "22 sept"),),
        tables=("attendance",),
        follows=follow("error", "attendance", "session_id", 6, 7, 8, 9),
    ),
    Case(
        "quarantined-parent-goal",
        "error",
        "unparsable-value",
        (Put("goal", 2, "set_on", "2026-13-05"),),
        follows=follow("warning", "goal", "parent_goal_id", 3),
    ),
)

REFERENCES: tuple[Case, ...] = (
    Case(
        "dangling-session",
        "error",
        "dangling-reference",
        (Put("attendance", 9, "session_id", "s99"),),
    ),
    Case(
        "dangling-community",
        "error",
        "dangling-reference",
        (Put("checklist", 3, "community_id", "c9"),),
    ),
    Case(
        "dangling-optional-reference",
        "error",
        "dangling-reference",
        (Put("goal", 3, "parent_goal_id", "g99"),),
    ),
    Case(
        "dangling-successor",
        "error",
        "dangling-reference",
        (
            Add("community", "c2|engberink|Tweede groep|Wat nu?|2026-09-07|2026-11-20|14"),
            Put("community", 3, "successor_community_id", "c9"),
        ),
    ),
    Case(
        "sprint-item-without-sprint",
        "error",
        "dangling-reference",
        (Put("sprint_item", 3, "sprint_no", "7"),),
    ),
    Case(
        "attendance-of-non-member",
        "error",
        "not-a-member",
        (Put("attendance", 9, "person_id", "055"),),
    ),
    Case(
        "community-of-another-organisation",
        "error",
        "other-organisation",
        (Add("community", "c2|alferink|Andermans groep|Wat nu?|2026-09-07|2026-11-20|14"),),
        at=("community", 3, "organisation_id"),
    ),
    Case(
        "community-without-organisation",
        "error",
        "other-organisation",
        (Add("community", "c2||Groep van niemand|Wat nu?|2026-09-07|2026-11-20|14"),),
        at=("community", 3, "organisation_id"),
        note="Read as: only the consortium delivers communities without a company.",
    ),
    Case(
        "reflection-of-sprint-and-session",
        "error",
        "not-exactly-one",
        (Put("reflection", 2, "session_id", "s02"),),
        at=("reflection", 2, None),
    ),
    Case(
        "reflection-of-nothing",
        "error",
        "not-exactly-one",
        (Put("reflection", 2, "sprint_no", None),),
        at=("reflection", 2, None),
    ),
)

WITH_CONSORTIUM: tuple[Case, ...] = (
    Case(
        "survey-value-out-of-range",
        "error",
        "value-out-of-range",
        (Put("survey_answer", 3, "value", "8"),),
        needs_consortium=True,
    ),
    Case(
        "survey-item-outside-scale",
        "error",
        "value-out-of-range",
        (Put("survey_answer", 5, "item_no", "9"),),
        needs_consortium=True,
        note="Read as: an item the scale does not have is a value out of range.",
    ),
    Case(
        "survey-answer-without-invitation",
        "error",
        "dangling-reference",
        (Put("survey_answer", 5, "respondent_id", "R9"),),
        at=("survey_answer", 5, None),
        needs_consortium=True,
    ),
    Case(
        "unknown-scale",
        "error",
        "dangling-reference",
        (Put("survey_answer", 5, "scale_id", "XX-1"),),
        needs_consortium=True,
    ),
    Case(
        "unknown-home-organisation",
        "error",
        "dangling-reference",
        (Put("membership", 5, "organisation_id", "school-onbekend"),),
        needs_consortium=True,
    ),
    Case(
        "unknown-visited-organisation",
        "error",
        "dangling-reference",
        (Put("visit", 2, "other_organisation_id", "bedrijf-onbekend"),),
        needs_consortium=True,
    ),
    Case(
        "scale-without-reversed",
        "error",
        "required-cell-empty",
        (Put("scale", 3, "reversed", None),),
        of_consortium=True,
    ),
    Case(
        "two-scales-for-one-construct",
        "error",
        "duplicate-construct",
        (Put("scale", 4, "construct", "self_directed_learning"),),
        of_consortium=True,
    ),
)

ERRORS = UNPARSABLE + KEYS_AND_DATES + REFERENCES + WITH_CONSORTIUM
