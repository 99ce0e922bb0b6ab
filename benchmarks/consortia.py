"""Consortia drawn from a seed, as marts: groups of two to nine with gaps in every register.

Made to be hard on disclosure control: small groups, sessions outside sprints, members of two
communities, sprints that only one community has, few answers.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import polars as pl

from lcdata.contracts.marts import MARTS, Marts

START = dt.date(2026, 9, 7)
AS_OF = dt.date(2026, 12, 14)
STATES = ("present", "present", "present", "late", "excused", "absent", "unknown", None)
ROLES = ("employee", "employee", "student", "teacher", "manager", "expert")
CONSTRUCTS = ("autonomy", "competence")

Rows = dict[str, list[dict[str, Any]]]


def consortium(seed: int, companies: int = 8) -> Marts:
    """The marts of one drawn consortium with an overarching community."""
    draw = Random(seed)
    rows: Rows = {name: [] for name in MARTS}
    names = [f"company{number}" for number in range(companies)]
    for name in names:
        rows["dim_organisation"].append({"organisation_id": name, "name": name, "kind": "company"})
        for number in range(draw.choice((1, 1, 2, 3))):
            _community(draw, rows, f"{name}/c{number}", name)
    _community(draw, rows, "consortium/c1", None, homes=names)
    for number, construct in enumerate(CONSTRUCTS):
        rows["dim_scale"].append(
            {
                "scale_id": f"s{number}", "construct": construct, "items": 2, "min": 1, "max": 5,
                "reversed": [], "min_answered": 1,
            }
        )  # fmt: skip
    delivered = [
        {"delivered_by": owner, "table_name": table}
        for owner in [*names, "consortium"]
        for table in _DELIVERED
    ]
    rows["delivered"] = delivered
    return {name: _frame(name, rows[name]) for name in MARTS}


_DELIVERED = (
    "session", "attendance", "membership", "sprint", "visit", "activity", "activity_part", "goal",
    "survey_invitation", "survey_answer", "community",
)  # fmt: skip


def _community(
    draw: Random, rows: Rows, community: str, owner: str | None, homes: list[str] | None = None
) -> None:
    where = {"community_id": community}
    deliverer = community.split("/", 1)[0]
    rows["dim_community"].append(
        {
            **where, "delivered_by": deliverer, "organisation_id": owner, "name": community,
            "question": "?", "start_date": START, "planned_end_date": AS_OF + dt.timedelta(20),
            "cadence_days": 7, "as_of": AS_OF, "shared_goal_on": START,
        }
    )  # fmt: skip
    people = [f"{deliverer}/p{draw.randrange(40)}" for _ in range(draw.randint(2, 9))]
    people = sorted(set(people))
    for person in people:
        rows["dim_member"].append(_member(draw, where, person, owner or draw.choice(homes or [])))
    sprints = draw.randint(1, 4)
    for number in range(sprints + 1):
        begin = START + dt.timedelta(21 * number)
        rows["fct_sprint"].append(
            {
                **where, "sprint_no": number, "phase": "sprint" if number else "start",
                "planned_start": begin, "planned_end": begin + dt.timedelta(20),
            }
        )  # fmt: skip
    for number in range(draw.randint(1, 8)):
        _session(draw, rows, where, f"{community}/s{number}", people, sprints)
    _learning(draw, rows, where, community, people)
    _survey(draw, rows, where, community, len(people))


def _member(draw: Random, where: dict[str, str], person: str, home: str) -> dict[str, Any]:
    left = draw.random() < 0.1
    return {
        **where, "person_id": person, "organisation_id": home, "role": draw.choice(ROLES),
        "is_member": True, "service": draw.choice(("field", "office", None)),
        "discipline": draw.choice(("ict", "climate", "plumbing")),
        "experience_band": draw.choice(("0-2", "3-5", "21+")),
        "generation_band": draw.choice(("-24", "25-34")),
        "joined_on": START + dt.timedelta(draw.choice((0, 0, 0, 25))),
        "left_on": START + dt.timedelta(50) if left else None,
        "left_reason": "other" if left else None,
        "intake_on": START - dt.timedelta(3) if draw.random() < 0.7 else None,
        "expertise_recorded": draw.random() < 0.6,
    }  # fmt: skip


def _session(
    draw: Random, rows: Rows, where: dict[str, str], name: str, people: list[str], sprints: int
) -> None:
    number = draw.choice((*range(sprints + 1), None))
    day = START + dt.timedelta(21 * (number or 0) + draw.randint(0, 20))
    rows["fct_session"].append(
        {
            **where, "session_id": name, "sprint_no": number, "kind": "work", "status": "held",
            "planned_on": day, "planned_start": dt.datetime.combine(day, dt.time(16)),
        }
    )  # fmt: skip
    for person in people:
        state = draw.choice(STATES)
        if state:
            rows["fct_attendance"].append(
                {**where, "session_id": name, "person_id": person, "status": state}
            )


def _learning(
    draw: Random, rows: Rows, where: dict[str, str], community: str, people: list[str]
) -> None:
    shared = f"{community}/g"
    rows["fct_goal"].append({**where, "goal_id": shared, "set_on": START})
    for place, person in enumerate(people):
        if draw.random() < 0.6:
            revised = AS_OF if draw.random() < 0.4 else None
            rows["fct_goal"].append(
                {
                    **where, "goal_id": f"{shared}{place}", "person_id": person,
                    "parent_goal_id": shared, "set_on": START, "revised_on": revised,
                }
            )  # fmt: skip
    activity = f"{community}/a"
    rows["fct_activity"].append(
        {**where, "activity_id": activity, "held_on": START, "kind": "share"}
    )
    for person in people:
        for part in ("giver", "receiver"):
            if draw.random() < 0.5:
                rows["fct_activity_part"].append(
                    {**where, "activity_id": activity, "person_id": person, "part": part}
                )


def _survey(draw: Random, rows: Rows, where: dict[str, str], community: str, size: int) -> None:
    for wave in ("t0", "t2"):
        for number in range(size):
            who = {**where, "wave": wave, "respondent_id": f"{community}/r{number}"}
            rows["fct_survey_invitation"].append({**who, "invited_on": START})
            if draw.random() < 0.8:
                rows["fct_survey_answer"] += [
                    {**who, "scale_id": f"s{scale}", "item_no": item, "value": draw.randint(1, 5)}
                    for scale in range(len(CONSTRUCTS))
                    for item in (1, 2)
                ]


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    full = [{**dict.fromkeys(MARTS[name]), **row} for row in rows]
    return pl.DataFrame(full, schema=MARTS[name], orient="row")
