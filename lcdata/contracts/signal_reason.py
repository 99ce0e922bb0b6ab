"""Why a process signal is there, in words: one text per kind, `{count}` is the signal's."""

from __future__ import annotations

from collections.abc import Mapping

from lcdata.locale import N_

PROCESS_REASONS: Mapping[str, str] = {
    "actions_overdue": N_("actions past their date and still open: {count}"),
    "best_sprint_not_chosen": N_("all sprints have ended and no best one is chosen"),
    "delivery_stale": N_("days the last delivery is older than the newest: {count}"),
    "group_above_eight": N_(
        "the largest group had more than eight members, where eight is the example"
    ),
    "no_reflection": N_("a sprint ended without a reflection that answers all three questions"),
    "no_shared_goal": N_("no shared goal recorded since the start week"),
    "no_visit": N_("no visit in the last {count} ended sprints"),
    "over_time_box": N_("a sprint took longer than planned; days over: {count}"),
    "register_coverage_low": N_("less than 80 percent of the register is filled in"),
}
