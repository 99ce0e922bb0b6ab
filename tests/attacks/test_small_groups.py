"""Small groups under attack: whatever viewers print, put together and solved as a whole.

The attacker knows the contract and how figures are made, not what the guard left out: both that a
sum holds every community and that it holds those whose own figure is printed are tried. A
group comes out when fewer than five values of some number of its marks are left, the true one
among them, and no larger group that is shown says as much by itself.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.drawn import CHANGES, draw, later
from lcdata.access import Scope
from lcdata.config import read_settings
from lcdata.release import deliver
from tests.attacks.attack import World, recovered, recovered_by_everybody_else
from tests.attacks.conftest import delivered
from tests.attacks.two_releases import recovered_changes

OUTSIDE = ("canonical", "sample")
DRAWN = tuple(f"drawn {seed}" for seed in range(3))
FOLDERS = {"canonical": Path("tests/data/consortium/canonical"),
           "sample": Path("sample_data/deliveries")}  # fmt: skip


@pytest.fixture(scope="module", params=[*OUTSIDE, *DRAWN])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    name = str(request.param)
    folder = tmp_path_factory.mktemp("world")
    if name in FOLDERS:
        return World(delivered(FOLDERS[name], folder / "data"))
    paths = draw(int(name.removeprefix("drawn "))).write(folder / "deliveries")
    deliver(paths, read_settings(data=folder / "data"))
    return World(folder / "data")


def test_everybody_but_a_group_s_own_facilitator_finds_nothing_of_it(world: World) -> None:
    assert [str(found) for found in recovered_by_everybody_else(world)] == []


def test_no_viewer_alone_finds_a_small_group(world: World) -> None:
    viewers = [Scope.leader(), *world.directors, *world.facilitators]
    assert [str(found) for one in viewers for found in recovered(world, [one])] == []


def test_no_director_who_also_guides_a_community_finds_a_small_group(world: World) -> None:
    pairs = [
        (director, facilitator)
        for director in world.directors
        for facilitator in world.facilitators
        if facilitator.own_company_ids == {director.company_id}
    ]
    assert [str(found) for pair in pairs for found in recovered(world, pair)] == []


def test_no_facilitator_of_two_communities_finds_a_third(world: World) -> None:
    pairs = [
        pair
        for pair in combinations(world.facilitators, 2)
        if pair[0].own_company_ids == pair[1].own_company_ids
    ]
    assert [str(found) for pair in pairs for found in recovered(world, pair)] == []


def test_the_leader_who_looks_as_another_reads_nothing_exact(world: World) -> None:
    for community in sorted(world.registers.owners):
        looked = replace(Scope.facilitator(community), by_leader=True)
        model = world.reader.read(looked)
        assert not model.register.members
        assert not model.register.marks
        mine = {
            (cell.indicator, cell.period): cell
            for cell in world.seen(Scope.leader()).cells
            if cell.entity_id == community
        }
        theirs = [
            cell
            for cell in model.cells
            if cell.entity_id == community and cell.grain == "community"
        ]
        assert theirs
        assert [
            cell for cell in theirs if cell != mine.get((cell.indicator, cell.period), cell)
        ] == []
        assert {type(cell.n_persons) for cell in theirs if cell.n_persons} <= {str}


@pytest.mark.parametrize("kind", sorted(CHANGES))
@pytest.mark.parametrize("seed", [0, 1])
def test_two_releases_tell_nothing_of_a_change_in_few_persons_marks(
    tmp_path: Path, kind: str, seed: int
) -> None:
    first = draw(seed)
    settings = read_settings(data=tmp_path / "data")
    deliver(first.write(tmp_path / "first"), settings)
    before = Path(shutil.copytree(settings.data, tmp_path / "before"))
    deliver(later(first, kind, seed).write(tmp_path / "second"), settings)
    found = recovered_changes(World(before), World(settings.data))
    assert [str(one) for one in found] == []
