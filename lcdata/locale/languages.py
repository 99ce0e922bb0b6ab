"""The languages there are: a record each. Another is a record here and a folder of catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

DEFAULT_LANGUAGE: Language = "nl"
"""What is spoken before somebody has asked for another."""


@dataclass(frozen=True, kw_only=True)
class Conventions:
    """How one language is written.

    Attributes:
        locale: the name by which Babel knows its numbers and dates.
        has_catalogue: whether texts are translated; else they are said as they stand in the code.
        has_contract_names: whether `contracts/aliases.toml` has its names of tables and columns.
        decimal_mark: between a whole number and its fraction.
        delimiter: between the cells of a CSV file, as its spreadsheets expect.
        clock: a time of day, as `strftime` writes it.
        documents: what stands before the ending of its documents, `privacy.nl.md`.
        chart: the locale of numbers and times in charts, as Vega takes it.
    """

    locale: str
    has_catalogue: bool
    has_contract_names: bool
    decimal_mark: str
    delimiter: str
    clock: str
    documents: str
    chart: Mapping[str, object]


CONVENTIONS: Mapping[Language, Conventions] = {
    "nl": Conventions(
        locale="nl_NL",
        has_catalogue=True,
        has_contract_names=True,
        decimal_mark=",",
        delimiter=";",
        clock="%H.%M uur",
        documents=".nl",
        chart={
            "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]},
            "time": {
                "dateTime": "%a %e %B %Y %X",
                "date": "%d-%m-%Y",
                "time": "%H.%M.%S",
                "periods": ["", ""],
                "days": [
                    "zondag",
                    "maandag",
                    "dinsdag",
                    "woensdag",
                    "donderdag",
                    "vrijdag",
                    "zaterdag",
                ],
                "shortDays": ["zo", "ma", "di", "wo", "do", "vr", "za"],
                "months": [
                    "januari",
                    "februari",
                    "maart",
                    "april",
                    "mei",
                    "juni",
                    "juli",
                    "augustus",
                    "september",
                    "oktober",
                    "november",
                    "december",
                ],
                "shortMonths": [
                    "jan",
                    "feb",
                    "mrt",
                    "apr",
                    "mei",
                    "jun",
                    "jul",
                    "aug",
                    "sep",
                    "okt",
                    "nov",
                    "dec",
                ],
            },
        },
    ),
    "en": Conventions(
        locale="en_GB",
        has_catalogue=False,
        has_contract_names=False,
        decimal_mark=".",
        delimiter=",",
        clock="%H:%M",
        documents="",
        chart={
            "number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
        },
    ),
}


def language_of(asked: str) -> Language:
    """The language of `en_GB.UTF-8` or `en`; the default for one there is not."""
    return next((one for one in LANGUAGES if asked.lower().startswith(one)), DEFAULT_LANGUAGE)
