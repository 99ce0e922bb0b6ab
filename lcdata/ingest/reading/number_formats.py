"""What a number in a workbook shows: a date, a time, or digits with leading zeros."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Shows: TypeAlias = Literal["number", "day", "moment", "clock"]

_DAYS, _CLOCKS, _MOMENTS = "d-m-yyyy", "h:mm", "d-m-yyyy h:mm"
BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 34, 35, 36, *range(50, 59)), _DAYS),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 46, 47), _CLOCKS),
    22: _MOMENTS,
}
"""Formats that a workbook names by number only, as far as they show a day or a time."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_CONDITION = re.compile(r"\[[^\]]*\]")
_LATEST = 2_958_466
"""The serial of the day after 31 December 9999."""
_SECONDS = 86_400
_PHANTOM = 60
"""The serial of 29 February 1900, which never was."""


@dataclass(frozen=True)
class Format:
    """How a cell shows its number.

    Attributes:
        shows: what kind of thing it is.
        digits: the least number of digits of a number that is filled up with zeros, else 0.
    """

    shows: Shows = "number"
    digits: int = 0


def format_of(code: str) -> Format:
    """The format that a code such as `dd-mm-yyyy` or `000` stands for."""
    plain = _LITERAL.sub("", code.split(";")[0])
    has_clock = bool(_ELAPSED.search(plain))
    plain = _CONDITION.sub("", _ELAPSED.sub("h", plain)).lower()
    if re.fullmatch("0{2,}", plain):
        return Format(digits=len(plain))
    if re.search("general|standaard|@", plain):
        return Format()
    has_day = bool(re.search("[yjd]", plain)) or bool(re.fullmatch("[^hs]*m{3,}[^hs]*", plain))
    has_clock |= bool(re.search("[hs]", plain))
    if has_day:
        return Format("moment" if has_clock else "day")
    return Format("clock") if has_clock else Format()


def shown_number(text: str, form: Format, *, is_1904: bool) -> str | None:
    """A number as its cell shows it; None where the text is no number."""
    try:
        number = float(text.replace("_", "?"))  # Python would read 1_0 as 10
    except ValueError:
        return None
    if number - number:  # infinite, or not a number
        return None
    if form.shows == "number" or not 0 <= number < _LATEST:
        return _plain(number, form.digits)
    seconds = round(number * _SECONDS)
    if seconds < _SECONDS and not is_1904:
        return _clock(seconds)
    if form.shows == "clock":
        return _plain(number, 0)
    return _moment(seconds, form, is_1904=is_1904)


def _plain(number: float, digits: int) -> str:
    if number != int(number):
        return f"{number:.15g}"
    return str(int(number)).zfill(digits)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _moment(seconds: int, form: Format, *, is_1904: bool) -> str:
    """The day, with its time unless that is midnight and the cell shows none."""
    days, rest = divmod(seconds, _SECONDS)
    epoch = dt.date(1904, 1, 1) if is_1904 else dt.date(1899, 12, 30)
    if not is_1904 and days < _PHANTOM:
        epoch += dt.timedelta(days=1)
    try:
        day = (epoch + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return _plain(seconds / _SECONDS, 0)
    return f"{day} {_clock(rest)}" if rest or form.shows == "moment" else day
