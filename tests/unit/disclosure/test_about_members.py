from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from lcdata.disclosure.about_members import figures_of_members
from lcdata.disclosure.observations import follow_members, observations
from lcdata.disclosure.policy import Policy
from lcdata.disclosure.records import about
from lcdata.domain import About
from lcdata.pipelines.computed import Computed
from tests.unit.pipelines.builders import Rows

from .consortium import computed, everybody, figures, of_registers
from .registers import POLICY

EARLY = dt.date(2026, 11, 2)
EIGHT = POLICY.model_copy(update={"k_person": 8})


def published(of: Computed) -> pl.DataFrame:
    """The observations about members, as they are in a first release."""
    found = observations(of.observed.measured, of.observed.communities).filter(about(About.MEMBERS))
    return follow_members(found, found.clear(), POLICY)


def told(
    sizes: dict[str, int],
    indicator: str,
    *columns: str,
    members: Rows | None = None,
    policy: Policy = POLICY,
    **more: Rows,
) -> dict[tuple[str, str, str], Any]:
    """A figure of communities with so many members."""
    registers = {name: everybody([name], "p" * size)[name] for name, size in sizes.items()}
    of = computed(of_registers(registers, members, **more), indicator)
    return figures(figures_of_members(of, published(of), policy), *columns)


def parts(community: str, givers: int, takers: int) -> Rows:
    """The first of the members give, the first of them take."""
    return [
        {"activity_id": "x", "community_id": community, "person_id": f"{community}/p{n}",
         "part": part}
        for part, count in (("giver", givers), ("receiver", takers))
        for n in range(count)
    ]  # fmt: skip


BOTH = "gives_and_takes"
OVERALL = ("company", "a", "overall")
COMMUNITY = ("community", "a/c2", "overall")


def test_members_of_a_group_of_four_are_in_no_sum_and_the_sum_says_so() -> None:
    # three of the five give and take; so do the four, who are not counted
    found = told({"a/c1": 5, "a/c2": 4}, "gives_and_takes", "num", "den", "left_out", "is_hidden",
                 fct_activity_part=[*parts("a/c1", 4, 3), *parts("a/c2", 4, 4)])  # fmt: skip
    assert found[OVERALL] == (3.0, 5.0, 1, False)
    assert found["consortium", "consortium", "overall"] == (3.0, 5.0, 1, False)
    assert found["community", "a/c1", "overall"] == (3.0, 5.0, 0, False)
    assert found[COMMUNITY] == (None, None, 1, True)


def test_with_a_threshold_of_eight_a_group_of_seven_is_in_no_sum() -> None:
    found = told({"a/c1": 8, "a/c2": 7}, "gives_and_takes", "den", "left_out", "is_hidden",
                 policy=EIGHT, fct_activity_part=parts("a/c1", 4, 3))  # fmt: skip
    assert found[OVERALL] == (8.0, 1, False)
    assert found[COMMUNITY] == (None, 1, True)


def services(community: str, *names: str | None) -> Rows:
    return [{"person_id": f"{community}/p{n}", "service": name} for n, name in enumerate(names)]


def test_a_figure_needs_five_members_of_whom_it_is_known() -> None:
    members = [
        *services("a/c1", "A", "A", "A", "A", "B", None),
        *services("a/c2", "A", "A", "A", "B", None, None),
        *services("a/c3", "A", "A", "A", "A", "A"),
    ]
    found = told({"a/c1": 6, "a/c2": 6, "a/c3": 5}, "mix_service", "num", "den", "left_out",
                 "is_hidden", members=members)  # fmt: skip
    # the first has two services, the third one; of the second only four are known
    assert found[OVERALL] == (1.0, 2.0, 1, False)
    assert found["community", "a/c1", "overall"] == (1.0, 1.0, 0, False)
    assert found[COMMUNITY] == (None, None, 1, True)


def test_a_figure_about_whole_groups_needs_five_members_alone() -> None:
    found = told({"a/c1": 5, "a/c2": 4}, "group_size_max", "value", "left_out", "is_hidden")
    assert found[OVERALL] == (5.0, 1, False)
    assert found["community", "a/c1", "overall"] == (5.0, 0, False)
    assert found[COMMUNITY] == (None, 1, True)


def test_a_small_group_of_which_nothing_is_known_is_left_out_of_nothing() -> None:
    found = told({"a/c1": 5, "a/c2": 4}, "mix_service", "status", "left_out", "is_hidden",
                 members=services("a/c1", "A", "A", "A", "A", "B"))  # fmt: skip
    assert found[OVERALL] == ("ok", 0, False)
    assert found[COMMUNITY] == ("not_measured", 0, False)


