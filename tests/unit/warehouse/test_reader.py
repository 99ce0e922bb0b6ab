from __future__ import annotations

import threading
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lcdata.access import Role, Scope
from lcdata.contracts.cells import Cell, Thresholds
from lcdata.contracts.published import ReadModel, Scale
from lcdata.domain import Grain
from lcdata.errors import ConfigurationError
from lcdata.warehouse.database import Connection, open_published
from lcdata.warehouse.reader import Reader
from lcdata.warehouse.releases import Releases
from tests.unit.warehouse.released import COMMUNITIES, COMPANIES, OWN, UNITS, publish

LEADER = Scope.leader()
DIRECTOR = Scope.director("alpha")
FACILITATOR = Scope.facilitator("alpha/c1")
BRIDGER = Scope.facilitator("consortium/c1")
OPERATOR = Scope(Role.UNGUARDED)
POLICY = Thresholds(5, 10, (5, 10, 20), 3, 0.5)

SURVEY = (
    "mean.autonomy",
    "change.autonomy",
    "dz.autonomy",
    "gav.autonomy",
    "alpha.autonomy",
    "omega.autonomy",
    "response_rate",
    "prorated_share",
    "design.C3.sdl_change",
    "design.support.response_rate",
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    data = tmp_path_factory.mktemp("data")
    publish(data)
    return Reader(data / "releases")


def units(model: ReadModel, indicator: str) -> set[str]:
    return {f"{c.grain}:{c.entity_id}" for c in model.cells if c.indicator == indicator}


def parts(model: ReadModel) -> dict[str, tuple[Any, ...]]:
    """Every table of the read model and of the register that a scope narrows, by name."""
    register = {field.name: getattr(model.register, field.name) for field in fields(model.register)}
    tables = {field.name: getattr(model, field.name) for field in fields(model)}
    tables["person_signals"] = register.pop("signals")
    return {
        name: table
        for name, table in {**tables, **register}.items()
        if isinstance(table, tuple) and name not in ("definitions", "scales")
    }


OWN_FIGURES = {"community:alpha/c1", "community:alpha/c2", "company:alpha"}
SHARED_FIGURES = {"community:consortium/c1", "overarching:overarching"}
SURVEYED = {"company:alpha", "consortium:consortium"}


@pytest.mark.parametrize("indicator", ["attendance_rate", "sprints_in_time_box"])
def test_a_director_sees_own_units_the_others_pooled_and_the_overarching_community(
    reader: Reader, indicator: str
) -> None:
    seen = units(reader.read(DIRECTOR), indicator)
    assert seen == OWN_FIGURES | SHARED_FIGURES | {"pooled:alpha"}


@pytest.mark.parametrize("indicator", SURVEY)
def test_a_director_sees_surveys_of_the_own_company_beside_the_consortium(
    reader: Reader, indicator: str
) -> None:
    assert units(reader.read(DIRECTOR), indicator) == SURVEYED


@pytest.mark.parametrize("indicator", SURVEY)
@pytest.mark.parametrize("scope", [LEADER, DIRECTOR, FACILITATOR, BRIDGER], ids=str)
def test_nobody_sees_a_survey_figure_of_one_community(
    reader: Reader, scope: Scope, indicator: str
) -> None:
    seen = units(reader.read(scope), indicator)
    assert "consortium:consortium" in seen
    assert not [unit for unit in seen if unit.startswith(("community:", "overarching:"))]


def test_a_director_sees_the_own_design_only(reader: Reader) -> None:
    assert units(reader.read(DIRECTOR), "design.B1.shared_goal") == OWN_FIGURES


def test_a_directors_retention_is_that_of_the_others_together(reader: Reader) -> None:
    assert units(reader.read(DIRECTOR), "retention") == {"pooled:alpha"}


def test_the_leader_reads_design_principles_per_company(reader: Reader) -> None:
    seen = units(reader.read(LEADER), "design.B1.shared_goal")
    assert not [unit for unit in seen if unit in OWN_FIGURES and unit.startswith("community:")]
    assert {"company:alpha", "company:beta", "company:gamma"} <= seen


def test_the_leaders_retention_is_the_consortiums(reader: Reader) -> None:
    assert units(reader.read(LEADER), "retention") == {"consortium:consortium"}


def test_a_facilitators_retention_and_design_are_the_own_groups(reader: Reader) -> None:
    model = reader.read(FACILITATOR)
    assert units(model, "retention") == {"community:alpha/c1"}
    assert units(model, "design.B1.shared_goal") == {"community:alpha/c1"}


def test_a_facilitator_sees_the_own_group_its_company_and_the_overarching_community(
    reader: Reader,
) -> None:
    seen = units(reader.read(FACILITATOR), "attendance_rate")
    assert seen == {"community:alpha/c1", "company:alpha"} | SHARED_FIGURES


def test_the_overarching_facilitator_sees_no_company(reader: Reader) -> None:
    seen = units(reader.read(BRIDGER), "attendance_rate")
    assert seen == SHARED_FIGURES


def test_the_leader_sees_every_unit(reader: Reader) -> None:
    every = {f"{grain}:{entity_id}" for grain, entity_id in UNITS}
    assert units(reader.read(LEADER), "attendance_rate") == every


@pytest.mark.parametrize("scope", [DIRECTOR, FACILITATOR, BRIDGER], ids=str)
def test_the_consortiums_contacts_are_the_leaders(reader: Reader, scope: Scope) -> None:
    assert units(reader.read(LEADER), "contact.interviews")
    assert not units(reader.read(scope), "contact.interviews")


FOREIGN = {
    DIRECTOR: ("beta", "gamma"),
    FACILITATOR: ("beta", "gamma", "alpha/c2"),
    BRIDGER: ("alpha", "beta", "gamma"),
    Scope.director("gamma"): ("alpha", "beta"),
}


@pytest.mark.parametrize("scope", FOREIGN, ids=str)
@pytest.mark.parametrize("part", parts(ReadModel("", is_sample=False, policy=POLICY)))
def test_no_part_of_the_model_holds_a_trace_of_another_unit(
    reader: Reader, scope: Scope, part: str
) -> None:
    # The construct "alpha.autonomy" is Cronbach's, not the company's.
    traces = repr(parts(reader.read(scope))[part]).replace("alpha.autonomy", "")
    assert not [name for name in FOREIGN[scope] if name in traces]


@pytest.mark.parametrize(
    "part",
    [
        "phases",
        "sprint_facts",
        "manager_actions",
        "meetings",
        "product_versions",
        "visits",
        "signals",
    ],
)
def test_a_director_follows_the_own_communities_and_the_overarching_one(
    reader: Reader, part: str
) -> None:
    found = {row.community_id for row in parts(reader.read(DIRECTOR))[part]}
    assert found == {"alpha/c1", "alpha/c2", "consortium/c1"}


def test_a_facilitators_process_signals_are_of_the_own_group(reader: Reader) -> None:
    assert {s.community_id for s in reader.read(FACILITATOR).signals} == {"alpha/c1"}


@pytest.mark.parametrize(
    ("scope", "kinds"),
    [
        (FACILITATOR, {"late", "of_members"}),
        (replace(FACILITATOR, by_leader=True), {"late", "of_published_members"}),
        (DIRECTOR, {"late", "of_published_members"}),
        (LEADER, {"late", "of_published_members"}),
    ],
    ids=["facilitator", "leader as facilitator", "director", "leader"],
)
def test_signals_of_members_are_of_the_exact_figures_for_the_own_facilitator_alone(
    reader: Reader, scope: Scope, kinds: set[str]
) -> None:
    assert {s.kind for s in reader.read(scope).signals} == kinds


def version(reader: Reader, scope: Scope, indicator: str, grain: Grain, unit: str) -> int | None:
    found = reader.read(scope).cell(indicator, grain, unit)
    return found.unknown if found else None


@pytest.mark.parametrize(
    ("scope", "indicator", "grain", "unit", "seen"),
    [
        (FACILITATOR, "attendance_rate", Grain.COMMUNITY, "alpha/c1", OWN),
        (DIRECTOR, "attendance_rate", Grain.COMMUNITY, "alpha/c1", 0),
        (LEADER, "attendance_rate", Grain.COMMUNITY, "alpha/c1", 0),
        (FACILITATOR, "attendance_rate", Grain.COMPANY, "alpha", 0),
        (FACILITATOR, "mean.autonomy", Grain.COMPANY, "alpha", OWN),
        (DIRECTOR, "mean.autonomy", Grain.COMPANY, "alpha", OWN),
        (LEADER, "mean.autonomy", Grain.COMPANY, "alpha", 0),
    ],
)
def test_the_own_version_is_for_those_whose_own_unit_it_is(
    reader: Reader, scope: Scope, indicator: str, grain: Grain, unit: str, seen: int
) -> None:
    assert version(reader, scope, indicator, grain, unit) == seen


def test_a_facilitator_of_two_groups_sees_what_the_facilitator_of_each_does(
    reader: Reader,
) -> None:
    one, other = (reader.read(Scope.facilitator(f"alpha/{name}")) for name in ("c1", "c2"))
    both = reader.read(Scope.facilitator("alpha/c1", "alpha/c2"))
    assert set(both.cells) == {*one.cells, *other.cells}


@pytest.mark.parametrize("scope", [FACILITATOR, DIRECTOR, BRIDGER], ids=str)
def test_the_leader_who_looks_at_anothers_pages_has_nothing_exact_and_no_persons(
    reader: Reader, scope: Scope
) -> None:
    model = reader.read(replace(scope, by_leader=True))
    assert model.register == type(model.register)()
    assert model.cells
    assert not [c for c in model.cells if c.unknown == OWN]


def test_a_release_says_the_policy_it_was_guarded_with(reader: Reader) -> None:
    assert reader.read(LEADER).policy == POLICY


def test_a_figure_says_how_many_persons_or_respondents_it_needs(reader: Reader) -> None:
    needs = {c.indicator: c.needs for c in reader.read(LEADER).cells}
    assert (needs["attendance_rate"], needs["mean.autonomy"]) == (5, 10)


@pytest.mark.parametrize(
    ("scope", "lines", "receipts"),
    [
        (LEADER, {*COMPANIES, "consortium"}, {*COMPANIES, "consortium"}),
        (DIRECTOR, {"alpha", "consortium"}, set()),
        (FACILITATOR, {"alpha"}, {"alpha"}),
        (BRIDGER, {"consortium"}, {"consortium"}),
    ],
    ids=["leader", "director", "facilitator", "bridger"],
)
def test_the_delivery_board_is_narrowed_to_the_viewer(
    reader: Reader, scope: Scope, lines: set[str], receipts: set[str]
) -> None:
    model = reader.read(scope)
    assert {line.organisation_id for line in model.delivery_lines} == lines
    assert {issue.organisation_id for issue in model.delivery_issues} == receipts


def test_who_gets_no_receipts_gets_totals_and_no_rows_per_table(reader: Reader) -> None:
    own = {line.table_name for line in reader.read(FACILITATOR).delivery_lines}
    assert own == {"session"}
    totals = reader.read(DIRECTOR).delivery_lines
    assert {line.table_name for line in totals} == {None}
    assert [line.accepted for line in totals] == [1, 1]


@pytest.mark.parametrize("scope", [LEADER, DIRECTOR, OPERATOR], ids=str)
def test_nobody_but_a_facilitator_reads_persons(reader: Reader, scope: Scope) -> None:
    model = reader.read(scope)
    assert model.register == type(model.register)()
    assert "/p'" not in repr(model)
    assert "Person" not in repr(model.register)


def test_a_facilitator_reads_the_own_register_and_no_other(reader: Reader) -> None:
    register = reader.read(FACILITATOR).register
    assert [m.display_name for m in register.members] == ["Person alpha/c1"]
    assert [m.session_id for m in register.marks] == ["alpha/c1/s"]
    assert [s.person_id for s in register.signals] == ["alpha/c1/p"]


def test_the_file_with_persons_stays_closed_for_a_director(tmp_path: Path) -> None:
    publish(tmp_path)
    opened: list[str] = []

    def watched(path: Path) -> Connection:
        opened.append(path.name)
        return open_published(path)

    Reader(tmp_path / "releases", connect=watched).read(DIRECTOR)
    assert opened
    assert not [name for name in opened if "persons" in name or "raw" in name]


@pytest.mark.parametrize(
    "scope",
    [
        Scope.director("delta"),
        Scope.director("consortium"),
        Scope.director("school"),
        Scope.director("alpha/c1"),
        Scope.director("ALPHA"),
        Scope.director("alpha' or 'a' = 'a"),
        Scope.director("%"),
        Scope.facilitator("alpha/c9"),
        Scope.facilitator("delta/c1", "delta/c2"),
        Scope.facilitator("alpha"),
        Scope.facilitator("%/%"),
    ],
    ids=str,
)
def test_whoever_the_release_does_not_know_gets_nothing(reader: Reader, scope: Scope) -> None:
    assert not [part for part in parts(reader.read(scope)).values() if part]


def test_an_unknown_community_beside_an_own_one_adds_nothing(reader: Reader) -> None:
    widened = Scope.facilitator("alpha/c1", "beta/c9")
    assert reader.read(widened) == reader.read(FACILITATOR)


def test_the_operator_gets_raw_cells_and_nothing_else(reader: Reader) -> None:
    model = reader.read(OPERATOR)
    assert len(model.cells) == len(UNITS)
    assert [name for name, part in parts(model).items() if part] == ["cells"]


def test_only_the_viewer_of_the_consortiums_rate_sees_the_funnel_around_it(
    reader: Reader,
) -> None:
    assert reader.read(LEADER).funnel
    assert not [scope for scope in (DIRECTOR, FACILITATOR) if reader.read(scope).funnel]


def test_a_visited_company_is_known_by_name_to_its_visitor(tmp_path: Path) -> None:
    import polars as pl

    from tests.unit.warehouse.released import content

    made = content()
    visits = made.pages["visits"].with_columns(
        other_organisation_id=pl.when(pl.col("community_id") == "alpha/c1")
        .then(pl.lit("beta"))
        .otherwise(None)
    )
    tables = {**made.pages, "visits": visits}
    Releases(tmp_path / "releases").publish(
        type(made)(tables, made.raw, made.persons, made.sources, made.is_sample, made.program)
    )
    reader = Reader(tmp_path / "releases")
    assert {o.organisation_id for o in reader.read(DIRECTOR).organisations} == {
        "alpha",
        "beta",
        "school",
    }


def test_cells_keep_their_fields_in_order(reader: Reader) -> None:
    found = reader.read(LEADER).cell("attendance_rate", Grain.COMPANY, "alpha")
    assert found == Cell(
        "attendance_rate", "company", "alpha", "overall", 6, 8, 0.75, 0.4, 0.9, 8, 0, "ok", needs=5
    )


def test_every_read_names_the_fields_of_its_record_in_order(reader: Reader) -> None:
    model = reader.read(LEADER)
    assert {row.community_id for row in model.communities} == set(COMMUNITIES)
    assert model.communities[0].state == "running"
    assert model.meetings[0].kind == "work"
    assert model.scales[0] == Scale("A", "autonomy", 4, 1, 7, "A citation", "CC0")
    assert model.delivery_lines[0].table_name == "session"
    assert model.delivery_issues[0].params == "{}"
    assert model.signals[0].mechanism == "B3"


def test_reading_before_the_first_release_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="deliver something first"):
        Reader(tmp_path / "releases").read(LEADER)


@pytest.mark.parametrize("release_id", ["../../etc/passwd", "current", "x" * 30])
def test_no_file_but_a_release_can_be_read(reader: Reader, release_id: str) -> None:
    with pytest.raises(ConfigurationError, match="no such release"):
        reader.read(LEADER, release_id)


def test_a_release_of_another_version_says_so(tmp_path: Path) -> None:
    from tests.unit.warehouse.released import content

    made = content()
    older = {name: table for name, table in made.pages.items() if name != "weeks"}
    Releases(tmp_path / "releases").publish(
        type(made)(older, made.raw, made.persons, made.sources, made.is_sample, made.program)
    )
    with pytest.raises(ConfigurationError, match="lcdata build"):
        Reader(tmp_path / "releases").read(LEADER)


def test_threads_share_one_connection_without_waiting_for_each_other(tmp_path: Path) -> None:
    publish(tmp_path)
    reader = Reader(tmp_path / "releases", connect=cache(open_published))
    expected = reader.read(LEADER)
    found: list[ReadModel] = []
    threads = [threading.Thread(target=lambda: found.append(reader.read(LEADER))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8
