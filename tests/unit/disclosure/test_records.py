from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from lcdata.disclosure.records import CELL, about, exact, with_traits
from lcdata.domain import About
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.computed import TRAITS
from lcdata.pipelines.pooling import RECORD

from .figures import told
from .registers import POLICY

EIGHT = POLICY.model_copy(update={"k_person": 8})
NUMBERS = ("num", "den", "value", "low", "high", "n_persons", "n_missing", "left_out", "as_of")


def raw(indicator: str, **fields: Any) -> pl.DataFrame:  # noqa: ANN401
    row = {
        **dict.fromkeys(RECORD), "indicator": indicator, "grain": "community",
        "entity_id": "a/c1", "period": "overall", "num": 3.0, "den": 4.0, "value": 0.75,
        "low": 0.3, "high": 0.95, "n_persons": 4, "n_missing": 1, "status": "ok", **fields,
    }  # fmt: skip
    return pl.DataFrame([row], schema=RECORD, orient="row")


# -- traits -------------------------------------------------------------------------------------


def test_records_are_joined_by_the_traits_of_their_indicators() -> None:
    found = with_traits(raw("retention"), TRAITS).row(0, named=True)
    named = ("about", "counts", "tells_of_all", "kind")
    assert [found[name] for name in named] == ["members", "followed", False, "retention"]


def test_a_figure_without_traits_is_refused() -> None:
    records = pl.concat([raw("retention"), raw("a_new_one")])
    with pytest.raises(KeyError, match="a_new_one"):
        with_traits(records, TRAITS)


@pytest.mark.parametrize("whom", list(About))
def test_figures_are_told_apart_by_whom_they_are_about(whom: About) -> None:
    names = pl.DataFrame({"indicator": [one.id for one in CATALOGUE]})
    found = names.filter(about(whom))["indicator"].to_list()
    assert found == [one.id for one in CATALOGUE if one.traits.about is whom]
    assert found


# -- the own facilitator's version ----------------------------------------------------------------


def test_the_own_facilitator_has_every_number_as_it_is() -> None:
    assert exact(with_traits(raw("gives_and_takes"), TRAITS)).to_dicts() == [
        {
            "indicator": "gives_and_takes", "grain": "community", "entity_id": "a/c1",
            "period": "overall", "num": 3.0, "den": "4.0", "value": 0.75, "low": 0.3,
            "high": 0.95, "n_persons": "4", "n_missing": "1", "status": "ok", "left_out": 0,
            "as_of": None, "kind": "person", "is_own": True,
        }
    ]  # fmt: skip


# -- everybody else's -----------------------------------------------------------------------------


def test_a_figure_of_one_version_is_not_the_own_one() -> None:
    assert told(num=1.0, den=2.0, value=0.5, n_persons=5)["is_own"] is False
    assert told(num=1.0, den=2.0, value=0.5, n_persons=5, is_own=True)["is_own"] is True


def test_what_is_left_out_and_since_when_it_stands_is_said_beside_the_figure() -> None:
    since = dt.date(2026, 11, 2)
    one = told(num=1.0, den=2.0, value=0.5, n_persons=5, left_out=2, as_of=since)
    assert (one["left_out"], one["as_of"]) == (2, since)


@pytest.mark.parametrize("counts", ["persons", "person_number", "split", "followed", "units"])
def test_a_figure_that_is_not_there_says_why_and_no_number_of_persons(counts: str) -> None:
    one = told(counts=counts, status="too_few", n_persons=0, n_missing=7)
    assert one["status"] == "too_few"
    assert {one[name] for name in ("num", "den", "value", "low", "high", "n_missing")} == {None}


def test_a_process_figure_that_is_not_there_says_what_is_missing() -> None:
    one = told(about="nobody", kind="process", status="too_few", n_persons=0, n_missing=7)
    assert (one["status"], one["n_missing"]) == ("too_few", "7")


def test_a_process_figure_is_shown_at_every_size_with_its_counts() -> None:
    one = told(about="nobody", kind="process", num=1.0, den=3.0, value=1 / 3, low=0.061,
               high=0.792, n_persons=5, n_missing=2)  # fmt: skip
    assert [one[name] for name in ("num", "den", "value", "low", "high", "n_missing")] == [
        1.0, "3.0", 1 / 3, 0.061, 0.792, "2",
    ]  # fmt: skip
    assert (one["n_persons"], one["status"]) == ("5-9", "ok")