def test_where_nothing_is_known_of_anybody_the_figure_says_why() -> None:
    found = told({"a/c1": 5, "a/c2": 5}, "mix_service", "status", "left_out", "is_hidden")
    assert set(found.values()) == {("not_measured", 0, False)}


def test_each_figure_counts_the_groups_of_which_it_is_known() -> None:
    of = computed(
        of_registers(everybody(["a/c1"], "ppppp"), services("a/c1", "A", "A", "B", "B")),
        "mix_service", "group_size_max", "attendance_rate", "sessions_held_ratio",
    )  # fmt: skip
    found = figures_of_members(of, published(of), POLICY)
    assert set(found["indicator"]) == {"mix_service", "group_size_max"}
    said = {
        name: figures(found, "value", indicator=name)[OVERALL]
        for name in ("mix_service", "group_size_max")
    }
    assert said == {"mix_service": None, "group_size_max": 5.0}


def test_the_others_are_the_groups_that_count_of_three_companies() -> None:
    sizes = {"a/c1": 8, "b/c1": 5, "c/c1": 5, "d/c1": 5, "d/c2": 4}
    found = told(sizes, "gives_and_takes", "den", "left_out", "is_hidden",
                 fct_activity_part=parts("a/c1", 4, 3))  # fmt: skip
    assert {key[1]: value for key, value in found.items() if key[0] == "pooled"} == {
        "a": (15.0, 1, False),
        "b": (18.0, 1, False),
        "c": (18.0, 1, False),
        "d": (18.0, 0, False),
    }


def test_two_other_companies_are_hidden_though_nothing_is_left_out() -> None:
    found = told({"a/c1": 5, "b/c1": 5, "c/c1": 5}, "group_size_max", "left_out", "is_hidden")
    assert {value for key, value in found.items() if key[0] == "pooled"} == {(0, True)}


def test_a_figure_that_waits_is_as_it_was_with_its_date() -> None:
    of = computed(
        of_registers(everybody(["a/c1", "b/c1"], "ppppp"), services("a/c1", *"AAAAA")),
        "mix_service", "group_size_max",
    )  # fmt: skip
    mine = (pl.col("community_id") == "a/c1") & (pl.col("indicator") == "group_size_max")
    behind = published(of).with_columns(
        is_behind=mine, as_of=pl.when(mine).then(pl.lit(EARLY)).otherwise("as_of")
    )
    found = figures_of_members(of, behind, POLICY)
    dates = figures(found, "as_of", indicator="group_size_max")
    assert {key[:2] for key, date in dates.items() if date == EARLY} == {
        ("community", "a/c1"), ("company", "a"), ("consortium", "consortium"),
        # of b's others, whose figure is hidden later on
        ("pooled", "b"),
    }  # fmt: skip
    assert set(figures(found, "as_of", indicator="mix_service").values()) == {None}


def test_what_waits_in_a_group_that_is_in_no_sum_dates_no_sum() -> None:
    # of a group of four no five persons ever differ: its sums would stand still for good
    of = computed(of_registers({**everybody(["a/c1"]), **everybody(["a/c2"], "pppp")}), BOTH)
    small = pl.col("community_id") == "a/c2"
    behind = published(of).with_columns(
        is_behind=small, as_of=pl.when(small).then(pl.lit(EARLY)).otherwise("as_of")
    )
    found = figures(figures_of_members(of, behind, POLICY), "as_of", "left_out")
    assert found[OVERALL] == (None, 1)


def test_a_group_that_is_large_by_now_and_waits_dates_the_sums_it_will_be_in() -> None:
    late = services("a/c2", "A", "A", "A", "A", "B")
    registers = everybody(["a/c1", "a/c2"], "ppppp")
    whole = services("a/c1", "A", "A", "A", "A", "B")
    before = published(computed(of_registers(registers, [*whole, *late[:4]]), "mix_service"))
    mine = pl.col("community_id") == "a/c2"
    behind = before.with_columns(
        is_behind=mine, as_of=pl.when(mine).then(pl.lit(EARLY)).otherwise("as_of")
    )
    now = computed(of_registers(registers, [*whole, *late]), "mix_service")
    found = figures(figures_of_members(now, behind, POLICY), "den", "as_of", "left_out")
    assert found[OVERALL] == (1.0, EARLY, 1)


def test_a_figure_is_made_of_the_observations_that_are_published() -> None:
    before = computed(of_registers(everybody(["a/c1"], "ppppp")), "group_size_max")
    now = computed(of_registers(everybody(["a/c1"], "ppppppp")), "group_size_max")
    found = figures(figures_of_members(now, published(before), POLICY), "value")
    assert found[OVERALL] == 5.0
