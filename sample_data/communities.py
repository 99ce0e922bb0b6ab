"""The cover row of a community: what is known of it as a whole."""

from datetime import date, timedelta

from plans import Scene
from progress import ended_sprints
from tables import Row
from topics import TOPICS


def community_row(scene: Scene) -> Row:
    """One community as the export knows it at its own moment."""
    plan, chance = scene.plan, scene.chance("community")
    overarching = scene.company.organisation_id == "consortium"

    def recorded(days: int | None) -> date | None:
        return None if days is None else scene.happened(plan.start + timedelta(days=days))

    all_sprints_over = len(ended_sprints(scene)) == len(plan.sprint_weeks)
    best = plan.best_sprint if all_sprints_over else None
    return {
        "community_id": plan.community_id,
        "organisation_id": None if overarching else scene.company.organisation_id,
        "name": plan.name,
        "question": plan.question,
        "question_kind": plan.question_kind,
        "project": plan.project,
        "energy_transition": plan.energy_transition,
        "end_product": TOPICS[plan.topic].end_product,
        "start_date": plan.start,
        "planned_end_date": plan.planned_end,
        "ended_on": scene.ended_on(),
        "cadence_days": plan.cadence_days,
        "external_facilitator": True,
        "project_leader": plan.project_leader,
        "named_on": recorded(chance.randint(0, 4)) if plan.named else None,
        "house_rules_on": recorded(plan.house_rules_day),
        "shared_goal_on": recorded(plan.shared_goal_day),
        "best_sprint_no": best,
        "best_sprint_reason": chance.random() < 0.9 if best else None,
        "successor_community_id": plan.successor,
    }
