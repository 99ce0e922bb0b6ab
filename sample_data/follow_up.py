"""What sprints led to on paper: closing reflections and concrete actions."""

from datetime import date, timedelta
from itertools import count

from plans import Scene, Span
from progress import actual_end, ended_sprints
from tables import Row
from topics import TOPICS


def add_reflections(scene: Scene) -> None:
    """The three questions at the end of each sprint, of the group and of some people."""
    plan, number = scene.plan, count(1)
    for span in ended_sprints(scene):
        chance = scene.chance(f"reflection {span.number}")
        day = actual_end(scene, span) or span.last
        if chance.random() < plan.diligence + 0.1:
            complete = chance.random() < plan.diligence + 0.1
            row = reflection_row(scene, next(number), day, complete=complete)
            scene.tables["reflection"].append(row | {"sprint_no": span.number})
        writers = [m for m in scene.learners(day) if chance.random() < 0.25]
        for member in writers:
            row = reflection_row(scene, next(number), day, complete=False)
            row |= {"sprint_no": span.number, "person_id": member.person_id}
            scene.tables["reflection"].append(row)
    add_tied_reflections(scene, number)


def add_tied_reflections(scene: Scene, number: "count[int]") -> None:
    """Reflections that belong to one session or one activity, not to a sprint."""
    held = [
        row
        for row in scene.tables["session"]
        if row["community_id"] == scene.plan.community_id and row["status"] == "held"
    ]
    for session in held[-1:]:
        day = day_of(session["planned_start"])
        row = reflection_row(scene, next(number), day, complete=True)
        scene.tables["reflection"].append(row | {"session_id": session["session_id"]})
    own = [
        row
        for row in scene.tables.get("activity", [])
        if row["community_id"] == scene.plan.community_id
    ]
    for activity in own[1::5]:
        day = day_of(activity["held_on"])
        row = reflection_row(scene, next(number), day, complete=False)
        scene.tables["reflection"].append(row | {"activity_id": activity["activity_id"]})


def day_of(moment: object) -> date:
    """The calendar day of a cell that holds a date or a date-time."""
    return date.fromisoformat(str(moment)[:10])


def reflection_row(scene: Scene, nth: int, day: date, *, complete: bool) -> Row:
    """Which of the three questions were answered; never what was answered."""
    chance = scene.chance(f"answers {nth}")
    return {
        "reflection_id": f"{scene.plan.community_id}-r{nth:02d}",
        "community_id": scene.plan.community_id,
        "reflected_on": day,
        "did_differently_answered": True,
        "do_again_answered": complete or chance.random() < 0.7,
        "needs_answered": complete or chance.random() < 0.5,
    }


def add_actions(scene: Scene) -> None:
    """One or two actions per sprint and a last round of them in the end phase."""
    plan, number = scene.plan, count(1)
    topic = TOPICS[plan.topic]
    closing = plan.spans[-1]
    rounds = [*ended_sprints(scene)]
    if closing.last <= scene.today:
        rounds.append(closing)
    for span in rounds:
        for title in titles_of(span, topic.member_actions, topic.manager_actions):
            row = action_row(scene, span, next(number), title in topic.manager_actions)
            scene.tables["action"].append(row | {"title": title})


def titles_of(span: Span, members: tuple[str, ...], managers: tuple[str, ...]) -> list[str]:
    """Members act after every sprint; what needs a manager surfaces on the way."""
    if span.phase == "end":
        return [members[-1], managers[-1]]
    own = [members[(span.number - 1) % (len(members) - 1)]]
    return own + list(managers[:1]) if span.number == 2 else own


def action_row(scene: Scene, span: Span, nth: int, of_manager: bool) -> Row:
    """One action; what waits for a manager stays open longer, as it does in life."""
    plan, chance = scene.plan, scene.chance(f"action {nth}")
    opened = actual_end(scene, span) or span.last
    due = opened + timedelta(days=chance.choice((7, 14, 21)))
    takes = chance.randint(4, 24) + (40 if of_manager else 0)
    closed = scene.happened(opened + timedelta(days=takes))
    status = chance.choices(("done", "adopted", "cancelled"), (5, 4, 1))[0]
    if chance.random() < (0.6 if of_manager else 0.1):
        closed = None
    owners = [m.person_id for m in scene.learners(opened)]
    return {
        "action_id": f"{plan.community_id}-x{nth:02d}",
        "community_id": plan.community_id,
        "sprint_no": span.number,
        "opened_on": opened,
        "due_on": due if chance.random() < 0.92 else None,
        "closed_on": closed,
        "status": status if closed else "open",
        "owner_person_id": None if of_manager or not owners else chance.choice(owners),
        "owner_role": "manager" if of_manager else "member",
        "follow_up_on": due + timedelta(days=14) if chance.random() < 0.4 else None,
    }