def share(num: float, den: float | None, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    value = num / den if den else None
    return told(counts="persons", num=num, den=den, value=value, **fields)


@pytest.mark.parametrize(
    ("num", "den", "value", "band"),
    [
        (3, 5, 0.6, "5-9"),
        (9, 9, 1.0, "5-9"),
        (6, 9, 0.7, "5-9"),
        (5, 10, 0.5, "10-19"),
        (19, 19, 1.0, "10-19"),
        (8, 19, 0.4, "10-19"),
        (7, 20, 0.35, "20+"),
        (90, 120, 0.75, "20+"),
    ],
)
def test_a_share_of_members_is_shown_at_both_ends_of_each_band(
    num: int, den: int, value: float, band: str
) -> None:
    one = share(num, den, n_persons=den)
    assert (one["value"], one["den"], one["status"]) == (value, band, "ok")


def test_a_share_of_members_without_an_interval_gets_none() -> None:
    assert {share(3, 6)[name] for name in ("low", "high")} == {None}


def test_the_interval_of_a_share_of_members_is_in_whole_percents() -> None:
    # Wilson for 3 of 5: 0.2307 and 0.8824
    one = share(3, 5, low=0.2307, high=0.8824)
    assert (one["low"], one["high"]) == (0.23, 0.88)


def test_a_share_of_members_says_how_many_are_unknown_in_a_band() -> None:
    assert share(3, 6, n_missing=12)["n_missing"] == "10-19"
    assert share(3, 6, n_missing=0)["n_missing"] == "0"


def test_a_share_of_which_the_number_of_persons_is_not_known_is_hidden() -> None:
    assert share(3, None)["status"] == "suppressed"


def test_the_number_of_respondents_is_a_band_and_no_numerator_is_said() -> None:
    one = told(about="answers", counts="persons", num=13.0, den=14.0, value=13 / 14, n_persons=14)
    assert (one["num"], one["den"], one["value"]) == (None, "10-19", 0.9)


def test_a_number_of_members_says_nothing_of_how_many_are_unknown() -> None:
    one = told(counts="person_number", num=6.0, value=6.0, n_persons=8, n_missing=7)
    assert (one["n_persons"], one["n_missing"]) == ("5-9", None)


def test_a_figure_about_members_in_units_keeps_its_counts() -> None:
    # communities with more than one service: five of seven
    one = told(num=5.0, den=7.0, value=5 / 7, n_persons=40, n_missing=1)
    assert (one["num"], one["den"], one["value"], one["n_missing"]) == (5.0, "7.0", 0.71, "1")


# -- a policy of eight ----------------------------------------------------------------------------

PERSONS: dict[str, dict[str, Any]] = {
    "share": {"counts": "persons", "num": 3.0, "den": 7.0, "value": 3 / 7, "n_persons": 7},
    "number": {"counts": "person_number", "num": 7.0, "value": 7.0, "n_persons": 20},
}


@pytest.mark.parametrize("name", list(PERSONS))
def test_with_a_threshold_of_eight_nothing_is_said_of_seven_persons(name: str) -> None:
    assert told(**PERSONS[name])["status"] == "ok"
    one = told(EIGHT, **PERSONS[name])
    assert one["status"] == "suppressed"
    assert {one[field] for field in NUMBERS} == {None}


@pytest.mark.parametrize("name", list(PERSONS))
def test_with_a_threshold_of_eight_eight_persons_are_shown(name: str) -> None:
    of = {key: 8.0 if value == 7.0 else value for key, value in PERSONS[name].items()}
    assert told(EIGHT, **of)["status"] == "ok"


def test_the_first_band_is_a_threshold_too() -> None:
    wide = POLICY.model_copy(update={"bands": (8, 16)})
    seven = PERSONS["share"]
    assert told(wide, **seven)["status"] == "suppressed"
    eight = told(wide, **(seven | {"den": 8.0, "n_persons": 8, "n_missing": 7}))
    assert (eight["status"], eight["den"], eight["n_missing"]) == ("ok", "8-15", None)


def test_a_cell_has_the_columns_of_the_release_in_their_order() -> None:
    assert list(told(num=1.0, den=2.0, value=0.5)) == list(CELL)
