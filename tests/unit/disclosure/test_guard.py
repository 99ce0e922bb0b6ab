"""The guard as a whole: what is shown, what is not, and to whom."""

from __future__ import annotations

import polars as pl
import pytest

from lcdata.disclosure.guard import guard
from lcdata.disclosure.marks import MARK
from lcdata.disclosure.observations import OBSERVATION
from lcdata.disclosure.records import CELL
from lcdata.disclosure.weeks import WEEK

from .registers import POLICY
from .small_release import (
    BLAU,
    BOTH,
    CONSORTIUM,
    FIRST,
    HELD,
    MEAN,
    PEAK,
    RATE,
    RETENTION,
    made,
    seen,
    told,
)


def test_a_release_has_its_tables_as_they_are_written() -> None:
    assert dict(FIRST.cells.schema) == CELL
    assert dict(FIRST.marks.schema) == MARK
    assert dict(FIRST.observations.schema) == OBSERVATION
    assert dict(FIRST.weeks.schema) == WEEK


def test_attendance_is_the_sum_of_the_groups_that_count_alike_for_everybody() -> None:
    found = told(FIRST, RATE, "num", "den", "n_persons", "left_out", "status")
    six, whole = (11.0, "12.0", "5-9", 0, "ok"), {
        key[:2]: value for key, value in found.items() if key[2] == "overall"
    }  # fmt: skip
    assert whole == {
        ("community", "a/c1"): six,
        ("community", "a/c2"): (None, None, None, None, "suppressed"),
        ("community", "b/c1"): six,
        ("community", "c/c1"): (4.0, "5.0", "5-9", 0, "ok"),
        ("community", "d/c1"): six,
        ("community", "o/c1"): six,
        # the four are in no sum; of c five marks are not known
        ("company", "a"): (11.0, "12.0", "5-9", 1, "ok"),
        ("company", "b"): six,
        ("company", "c"): (4.0, "5.0", "5-9", 0, "ok"),
        ("company", "d"): six,
        ("consortium", "consortium"): (37.0, "41.0", "20+", 1, "ok"),
        ("overarching", "overarching"): six,
        ("pooled", "a"): (26.0, "29.0", "10-19", 0, "ok"),
        ("pooled", "b"): (26.0, "29.0", "10-19", 1, "ok"),
        ("pooled", "c"): (33.0, "36.0", "10-19", 1, "ok"),
        ("pooled", "d"): (26.0, "29.0", "10-19", 1, "ok"),
    }


def test_sprints_are_shown_where_each_may_be_and_never_of_the_others() -> None:
    found = told(FIRST, RATE, "num", "den", "status")
    assert found["community", "a/c1", "sprint_1"] == (5.0, "6.0", "ok")
    # nothing is known of the second sprint of c: it says how many belong to it
    assert found["community", "c/c1", "sprint_1"] == (4.0, "5.0", "ok")
    assert found["community", "c/c1", "sprint_2"] == (None, None, "too_few")
    assert found["community", "a/c2", "sprint_1"] == (None, None, "suppressed")
    assert found["consortium", "consortium", "sprint_1"] == (19.0, "23.0", "ok")
    assert {period for grain, _, period in found if grain == "pooled"} == {"overall"}


def test_rates_are_whole_percents() -> None:
    assert told(FIRST, RATE, "value")["consortium", "consortium", "overall"] == 0.9


def test_numbers_of_members_are_bands_and_a_group_of_four_is_left_out() -> None:
    found = told(FIRST, PEAK, "value", "n_persons", "left_out", "status")
    assert found["community", "a/c1", "overall"] == (None, "5-9", 0, "ok")
    assert found["community", "a/c2", "overall"] == (None, None, None, "suppressed")
    assert found["company", "a", "overall"] == (None, "5-9", 1, "ok")


def test_a_share_of_members_is_rounded_as_far_as_its_band_asks() -> None:
    found = told(FIRST, BOTH, "num", "den", "value", "status")
    # three of five; three of six; twelve of the twenty-three of four companies
    assert found["community", "c/c1", "overall"] == (None, "5-9", 0.6, "ok")
    assert found["company", "b", "overall"] == (None, "5-9", 0.5, "ok")
    assert found["consortium", "consortium", "overall"] == (None, "20+", 0.52, "ok")


def test_how_a_group_divides_is_its_own_facilitator_s_alone() -> None:
    assert set(told(FIRST, BLAU, "status").values()) == {"suppressed"}
    own = told(FIRST, BLAU, "value", "den", is_own=True)
    # three of each of the two services: as even as can be
    assert own["community", "a/c1", "overall"] == (pytest.approx(1.0), "6.0")


