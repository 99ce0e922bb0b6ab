"""The attack: what some viewers together find out of a group that may not be told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lcdata.access import Scope
from lcdata.contracts.published import ReadModel
from lcdata.warehouse.reader import Reader
from tests.attacks.printed import Printed, Wanted
from tests.attacks.registers import QUANTITIES, K, Places, Registers, read_registers
from tests.attacks.solver import System, reduced


@dataclass(frozen=True)
class Found:
    """A quantity of a small group that came out.

    Attributes:
        group: the community and which part of it.
        persons: how many it is about.
        quantity: what of their marks.
        low: the least it can be.
        high: the most it can be.
        truth: what it is.
    """

    group: str
    persons: int
    quantity: str
    low: int
    high: int
    truth: int

    def __str__(self) -> str:
        """One line: whose, what, between which bounds."""
        between = f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"
        return f"{self.group} ({self.persons} persons), {self.quantity}: {between}"


@dataclass
class World:
    """A data directory under attack: what its viewers can print, and the judge's registers."""

    data: Path
    release_id: str | None = None
    _models: dict[Scope, ReadModel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The registers are read once."""
        self.reader = Reader(self.data / "releases")
        self.registers: Registers = read_registers(self.reader, self.release_id)

    def seen(self, scope: Scope) -> ReadModel:
        """Everything this viewer can print."""
        if scope not in self._models:
            self._models[scope] = self.reader.read(scope, self.release_id)
        return self._models[scope]

    def printed(self, viewers: Collection[Scope]) -> Printed:
        """Everything these viewers can print together."""
        together = Printed(self.registers)
        for viewer in viewers:
            together.add(viewer, self.seen(viewer))
        return together

    @property
    def companies(self) -> list[str]:
        """The companies with a community."""
        return sorted({owner for owner in self.registers.owners.values() if owner})

    @property
    def directors(self) -> list[Scope]:
        """Every director."""
        return [Scope.director(company) for company in self.companies]

    @property
    def facilitators(self) -> list[Scope]:
        """A facilitator for each community."""
        return [Scope.facilitator(community) for community in sorted(self.registers.owners)]


def anything(figure: object) -> bool:
    """Every figure is used."""
    return figure is not None


def recovered(
    world: World,
    viewers: Sequence[Scope],
    wanted: Wanted = anything,
    width: int = K,
    about: Callable[[str, Places], bool] = lambda name, places: True,
) -> list[Found]:
    """What these viewers find out about small groups of others.

    Args:
        world: the release.
        viewers: who conspires; a facilitator brings the own register along.
        wanted: the figures they use.
        width: how many values have to stay possible.
        about: which small groups are tried.
    """
    own = {community for viewer in viewers for community in viewer.community_ids}
    printed = world.printed(viewers)
    known = world.registers.of(own)
    system = System(reduced(printed.sums(wanted), known))
    others = [one for one in world.registers.owners if one not in own]
    return [
        found
        for community in others
        for name, places in world.registers.small_groups(community)
        if about(name, places)
        for found in _found(world.registers, system, f"{community} {name}", places, width)
    ]


def recovered_by_everybody_else(world: World, wanted: Wanted = anything) -> list[Found]:
    """What everybody but its own facilitator finds out of each small group."""
    everybody = [Scope.leader(), *world.directors, *world.facilitators]
    sums = list(world.printed(everybody).sums(wanted))
    found: list[Found] = []
    for community in world.registers.owners:
        groups = list(world.registers.small_groups(community))
        if groups:
            others = set(world.registers.owners) - {community}
            system = System(reduced(sums, world.registers.of(others)))
            for name, places in groups:
                found += _found(world.registers, system, f"{community} {name}", places, K)
    return found


def _found(
    registers: Registers, system: System, group: str, places: Places, width: int
) -> Iterator[Found]:
    persons = len(registers.persons(places))
    for quantity, states in QUANTITIES.items():
        bounds = system.within([(place, state) for place in places for state in states], width)
        truth = registers.count(places, states)
        if bounds is None or not bounds[0] <= truth <= bounds[1]:
            continue
        implied = registers.implied(places, states)
        if implied is None or bounds[0] > 0 or bounds[1] < implied:
            yield Found(group, persons, quantity, *bounds, truth)
