"""Who takes part: the membership and the (fictitious) names of the call list."""

import random
from dataclasses import asdict, replace
from datetime import timedelta

from plans import SEED, CompanyPlan, Group, Member, Scene
from tables import Row

CodeWeights = tuple[tuple[str, ...], tuple[int, ...]]
BANDS: dict[str, CodeWeights] = {
    "experience": (("0-2", "3-5", "6-10", "11-20", "21+"), (2, 3, 3, 3, 2)),
    "generation": (("-24", "25-34", "35-44", "45-54", "55+"), (1, 3, 3, 3, 2)),
}
DISCIPLINES: dict[str, CodeWeights] = {
    "field": (("electrical", "plumbing", "climate", "mechanical"), (3, 3, 3, 2)),
    "office": (("engineering", "management", "ict", "mechanical"), (4, 2, 1, 2)),
    "manager": (("management",), (1,)),
    "student": (("electrical", "mechanical", "engineering"), (3, 1, 1)),
    "teacher": (("education",), (1,)),
    "expert": (("other",), (1,)),
}
SERVICE = {"field": "field", "office": "office", "manager": "office"}
HOMES: dict[str, tuple[str, ...]] = {
    "student": ("roc-van-twente", "roc-van-twente", "saxion"),
    "teacher": ("roc-van-twente", "saxion", "windesheim"),
    "expert": ("leverancier-01",),
}


class Roster:
    """Everyone of one company, so that people can return in a later community."""

    def __init__(self, company: CompanyPlan, series: int) -> None:
        """Number people from 1; `series` keeps call-list codes apart per company."""
        self._company = company
        self._series = series
        self._chance = random.Random(f"{SEED}/{company.organisation_id}/people")
        self._staff: list[Member] = []
        self._facilitators: dict[str, Member] = {}
        self.call_list: list[Row] = []

    def enrol(self, scene: Scene) -> None:
        """Fill the membership of one community."""
        group = scene.plan.group
        known = self._staff[-group.returning :] if group.returning else []
        kinds = kinds_of(group)
        fresh = [self._newcomer(scene, kind) for kind in kinds[: len(kinds) - len(known)]]
        bosses = [m.person_id for m in fresh if m.role == "manager"]
        boss = bosses[0] if bosses else f"{self._company.organisation_id}-leiding"
        members = [
            self._calendar(scene, member, position, boss)
            for position, member in enumerate(known + fresh)
        ]
        self._staff += [m for m in members[len(known) :] if self._may_return(m)]
        scene.members = [*members, self._facilitator(scene)]
        scene.tables["membership"] += [membership_row(scene, m) for m in scene.members]

    def _may_return(self, member: Member) -> bool:
        own = member.organisation_id == self._company.organisation_id
        stayed = member.left_on is None or member.left_reason == "completed"
        return own and stayed and member.role == "employee"

    def _number(self, word: str) -> str:
        """Hand out the next personnel number and put its code on the call list."""
        number = len(self.call_list) + 1
        person_id = self._company.person_id.format(number)
        code = self._series + number
        address = f"{word.lower()}-{code}@example.org"
        email = address if self._chance.random() < 0.9 else None
        self.call_list.append(
            {"person_id": person_id, "display_name": f"{word} {code}", "email": email}
        )
        return person_id

    def _newcomer(self, scene: Scene, kind: str) -> Member:
        chance, service = self._chance, SERVICE.get(kind)
        homes = HOMES.get(kind, (self._company.organisation_id,))
        generation = "-24" if kind == "student" else self._band("generation")
        return Member(
            self._number("Deelnemer"),
            chance.choice(homes),
            kind if kind in ("manager", *HOMES) else "employee",
            scene.plan.start,
            service=service,
            discipline=chance.choices(*DISCIPLINES[kind])[0],
            experience_band=self._band("experience") if service else None,
            generation_band=generation,
            leaning=1.5 + self._company.mood + chance.gauss(0, 0.45),
        )

    def _band(self, column: str) -> str | None:
        """Draw a band; a few are unknown, as on any real form."""
        codes, weights = BANDS[column]
        band = self._chance.choices(codes, weights)[0]
        return band if self._chance.random() > 0.05 else None

    def _facilitator(self, scene: Scene) -> Member:
        """One facilitator guides several communities of a company."""
        home = scene.plan.facilitator_home
        if home not in self._facilitators:
            self._facilitators[home] = Member(
                self._number("Begeleider"),
                home,
                "facilitator",
                scene.plan.start,
                discipline="education",
                leaning=4.0,
            )
        return replace(self._facilitators[home], joined_on=scene.plan.start)

    def _calendar(self, scene: Scene, member: Member, nth: int, boss: str) -> Member:
        """Give a member the dates and the facts of this community."""
        plan, chance = scene.plan, self._chance
        joined = plan.start + timedelta(weeks=plan.group.late.get(nth, 0))
        left, reason = None, None
        if nth in plan.group.leaves:
            week, reason = plan.group.leaves[nth]
            left = scene.happened(plan.start + timedelta(weeks=week, days=4))
        elif scene.ended_on() and chance.random() < 0.8:
            left, reason = plan.planned_end, "completed"
        intake = scene.happened(joined - timedelta(days=chance.randint(4, 24)))
        reports = member.service is not None and chance.random() < 0.6
        return replace(
            member,
            joined_on=joined,
            left_on=left,
            left_reason=reason if left else None,
            participation=chance.choices(("active", "passive", None), (8, 2, 1))[0],
            intake_on=intake if chance.random() < 0.85 else None,
            expertise_recorded=chance.choices((True, False, None), (15, 4, 1))[0],
            reports_to_person_id=boss if reports and boss != member.person_id else None,
        )


def kinds_of(group: Group) -> list[str]:
    """Kinds of newcomers, own staff last: returning staff takes the last places."""
    return (
        ["student"] * group.students
        + ["teacher"] * group.teachers
        + ["expert"] * group.experts
        + ["manager"] * group.managers
        + ["office"] * group.office_staff
        + ["field"] * group.field_staff
    )


def membership_row(scene: Scene, member: Member) -> Row:
    """The row of one person in one community."""
    row = asdict(member)
    del row["leaning"]
    return {"community_id": scene.plan.community_id, **row}
