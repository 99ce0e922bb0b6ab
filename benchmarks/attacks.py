"""The outside solver over drawn consortia: what can be worked out of small groups, and what moved.

Each consortium is delivered and published as an operator does; companies with one group, groups of
three and four, leavers, sprints with few marks. Then everybody who can sign in, but for a group's
own facilitator, puts together whatever they can print, and a solver that knows nothing of the
product bounds each quantity of each group too small to be known; and once more after a further
delivery in which one group changed, for what changed. Counted are the quantities that were tried
and those that came out narrower than rule 7 allows. The later release is not attacked by itself:
what it repeats from the earlier one does not fit the registers of its day.

    python -m benchmarks.attacks [NUMBER] [FIRST SEED]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.drawn import CHANGES, CONSORTIUM, Drawn, draw, later
from lcdata.config import Settings, read_settings
from lcdata.release import deliver
from lcdata.warehouse.reader import Reader
from tests.attacks.attack import Found, World, recovered_by_everybody_else
from tests.attacks.registers import QUANTITIES
from tests.attacks.two_releases import recovered_changes, small_changes

KINDS = sorted(CHANGES)


def drawn_groups(drawn: Drawn) -> Counter[str]:
    """How hard a consortium is: groups below five, members who leave, companies of one group."""
    found: Counter[str] = Counter(consortia=1)
    for owner, tables in drawn.tables.items():
        sizes = Counter(row["community_id"] for row in tables["membership"])
        found["groups"] += len(sizes)
        found["groups below five"] += sum(size < 5 for size in sizes.values())
        found["leavers"] += sum(bool(row["left_on"]) for row in tables["membership"])
        found["companies of one group"] += owner != CONSORTIUM and len(sizes) == 1
    return found


def tried(world: World) -> int:
    """The quantities of small groups in a release."""
    communities = world.registers.owners
    groups = [one for name in communities for one in world.registers.small_groups(name)]
    return len(groups) * len(QUANTITIES)


def tried_changes(before: World, after: World) -> int:
    """The quantities that changed in the marks of few persons from one release to the next."""
    groups = [
        one
        for name in after.registers.owners
        for one in small_changes(before.registers, after.registers, name)
    ]
    return len(groups) * len(QUANTITIES)


def attacked(seed: int, folder: Path) -> Iterator[tuple[str, int, list[Found]]]:
    """What was tried of a consortium and its next delivery, how often, and what came out."""
    drawn = draw(seed)
    settings: Settings = read_settings(data=folder / "data")
    deliver(drawn.write(folder / "first"), settings)
    first = World(settings.data, Reader(settings.releases_dir).current())
    yield "one release", tried(first), recovered_by_everybody_else(first)
    kind = KINDS[seed % len(KINDS)]
    deliver(later(drawn, kind, seed).write(folder / "second"), settings)
    after = World(settings.data)
    yield f"both, {kind}", tried_changes(first, after), recovered_changes(first, after)


def main(number: int = 50, first: int = 0) -> int:
    """Attacks so many consortia; 1 where anything comes out."""
    begin = time.perf_counter()
    drawn: Counter[str] = Counter()
    quantities: Counter[str] = Counter()
    narrow: Counter[str] = Counter()
    for seed in range(first, first + number):
        drawn += drawn_groups(draw(seed))
        with TemporaryDirectory() as folder:
            for what, times, found in attacked(seed, Path(folder)):
                quantities[what] += times
                narrow[what] += len(found)
                print(f"seed {seed}, {what}: {times} tried, {len(found)} too narrow", flush=True)
                for one in found:
                    print(f"  {one}", flush=True)
    print(", ".join(f"{count} {what}" for what, count in drawn.items()))
    for what in sorted(quantities):
        print(f"{what}: {quantities[what]} quantities tried, {narrow[what]} too narrow")
    spent = time.perf_counter() - begin
    print(f"all: {quantities.total()} tried, {narrow.total()} too narrow, {spent:.0f} s")
    return int(bool(narrow.total()))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
