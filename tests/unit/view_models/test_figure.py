from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lcdata.locale import words
from lcdata.view_models.figure import (
    Said,
    interval,
    is_partial,
    say,
    say_count,
    say_empty,
)
from tests.unit.conftest import empty_cell, make_cell

EN, NL = words("en"), words("nl")


def test_a_rate_from_ten_is_a_percentage_over_its_counts() -> None:
    assert say(make_cell("attendance_rate", "nijhof", 111, 140), NL) == Said("79%", "111 van 140")


@pytest.mark.parametrize(("den", "headline"), [(8, "6 of 8"), (9, "6 of 9"), (10, "60%")])
def test_below_ten_the_count_is_the_headline(den: int, headline: str) -> None:
    said = say(make_cell("attendance_rate", "nijhof", 6, den), EN)
    assert said.headline == headline
    assert ("%" in said.headline) == (den >= 10)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("not_measured", "niet geleverd"),
        ("not_due", "nog niet aan de orde"),
        ("not_applicable", "niet van toepassing"),
        ("too_few", "te weinig gegevens"),
    ],
)
def test_every_empty_is_said_in_words(status: str, said: str) -> None:
    assert say(empty_cell("attendance_rate", "nijhof", status), NL) == Said(said, is_ok=False)


@pytest.mark.parametrize("needs", [5, 8, 10])
def test_a_shielded_figure_says_from_how_many_its_policy_shows_it(needs: int) -> None:
    hidden = replace(empty_cell("attendance_rate", "loohuis", "suppressed"), needs=needs)
    said = say(hidden, NL)
    assert said == Said("afgeschermd", f"minder dan {needs}", is_ok=False)


def test_a_shielded_figure_shows_no_number_even_if_one_is_left() -> None:
    leak = replace(make_cell("attendance_rate", "loohuis", 3, 4), status="suppressed")
    assert say(leak, EN).line == "shielded · fewer than 5"
    assert say_count(leak, EN).line == "shielded · fewer than 5"


@pytest.mark.parametrize(
    ("count", "said"), [(1, "zonder 1 groep onder 5"), (2, "zonder 2 groepen onder 5")]
)
def test_groups_left_out_are_said_behind_the_figure(count: int, said: str) -> None:
    cell = replace(make_cell("attendance_rate", "de-groot", 24, 30), left_out=count)
    assert say(cell, NL).line == f"80% · 24 van 30 · {said}"


def test_a_repeated_figure_says_of_which_day_it_is() -> None:
    cell = replace(
        make_cell("attendance_rate", "de-groot", 24, 30), left_out=0, as_of=dt.date(2026, 11, 9)
    )
    assert say(cell, NL).remark == "stand per 9 november (herhaald)"


def test_where_there_is_no_room_a_mark_stands_for_the_remark() -> None:
    cell = replace(make_cell("attendance_rate", "de-groot", 24, 30), left_out=1)
    assert say(cell, EN).short == "80% · 24 of 30 ¹"


def test_a_hidden_figure_says_nothing_of_what_was_left_out() -> None:
    cell = replace(empty_cell("attendance_rate", "de-groot", "suppressed"), left_out=2)
    assert say(cell, EN).remark == ""


def test_a_share_of_a_band_is_said_with_its_band() -> None:
    cell = replace(make_cell("gives_and_takes", "nijhof", None, None), den="5-9", value=0.6)
    assert say(cell, NL).line == "60% · van 5–9 personen"


def test_no_record_is_no_figure() -> None:
    assert say_empty(None, EN) == Said("no figure", is_ok=False)


def test_an_interval_is_said_in_whole_percents() -> None:
    cell = replace(make_cell("attendance_rate", "nijhof", 111, 140), low=0.6902, high=0.8679)
    assert interval(cell, NL) == "69–87%"
    assert interval(replace(cell, low=None), NL) == ""


@pytest.mark.parametrize(("known", "partial"), [(79, True), (80, False)])
def test_a_register_below_eighty_percent_is_partial(known: int, partial: bool) -> None:
    assert is_partial(make_cell("register_coverage", "nijhof", known, 100)) is partial
