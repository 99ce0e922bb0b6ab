from __future__ import annotations

from random import Random

import pytest

from lcdata.disclosure.audit import differences as module
from lcdata.disclosure.audit.differences import Atom, differences


def atom(*facts: str) -> Atom:
    """Facts such as `a1+`: person a, first mark, present; a question mark says it is unknown."""
    return frozenset((fact, fact[0], not fact.endswith("?")) for fact in facts)


FIVE = atom("a1+", "b1+", "c1-", "d1+", "e1+")


def test_what_did_not_change_is_no_difference() -> None:
    assert list(differences([FIVE], [FIVE])) == []


@pytest.mark.parametrize(
    ("now", "persons"),
    [
        (atom("a1+", "b1+", "c1+", "d1+", "e1+"), 1),
        (atom("a1+", "b1+", "c1+", "d1+", "e1+", "f1+"), 2),
        (atom("a1+", "b1+", "c1-", "d1+"), 1),
        (atom("a1-", "b1-", "c1+", "d1-", "e1-"), 5),
    ],
    ids=["a correction", "a correction and a new mark", "a mark gone", "every mark"],
)
def test_a_difference_is_about_the_persons_whose_facts_do_not_cancel(
    now: Atom, persons: int
) -> None:
    assert min(differences([FIVE], [now])) == persons


def test_an_atom_that_is_new_is_about_its_own_persons() -> None:
    assert sorted(differences([FIVE], [FIVE, atom("f1+", "g1-", "h1?")])) == [2]


def test_an_atom_that_is_gone_is_about_its_own_persons() -> None:
    assert list(differences([FIVE, atom("f1+", "g1-")], [FIVE])) == [2]


def test_where_only_unknown_marks_are_left_whoever_they_are_of_counts() -> None:
    now = FIVE | atom("f1?", "g1?", "h1?")
    assert list(differences([FIVE], [now])) == [3]


def test_an_unknown_mark_that_becomes_known_is_one_person() -> None:
    assert list(differences([FIVE | atom("f1?")], [FIVE | atom("f1+")])) == [1]


def test_a_difference_of_unknown_marks_hides_no_other() -> None:
    # the bundle tells of three unknown marks and, apart from them, of one known
    old = [FIVE, atom("a2+", "b2+", "c2+", "d2+", "e2+")]
    moved = [FIVE | atom("f1?", "g1?", "h1?", "i1?", "j1?"), old[1] - atom("a2+") | atom("a2-")]
    assert sorted(differences(old, moved)) == [1, 5]


def test_a_session_that_moves_to_another_sprint_is_what_each_of_them_lost_and_won() -> None:
    moved = atom("a3+", "b3+", "c3+")
    sprints = [FIVE, atom("a2+", "b2+", "c2+", "d2+", "e2+")]
    assert list(
        differences([sprints[0] | moved, sprints[1]], [sprints[0], sprints[1] | moved])
    ) == [3]


def test_a_correction_beside_a_moved_session_shows_in_the_sum_of_both_sprints() -> None:
    moved = atom("a3+", "b3+", "c3+", "d3+", "e3+")
    corrected = moved - atom("a3+") | atom("a3-")
    sprints = [FIVE, atom("a2+", "b2+", "c2+", "d2+", "e2+")]
    before, now = [sprints[0] | moved, sprints[1]], [sprints[0], sprints[1] | corrected]
    assert list(differences(before, now)) == [1]


def test_atoms_that_grow_together_tell_nothing_new() -> None:
    other = atom("a2+", "b2+", "c2+", "d2+", "e2+")
    assert list(differences([FIVE, other], [FIVE | other])) == [5]


@pytest.mark.parametrize("marks", ["++-", "+-????", "?"])
@pytest.mark.parametrize("seed", range(60))
def test_the_solver_finds_what_trying_every_choice_finds(
    seed: int, marks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = Random(seed)
    facts = [f"{person}{number}{draw.choice(marks)}" for person in "abcdef" for number in range(3)]
    # each side spreads its facts over its own atoms; some are on one side only
    sides = []
    for _ in range(2):
        held = [fact for fact in facts if draw.random() < 0.9]
        atoms = [
            [fact for fact in held if facts.index(fact) * (seed + 1) % 7 % 3 == n] for n in range(3)
        ]
        for part in atoms:
            if part and draw.random() < 0.5:
                atoms[draw.randrange(3)].append(part.pop())
        sides.append([atom(*part) for part in atoms if part])
    tried = sorted(differences(*sides))
    monkeypatch.setattr(module, "_TRIED", 0)
    assert sorted(differences(*sides)) == tried
