"""Sprints, what was taken on in them, and what came out of each."""

from datetime import date, timedelta
from itertools import count

from plans import Scene, Span
from tables import Row
from topics import TOPICS, TRIES

THEMES = ("technology", "cooperation", "skills", "technology")


def add_sprints(scene: Scene) -> None:
    """Write the calendar of sprints with everything that happened in them."""
    for span in scene.plan.spans:
        row = sprint_row(scene, span)
        scene.tables["sprint"].append(row)
    add_items(scene)
    add_versions(scene)


def actual_end(scene: Scene, span: Span) -> date | None:
    """When a sprint really closed; the end phase and the start week close on time."""
    chance = scene.chance(f"end of sprint {span.number}")
    slip = chance.choice((0, 0, 0, 0, -1, 3)) if span.phase == "sprint" else 0
    if scene.plan.diligence >= 0.95:
        slip = 0
    return scene.happened(span.last + timedelta(days=slip))


def sprint_row(scene: Scene, span: Span) -> Row:
    """One sprint as planned and as it went so far."""
    plan, chance = scene.plan, scene.chance(f"sprint {span.number}")
    begun, closed = scene.happened(span.first), actual_end(scene, span)
    noted = chance.random() < plan.diligence + 0.15
    row: Row = {
        "community_id": plan.community_id,
        "sprint_no": span.number,
        "phase": span.phase,
        "planned_start": span.first,
        "planned_end": span.last,
        "actual_start": begun,
        "actual_end": closed if noted else None,
    }
    if span.phase == "sprint":
        row["theme"] = THEMES[(span.number - 1) % len(THEMES)]
        tried = scene.happened(span.first + timedelta(days=chance.choice((1, 2, 3, 8))))
        row["try_out_on"] = tried if chance.random() < plan.diligence + 0.1 else None
        row["review_on"] = closed if chance.random() < plan.diligence + 0.05 else None
    return row


def add_items(scene: Scene) -> None:
    """What each sprint took on: mostly at its start, now and then on the way."""
    plan, numbers = scene.plan, count(1)
    subjects = TOPICS[plan.topic].subjects
    titles = (TRIES[n % len(TRIES)].format(subjects[n % len(subjects)]) for n in count())
    for span in plan.spans:
        if span.phase != "sprint" or span.first > scene.today:
            continue
        chance = scene.chance(f"items {span.number}")
        taken_on, later = chance.randint(3, 5), chance.choice((0, 1, 1, 2))
        for nth in range(taken_on + later):
            row = item_row(scene, span, late=nth >= taken_on, number=next(numbers))
            if row is not None:
                row["title"] = next(titles)
                scene.tables["sprint_item"].append(row)


def item_row(scene: Scene, span: Span, *, late: bool, number: int) -> Row | None:
    """One item; None while the day of a late addition has not come."""
    plan, chance = scene.plan, scene.chance(f"item {number}")
    days = (span.last - span.first).days
    added = span.first + timedelta(days=chance.randint(4, 9) if late else 0)
    if not late:
        added += timedelta(days=chance.choice((-3, 0, 0, 1)))
    added = max(added, plan.start)
    if added > scene.today:
        return None
    finish = span.first + timedelta(days=chance.randint(5, days))
    if chance.random() > plan.diligence:
        finish = span.last + timedelta(days=chance.randint(3, 12))
    dropped = chance.random() < 0.07
    finish = max(min(finish, plan.planned_end), added)
    owners = [m.person_id for m in scene.learners(added)]
    return {
        "item_id": f"{plan.community_id}-i{number:02d}",
        "community_id": plan.community_id,
        "sprint_no": span.number,
        "title": "",
        "added_on": added,
        "removed_on": scene.happened(finish) if dropped else None,
        "done_on": None if dropped else scene.happened(finish),
        "owner_person_id": chance.choice([*owners, None]),
    }


def add_versions(scene: Scene) -> None:
    """A version of the end product after most sprints, a last one at the end."""
    plan, chance, version = scene.plan, scene.chance("versions"), count(1)
    audiences = (None, "colleagues", "stakeholders", "other_community", "colleagues")
    for span in plan.spans[1:]:
        done = scene.happened(span.last - timedelta(days=chance.randint(0, 3)))
        skipped = chance.random() > plan.diligence + 0.1
        if done is None or (skipped and span.phase == "sprint"):
            continue
        overarching = scene.company.organisation_id == "consortium"
        shown = "overarching" if overarching else chance.choice(audiences)
        scene.tables["product_version"].append(
            {
                "community_id": plan.community_id,
                "version_no": next(version),
                "completed_on": done,
                "presented_to": shown if span.phase == "sprint" else "stakeholders",
            }
        )


def ended_sprints(scene: Scene) -> list[Span]:
    """Sprints that are over, as planned, on the day of the export."""
    return [s for s in scene.plan.spans if s.phase == "sprint" and s.last <= scene.today]
