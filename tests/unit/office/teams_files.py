"""Attendance reports as Teams writes them and people save them again, with the truth beside them.

Everything is drawn from a seed: a meeting of a planned session, and a way of writing it along the
list of variants in section 14 of `formats.md`.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from lcdata.office.matching import Planned
from lcdata.office.people import Member

NAMES = (
    "Daan de Vries", "Karin Smit", "Roos Vos", "Youssef Brouwer", "Fenna van der Meer",
    "Mees Bakker", "Tess Mulder", "Aaltje van Leeuwen",
)  # fmt: skip
COMMUNITY = "Frame op maat"


@dataclass(frozen=True)
class Person:
    """Somebody in the meeting: when, in spans from joining to leaving."""

    person_id: str
    name: str
    spans: tuple[tuple[dt.datetime, dt.datetime], ...]


@dataclass(frozen=True)
class Drawn:
    """A report and what is true.

    Attributes:
        content: the file.
        truth: person id → (status, minutes late) of who was there.
        how: the variants drawn, to be read in a failing test.
    """

    content: bytes
    sessions: tuple[Planned, ...]
    members: Mapping[str, Sequence[Member]]
    truth: Mapping[str, tuple[str, int | None]]
    how: str


@dataclass(frozen=True)
class Manner:
    """How a file is written."""

    generation: str
    encoding: str
    delimiter: str
    date: str
    clock: str
    lines: str
    zero_parts: bool
    is_utc: bool
    language: str
    sections: str
    trouble: str


ENCODINGS = ("utf-16", "utf-16-be-bom", "utf-16-le", "utf-8-sig", "utf-8", "cp1252")
DELIMITERS = ("\t", "\t", "\t", ",", ";", "folded", "padded")
DATES = ("%-m/%-d/%Y", "%-m/%-d/%y", "%d/%m/%y", "%d/%m/%Y", "%d.%m.%y", "%-d-%-m-%Y")
CLOCKS = ("%-I:%M:%S %p", "%H:%M:%S", "%-I:%M:%S")
TROUBLES = (
    "", "", "", "rejoin", "second device", "blank leave", "blank join", "no times", "cut",
    "totals", "split dates", "extra column", "short rows", "title with a break", "dial-in",
    "other day", "two of one name", "summary differs", "wide header", "guest",
)  # fmt: skip
LABELS = {
    "en": ("Meeting title", "Attended participants", "Start time", "End time", "Name",
           "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)",
           "Role", "Join Time", "Leave Time", "Duration", "Presenter", ("h", "m", "s")),
    "pt": ("Título da reunião", "Participantes", "Hora de início", "Hora de término", "Nome",
           "Primeira Entrada", "Última Saída", "Duração da Reunião", "Email",
           "ID do participante (UPN)", "Função", "Hora de Entrada", "Hora de Saída", "Duração",
           "Apresentador", ("h", "m", "s")),
    "pl": ("Tytuł spotkania", "Uczestnicy", "Godzina rozpoczęcia", "Godzina zakończenia",
           "Imię i nazwisko", "Pierwsze dołączenie", "Ostatnie wyjście", "Czas trwania",
           "Adres e-mail", "Identyfikator uczestnika (UPN)", "Rola", "Dołączenie", "Wyjście",
           "Czas", "Organizator", (" godz.", " min", " s")),
    "nl": ("Titel", "Deelnemers", "Begintijd", "Eindtijd", "Wie", "Binnen", "Weg", "Hoe lang",
           "E-mail", "Kenmerk (UPN)", "Rol", "Binnen", "Weg", "Hoe lang", "Presentator",
           (" uur", " minuten", " seconden")),
}  # fmt: skip
"""Dutch headers are made up: nobody has published real ones, so only their shape may count."""


def drawn(seed: int) -> Drawn:
    """The report of a seed."""
    dice = random.Random(seed)
    manner = Manner(
        dice.choice("ABCCC"), dice.choice(ENCODINGS), dice.choice(DELIMITERS), dice.choice(DATES),
        dice.choice(CLOCKS), dice.choice(("\r\n", "\n")), dice.random() < 0.3,
        dice.random() < 0.15, dice.choice(tuple(LABELS)), dice.choice(("23", "2", "123", "1234")),
        dice.choice(TROUBLES),
    )  # fmt: skip
    start = dt.datetime(2026, dice.randint(1, 12), dice.randint(1, 28), dice.choice((8, 9, 13, 15)))
    session = Planned("s1", "c1", COMMUNITY, start, dice.choice((45, 90, 180)))
    other = Planned("s2", "c1", COMMUNITY, start + dt.timedelta(days=14), session.minutes)
    people = _people(dice, session, manner.trouble)
    members = [Member(f"p{n}", name) for n, name in enumerate(NAMES)]
    if manner.trouble == "two of one name":
        members.append(Member("p8", NAMES[0]))
    shift = dt.timedelta(days=1) if manner.trouble == "other day" else dt.timedelta()
    rows = _rows(dice, manner, session, people, shift)
    truth = {} if shift else {one.person_id: _status(one, session) for one in people}
    return Drawn(
        _bytes(manner, rows),
        (session, other),
        {"c1": members},
        truth,
        f"{seed}: {manner} at {start}",
    )


def _people(dice: random.Random, session: Planned, trouble: str) -> list[Person]:
    chosen = sorted(dice.sample(range(len(NAMES)), dice.randint(2, len(NAMES))))
    people = []
    for number in chosen:
        joined = session.starts + dt.timedelta(seconds=dice.choice((-200, -5, 40, 250, 400, 1500)))
        left = session.ends + dt.timedelta(seconds=dice.randint(-600, 120))
        spans = [(joined, left)]
        if trouble in ("rejoin", "second device"):
            middle = joined + (left - joined) / 2
            spans = [(joined, middle), (middle + dt.timedelta(seconds=90), left)]
        people.append(Person(f"p{number}", NAMES[number], tuple(spans)))
    return people


def _status(one: Person, session: Planned) -> tuple[str, int | None]:
    """On time within five minutes of the beginning."""
    behind = (one.spans[0][0] - session.starts).total_seconds()
    return ("present", None) if behind <= 300 else ("late", int(behind // 60))


def _rows(
    dice: random.Random,
    manner: Manner,
    session: Planned,
    people: Sequence[Person],
    shift: dt.timedelta,
) -> list[list[str]]:
    def moment(at: dt.datetime) -> str:
        at += shift
        if manner.is_utc and manner.generation == "C":
            zoned = at.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
            at = zoned.astimezone(dt.UTC).replace(tzinfo=None)
        return f"{at:{manner.date}, {manner.clock}}"

    write = {"A": _list_of_events, "B": _report_of_2021, "C": _numbered_sections}[manner.generation]
    rows = write(manner, session, people, moment)
    return _troubled(dice, manner, rows)


Moment = Callable[[dt.datetime], str]
Rows = list[list[str]]


def _list_of_events(
    manner: Manner, session: Planned, people: Sequence[Person], moment: Moment
) -> Rows:
    del session
    label = LABELS[manner.language]
    rows = [[label[4], "User Action", "Timestamp"]]
    for one in people:
        for joined, left in one.spans:
            rows += [[one.name, "Joined", moment(joined)], [one.name, "Left", moment(left)]]
    return rows


def _address(one: Person) -> str:
    return f"{one.person_id}@bedrijf.example"


def _duration(manner: Manner, seconds: float) -> str:
    units = LABELS[manner.language][15]
    parts = (int(seconds) // 3600, int(seconds) // 60 % 60, int(seconds) % 60)
    said = [f"{n}{u}" for n, u in zip(parts, units, strict=True) if n or manner.zero_parts]
    return " ".join(said) or f"0{units[2]}"


def _length(one: Person) -> float:
    return sum((left - joined).total_seconds() for joined, left in one.spans)


def _report_of_2021(
    manner: Manner, session: Planned, people: Sequence[Person], moment: Moment
) -> Rows:
    label = LABELS[manner.language]
    first = min(one.spans[0][0] for one in people)
    rows: Rows = [
        ["Meeting Summary"],
        ["Total Number of Participants", str(len(people))],
        [label[0], COMMUNITY],
        [label[2], moment(first)],
        [label[3], moment(session.ends)],
        ["Meeting Id", "19:meeting_x@thread.v2"],
        [],
        [label[4], label[11], label[12], label[13], label[8], label[10], label[9]],
    ]
    for one in people:
        for joined, left in one.spans:
            duration = _duration(manner, (left - joined).total_seconds())
            rows.append(
                [one.name, moment(joined), moment(left), duration, _address(one), label[14],
                 _address(one)]
            )  # fmt: skip
    return rows


def _numbered_sections(
    manner: Manner, session: Planned, people: Sequence[Person], moment: Moment
) -> Rows:
    label = LABELS[manner.language]
    utc = " (UTC)" if manner.is_utc else ""
    first = min(one.spans[0][0] for one in people)
    rows: Rows = []
    if "1" in manner.sections:
        rows += [["1. Summary"]]
    rows += [
        [label[0], COMMUNITY],
        [label[1], str(len(people))],
        [label[2], moment(first)] if not utc else [label[1], "-"],
        [],
        ["2. Participants"],
        [label[4], label[5] + utc, label[6] + utc, label[7], label[8], label[9], label[10]],
    ]
    for one in people:
        rows.append(
            [one.name, moment(one.spans[0][0]), moment(one.spans[-1][1]),
             _duration(manner, _length(one)), _address(one), _address(one), label[14]]
        )  # fmt: skip
    if "3" in manner.sections:
        rows += [[], ["3. In-Meeting Activities"]]
        rows += [[label[4], label[11] + utc, label[12] + utc, label[13], label[8], label[10]]]
        for one in people:
            for joined, left in one.spans:
                duration = _duration(manner, (left - joined).total_seconds())
                rows.append(
                    [one.name, moment(joined), moment(left), duration, _address(one), label[14]]
                )
    if "4" in manner.sections:
        rows += [[], ["4. Meeting Engagement"], [label[4], "Engagement Type", "Time"]]
        rows += [[one.name, 'Reaction "like"', moment(one.spans[0][1])] for one in people[:2]]
    return rows


def _troubled(dice: random.Random, manner: Manner, rows: Rows) -> Rows:
    """The rows with the trouble that was drawn; the others arise elsewhere."""
    bodies = [row for row in rows if len(row) > 3 and "@" in " ".join(row)]
    heads = [row for row in rows if len(row) > 3 and row not in bodies]
    pairs = [row for row in rows if len(row) == 2]
    change = _TROUBLES.get(manner.trouble)
    if change is not None and bodies:
        change(dice, rows, bodies, heads, pairs)
    return rows


def _after(rows: Rows, bodies: Rows, new: list[str]) -> None:
    """A row below the last person."""
    rows.insert(rows.index(bodies[-1]) + 1, new)


def _no_times(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    for row in bodies:
        row[1] = row[2] = row[3] = ""
    for row in pairs:
        row[1] = "" if ":" in row[1] else row[1]


def _blank_join(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    name = dice.choice(bodies)[0]
    for row in bodies:
        row[1] = "" if row[0] == name else row[1]


def _blank_leave(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    dice.choice(bodies)[2] = ""


def _totals(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    _after(rows, bodies, ["Totaal", "", "", str(len(bodies))])


def _wider(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    for row in heads:
        row.append("Engagement")
    for row in bodies:
        row.append("0")


def _shorter(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    for row in bodies:
        del row[-1]


def _wide_header(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    for row in heads:
        row += ["x1", "x2"]


def _broken_title(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    for row in pairs:
        row[1] = row[1].replace(COMMUNITY, f"{COMMUNITY}\n2. Participants")


def _dial_in(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    _after(rows, bodies, [" 31612345678 (Unverified)", *bodies[-1][1:4], "", "", ""])


def _guest(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    _after(rows, bodies, ["Piet Buitenman (Gast)", *bodies[-1][1:4], "piet@elders.example", "", ""])


def _other_sum(dice: random.Random, rows: Rows, bodies: Rows, heads: Rows, pairs: Rows) -> None:
    for row in pairs:
        row[1] = "9" if row[1].isdecimal() else row[1]


_TROUBLES: Mapping[str, Callable[[random.Random, Rows, Rows, Rows, Rows], None]] = {
    "no times": _no_times,
    "blank join": _blank_join,
    "blank leave": _blank_leave,
    "totals": _totals,
    "extra column": _wider,
    "short rows": _shorter,
    "wide header": _wide_header,
    "title with a break": _broken_title,
    "dial-in": _dial_in,
    "guest": _guest,
    "summary differs": _other_sum,
}


def _bytes(manner: Manner, rows: Rows) -> bytes:
    delimiter = {"folded": "\t", "padded": ";"}.get(manner.delimiter, manner.delimiter)
    lines = []
    for row in rows:
        cells = row
        if manner.trouble == "split dates":
            cells = [part for cell in row for part in _split(cell)]
        line = delimiter.join(_quoted(cell, delimiter) for cell in cells)
        if manner.delimiter == "folded":
            line = f'"{line.replace(chr(34), chr(34) * 2)}";;;' if line else ";;;"
        elif manner.delimiter == "padded":
            line += ";" * (8 - len(cells))
        lines.append(line)
    text = manner.lines.join(lines)
    if manner.trouble == "cut":
        text = text[: -max(3, len(rows[-1][-1]) + len(rows[-1][-2]) // 2)]
    else:
        text += manner.lines
    if manner.encoding == "utf-16-be-bom":
        return b"\xfe\xff" + text.encode("utf-16-be")
    return text.encode(manner.encoding, errors="replace")


def _split(cell: str) -> list[str]:
    date, comma, clock = cell.partition(", ")
    return [date, clock] if comma and ":" in clock else [cell]


def _quoted(cell: str, delimiter: str) -> str:
    if any(sign in cell for sign in (delimiter, '"', "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell
