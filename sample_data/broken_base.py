"""The smallest deliveries that are right, from which every broken one differs by one thing."""

from datetime import date, datetime
from typing import NamedTuple

from survey import SCALES
from tables import COLUMNS, Row, Tables

NEEDS: dict[str, tuple[str, ...]] = {
    "sprint": ("community",),
    "membership": ("community",),
    "session": ("community", "sprint"),
    "attendance": ("session", "membership"),
    "sprint_item": ("sprint",),
    "reflection": ("session", "activity"),
    "action": ("sprint",),
    "activity": ("sprint",),
    "activity_part": ("activity",),
    "product_version": ("community",),
    "goal": ("community",),
    "visit": ("sprint",),
    "checklist": ("community",),
    "survey_invitation": ("community",),
    "survey_answer": ("survey_invitation",),
}


def with_needs(tables: tuple[str, ...]) -> list[str]:
    """The tables asked for and those their rows refer to, in the contract's order."""
    wanted = {"delivery"}
    queue = list(tables)
    while queue:
        table = queue.pop()
        wanted.add(table)
        queue += [need for need in NEEDS.get(table, ()) if need not in wanted]
    return [table for table in COLUMNS if table in wanted]


class Lines(NamedTuple):
    """Rows of one table, written as they would stand in a file."""

    columns: str
    rows: tuple[str, ...]


COMPANY: dict[str, Lines] = {
    "community": Lines(
        "community_id|organisation_id|name|question|start_date|planned_end_date|cadence_days",
        ("c1|engberink|Proefgroep|Hoe doen we dit morgen anders?|2026-09-07|2026-11-20|14",),
    ),
    "person": Lines(
        "person_id|display_name|email",
        tuple(f"00{n}|Deelnemer 0{n}|deelnemer-0{n}@example.org" for n in range(1, 5)),
    ),
    "membership": Lines(
        "community_id|person_id|organisation_id|role|service|experience_band|joined_on",
        (
            "c1|001|engberink|employee|field|3-5|2026-09-07",
            "c1|002|engberink|employee|office|6-10|2026-09-07",
            "c1|003|engberink|employee|field|21+|2026-09-07",
            "c1|004|engberink|employee|field|0-2|2026-09-07",
            "c1|090|engberink|facilitator|||2026-09-07",
        ),
    ),
    "session": Lines(
        "session_id|community_id|sprint_no|kind|planned_start|planned_minutes|status|"
        "actual_start|actual_end|place",
        (
            "s01|c1|0|start|2026-09-08 15:30|45|held|2026-09-08 15:30|2026-09-08 16:12|office",
            "s02|c1|1|work|2026-09-22 15:30|45|held|2026-09-22 15:31|2026-09-22 16:14|site",
            "s03|c1|2|work|2026-10-06 15:30|45|cancelled|||office",
            "s04|c1|4|closing|2026-11-17 15:30|45|planned|||office",
        ),
    ),
    "attendance": Lines(
        "session_id|person_id|status|late_minutes",
        (
            "s01|001|present|",
            "s01|002|late|10",
            "s01|003|excused|",
            "s01|004|present|",
            "s02|001|present|",
            "s02|002|present|",
            "s02|003|late|5",
            "s02|004|absent|",
        ),
    ),
    "sprint": Lines(
        "community_id|sprint_no|phase|planned_start|planned_end|actual_start|actual_end|theme",
        (
            "c1|0|start|2026-09-07|2026-09-11|2026-09-07|2026-09-11|",
            "c1|1|sprint|2026-09-14|2026-10-02|2026-09-14|2026-10-02|technology",
            "c1|2|sprint|2026-10-05|2026-10-23|2026-10-05|2026-10-23|cooperation",
            "c1|3|sprint|2026-10-26|2026-11-13|2026-10-26|2026-11-13|skills",
            "c1|4|end|2026-11-16|2026-11-20|2026-11-16||",
        ),
    ),
    "sprint_item": Lines(
        "item_id|community_id|sprint_no|title|added_on|done_on",
        (
            "i01|c1|1|Meekijken op locatie|2026-09-14|2026-09-25",
            "i02|c1|2|Werkkaart maken|2026-10-05|",
        ),
    ),
    "reflection": Lines(
        "reflection_id|community_id|sprint_no|session_id|activity_id|reflected_on|"
        "did_differently_answered|do_again_answered|needs_answered",
        (
            "r01|c1|1|||2026-10-02|true|true|true",
            "r02|c1||s02||2026-09-22|true|false|true",
        ),
    ),
    "action": Lines(
        "action_id|community_id|sprint_no|title|opened_on|due_on|status|owner_role",
        ("x01|c1|1|Werkkaart in elke bus|2026-10-02|2026-11-13|open|member",),
    ),
    "activity": Lines(
        "activity_id|community_id|sprint_no|held_on|kind|formality|form|minutes|expert",
        (
            "a01|c1|1|2026-09-16|observe|informal|pair|30|false",
            "a02|c1|2|2026-10-07|share|informal|group|45|true",
        ),
    ),
    "activity_part": Lines(
        "activity_id|person_id|part", ("a01|001|giver", "a01|002|receiver", "a02|003|giver")
    ),
    "product_version": Lines(
        "community_id|version_no|completed_on|presented_to", ("c1|1|2026-10-02|colleagues",)
    ),
    "goal": Lines(
        "goal_id|community_id|person_id|parent_goal_id|set_on|status",
        ("g01|c1|||2026-09-10|open", "g02|c1|001|g01|2026-09-15|open"),
    ),
    "visit": Lines(
        "visit_id|community_id|sprint_no|held_on|direction|other_kind|other_organisation_id|"
        "other_community_id",
        ("v01|c1|1|2026-09-24|in|expert||",),
    ),
    "checklist": Lines(
        "community_id|item|value|judged_on|judged_by",
        ("c1|S_intro|yes|2026-09-11|facilitator", "c1|A1b_mix|yes|2026-09-11|leader"),
    ),
    "survey_invitation": Lines(
        "community_id|wave|respondent_id|invited_on",
        ("c1|t0|R1|2026-08-31", "c1|t0|R2|2026-08-31"),
    ),
    "survey_answer": Lines(
        "community_id|wave|respondent_id|scale_id|item_no|value|answered_on",
        tuple(f"c1|t0|R1|VB-AUT|{item}|{item + 2}|2026-09-01" for item in range(1, 5)),
    ),
}

