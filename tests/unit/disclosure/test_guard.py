from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lcdata.access import parse_scope
from lcdata.build import deliver
from lcdata.config import read_settings
from lcdata.contracts.cells import Cell
from lcdata.contracts.published import ReadModel
from lcdata.domain import OVERALL, Grain
from lcdata.warehouse.reader import Reader

OUTSIDE = Path("tests/data/consortium/canonical")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    settings = read_settings(data=tmp_path_factory.mktemp("guarded"))
    deliver(sorted(OUTSIDE.iterdir()), settings)
    return Reader(settings.releases_dir)


def seen(reader: Reader, viewer: str) -> ReadModel:
    return reader.read(parse_scope(viewer))


def figure(reader: Reader, viewer: str, indicator: str, unit: str, period: str = OVERALL) -> Cell:
    grain, _, entity = unit.partition(":")
    found = seen(reader, viewer).cell(indicator, Grain(grain), entity, period)
    assert found is not None
    return found


def numbers(cell: Cell) -> tuple[Any, ...]:
    return cell.num, cell.den, cell.value, cell.low, cell.high, cell.n_persons, cell.n_missing


@pytest.mark.parametrize("viewer", ["leader", "director:loohuis"])
@pytest.mark.parametrize("unit", ["community:loohuis/c1", "company:loohuis"])
def test_a_group_of_four_keeps_its_slot_and_nothing_else(
    reader: Reader, viewer: str, unit: str
) -> None:
    shielded = figure(reader, viewer, "attendance_rate", unit)
    assert shielded.status == "suppressed"
    assert set(numbers(shielded)) == {None}


def test_a_group_of_four_still_has_its_process_figures_and_plan(reader: Reader) -> None:
    model = seen(reader, "director:loohuis")
    held = figure(reader, "director:loohuis", "sessions_held_ratio", "community:loohuis/c1")
    assert held.is_ok
    assert held.den
    assert [c for c in model.communities if c.community_id == "loohuis/c1"]


def test_the_facilitator_of_a_group_of_four_sees_it_as_it_is(reader: Reader) -> None:
    own = figure(reader, "facilitator:loohuis/c1", "attendance_rate", "community:loohuis/c1")
    assert (own.num, own.den, own.n_persons) == (10, 12, 4)
    assert own.value == pytest.approx(10 / 12)


def test_a_company_leaves_its_small_group_out_and_says_so(reader: Reader) -> None:
    # De Groot: c1 has 24 of 30, c2 four persons with 4 of 4
    company = figure(reader, "leader", "attendance_rate", "company:de-groot")
    assert (company.num, company.den, company.left_out) == (24, 30, 1)


def test_two_figures_that_count_alike_leave_out_the_same_group(reader: Reader) -> None:
    counted, again = (
        figure(reader, "leader", name, "company:de-groot")
        for name in ("register_coverage", "design.support.register_coverage")
    )
    assert (again.num, again.den, again.left_out) == (counted.num, counted.den, 1)


def test_the_consortium_holds_the_two_small_groups_because_together_they_are_eight(
    reader: Reader,
) -> None:
    whole = figure(reader, "leader", "attendance_rate", "consortium:consortium")
    assert (whole.num, whole.den, whole.left_out) == (432, 555, 0)


def test_a_director_sees_the_others_as_one_and_never_the_consortium(reader: Reader) -> None:
    model = seen(reader, "director:engberink")
    pooled = model.cell("attendance_rate", Grain.POOLED, "engberink")
    # the consortium's 432 of 555 without Engberink's 26 of 34
    assert pooled is not None
    assert (pooled.num, pooled.den) == (406, 521)
    assert model.cell("attendance_rate", Grain.CONSORTIUM, "consortium") is None
    assert model.cell("sprints_in_time_box", Grain.CONSORTIUM, "consortium") is None


def test_a_director_sees_surveys_beside_the_consortium_and_never_beside_the_others(
    reader: Reader,
) -> None:
    model = seen(reader, "director:winkels")
    change = "change.innovative_work_behaviour"
    assert model.cell(change, Grain.CONSORTIUM, "consortium") is not None
    assert model.cell(change, Grain.POOLED, "winkels") is None


def test_survey_figures_have_one_decimal_and_respondents_in_bands(reader: Reader) -> None:
    shown = figure(reader, "leader", "mean.autonomy", "consortium:consortium", "t0")
    assert shown.n_persons == "20+"
    assert shown.value == pytest.approx(round(shown.value or 0, 1))
    assert shown.num is None


def test_person_rates_are_whole_percents_with_their_counts(reader: Reader) -> None:
    shown = figure(reader, "leader", "attendance_rate", "company:nijhof")
    assert (shown.value, shown.num, shown.den, shown.n_persons) == (0.79, 111, 140, "20+")


def test_one_teacher_in_a_company_is_no_figure(reader: Reader) -> None:
    cells = [c for c in seen(reader, "leader").cells if c.indicator == "members.teacher"]
    assert not [c for c in cells if c.is_ok]


def test_a_number_of_members_is_a_band(reader: Reader) -> None:
    employees = figure(reader, "leader", "members.employee", "company:nijhof")
    assert employees.value is None
    assert employees.n_persons in {"5-9", "10-19", "20+"}


def test_shrunken_values_are_there_for_shown_companies_alone(reader: Reader) -> None:
    cells = [c for c in seen(reader, "leader").cells if c.indicator == "attendance_rate.shrunken"]
    assert {c.entity_id for c in cells} == {
        "alferink", "de-groot", "engberink", "geas", "nijhof", "van-dam", "winkels",
    }  # fmt: skip
    assert all(c.low is None and c.num is None for c in cells)


def test_a_facilitator_of_two_communities_gets_the_company_of_both(reader: Reader) -> None:
    both = figure(
        reader, "facilitator:de-groot/c1,de-groot/c2", "attendance_rate", "company:de-groot"
    )
    assert (both.num, both.den, both.left_out) == (28, 34, 0)


def test_no_week_of_a_company_is_about_fewer_than_five_persons(reader: Reader) -> None:
    weeks = [w for w in seen(reader, "leader").weeks if w.grain == "company"]
    assert weeks
    assert all(w.den >= 5 for w in weeks)
    assert "loohuis" not in {w.entity_id for w in weeks}


def test_pairs_of_companies_with_one_person_each_are_not_published(reader: Reader) -> None:
    assert not seen(reader, "leader").shared_sessions


@pytest.mark.parametrize("path", sorted(OUTSIDE.parent.glob("canonical/*/person.csv")), ids=str)
def test_no_name_is_in_what_pages_read(reader: Reader, path: Path) -> None:
    names = pl.read_csv(path, infer_schema=False)["display_name"].to_list()
    everything = repr(seen(reader, "leader")) + repr(seen(reader, f"director:{path.parent.name}"))
    assert not [name for name in names if name in everything]


@pytest.mark.parametrize("viewer", ["leader", "director:de-groot"])
def test_whether_everyone_was_there_is_hidden_where_attendance_is(
    reader: Reader, viewer: str
) -> None:
    # De Groot c2 has five members, of whom four could be at its one session: all four were
    company = figure(reader, viewer, "design.D1.all_present", "company:de-groot")
    assert (company.num, company.den, company.left_out) == (1, 2, 1)
    every = {c.entity_id: c for c in seen(reader, viewer).cells if c.indicator == company.indicator}
    assert "de-groot/c2" not in every or not every["de-groot/c2"].is_ok
