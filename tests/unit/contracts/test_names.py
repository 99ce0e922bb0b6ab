from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcdata.contracts.names import Names

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
    assert Names.of([PIET]).occur_in(text)


@pytest.mark.parametrize("text", ["Jansens groep", "Piet", "jansen", "Koeltechniek", ""])
def test_part_of_a_word_or_a_first_name_is_no_name(text: str) -> None:
    assert not Names.of([PIET]).occur_in(text)


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
    assert Names.of([name]).occur_in(text) is found


def test_every_name_gives_way_to_three_dots() -> None:
    text = "Piet Jansen en Anna Visser; Visser tekent"
    assert Names.of([PIET, "Anna Visser"]).taken_out_of(text) == "… en …; … tekent"


def test_a_text_without_names_stays_as_it_is() -> None:
    text = "Hoe koelen we? — (1) Piet, de klant."
    assert Names.of([PIET]).taken_out_of(text) == text


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        (PIET, "Vraag van Jansen, Piet.", "Vraag van …."),
        (PIET, "Vraag van jansen piet", "Vraag van …"),
        (PIET, "Vraag van Piet-Jansen", "Vraag van …"),
        (PIET, "Vraag van PIET_JANSEN", "Vraag van …"),
        (PIET, "Jansen (Piet) en Piet/Jansen", "…) en …"),
        ("An Bos", "Bos, An en An-Bos", "… en …"),
        ("Anna van den Berg", "Berg, Anna van den", "…"),
        ("Anna van den Berg", "van den Berg, Anna", "…"),
        ("Jan-Willem Bos", "Bos Jan Willem", "…"),
        ("René Mulder", "rene mulder", "…"),
        ("Siobhan O'Brien", "O’Brien, Siobhan", "…"),
        ("Jansen, Piet", "Piet Jansen", "…"),
    ],
)
def test_a_name_turned_around_or_joined_is_still_that_name(name: str, text: str, left: str) -> None:
    assert Names.of([name]).taken_out_of(text) == left


def test_names_that_share_a_word_each_give_way_at_their_longest() -> None:
    names = Names.of(["Piet Jansen", "Jansen Smit", "Piet Jansen Smit"])
    assert names.taken_out_of("Piet Jansen Smit, Piet Jansen; Jansen Smit") == "…, …; …"


_SYLLABLES = st.text("abé", min_size=4, max_size=6).map(str.capitalize)


@given(st.lists(st.tuples(_SYLLABLES, _SYLLABLES), min_size=1, max_size=5), st.text(max_size=20))
def test_no_name_is_left_however_many_there_are(pairs: list[tuple[str, str]], text: str) -> None:
    names = Names.of(f"{first} {last}" for first, last in pairs)
    told = text + "; ".join(f"{last}, {first}" for first, last in pairs)
    left = names.taken_out_of(told)
    assert not names.occur_in(left)
    assert names.taken_out_of(left) == left
