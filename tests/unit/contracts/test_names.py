from __future__ import annotations

import pytest

from lcdata.contracts.names import names_in, without_names

PIET = "Piet Jansen"


@pytest.mark.parametrize(
    "text",
    [
        "Werkplan Piet Jansen",
        "werkplan PIET  JANSEN",
        "Jansen wil meer warmtepompen",
        "de groep van JANSEN.",
        "(Jansen)",
    ],
)
def test_a_name_is_found_whole_or_by_its_surname(text: str) -> None:
    assert names_in(text, [PIET]) == [PIET]


@pytest.mark.parametrize("text", ["Jansens groep", "Piet", "jansen", "Koeltechniek", ""])
def test_part_of_a_word_or_a_first_name_is_no_name(text: str) -> None:
    assert names_in(text, [PIET]) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Jansen, Piet", "Vraag aan Jansen", True),
        ("Jansen, Piet", "Vraag aan Piet", False),
        ("An Bos", "Bos en veld", False),
        ("An Bos", "met an bos", True),
        ("Anna de Vries-Smit", "Groep Vries-Smit", True),
        ("Deelnemer 128", "128 sparingen", False),
        ("Wil", "Wat wil de klant?", False),
        ("Wil", "Vraag van Wil", True),
        ("Eva (stagiair)", "Eva (stagiair) tekent", True),
    ],
)
def test_short_and_odd_names(name: str, text: str, *, found: bool) -> None:
    assert bool(names_in(text, [name])) is found


def test_every_name_gives_way_to_three_dots() -> None:
    text = "Piet Jansen en Anna Visser; Visser tekent"
    assert without_names(text, [PIET, "Anna Visser"]) == "… en …; … tekent"


def test_a_text_without_names_stays_as_it_is() -> None:
    assert without_names("Hoe koelen we?", [PIET]) == "Hoe koelen we?"
