"""What a community did besides meeting: activities, visits, goals and judgements."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from plans import Scene
from progress import ended_sprints
from tables import Row

KINDS = (
    "observe",
    "experiment",
    "share",
    "look_up",
    "presentation",
    "online_module",
)
FORMS = {"observe": "pair", "look_up": "individual", "online_module": "individual"}
MECHANISM_ITEMS = {
    # item: from which week on it can be judged
    "A1b_mix": 1,
    "A1b_project": 1,
    "A1b_output": 1,
    "A1b_education": 1,
    "A1b_influence": 1,
    "A1c_answerable": 1,
    "B1_interdependent": 1,
    "B1_stake": 1,
    "B2_shared_expertise": 1,
    "B3_platform": 1,
    "E2_clear_start": 1,
    "C2_support_s1": 4,
    "D2_own_tasks": 6,
    "D2_goal_say": 6,
    "D3_time": 6,
    "D3_shared": 6,
    "D3_setback": 6,
    "C2_support_s3": 10,
    "E1_way_of_working": 11,
}
START_WEEK_ITEMS = (
    "S_intro",
    "S_perspectives",
    "S_expectations",
    "S_way_of_working",
    "S_demonstration",
    "S_question",
    "S_house_rules",
    "S_own_role",
    "S_first_try",
    "S_normally",
)


def add_activities(scene: Scene) -> None:
    """Learning activities in every week so far, with who gave and who received."""
    if "activity" in scene.company.absent:
        return
    plan, number = scene.plan, count(1)
    order = scene.chance("activity order")
    kinds = order.sample(KINDS, k=6 if plan.diligence >= 0.9 else order.randint(4, 6))
    for span in plan.spans:
        weeks = (span.last - span.first).days // 7 + 1
        for week in range(weeks):
            nth = next(number)
            chance = scene.chance(f"activity {nth}")
            held = span.first + timedelta(weeks=week, days=chance.randint(0, 4))
            if held > scene.today:
                return
            kind = kinds[nth % len(kinds)]
            if span.number == 0:
                kind = "formal_training" if chance.random() < 0.5 else "presentation"
            row = activity_row(scene, nth, kind, held)
            row["sprint_no"] = span.number if chance.random() < 0.95 else None
            scene.tables["activity"].append(row)
            add_parts(scene, row, held)


def activity_row(scene: Scene, nth: int, kind: str, held: date) -> Row:
    """One activity; formal ones have an expert more often than informal ones."""
    chance = scene.chance(f"activity {nth} facts")
    formal = kind in ("formal_training", "online_module")
    return {
        "activity_id": f"{scene.plan.community_id}-a{nth:02d}",
        "community_id": scene.plan.community_id,
        "held_on": held,
        "kind": kind,
        "formality": "formal" if formal else "informal",
        "form": FORMS.get(kind) or chance.choice(("group", "group", "pair")),
        "place": chance.choice(("site", "site", "office", "school", "online")),
        "minutes": chance.choice((20, 30, 30, 45, 60)),
        "expert": chance.random() < (0.7 if kind == "formal_training" else 0.15),
        "applied_tomorrow": chance.choices((True, False, None), (6, 3, 1))[0],
    }


def add_parts(scene: Scene, activity: Row, held: date) -> None:
    """Who gave and who received; a new subject makes other people give."""
    chance = scene.chance(f"parts {activity['activity_id']}")
    there = [m.person_id for m in scene.learners(held)]
    size = {"individual": 1, "pair": 2}.get(str(activity["form"]), len(there) - 1)
    people = chance.sample(there, k=max(1, min(size, len(there))))
    for position, person in enumerate(people):
        gives = position == 0 and len(people) > 1
        scene.tables["activity_part"].append(
            {
                "activity_id": activity["activity_id"],
                "person_id": person,
                "part": "giver" if gives else "receiver",
            }
        )


def add_goals(scene: Scene) -> None:
    """The shared goal, and personal goals most of which derive from it."""
    plan, chance = scene.plan, scene.chance("goals")
    if plan.shared_goal_day is None:
        return
    set_on = plan.start + timedelta(days=plan.shared_goal_day)
    if set_on > scene.today:
        return
    over = scene.ended_on() is not None
    owners = [None, *(m.person_id for m in scene.learners(set_on))]
    shared = f"{plan.community_id}-g01"
    for nth, person in enumerate(owners, start=1):
        if person is not None and chance.random() > plan.diligence:
            continue
        own_day = set_on + timedelta(days=0 if person is None else chance.randint(0, 9))
        revised = own_day + timedelta(weeks=chance.randint(2, 6))
        status = chance.choice(("reached", "reached", "dropped", "open"))
        status = "reached" if person is None else status
        if own_day > scene.today:
            continue
        linked = person is not None and chance.random() < 0.8
        scene.tables["goal"].append(
            {
                "goal_id": f"{plan.community_id}-g{nth:02d}",
                "community_id": plan.community_id,
                "person_id": person,
                "parent_goal_id": shared if linked else None,
                "set_on": own_day,
                "revised_on": scene.happened(revised) if chance.random() < 0.4 else None,
                "status": status if over else "open",
            }
        )


def add_checklist(scene: Scene) -> None:
    """Judgements of facilitator and leader, each once its moment has come."""
    plan, chance = scene.plan, scene.chance("checklist")
    end_of_start_week = plan.spans[0].last
    moments = dict.fromkeys(START_WEEK_ITEMS, end_of_start_week)
    for item, week in MECHANISM_ITEMS.items():
        day = plan.start + timedelta(weeks=week, days=-3)
        moments[item] = min(day, plan.planned_end)
    for item, day in moments.items():
        if day > scene.today or chance.random() < 0.04:
            continue
        yes = 0.35 if item == "C2_support_s3" else plan.diligence
        value = "yes" if chance.random() < yes else "no"
        judged_by = chance.choice(("facilitator", "facilitator", "leader"))
        excusable = not item.startswith("C2") and chance.random() < 0.06
        scene.tables["checklist"].append(
            {
                "community_id": plan.community_id,
                "item": item,
                "value": "na" if excusable else value,
                "judged_on": day,
                "judged_by": judged_by,
            }
        )


@dataclass(frozen=True)
class Visit:
    """One side of a visit between two communities."""

    held_on: date
    direction: str
    other_organisation_id: str
    other_community_id: str


def visits_of(place: str, exchanges: tuple[tuple[date, str, str], ...]) -> list[Visit]:
    """Both communities of an exchange report it, each in its own delivery."""
    visits = []
    for day, guest, host in exchanges:
        if place == guest:
            visits.append(Visit(day, "out", host.split("/")[0], host))
        elif place == host:
            visits.append(Visit(day, "in", guest.split("/")[0], guest))
    return visits


def add_visits(scene: Scene, exchanges: tuple[tuple[date, str, str], ...]) -> None:
    """Exchanges between communities, and experts or suppliers who came by."""
    if "visit" in scene.company.empty:
        return
    plan, number = scene.plan, count(1)
    place = f"{scene.company.organisation_id}/{plan.community_id}"
    for visit in visits_of(place, exchanges):
        if scene.happened(visit.held_on):
            row = visit_row(scene, next(number), visit.held_on, visit.direction)
            own_kind = visit.other_organisation_id == "consortium"
            row["other_kind"] = "community"
            row["other_organisation_id"] = None if own_kind else visit.other_organisation_id
            row["other_community_id"] = visit.other_community_id
            scene.tables["visit"].append(row)
    for span in ended_sprints(scene):
        chance = scene.chance(f"visit {span.number}")
        if chance.random() < 0.45:
            held = span.first + timedelta(days=chance.randint(1, 10))
            row = visit_row(scene, next(number), held, "in")
            kind, other = chance.choice(
                (
                    ("supplier", "leverancier-01"),
                    ("supplier", "leverancier-02"),
                    ("expert", None),
                    ("education", "roc-van-twente"),
                )
            )
            row |= {"other_kind": kind, "other_organisation_id": other}
            scene.tables["visit"].append(row)


def visit_row(scene: Scene, nth: int, held: date, direction: str) -> Row:
    """The part of a visit that is alike for every kind of visitor."""
    span = next(s for s in reversed(scene.plan.spans) if s.first <= held)
    return {
        "visit_id": f"{scene.plan.community_id}-v{nth:02d}",
        "community_id": scene.plan.community_id,
        "sprint_no": span.number,
        "held_on": held,
        "direction": direction,
    }