CONSORTIUM: dict[str, Lines] = {
    "organisation": Lines(
        "organisation_id|name|kind",
        (
            "engberink|Engberink Technische Installaties|company",
            "alferink|Alferink Installatietechniek|company",
            "roc-van-twente|ROC van Twente|education",
        ),
    ),
    "scale": Lines(
        "scale_id|construct|items|min|max|reversed|min_answered|citation|licence",
        tuple(
            f"{s.scale_id}|{s.construct}|{s.items}|1|{s.highest}|"
            f"{';'.join(map(str, s.reversed_items)) or 'none'}|{s.items - 1}|"
            "Fictief voorbeeld|Fictief voorbeeld"
            for s in SCALES[:4]
        ),
    ),
    "contact": Lines(
        "contact_id|organisation_id|held_on|kind|director_present",
        ("k01|engberink|2026-11-03|consortium_meeting|true",),
    ),
}


def rows_of(lines: Lines) -> list[Row]:
    """The rows by column; an empty place is an empty cell."""
    columns = lines.columns.split("|")
    return [
        {c: v or None for c, v in zip(columns, row.split("|"), strict=True)} for row in lines.rows
    ]


def cover(organisation_id: str) -> Row:
    """The one row of the table `delivery`."""
    return {
        "organisation_id": organisation_id,
        "contract_version": "1.0",
        "exported_at": datetime(2026, 11, 16, 17, 0),
        "period_from": date(2026, 9, 7),
        "period_to": date(2026, 11, 16),
        "source": "Voorbeelddata (fictief)",
    }


def company_base(tables: tuple[str, ...]) -> Tables:
    """A right delivery of Engberink with these tables and those they need."""
    names = with_needs(tables)
    own: Tables = {"delivery": [cover("engberink")]}
    return own | {name: rows_of(COMPANY[name]) for name in names if name in COMPANY}


def consortium_base() -> Tables:
    """A right delivery of the consortium: organisations, scales, a contact."""
    own: Tables = {"delivery": [cover("consortium")]}
    return own | {name: rows_of(lines) for name, lines in CONSORTIUM.items()}
