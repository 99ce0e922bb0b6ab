from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lcdata.contracts.aliases import name_in
from lcdata.locale import CONVENTIONS, LANGUAGES, Language, language_of, words

FOLDER = Path("lcdata/locale")
NOON = dt.datetime(2026, 11, 16, 16, 5)


def test_every_language_has_its_record() -> None:
    assert set(CONVENTIONS) == set(LANGUAGES)


def test_the_languages_with_a_catalogue_are_the_folders_of_catalogues() -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/*.po")}
    assert {one for one in LANGUAGES if CONVENTIONS[one].has_catalogue} == folders


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("en", "en"),
        ("en_GB.UTF-8", "en"),
        ("EN", "en"),
        ("nl_BE", "nl"),
        ("fr_FR", "nl"),
        ("", "nl"),
    ],
)
def test_a_language_there_is_not_becomes_the_default(asked: str, found: Language) -> None:
    assert language_of(asked) == found


@pytest.mark.parametrize(("language", "said"), [("nl", "16.05 uur"), ("en", "16:05")])
def test_a_time_is_said_the_way_of_the_country(language: Language, said: str) -> None:
    assert words(language).time(NOON) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_and_the_record_have_the_same_decimal_mark(language: Language) -> None:
    assert words(language).number(1.5, 1) == f"1{CONVENTIONS[language].decimal_mark}5"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_csv_never_has_its_decimal_mark_for_a_delimiter(language: Language) -> None:
    assert CONVENTIONS[language].decimal_mark != CONVENTIONS[language].delimiter


@pytest.mark.parametrize(("language", "name"), [("nl", "aanwezigheid"), ("en", "attendance")])
def test_a_table_is_named_as_its_reader_delivers_it(language: Language, name: str) -> None:
    assert name_in(language, "tables", "attendance") == name
