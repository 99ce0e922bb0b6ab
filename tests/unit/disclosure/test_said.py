from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcdata.disclosure.said import band, ends, share_of_persons

BANDS = (5, 10, 20)


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0"), (4, None), (5, "5-9"), (9, "5-9"), (10, "10-19"), (19, "10-19"), (20, "20+")],
)
def test_numbers_of_persons_are_said_in_bands(count: int, said: str | None) -> None:
    assert band(count, BANDS) == said


@pytest.mark.parametrize(("name", "found"), [("5-9", (5, 9)), ("20+", (20, None))])
def test_a_band_has_its_ends(name: str, found: tuple[int, int | None]) -> None:
    assert ends(name, BANDS) == found


def test_four_of_seven_is_rounded_until_other_groups_give_it_too() -> None:
    # 57 % is 4 of 7 only; 60 % is 3 of 5, 5 of 8 and 5 of 9 as well
    assert share_of_persons(4, 7, BANDS)[0] == 0.6


def test_half_stays_half_because_several_groups_have_a_half() -> None:
    assert share_of_persons(4, 8, BANDS)[0] == 0.5


@settings(max_examples=25, deadline=None)
@given(st.integers(5, 30), st.data())
def test_neither_counts_nor_group_can_be_solved_from_a_share(den: int, data: st.DataObject) -> None:
    num = data.draw(st.integers(0, den))
    value, low, high = share_of_persons(num, den, BANDS)
    first, last = ends(str(band(den, BANDS)), BANDS)
    groups = {
        n
        for n in range(first, (last or first + 20) + 1)
        for x in range(n + 1)
        if share_of_persons(x, n, BANDS)[0] == value
    }
    assert len(groups) > 1
    assert 0 <= low <= high <= 1


@settings(max_examples=25, deadline=None)
@given(st.integers(5, 40), st.data())
def test_the_interval_of_a_band_says_nothing_about_the_number_in_it(
    den: int, data: st.DataObject
) -> None:
    num = data.draw(st.integers(0, den))
    value, *limits = share_of_persons(num, den, BANDS)
    first, _ = ends(str(band(den, BANDS)), BANDS)
    same = [
        share_of_persons(x, n, BANDS) for n in (first, first + 1, first + 3) for x in range(n + 1)
    ]
    assert all(others[1:] == tuple(limits) for others in same if others[0] == value)
