"""How the text of one cell becomes a value, in plain Python.

`ingest/reading/parsing.py` says the same for whole columns at once; both use the patterns of this
module and a property test holds them together. An issue code travels as the type of the
`PydanticCustomError`.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from lcdata.contracts.aliases import code_names
from lcdata.contracts.column import Column
from lcdata.contracts.kinds import Kind

WHITE = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"
    + "".join(chr(point) for point in range(0x2000, 0x200C))
)
"""What is stripped from both ends of a cell: white space, no-break and zero-width ones too."""

ZONE = "Europe/Amsterdam"

UNSEEN = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What shows nothing and misleads: control characters, overrides of the direction of writing,
zero-width characters. The joiners of scripts and emoji (U+200C, U+200D) stay."""

SPACES = "[ \t\r\n\u00a0]+"
"""White space inside a cell."""

WHOLE = r"^[+-]?[0-9]{1,15}([.,](0{1,2}|0{4,}))?$"
THOUSANDS = r"^[+-]?[0-9]{1,3}[.,]000$"
"""A thousand to one reader and one to another, so neither."""
ERROR_TEXT = (
    r"(?i)^#(n/?[abv]|verw!|ref!|waarde!|value!|naam\?|name\?|deel/0!|div/0!|getal!|num!|leeg!|"
    r"null!|overloop!|spill!|bezug!|wert!)$"
)
"""What a spreadsheet shows in a cell whose formula failed."""
PLACEHOLDER = r"(?i)^(null|nan|none|n/a|n\.?v\.?t\.?|[-–—?.]+)$"
"""What people and programs write where they mean that there is nothing."""
ITEM_LIST = r"^[0-9]{1,3}( *; *[0-9]{1,3})*$"
NO_ITEMS = ("none", "geen")
TRUE = ("true", "1", "ja", "j", "waar", "yes")
FALSE = ("false", "0", "nee", "n", "onwaar", "no")

YEAR_FIRST = r"(20[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})"
DAY_FIRST = r"([0-9]{1,2})-([0-9]{1,2})-(20[0-9]{2})"
HOUR = "[01]?[0-9]|2[0-3]"
CLOCK = rf"(?:T|t| +)({HOUR}):([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]{{1,9}})?)?"
OFFSET = r"(?: *(Z|z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?))"
MOMENT = rf"^(?:{YEAR_FIRST}|{DAY_FIRST})(?:{CLOCK}{OFFSET}?)?$"
"""Groups: year month day | day month year, hour minute second, offset."""

SERIAL = r"^[0-9]{4,6}([.,][0-9]+)?$"
"""A date as Excel counts it, once its format is lost."""
CLOCK_ALONE = rf"^(?:{HOUR}):[0-5][0-9](?::[0-5][0-9])?$"
TWO_DIGIT_YEAR = r"^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}( .*)?$"
MONTH_NAME = r"(?:jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?"
DATE_IN_BAND = rf"^(?:20[0-9]{{2}}-.*|[0-9]{{1,2}}[- ]{MONTH_NAME}|{MONTH_NAME}[- ][0-9]{{1,4}})$"
"""What Excel makes of `3-5`, `11-20`: a day and a month."""
_POWER = r"[0-9]+([.,][0-9]+)?e[+-]?[0-9]+"
CHANGED_ID = rf"(?i)^({_POWER}|[0-9]{{1,2}}[- ]{MONTH_NAME}|{MONTH_NAME}-[0-9]{{1,4}})$"
"""What a spreadsheet makes of `500000` in a narrow column, of `12-10`: a power, a date."""
ESCAPE = r"^'([-+=@0-9])"
"""The apostrophe that some programs put before what a spreadsheet could take for a formula."""


def clean(text: str) -> str | None:
    """The text in normal form, without what is not part of it; None if empty.

    That is unseen characters, outer white space and an exporter's apostrophe.
    """
    bare = unicodedata.normalize("NFC", visible(text)).strip(WHITE)
    return re.sub(ESCAPE, r"\1", bare) or None


def visible(text: str) -> str:
    """The text without characters that show nothing and mislead; see `UNSEEN`."""
    return re.sub(UNSEEN, "", text)


def read_cell(column: Column, text: str | None) -> object:
    """The value of one cell; None for an empty one.

    Raises:
        PydanticCustomError: the cell is required and empty, or its text is no such value.
    """
    cleaned = clean(text) if text is not None else None
    if cleaned is None:
        return _refuse("cell_missing") if column.required else None
    value = _READERS[column.kind](column, cleaned)
    if isinstance(value, int) and not _within(column, value):
        _refuse("out_of_range")
    return value