def test_retention_is_shown_without_number_and_of_no_company() -> None:
    found = told(FIRST, RETENTION, "value", "den", "n_persons", "n_missing", "status")
    assert set(found) == {
        ("consortium", "consortium", "overall"),
        *(("pooled", name, "overall") for name in "abcd"),
    }
    assert set(found.values()) == {(1.0, None, None, None, "ok")}


def test_process_figures_are_shown_of_every_group() -> None:
    found = told(FIRST, HELD, "num", "den", "status")
    assert found["community", "a/c2", "overall"] == (1.0, "1.0", "ok")
    assert found["company", "a", "overall"] == (3.0, "3.0", "ok")
    assert found["pooled", "a", "sprint_1"] == (3.0, "3.0", "ok")


def test_answers_are_told_from_ten_respondents_and_of_no_community() -> None:
    t0 = {
        is_own: {key[1]: value for key, value in told(FIRST, MEAN, "value", "den", "status",
                                                      is_own=is_own).items() if key[2] == "t0"}
        for is_own in (False, True)
    }  # fmt: skip
    hidden = (None, None, "suppressed")
    assert t0[False] == {
        "a": (4.0, "10-19", "ok"),
        "b": hidden,
        "c": hidden,
        "consortium": (4.0, "20+", "ok"),
        "d": (None, None, "not_due"),
    }
    # six of eleven said 3: (18 + 25) / 11
    assert t0[True] == {
        "a": (4.0, "10-19", "ok"),
        "b": (3.9, "10-19", "ok"),
        "c": hidden,
        "d": (None, None, "not_due"),
    }


def test_a_hidden_figure_holds_no_number_at_all() -> None:
    numbers = ("num", "den", "value", "low", "high", "n_persons", "n_missing", "left_out", "as_of")
    hidden = FIRST.cells.filter(pl.col("status") == "suppressed")
    assert len(hidden) > 0
    assert hidden.select(numbers).null_count().row(0) == (len(hidden),) * len(numbers)


def test_attendance_by_week_is_summed_of_what_is_shown() -> None:
    found = {(row[0], row[1], row[2]): row[3:] for row in FIRST.weeks.iter_rows()}
    assert found["company", "a", 1] == (5.0, 6.0)
    assert found["consortium", "consortium", 1] == (19.0, 23.0)
    assert found["overarching", "overarching", 2] == (6.0, 6.0)
    assert found["pooled", "c", 1] == (15.0, 18.0)
    assert found["pooled", "c", 2] == (18.0, 18.0)
    # of c nothing is known in week 2: the others of a less their first week are b and d alone
    assert {key for key in found if key[:2] == ("pooled", "a")} == set()


def test_what_the_companies_share_shrinks_towards_each_other() -> None:
    found = told(FIRST, f"{RATE}.shrunken", "value", "num", "status")
    # rates of 11/12 thrice and 4/5 differ by chance: thirty-seven of forty-one for each
    assert found == {("company", name, "overall"): (0.9, None, "ok") for name in "abcd"}


# -- the own facilitator --------------------------------------------------------------------------


def test_the_own_facilitator_has_the_register_of_any_group_exactly() -> None:
    found = told(FIRST, RATE, "num", "den", "value", "n_persons", "left_out", "status", is_own=True)
    assert found["community", "a/c2", "overall"] == (1.0, "4.0", 0.25, "4", 0, "ok")
    assert {key[0] for key in found} == {"community"}


def test_the_interval_of_the_own_facilitator_says_nothing_of_another_group() -> None:
    other = guard(made({**CONSORTIUM, "a/c2": [("s1", "sprint_1", 1, "pppp")]}), POLICY)
    key = ("community", "a/c1", "overall")
    mine = told(FIRST, RATE, "low", "high", is_own=True)[key]
    assert mine == told(other, RATE, "low", "high", is_own=True)[key]


def test_a_facilitator_reads_the_own_group_exactly_and_no_other_group() -> None:
    mine = seen(FIRST, "facilitator:a/c1").filter(pl.col("grain") == "community")
    assert set(mine.select("entity_id", "is_own").rows()) == {("a/c1", True), ("o/c1", False)}


def test_a_director_reads_the_own_company_and_the_others_only_together() -> None:
    mine = seen(FIRST, "director:b")
    assert set(mine.select("grain", "entity_id").rows()) == {
        ("community", "b/c1"), ("community", "o/c1"), ("company", "b"), ("pooled", "b"),
        ("overarching", "overarching"),
        # answers and retention
        ("consortium", "consortium"),
    }  # fmt: skip
    assert set(mine.filter(grain="consortium")["kind"]) == {"survey"}


def test_a_cell_that_nobody_reads_is_not_in_the_release() -> None:
    keys = ["kind", "grain", "entity_id", "is_own"]
    assert FIRST.cells.join(FIRST.reach, on=keys, how="anti").is_empty()
    assert FIRST.cells.filter(pl.col("kind") == "survey", grain="community").is_empty()
