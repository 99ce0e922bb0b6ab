"""`Words`: one language's way of saying a text, a number, a share, a date."""

from __future__ import annotations

import datetime as dt
import gettext
import io
from functools import cache, lru_cache
from pathlib import Path

from lcdata.locale.languages import CONVENTIONS, LANGUAGES, Language

MINUS = "−"


def N_(message: str) -> str:  # noqa: N802  gettext's own name, which extractors know
    """Marks a constant for translation; `Words.text` says it later."""
    return message


class Words:
    """Says things in one language.

    `text` and `plural` look a message id up in the catalogue; the other methods format values
    the way the reader's country writes them.
    """

    def __init__(self, language: Language, catalogue: gettext.NullTranslations) -> None:
        self.language: Language = language
        self._catalogue = catalogue
        self.conventions = CONVENTIONS[language]
        self._locale = self.conventions.locale

    def text(self, message: str, **params: object) -> str:
        """The message in this language, its `{names}` filled in."""
        found = self._catalogue.gettext(message)
        return found.format(**params) if params else found

    def plural(self, singular: str, plural: str, count: int, **params: object) -> str:
        """The form that fits `count`, with `{count}` and the other names filled in."""
        found = self._catalogue.ngettext(singular, plural, count)
        return found.format(count=count, **params)

    def number(self, value: float, decimals: int = 0) -> str:
        """`1.234,5`; a real minus sign."""
        return _number(value, decimals, self._locale)

    def percent(self, share: float, decimals: int = 0) -> str:
        """A share 0–1 as `78%`, tight against the number."""
        return f"{self.number(share * 100, decimals)}%"

    def count_of(self, part: float, whole: float) -> str:
        """`6 van 8` / `6 of 8`."""
        return self.text("{part} of {whole}", part=self.number(part), whole=self.number(whole))

    def day(self, date: dt.date) -> str:
        """`16 november 2026`."""
        return self._date(date, "d MMMM y")

    def month(self, date: dt.date) -> str:
        """`november 2026`."""
        return self._date(date, "MMMM y")

    def short_day(self, date: dt.date) -> str:
        """`16 nov`."""
        return self._date(date, "d MMM").rstrip(".")

    def day_of_year(self, date: dt.date) -> str:
        """`16 november`."""
        return self._date(date, "d MMMM")

    def weekday(self, date: dt.date) -> str:
        """`dinsdag 17 november`."""
        return self._date(date, "EEEE d MMMM")

    def time(self, moment: dt.datetime) -> str:
        """`16.00 uur` / `16:00`."""
        return moment.strftime(self.conventions.clock)

    def listing(self, items: list[str]) -> str:
        """`a, b en c`."""
        from babel.lists import format_list

        return format_list(items, locale=self._locale) if items else ""

    def _date(self, date: dt.date, pattern: str) -> str:
        return _day(date, pattern, self._locale)


# Babel reads its pattern anew for every value, and a page writes hundreds of the same few.
@lru_cache(maxsize=4096)
def _number(value: float, decimals: int, locale: str) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=locale).replace("-", MINUS)


@lru_cache(maxsize=4096)
def _day(date: dt.date, pattern: str, locale: str) -> str:
    from babel.dates import format_date

    return format_date(date, format=pattern, locale=locale)


@cache
def words(language: Language) -> Words:
    """The words of one language; read once per process.

    Raises:
        ValueError: a language without a catalogue.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}")
    if not CONVENTIONS[language].has_catalogue:
        return Words(language, gettext.NullTranslations())
    return Words(language, _catalogue(language))


def _catalogue(language: Language) -> gettext.GNUTranslations:
    """The .po files as one set of translations, compiled in memory."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=language)
    for path in sorted(Path(__file__).with_name(language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    merged.add(message.id, message.string)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