def normal_code(text: str) -> str:
    """A code or alias as it is compared: lower case, inner white space as one underscore."""
    return re.sub(SPACES, "_", text.lower())


def normal_band(text: str) -> str:
    """A band as it is compared: `3 t/m 5`, `3 – 5` and `3-5` are one."""
    return re.sub(SPACES, "", text.lower()).replace("t/m", "-").replace("–", "-")


def _refuse(code: str) -> NoReturn:
    raise PydanticCustomError(code, code)  # the code travels as the type


def _within(column: Column, value: int) -> bool:
    return (column.ge is None or value >= column.ge) and (column.le is None or value <= column.le)


def _text(_: Column, text: str) -> str:
    return text


def _id(_: Column, text: str) -> str:
    if re.search(ERROR_TEXT, text):
        _refuse("error_cell")
    if re.search(PLACEHOLDER, text):
        _refuse("placeholder")
    return _refuse("id_changed") if re.search(CHANGED_ID, text) else text


def _whole(column: Column, text: str) -> int:
    if re.search(THOUSANDS, text):
        _refuse("ambiguous_number")
    if not re.search(WHOLE, text):
        _refuse("not_a_whole_number")
    number = int(re.split("[.,]", text)[0])
    return number if not column.codes or str(number) in column.codes else _refuse("code_unknown")


def _yes_no(_: Column, text: str) -> bool:
    word = text.lower()
    if word not in TRUE + FALSE:
        _refuse("not_yes_or_no")
    return word in TRUE


def _code(column: Column, text: str) -> str:
    found = code_names(column.codes).get(normal_code(text))
    return found or _refuse("code_unknown")


def _band(column: Column, text: str) -> str:
    if re.search(DATE_IN_BAND, text.lower()):
        _refuse("date_in_band")
    found = normal_band(text)
    return found if found in column.codes else _refuse("code_unknown")


def _item_list(_: Column, text: str) -> tuple[int, ...]:
    if text.lower() in NO_ITEMS:
        return ()
    if not re.search(ITEM_LIST, text):
        _refuse("not_item_numbers")
    return tuple(int(number) for number in text.split(";"))


def _day(_: Column, text: str) -> dt.date:
    return _moment_or_day(text, "bad_date").date()


def _moment(_: Column, text: str) -> dt.datetime:
    moment = _moment_or_day(text, "bad_moment")
    if ":" not in text:
        _refuse("time_missing")
    return moment


def _moment_or_day(text: str, code: str) -> dt.datetime:
    """The local moment a text names; midnight for a date alone."""
    if re.search(TWO_DIGIT_YEAR, text):
        _refuse("two_digit_year")
    if re.search(CLOCK_ALONE, text):
        _refuse("date_missing")
    if re.search(SERIAL, text):
        _refuse("number_for_date")
    found = re.search(MOMENT, text)
    if not found:
        _refuse(code)
    year, month, day, day_2, month_2, year_2, *clock, offset = found.groups()
    parts = [year or year_2, month or month_2, day or day_2, *clock]
    try:
        moment = dt.datetime(*(int(part or 0) for part in parts))  # type: ignore[arg-type]
    except ValueError:
        _refuse("impossible_date")
    return _local(moment, offset)


def _local(moment: dt.datetime, offset: str | None) -> dt.datetime:
    """The wall clock in Amsterdam; a time that the spring change skips does not exist."""
    zone = ZoneInfo(ZONE)
    if offset is None:
        there_and_back = moment.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone)
        if there_and_back.replace(tzinfo=None) != moment:
            _refuse("impossible_date")
        return moment
    in_utc = (moment - _shift(offset)).replace(tzinfo=dt.UTC)
    return in_utc.astimezone(zone).replace(tzinfo=None)


def _shift(offset: str) -> dt.timedelta:
    """`+01:00` as a span of time; nothing for `Z`."""
    digits = re.sub("[^0-9]", "", offset).ljust(4, "0")
    span = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -span if offset.startswith("-") else span


_READERS: Mapping[Kind, Callable[[Column, str], Any]] = {
    Kind.ID: _id,
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.YES_NO: _yes_no,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.CODE: _code,
    Kind.BAND: _band,
    Kind.ITEM_LIST: _item_list,
}
