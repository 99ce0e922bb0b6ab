"""The marks behind a release, for the judge alone: whose they are, and what may be told of them.

Nothing here is given to an attacker but the register of a facilitator who conspires.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from lcdata.access import Scope
from lcdata.contracts.published import Community, Meeting, ReadModel
from lcdata.domain import OVERALL
from lcdata.warehouse.reader import Reader

K = 5
"""Persons below whom nothing may be known of a group (`indicators.md` section 7)."""

THERE = ("present", "late")
KNOWN = (*THERE, "excused", "absent")
PAIRS = (*KNOWN, "unknown")
QUANTITIES: Mapping[str, tuple[str, ...]] = {
    "on time": ("present",),
    "late": ("late",),
    "there": THERE,
    "excused": ("excused",),
    "absent": ("absent",),
    "missed": ("excused", "absent"),
    "not excused": (*THERE, "absent"),
    "known": KNOWN,
    "unknown": ("unknown",),
    "pairs": PAIRS,
}
REST = "rest"
"""The sessions outside every sprint."""


class Place(NamedTuple):
    """Where sessions of one community lie in its plan: nothing finer is published."""

    community: str
    block: str
    week: int


Places: TypeAlias = frozenset[Place]
Mark: TypeAlias = tuple[Place, str]


@dataclass(frozen=True)
class Registers:
    """Every mark of a release.

    Attributes:
        owners: community → its company; None for one without a company.
        sessions: how many sessions were held at each place: everybody may know.
        marks: session and person → where, and the state.
    """

    owners: Mapping[str, str | None]
    sessions: Mapping[Place, int]
    marks: Mapping[tuple[str, str], Mark]

    @cached_property
    def counts(self) -> Counter[Mark]:
        """Pairs by place and state."""
        return Counter(self.marks.values())

    @cached_property
    def _known_persons(self) -> Mapping[Place, set[str]]:
        found = defaultdict(set)
        for (_, person), (place, state) in self.marks.items():
            if state in KNOWN:
                found[place].add(person)
        return found

    def places(self, community: str) -> Places:
        """Where this community met."""
        return frozenset(place for place in self.sessions if place.community == community)

    def count(self, places: Iterable[Place], states: Collection[str]) -> int:
        """Pairs in these states at these places."""
        return sum(self.counts[place, state] for place in places for state in states)

    def persons(self, places: Iterable[Place]) -> set[str]:
        """Whose marks are known there."""
        return set().union(*(self._known_persons.get(place, ()) for place in places))

    @cached_property
    def cuts(self) -> Mapping[tuple[str, str], Places]:
        """The places of a community by the name of a figure's period: overall, sprint, week."""
        found: dict[tuple[str, str], set[Place]] = defaultdict(set)
        for place in self.sessions:
            for period in (OVERALL, place.block, f"week {place.week}"):
                found[place.community, period].add(place)
        return {key: frozenset(places) for key, places in found.items()}

    @cached_property
    def everyone(self) -> Counter[tuple[str, str]]:
        """Sessions of a community with a register, with a complete one, with everyone there."""
        states: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (session, _), (place, state) in self.marks.items():
            states[place.community, session].add(state)
        found: Counter[tuple[str, str]] = Counter()
        for (community, _), told in states.items():
            found[community, "held"] += 1
            found[community, "complete"] += "unknown" not in told
            found[community, "everyone"] += told <= set(THERE)
        return found

    def of(self, communities: Collection[str]) -> dict[Mark, int]:
        """The counts of these communities: what their facilitators know."""
        return {
            (place, state): self.counts[place, state]
            for place in self.sessions
            if place.community in communities
            for state in PAIRS
        }

    def small_groups(self, community: str) -> Iterator[tuple[str, Places]]:
        """Whom rule 7 protects, with a name: whole, sprint, week, both, and what is left."""
        for name, places in parts(self.places(community)).items():
            if 1 <= len(self.persons(places)) < K:
                yield name, places

    def implied(self, places: Places, states: Collection[str]) -> int | None:
        """The most that what may be shown of the own community leaves; None where nothing may."""
        covering = [atom for atom in self._atoms(places) if atom & places]
        if not covering:
            return None
        return sum(self.count(atom, states) for atom in covering)

    def _atoms(self, places: Places) -> list[Places]:
        """The finest parts of a community that may be shown (rules 1 and 2)."""
        whole = self.places(next(iter(places)).community)
        if not self._is_showable(whole):
            return []
        blocks = [_where(whole, block=block) for block in {place.block for place in whole}]
        if not all(map(self._may_stand, blocks)):
            return [whole]
        return [atom for block in blocks for atom in self._in_weeks(block)]

    def _in_weeks(self, block: Places) -> list[Places]:
        weeks = [frozenset({place}) for place in block]
        return weeks if all(map(self._may_stand, weeks)) else [block]

    def _may_stand(self, places: Places) -> bool:
        return not self.count(places, PAIRS) or self._is_showable(places)

    def _is_showable(self, places: Places) -> bool:
        if not self.count(places, KNOWN):
            return len({who for (_, who), (at, _) in self.marks.items() if at in places}) >= K
        is_all_absent = self.count(places, ("absent",)) == self.count(places, KNOWN)
        there = self.count(places, THERE)
        return len(self.persons(places)) >= K and there > 0 and not is_all_absent


def parts(whole: Places) -> dict[str, Places]:
    """Every cut of a community that a figure could be about, and its complement."""
    cuts = {"overall": whole}
    cuts |= {place.block: _where(whole, block=place.block) for place in whole}
    cuts |= {f"week {place.week}": _where(whole, week=place.week) for place in whole}
    cuts |= {f"{place.block} in week {place.week}": frozenset({place}) for place in whole}
    left = {f"all but {name}": whole - cut for name, cut in cuts.items()}
    distinct: dict[Places, str] = {}
    for name, cut in (cuts | left).items():
        distinct.setdefault(cut, name)
    return {name: cut for cut, name in distinct.items() if cut}


def _where(whole: Places, block: str | None = None, week: int | None = None) -> Places:
    return frozenset(
        place for place in whole if place.block == block or (week and place.week == week)
    )


def read_registers(reader: Reader, release_id: str | None = None) -> Registers:
    """All registers of a release, each as its own facilitator has it."""
    leader = reader.read(Scope.leader(), release_id)
    owners = {one.community_id: one.organisation_id for one in leader.communities}
    own = reader.read(Scope.facilitator(*owners), release_id)
    where = _where_sessions_lie(leader)
    marks = {
        (mark.session_id, mark.person_id): (where[mark.session_id], mark.status)
        for mark in own.register.marks
    }
    return Registers(owners, Counter(where.values()), marks)


def _where_sessions_lie(model: ReadModel) -> dict[str, Place]:
    """The place of each held session; the agenda is open to everybody."""
    communities = {one.community_id: one for one in model.communities}
    sprints = {(phase.community_id, phase.sprint_no) for phase in model.phases}
    return {
        meeting.session_id: _place(meeting, communities[meeting.community_id], sprints)
        for meeting in model.meetings
        if meeting.status == "held"
        and meeting.planned_start.date() <= communities[meeting.community_id].as_of
    }


def _place(meeting: Meeting, of: Community, sprints: Collection[tuple[str, int | None]]) -> Place:
    in_sprint = (meeting.community_id, meeting.sprint_no) in sprints
    block = f"sprint_{meeting.sprint_no}" if in_sprint else REST
    days = (meeting.planned_start.date() - of.start_date).days
    return Place(meeting.community_id, block, days // 7 + 1)
