"""The three waves of the questionnaire, under pseudonyms of their own."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from plans import Scene
from tables import Row

ALPHABET = "ACDEFHJKLMNPRTUVWXY34679"


@dataclass(frozen=True)
class Scale:
    """One construct of the (fictitious) instrument catalogue."""

    scale_id: str
    construct: str
    items: int
    reversed_items: tuple[int, ...] = ()
    highest: int = 5
    waves: tuple[str, ...] = ("t0", "t2")
    starts_at: float = 0.5
    """Where on the scale, 0-1, people are on average before the start."""


SCALES: tuple[Scale, ...] = (
    Scale("VB-INN", "innovative_work_behaviour", 6, starts_at=0.48),
    Scale("VB-ZST", "self_directed_learning", 6, (2, 5), waves=("t0", "t1", "t2")),
    Scale("VB-PRO", "proactive_attitude", 5, (3,), starts_at=0.55),
    Scale("VB-AUT", "autonomy", 4, (2,), 7, ("t0", "t1", "t2"), 0.58),
    Scale("VB-COM", "competence", 4, (4,), 7, ("t0", "t1", "t2"), 0.6),
    Scale("VB-VER", "relatedness", 4, (), 7, ("t0", "t1", "t2"), 0.62),
    Scale("VB-ZEF", "self_efficacy", 5, (), starts_at=0.6),
    Scale("VB-TEF", "team_efficacy", 4, (), waves=("t1", "t2"), starts_at=0.55),
    Scale("VB-TRF", "transfer", 4, (1,), 7, ("t1", "t2"), 0.5),
)

RESPONSE = {"t0": 0.07, "t1": -0.12, "t2": 0.0}
"""How much the response to a wave differs from that to the last one."""


@dataclass(frozen=True)
class Respondent:
    """Someone who fills in, without any tie to a member's row."""

    respondent_id: str
    waves: tuple[str, ...]
    level: float
    change: float


def wave_days(scene: Scene) -> dict[str, date]:
    """The day each wave is sent out: before, half-way, in the last week."""
    sprints = [s for s in scene.plan.spans if s.phase == "sprint"]
    return {
        "t0": scene.plan.start - timedelta(days=7),
        "t1": sprints[(len(sprints) - 1) // 2].last,
        "t2": scene.plan.planned_end - timedelta(days=4),
    }


def respondents(scene: Scene) -> list[Respondent]:
    """The invited, shuffled so that their order says nothing about the members'."""
    chance, days = scene.chance("respondents"), wave_days(scene)
    people = []
    for member in scene.members:
        if member.role == "facilitator":
            continue
        # A first wave is for those who are there at the start: who joins later only
        # has a later one, who leaves early only a first one.
        waves = tuple(
            wave for wave, day in days.items() if member.active_on(max(day, scene.plan.start))
        )
        pseudonym = "".join(chance.choices(ALPHABET, k=5))
        level, change = chance.gauss(0, 0.14), chance.gauss(0.07, 0.09)
        people.append(Respondent(f"R{pseudonym}", waves, level, change))
    chance.shuffle(people)
    return people


def add_survey(scene: Scene) -> None:
    """Invitations of the waves that went out, and the answers that came in."""
    for wave, invited in wave_days(scene).items():
        if invited > scene.today:
            continue
        for person in respondents(scene):
            if wave not in person.waves:
                continue
            key: Row = {
                "community_id": scene.plan.community_id,
                "wave": wave,
                "respondent_id": person.respondent_id,
            }
            scene.tables["survey_invitation"].append(key | {"invited_on": invited})
            scene.tables["survey_answer"] += answers(scene, wave, person, key)


def answers(scene: Scene, wave: str, person: Respondent, key: Row) -> list[Row]:
    """One filled-in questionnaire, empty if the person did not send it in."""
    chance = scene.chance(f"answers {wave} {person.respondent_id}")
    day = wave_days(scene)[wave] + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 4)))
    if chance.random() > scene.company.response + RESPONSE[wave] or day > scene.today:
        return []
    gave_up = chance.random() < 0.03
    scales = [scale for scale in SCALES if wave in scale.waves]
    rows: list[Row] = []
    for scale in scales[:3] if gave_up else scales:
        grown = {"t0": 0.0, "t1": 0.5, "t2": 1.0}[wave] * person.change
        place = scale.starts_at + person.level + grown + chance.gauss(0, 0.06)
        for item in range(1, scale.items + 1):
            if chance.random() < 0.01:
                continue  # a skipped item: the score is prorated
            value = item_value(scale, item, place, chance)
            item_key: Row = {"scale_id": scale.scale_id, "item_no": item}
            rows.append(key | item_key | {"value": value, "answered_on": day})
    return rows


def item_value(scale: Scale, item: int, place: float, chance: random.Random) -> int:
    """What is ticked: the person's place on the scale with noise, turned if reversed."""
    raw = 1 + (scale.highest - 1) * (place + chance.gauss(0, 0.15))
    ticked = min(scale.highest, max(1, round(raw)))
    return 1 + scale.highest - ticked if item in scale.reversed_items else ticked
