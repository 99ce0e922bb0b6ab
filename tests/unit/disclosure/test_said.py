from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from lcdata.disclosure.said import band_names, ends, finest_step

from .figures import told

BANDS = (5, 10, 20)


def share(num: float, den: float) -> dict[str, Any]:
    return told(
        counts="persons", num=num, den=den, value=num / den, low=0.1, high=0.9, n_persons=int(den)
    )


def test_the_bands_have_names_and_ends() -> None:
    assert band_names(BANDS) == ["5-9", "10-19", "20+"]
    assert [ends(name, BANDS) for name in band_names(BANDS)] == [(5, 9), (10, 19), (20, None)]


@pytest.mark.parametrize(
    ("count", "band"),
    [(0, "0"), (4, None), (5, "5-9"), (9, "5-9"), (10, "10-19"), (19, "10-19"), (20, "20+")],
)
def test_numbers_of_persons_are_said_in_bands(count: int, band: str | None) -> None:
    assert told(num=1.0, den=1.0, value=1.0, n_persons=count)["n_persons"] == band


@pytest.mark.parametrize(
    ("num", "den", "value"),
    [(4, 7, 0.6), (4, 8, 0.5), (7, 7, 1.0), (0, 8, 0.0), (7, 12, 0.6), (13, 40, 0.32)],
)
def test_a_share_of_persons_is_rounded_until_several_groups_give_it(
    num: int, den: int, value: float
) -> None:
    # 57 % is 4 of 7 alone; 60 % is 3 of 5, 5 of 8 and 5 of 9 as well
    assert share(num, den)["value"] == pytest.approx(value)


def fitting(start: int, end: int, step: Fraction) -> int:
    """The fewest numbers of persons that one rounded share of a band fits, in exact fractions."""
    fits: dict[int, set[int]] = {}
    for n in range(start, end + 1):
        for x in range(n + 1):
            fits.setdefault(round(Fraction(x, n) / step), set()).add(n)
    return min(len(numbers) for numbers in fits.values())


PERCENT, TWENTIETH, TENTH = Fraction(1, 100), Fraction(1, 20), Fraction(1, 10)


@pytest.mark.parametrize("start", [2, 5, 8, 10, 13, 20])
def test_the_step_of_a_band_is_the_finest_at_which_every_share_fits_several_numbers(
    start: int,
) -> None:
    for end in range(start, start + 30):
        fine = [step for step in (PERCENT, TWENTIETH) if fitting(start, end, step) > 1]
        assert finest_step(start, end) == float((fine or [TENTH])[0])


@pytest.mark.parametrize("start", [5, 20, 27, 40])
def test_an_open_band_is_searched_up_to_forty_persons_more(start: int) -> None:
    assert finest_step(start, None) == finest_step(start, start + 40)


def test_the_steps_of_the_default_bands() -> None:
    assert [finest_step(*ends(name, BANDS)) for name in band_names(BANDS)] == [0.1, 0.05, 0.01]


def test_the_interval_of_a_share_says_nothing_of_the_number_in_the_band() -> None:
    limits = {(one["low"], one["high"]) for one in (share(3, 6), share(4, 8), share(2.5, 5))}
    # Wilson for 2.5 of 5, the smallest group of the band
    assert limits == {(0.17, 0.83)}


def test_a_share_of_persons_has_no_numerator_and_a_band_below_it() -> None:
    one = share(4, 8)
    assert (one["num"], one["den"], one["n_persons"]) == (None, "5-9", "5-9")


@pytest.mark.parametrize("den", [1, 4])
def test_a_share_of_fewer_persons_than_the_first_band_is_hidden(den: int) -> None:
    one = share(1, den)
    assert one["status"] == "suppressed"
    assert {one[name] for name in ("num", "den", "value", "low", "high", "left_out")} == {None}


@pytest.mark.parametrize(("value", "band"), [(5, "5-9"), (12, "10-19")])
def test_a_number_of_persons_is_its_band_and_nothing_else(value: int, band: str) -> None:
    one = told(counts="person_number", num=float(value), value=float(value), n_persons=value + 3)
    assert (one["n_persons"], one["value"], one["num"]) == (band, None, None)


@pytest.mark.parametrize("value", [0, 1, 4])
def test_a_number_of_persons_below_the_threshold_is_hidden_and_so_is_none(value: int) -> None:
    one = told(counts="person_number", num=float(value), value=float(value), n_persons=8)
    assert one["status"] == "suppressed"


def test_an_index_of_a_split_is_hidden_at_any_size() -> None:
    assert told(counts="split", den=8.0, value=0.64, n_persons=8)["status"] == "suppressed"


def test_who_stayed_is_told_without_any_number_of_persons() -> None:
    one = told(counts="followed", den=40.0, value=0.954, low=0.881, high=0.987, n_persons=40)
    numbers = ("num", "den", "n_persons", "n_missing")
    assert {one[name] for name in numbers} == {None}
    assert (one["value"], one["low"], one["high"]) == (0.95, 0.88, 0.99)


@pytest.mark.parametrize(
    ("about", "value", "rounded"),
    [("marks", 0.8277, 0.83), ("answers", 3.449, 3.4), ("nobody", 0.8277, 0.8277)],
)
def test_rates_are_whole_percents_answers_one_decimal_process_figures_exact(
    about: str, value: float, rounded: float
) -> None:
    one = told(about=about, num=24.0, den=29.0, value=value, n_persons=12)
    assert one["value"] == pytest.approx(rounded)


def test_a_rate_of_marks_keeps_its_counts() -> None:
    one = told(about="marks", num=24.0, den=29.0, value=24 / 29, n_persons=12, n_missing=3)
    assert (one["num"], float(one["den"]), one["n_missing"]) == (24.0, 29.0, "3")


def test_answers_have_a_band_of_respondents_and_of_missing_ones() -> None:
    one = told(about="answers", counts="persons", den=14.0, value=3.4, n_persons=14, n_missing=6)
    assert (one["den"], one["n_persons"], one["n_missing"]) == ("10-19", "10-19", "5-9")


def test_a_hidden_figure_keeps_its_place_and_a_word() -> None:
    one = told(num=24.0, den=29.0, value=0.83, n_persons=12, is_hidden=True)
    assert (one["indicator"], one["entity_id"], one["status"]) == ("x", "geas", "suppressed")
    numbers = ("num", "den", "value", "low", "high", "n_persons", "n_missing", "left_out", "as_of")
    assert {one[name] for name in numbers} == {None}
