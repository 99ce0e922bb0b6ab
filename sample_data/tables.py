"""The tables of the export contract, as plain rows.

The columns are spelled out here and not taken from the package: sample data that
shares code with the checker could only prove that the checker agrees with itself.
"""

from datetime import date, datetime

Cell = str | int | bool | date | datetime | None
Row = dict[str, Cell]
Tables = dict[str, list[Row]]

COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "delivery": "organisation_id contract_version exported_at period_from period_to source",
        "organisation": "organisation_id name short_name kind",
        "community": "community_id organisation_id name question question_kind project "
        "energy_transition end_product start_date planned_end_date ended_on cadence_days "
        "external_facilitator project_leader named_on house_rules_on shared_goal_on "
        "best_sprint_no best_sprint_reason successor_community_id",
        "person": "person_id display_name email",
        "membership": "community_id person_id organisation_id role participation service "
        "discipline experience_band generation_band reports_to_person_id joined_on "
        "left_on left_reason intake_on expertise_recorded",
        "session": "session_id community_id sprint_no kind planned_start planned_minutes "
        "status actual_start actual_end place goal_discussed",
        "attendance": "session_id person_id status late_minutes guest_kind",
        "sprint": "community_id sprint_no phase planned_start planned_end actual_start "
        "actual_end theme try_out_on review_on",
        "sprint_item": "item_id community_id sprint_no title added_on removed_on done_on "
        "owner_person_id",
        "reflection": "reflection_id community_id sprint_no session_id activity_id "
        "person_id reflected_on did_differently_answered do_again_answered "
        "needs_answered",
        "action": "action_id community_id sprint_no title opened_on due_on closed_on "
        "status owner_person_id owner_role follow_up_on",
        "activity": "activity_id community_id sprint_no held_on kind formality form place "
        "minutes expert applied_tomorrow",
        "activity_part": "activity_id person_id part",
        "product_version": "community_id version_no completed_on presented_to",
        "goal": "goal_id community_id person_id parent_goal_id set_on revised_on status",
        "visit": "visit_id community_id sprint_no held_on direction other_kind "
        "other_organisation_id other_community_id",
        "checklist": "community_id item value judged_on judged_by",
        "scale": "scale_id construct items min max reversed min_answered citation licence",
        "survey_invitation": "community_id wave respondent_id invited_on",
        "survey_answer": "community_id wave respondent_id scale_id item_no value answered_on",
        "contact": "contact_id organisation_id held_on kind director_present interviewee",
    }.items()
}

CONSORTIUM_ONLY = ("organisation", "scale", "contact")
