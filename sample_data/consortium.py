"""What only the consortium delivers: the catalogue, the contacts, the shared community."""

import random
from datetime import date, timedelta
from itertools import count

from people import membership_row
from plans import SEED, CompanyPlan, Member, Scene
from survey import SCALES
from tables import Row, Tables

OTHERS = (
    ("roc-van-twente", "ROC van Twente", "ROC", "education"),
    ("saxion", "Saxion Hogeschool", "Saxion", "education"),
    ("utwente", "Universiteit Twente", "UT", "education"),
    ("windesheim", "Hogeschool Windesheim", "Windesheim", "education"),
    ("leverancier-01", "Leverancier 01 (fictief)", "Lev. 01", "supplier"),
    ("leverancier-02", "Leverancier 02 (fictief)", "Lev. 02", "supplier"),
    ("begeleiding-01", "Procesbegeleiding 01 (fictief)", "Beg. 01", "other"),
)
FROM_SCHOOLS = (
    ("teacher", "roc-van-twente", "education"),
    ("student", "saxion", "engineering"),
    ("researcher", "utwente", "education"),
    ("facilitator", "utwente", "education"),
)
FIRST_CONTACT = date(2026, 1, 6)
CITATION = "Fictief voorbeeld: geen bestaand instrument, geen itemteksten"
LICENCE = "Fictief voorbeeld, vrij te gebruiken"


def add_catalogue(tables: Tables, companies: tuple[CompanyPlan, ...]) -> None:
    """The organisations and the scales everyone's rows refer to."""
    for company in companies:
        short = company.name.removeprefix("Installatiebedrijf ").split(" ")
        tables["organisation"].append(
            {
                "organisation_id": company.organisation_id,
                "name": company.name,
                "short_name": " ".join(short[:2] if short[0] in ("van", "De") else short[:1]),
                "kind": "company",
            }
        )
    for organisation in OTHERS:
        columns = ("organisation_id", "name", "short_name", "kind")
        tables["organisation"].append(dict(zip(columns, organisation, strict=True)))
    for scale in SCALES:
        tables["scale"].append(
            {
                "scale_id": scale.scale_id,
                "construct": scale.construct,
                "items": scale.items,
                "min": 1,
                "max": scale.highest,
                "reversed": ";".join(map(str, scale.reversed_items)) or "none",
                "min_answered": scale.items - 1,
                "citation": CITATION,
                "licence": LICENCE,
            }
        )


def add_contacts(tables: Tables, companies: tuple[CompanyPlan, ...], today: date) -> None:
    """Monthly meetings with every company, and contact in between about fortnightly."""
    for company in companies:
        chance = random.Random(f"{SEED}/{company.organisation_id}/contacts")
        number = count(1)
        last = min(today, company.exported_at.date())
        for held in meeting_days(today):
            director = chance.choices((True, False, None), (16, 5, 1))[0]
            row = contact_row(company, next(number), held, "consortium_meeting")
            tables["contact"].append(row | {"director_present": director})
        day = FIRST_CONTACT + timedelta(days=chance.randint(3, 16))
        while day <= last:
            kind = chance.choices(
                ("call", "site_visit", "interview", "design_session"), (7, 3, 2, 1)
            )[0]
            row = contact_row(company, next(number), day, kind)
            if kind == "interview":
                row["interviewee"] = chance.choice(("owner", "manager", "employee"))
            row["director_present"] = chance.choice((True, False, None))
            tables["contact"].append(row)
            day += timedelta(days=chance.choice((8, 12, 13, 14, 15, 22)))


def meeting_days(today: date) -> list[date]:
    """The first Tuesday of each month but those of the summer break."""
    firsts = [date(2026, month, 1) for month in (1, 2, 3, 4, 5, 6, 9, 10, 11)]
    tuesdays = [first + timedelta(days=(1 - first.weekday()) % 7) for first in firsts]
    return [day for day in tuesdays if day <= today]


def contact_row(company: CompanyPlan, nth: int, held: date, kind: str) -> Row:
    """One contact of the consortium leader with one company."""
    return {
        "contact_id": f"{company.organisation_id}-{nth:02d}",
        "organisation_id": company.organisation_id,
        "held_on": held,
        "kind": kind,
    }


def gather(scene: Scene, deliveries: dict[str, Tables]) -> list[Row]:
    """Fill the shared community: one or two of every company, and the schools.

    Returns the call list of those who belong to no company; a company's own people
    are known under its name and are not named a second time.
    """
    for organisation_id, tables in deliveries.items():
        scene.members.append(representative(scene, organisation_id, tables))
    call_list: list[Row] = []
    for number, (role, home, discipline) in enumerate(FROM_SCHOOLS, start=1):
        person_id = scene.company.person_id.format(number)
        word = "Begeleider" if role == "facilitator" else "Deelnemer"
        code = 900 + number
        call_list.append(
            {
                "person_id": person_id,
                "display_name": f"{word} {code}",
                "email": f"{word.lower()}-{code}@example.org",
            }
        )
        scene.members.append(
            Member(
                person_id,
                home,
                role,
                scene.plan.start,
                discipline=discipline,
                generation_band="-24" if role == "student" else "35-44",
                intake_on=scene.plan.start - timedelta(days=10),
                expertise_recorded=True,
                leaning=4.0 if role == "facilitator" else 1.4,
            )
        )
    scene.tables["membership"] += [membership_row(scene, m) for m in scene.members]
    return call_list


def representative(scene: Scene, organisation_id: str, tables: Tables) -> Member:
    """The seventh of a company's own people (or the last), written qualified."""
    own = [
        row
        for row in tables["membership"]
        if row["role"] == "employee" and row["organisation_id"] == organisation_id
    ]
    chosen = next((row for row in own if str(row["person_id"]).endswith("07")), own[-1])
    chance = scene.chance(organisation_id)

    def text(column: str) -> str | None:
        return str(chosen[column]) if chosen[column] is not None else None

    return Member(
        f"{organisation_id}/{chosen['person_id']}",
        organisation_id,
        "employee",
        scene.plan.start + timedelta(weeks=2 if organisation_id == "winkels" else 0),
        service=text("service"),
        discipline=text("discipline"),
        experience_band=text("experience_band"),
        generation_band=text("generation_band"),
        intake_on=scene.plan.start - timedelta(days=chance.randint(5, 20)),
        expertise_recorded=chance.random() < 0.8,
        leaning=1.3 + chance.gauss(0, 0.3),
    )
