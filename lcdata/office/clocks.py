"""Moments as programs write them: no zone, often no order of day and month, seldom a clock.

Nothing here decides. A written moment has as many readings as it has; which of them holds is for
the planned session to say (`formats.md` sections 0 and 14).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

_HERE = ZoneInfo("Europe/Amsterdam")
_HALF_A_DAY = dt.timedelta(hours=12)
_BEFORE = dt.timedelta(hours=1)
"""How long before a meeting begins somebody may have joined."""

_DATE = r"(\d{1,2}|\d{4})[-./](\d{1,2})[-./](\d{4}|\d{2})"
_TIME = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*([AaPp])\.?\s?[Mm]\.?)?"
_MOMENT = re.compile(rf"{_DATE}(?:,?\s+|T){_TIME}(Z|\s*UTC)?")
_DAY = re.compile(_DATE)
_CLOCK = re.compile(_TIME)
_DURATION = re.compile(r"(?:\d+\s*[^\W\d_]+\.?\s*)+")
_PART = re.compile(r"(\d+)\s*([^\W\d_]+)")
_CENTURY = 2000
_LEAST_YEAR = 100


class Order(StrEnum):
    """In which order a date is written."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


@dataclass(frozen=True)
class Written:
    """A moment as it was written.

    Attributes:
        numbers: the three numbers of the date.
        hour: as written, 0–23, or 1–12 beside a half.
        seconds: since that hour.
        half: "a" or "p" where the half of the day was written, else "".
        is_utc: whether the zone was written.
    """

    numbers: tuple[int, int, int]
    hour: int
    seconds: int
    half: str
    is_utc: bool

    def on(self, order: Order) -> dt.datetime | None:
        """The moment under an order, as its clock says; None where there is no such day."""
        day = _day(self.numbers, order)
        if day is None:
            return None
        hour = self.hour % 12 + (12 if self.half == "p" else 0) if self.half else self.hour
        return dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=hour, seconds=self.seconds)


@dataclass(frozen=True)
class Manner:
    """One way to read every moment of a file.

    Attributes:
        order: of day, month and year.
        is_later_half: a clock of twelve hours without a.m. or p.m., whose meeting was in the
            second half of the day.
    """

    order: Order
    is_later_half: bool = False


def written(text: str, *, is_utc: bool = False) -> Written | None:
    """The moment that a cell holds; None where it holds none as a whole."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    first, second, third, hour, minute, second_, half, zone = found.groups()
    if int(hour) > 23 or int(minute) > 59 or int(second_ or 0) > 59 or (half and int(hour) > 12):
        return None
    return Written(
        (int(first), int(second), int(third)),
        int(hour),
        60 * int(minute) + int(second_ or 0),
        (half or "").lower(),
        is_utc or zone is not None,
    )


def day_of(text: str, order: Order) -> dt.date | None:
    """The date that a cell holds under an order; None where it holds none."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    first, second, third = map(int, found.groups())
    return _day((first, second, third), order)


def _day(numbers: tuple[int, int, int], order: Order) -> dt.date | None:
    first, second, third = numbers
    parts = {
        Order.DAY_FIRST: (third, second, first),
        Order.MONTH_FIRST: (third, first, second),
        Order.YEAR_FIRST: (first, second, third),
    }
    if (order is Order.YEAR_FIRST) != (first >= _LEAST_YEAR):
        return None
    year, month, day = parts[order]
    try:
        return dt.date(year + _CENTURY if year < _LEAST_YEAR else year, month, day)
    except ValueError:
        return None


def is_day(text: str) -> bool:
    """Whether a cell holds a date alone."""
    return _DAY.fullmatch(text.rstrip(",")) is not None


def is_clock(text: str) -> bool:
    """Whether a cell holds a time of day alone."""
    return _CLOCK.fullmatch(text) is not None


def is_duration(text: str) -> bool:
    """Whether a cell holds a duration with its units, in any language: `1h 7s`, `2 godz. 9 min`."""
    return _DURATION.fullmatch(text) is not None


def seconds_of(duration: str) -> int | None:
    """The seconds of a duration; None where its units are not hours, minutes and seconds in order.

    Units begin with h, u, g or st (hours), m or s in the languages met; each is smaller than the
    one before it.
    """
    total, before = 0, 3600 + 1
    for number, unit in _PART.findall(duration):
        size = _unit(unit.lower())
        if size is None or size >= before:
            return None
        total, before = total + int(number) * size, size
    return total


def _unit(word: str) -> int | None:
    if word.startswith(("st", "h", "u", "g", "ó", "o")):
        return 3600
    return {"m": 60, "s": 1}.get(word[:1])


def manners(moments: Sequence[Written]) -> list[Manner]:
    """Every way in which all of these can be read alike, the plain clock first.

    Some with a.m. or p.m. and some without is no way at all: one of them was cut.
    """
    if not moments or len({bool(one.half) for one in moments}) > 1:
        return []
    orders = [order for order in Order if all(one.on(order) for one in moments)]
    plain = [Manner(order) for order in orders]
    if any(one.half or one.is_utc or not 1 <= one.hour <= 12 for one in moments):
        return plain
    return plain + [Manner(order, is_later_half=True) for order in orders]


def read(moments: Sequence[Written], manner: Manner) -> list[dt.datetime]:
    """The moments on the wall clock in Amsterdam under one manner, which fits all of them.

    On a clock of twelve hours without halves a meeting from 11:30 to 1:00 goes on after noon: what
    lies more than an hour before the first moment is half a day later.
    """
    clocks = [_on(one, manner.order) for one in moments]
    is_half = all(not one.half and 1 <= one.hour <= 12 for one in moments)
    if is_half and clocks:
        first = clocks[0]
        if manner.is_later_half and first.hour < 12:
            first += _HALF_A_DAY
        clocks = [_next_to(one, first) for one in clocks]
    return [
        _here(clock) if one.is_utc else clock for one, clock in zip(moments, clocks, strict=True)
    ]


def _on(moment: Written, order: Order) -> dt.datetime:
    found = moment.on(order)
    if found is None:
        raise ValueError(order)
    return found


def _next_to(clock: dt.datetime, first: dt.datetime) -> dt.datetime:
    """The half of the day of this clock that lies closest behind the beginning."""
    return clock + _HALF_A_DAY if clock < first - _BEFORE else clock


def _here(utc: dt.datetime) -> dt.datetime:
    return utc.replace(tzinfo=dt.UTC).astimezone(_HERE).replace(tzinfo=None)
