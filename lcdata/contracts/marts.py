"""The marts: what SQL hands to the pipelines, column by column.

Ids are qualified with the delivering organisation (`engberink/c1`), dates are dates, date-times
are local time (Europe/Amsterdam). An empty optional cell is null. `delivered` says what was
handed in at all: one row per delivered table (`column_name` null) and one per column of it that
holds at least one value.
"""

from __future__ import annotations

from typing import TypeAlias

import polars as pl

Marts: TypeAlias = dict[str, pl.DataFrame]

_ID = pl.String()
_TEXT = pl.String()
_INT = pl.Int64()
_BOOL = pl.Boolean()
_DATE = pl.Date()
_MOMENT = pl.Datetime("us")

MARTS: dict[str, dict[str, pl.DataType]] = {
    # one row per organisation
    "dim_organisation": {"organisation_id": _ID, "name": _TEXT, "short_name": _TEXT, "kind": _TEXT},
    # one row per community; organisation_id null: overarching
    "dim_community": {
        "community_id": _ID, "delivered_by": _ID, "organisation_id": _ID, "name": _TEXT,
        "question": _TEXT, "question_kind": _TEXT, "project": _TEXT, "energy_transition": _BOOL,
        "end_product": _TEXT, "start_date": _DATE, "planned_end_date": _DATE, "ended_on": _DATE,
        "cadence_days": _INT, "external_facilitator": _BOOL, "project_leader": _BOOL,
        "named_on": _DATE, "house_rules_on": _DATE, "shared_goal_on": _DATE,
        "best_sprint_no": _INT, "best_sprint_reason": _BOOL, "successor_community_id": _ID,
        "as_of": _DATE,
    },
    # one row per community and person
    "dim_member": {
        "community_id": _ID, "person_id": _ID, "organisation_id": _ID, "role": _TEXT,
        "is_member": _BOOL, "participation": _TEXT, "service": _TEXT, "discipline": _TEXT,
        "experience_band": _TEXT, "generation_band": _TEXT, "reports_to_person_id": _ID,
        "joined_on": _DATE, "left_on": _DATE, "left_reason": _TEXT, "intake_on": _DATE,
        "expertise_recorded": _BOOL,
    },
    # one row per person with a name; never part of a release others open
    "dim_person": {"person_id": _ID, "display_name": _TEXT},
    # one row per scale
    "dim_scale": {
        "scale_id": _ID, "construct": _TEXT, "items": _INT, "min": _INT, "max": _INT,
        "reversed": pl.List(pl.Int64()), "min_answered": _INT, "citation": _TEXT, "licence": _TEXT,
    },
    # one row per session
    "fct_session": {
        "session_id": _ID, "community_id": _ID, "sprint_no": _INT, "kind": _TEXT,
        "planned_start": _MOMENT, "planned_on": _DATE, "planned_minutes": _INT, "status": _TEXT,
        "actual_start": _MOMENT, "actual_end": _MOMENT, "place": _TEXT, "goal_discussed": _BOOL,
    },
    # one row per session and person in its register
    "fct_attendance": {
        "session_id": _ID, "community_id": _ID, "person_id": _ID, "status": _TEXT,
        "late_minutes": _INT, "guest_kind": _TEXT,
    },
    # one row per community and sprint (0 = start week, n + 1 = end phase)
    "fct_sprint": {
        "community_id": _ID, "sprint_no": _INT, "phase": _TEXT, "planned_start": _DATE,
        "planned_end": _DATE, "actual_start": _DATE, "actual_end": _DATE, "theme": _TEXT,
        "try_out_on": _DATE, "review_on": _DATE,
    },
    # one row per item
    "fct_sprint_item": {
        "item_id": _ID, "community_id": _ID, "sprint_no": _INT, "title": _TEXT,
        "added_on": _DATE, "removed_on": _DATE, "done_on": _DATE, "owner_person_id": _ID,
    },
    # one row per reflection
    "fct_reflection": {
        "reflection_id": _ID, "community_id": _ID, "sprint_no": _INT, "session_id": _ID,
        "activity_id": _ID, "person_id": _ID, "reflected_on": _DATE,
        "did_differently_answered": _BOOL, "do_again_answered": _BOOL, "needs_answered": _BOOL,
    },
    # one row per action
    "fct_action": {
        "action_id": _ID, "community_id": _ID, "sprint_no": _INT, "title": _TEXT,
        "opened_on": _DATE, "due_on": _DATE, "closed_on": _DATE, "status": _TEXT,
        "owner_person_id": _ID, "owner_role": _TEXT, "follow_up_on": _DATE,
    },
    # one row per activity
    "fct_activity": {
        "activity_id": _ID, "community_id": _ID, "sprint_no": _INT, "held_on": _DATE,
        "kind": _TEXT, "formality": _TEXT, "form": _TEXT, "place": _TEXT, "minutes": _INT,
        "expert": _BOOL, "applied_tomorrow": _BOOL,
    },
    # one row per activity, person and part
    "fct_activity_part": {
        "activity_id": _ID, "community_id": _ID, "person_id": _ID, "part": _TEXT,
    },
    # one row per community and version
    "fct_product_version": {
        "community_id": _ID, "version_no": _INT, "completed_on": _DATE, "presented_to": _TEXT,
    },
    # one row per goal
    "fct_goal": {
        "goal_id": _ID, "community_id": _ID, "person_id": _ID, "parent_goal_id": _ID,
        "set_on": _DATE, "revised_on": _DATE, "status": _TEXT,
    },
    # one row per visit
    "fct_visit": {
        "visit_id": _ID, "community_id": _ID, "sprint_no": _INT, "held_on": _DATE,
        "direction": _TEXT, "other_kind": _TEXT, "other_organisation_id": _ID,
        "other_community_id": _ID,
    },
    # one row per community and checklist item
    "fct_checklist": {
        "community_id": _ID, "item": _TEXT, "value": _TEXT, "judged_on": _DATE, "judged_by": _TEXT,
    },
    # one row per community, wave and respondent
    "fct_survey_invitation": {
        "community_id": _ID, "wave": _TEXT, "respondent_id": _ID, "invited_on": _DATE,
    },
    # one row per community, wave, respondent, scale and item
    "fct_survey_answer": {
        "community_id": _ID, "wave": _TEXT, "respondent_id": _ID, "scale_id": _ID,
        "item_no": _INT, "value": _INT, "answered_on": _DATE,
    },
    # one row per contact of the consortium
    "fct_contact": {
        "contact_id": _ID, "organisation_id": _ID, "held_on": _DATE, "kind": _TEXT,
        "director_present": _BOOL, "interviewee": _TEXT,
    },
    # one row per delivered table, and per column of it that holds a value
    "delivered": {"delivered_by": _ID, "table_name": _TEXT, "column_name": _TEXT},
}  # fmt: skip

TABLE_OF: dict[str, str] = {
    mart: "membership" if mart == "dim_member" else mart.removeprefix("dim_").removeprefix("fct_")
    for mart in MARTS
    if mart != "delivered"
}
"""The delivered table each mart is made of; its row model says the key and what it points at."""
