"""Sessions and who came: the register, with the gaps registers have."""

import math
import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from plans import Member, Scene, Span
from tables import Row

PLACES = ("site", "office", "site", "office", "school", "online")


@dataclass(frozen=True)
class Meeting:
    """A session as planned: its number, moment and place in the plan."""

    number: int
    starts: datetime
    span: Span
    closing: bool

    @property
    def kind(self) -> str:
        """Start, closing, a review in the last week of a sprint, else work."""
        if self.number == 1:
            return "start"
        if self.closing:
            return "closing"
        in_last_week = (self.span.last - self.starts.date()).days < 5
        return "review" if in_last_week and self.span.phase == "sprint" else "work"


def meetings(scene: Scene) -> list[Meeting]:
    """Every planned session of a community, from the start week to the closing one."""
    plan, chance = scene.plan, scene.chance("meetings")
    clock = time.fromisoformat(plan.begins_at)
    days = []
    day = plan.start + timedelta(days=plan.weekday)
    while day <= plan.planned_end:
        moved = chance.choice((-1, 0, 0, 0, 0, 1)) if 0 < plan.weekday < 4 else 0
        days.append(day + timedelta(days=moved))
        day += timedelta(days=plan.cadence_days)
    return [
        Meeting(n, datetime.combine(day, clock), span_of(scene, day), n == len(days))
        for n, day in enumerate(days, start=1)
    ]


def span_of(scene: Scene, day: date) -> Span:
    """The start week, sprint or end phase a day falls in."""
    return next(s for s in reversed(scene.plan.spans) if s.first <= day)


def add_sessions(scene: Scene) -> None:
    """Write the sessions and, of those held, the register."""
    for meeting in meetings(scene):
        row = session_row(scene, meeting)
        scene.tables["session"].append(row)
        if row["status"] == "held" and meeting.number not in scene.plan.no_register:
            scene.tables["attendance"] += register(scene, meeting)


def session_row(scene: Scene, meeting: Meeting) -> Row:
    """One session as the export knows it at its own moment."""
    plan, chance = scene.plan, scene.chance(f"session {meeting.number}")
    planned_minutes = min(plan.longest_minutes, 45 if plan.end_weeks else 60)
    untied = chance.random() < 0.08
    row: Row = {
        "session_id": session_id(scene, meeting.number),
        "community_id": plan.community_id,
        "sprint_no": None if untied else meeting.span.number,
        "kind": meeting.kind,
        "planned_start": meeting.starts,
        "planned_minutes": planned_minutes,
        "status": status_of(scene, meeting),
        "place": chance.choice(PLACES),
    }
    if row["status"] == "held":
        begin = meeting.starts + timedelta(minutes=chance.choice((-2, 0, 0, 1, 3, 6)))
        lasted = round(min(plan.longest_minutes, max(28, chance.gauss(44, 7))))
        forgot_end = chance.random() < 0.04
        row["actual_start"] = begin
        row["actual_end"] = None if forgot_end else begin + timedelta(minutes=lasted)
        row["goal_discussed"] = chance.choices((True, False, None), (15, 4, 1))[0]
    return row


def session_id(scene: Scene, number: int) -> str:
    """The id of the n-th session; unique in a delivery, not across them."""
    return f"{scene.plan.community_id}-s{number:02d}"


def status_of(scene: Scene, meeting: Meeting) -> str:
    """Held unless still to come, cancelled, or left at planned by the register."""
    over = meeting.starts + timedelta(hours=2) <= scene.company.exported_at
    if not over or meeting.number in scene.plan.forgotten:
        return "planned"
    return "cancelled" if meeting.number in scene.plan.cancelled else "held"


def register(scene: Scene, meeting: Meeting) -> list[Row]:
    """The attendance rows of one held session, a guest included."""
    session = session_id(scene, meeting.number)
    rows: list[Row] = []
    for position, member in enumerate(scene.members):
        chance = scene.chance(f"register {meeting.number} {member.person_id}")
        told = scripted(scene, meeting, position)
        if not member.active_on(meeting.starts.date()):
            continue
        if told is None and chance.random() < 0.02:
            continue  # nobody ticked this name: a gap, not an absence
        rows.append({"session_id": session, **mark(told, member, chance)})
    if kind := scene.plan.guests.get(meeting.number):
        guest = f"gast-{scene.plan.community_id}-{meeting.number:02d}"
        rows.append(
            {
                "session_id": session,
                "person_id": guest,
                "status": "present",
                "guest_kind": kind,
            }
        )
    return rows


def scripted(scene: Scene, meeting: Meeting, position: int) -> str | None:
    """What the plan says of this person at the latest held sessions, if anything."""
    story = scene.plan.missing.get(position)
    if story is None:
        return None
    held = [m.number for m in meetings(scene) if status_of(scene, m) == "held"]
    latest = held[-len(story) :]
    if meeting.number not in latest:
        return None
    return story[latest.index(meeting.number)]


def mark(told: str | None, member: Member, chance: random.Random) -> Row:
    """One line of the register."""
    row: Row = {"person_id": member.person_id}
    comes = chance.random() < 1 / (1 + math.exp(-member.leaning))
    if told is not None:
        row["status"] = told
    elif chance.random() < 0.02:
        row["status"] = "unknown"
    elif not comes:
        row["status"] = chance.choices(("excused", "absent"), (7, 3))[0]
    elif chance.random() < 0.09:
        row["status"] = "late"
        minutes = (5, 10, 10, 15, 20, None)
        row["late_minutes"] = chance.choice(minutes)
    else:
        row["status"] = "present"
    return row
