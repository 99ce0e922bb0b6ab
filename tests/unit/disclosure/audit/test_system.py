from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from lcdata.disclosure.audit.family import QUANTITIES, STATES
from lcdata.disclosure.audit.system import (
    Bound,
    Group,
    Part,
    Register,
    Target,
    apart,
    bounds,
    registers,
)
from tests.unit.disclosure.audit.release import marks

S1: Part = ("sprint_1", 1)
S2: Part = ("sprint_2", 2)


FIVE = ("present", "present", "late", "absent", "excused")
FOUR = ("present", "present", "absent", "absent")


def group(persons: str, *states: str) -> Group:
    """Marks of persons named by letters, one state after the other."""
    found = Group()
    for person, state in zip(persons * len(states), states, strict=False):
        found.add(person, state)
    return found


def two_sprints() -> dict[Part, Group]:
    """A sprint of four persons, and one of six."""
    return {S1: group("abcd", *FOUR), S2: group("abcdef", *FIVE, "late")}


def narrowest(register: Register, k: int = 5) -> dict[str, tuple[int, int]]:
    return {one.target.name: (one.values, one.implied) for one in bounds(register, k)}


@pytest.mark.parametrize(
    ("marks_of", "expected"),
    [
        (group("abcde", *FIVE), True),
        (group("abcd", *FOUR), False),
        (group("abcde", "absent", "excused", "absent", "absent", "absent"), False),
        (group("abcde", "late", "absent", "absent", "absent", "absent"), True),
        (group("abcde", "unknown", "unknown", "unknown", "unknown", "unknown"), True),
        (group("abcd", "unknown", "unknown", "unknown", "unknown"), False),
        (group("abcde", "present", "present", "present", "present", "unknown"), False),
    ],
    ids=["five", "four", "nobody there", "one there", "five unknown", "four unknown", "four known"],
)
def test_a_group_may_be_known_from_five_with_somebody_there(
    marks_of: Group, expected: bool
) -> None:
    assert marks_of.may_be_known(5) is expected


def test_a_group_that_is_published_by_itself_is_known_to_the_last_mark() -> None:
    register = Register({S1: group("abcd", *FOUR)}, [frozenset({S1})])
    # structure alone leaves 0 to 4 of each state
    assert narrowest(register)["sprint_1"] == (1, 5)


def test_a_group_inside_a_larger_one_is_known_as_far_as_the_larger_tells() -> None:
    parts = two_sprints()
    register = Register(parts, [frozenset({S1, S2})])
    values, implied = narrowest(register)["sprint_1"]
    assert values == implied


def test_what_a_shown_sprint_leaves_of_a_shown_whole_is_found() -> None:
    # nobody publishes sprint 1, but the whole less sprint 2 is sprint 1
    parts = two_sprints()
    register = Register(parts, [frozenset({S1, S2}), frozenset({S2})])
    values, implied = narrowest(register)["sprint_1"]
    assert values == 1
    assert implied > 1


def test_a_group_no_published_number_touches_is_not_bounded() -> None:
    parts = two_sprints()
    assert narrowest(Register(parts, [frozenset({S2})])) == {}


def test_a_part_of_a_sprint_in_a_week_that_is_published_by_itself_is_found() -> None:
    # the sprint and the week are large enough, what they share is not
    parts: dict[Part, Group] = {
        ("sprint_1", 1): group("abcdef", *FIVE, "late"),
        ("sprint_1", 2): group("ab", "present", "absent"),
        (None, 2): group("cdefg", *FIVE),
    }
    register = Register(parts, [frozenset({("sprint_1", 2)})])
    values, implied = narrowest(register)["sprint_1 week 2"]
    assert values == 1
    assert implied > 1


def test_weeks_that_cut_through_a_small_rest_are_no_excuse_for_each_other() -> None:
    # each week is large enough; both together would leave the rest 1 to 3 present
    parts: dict[Part, Group] = {
        ("sprint_1", 1): group("abcde", "absent", "absent", "absent", "absent", "absent"),
        (None, 1): group("ab", "present", "absent"),
        ("sprint_2", 2): group("abcde", "present", "present", "present", "present", "present"),
        (None, 2): group("cd", "present", "present"),
    }
    weeks = [frozenset(list(parts)[:2]), frozenset(list(parts)[2:])]
    values, implied = narrowest(Register(parts, weeks))["outside the sprints"]
    assert values < implied


def two_weeks_through_a_rest() -> Register:
    """Two weeks of fifteen marks, ten of each outside the sprints, where only four persons were."""
    parts: dict[Part, Group] = {
        (None, 1): group("ab", *("present",) * 4, *("absent",) * 6),
        (None, 2): group("cd", "present", *("absent",) * 9),
        ("sprint_1", 1): group("abcde", *("present",) * 3, *("absent",) * 2),
        ("sprint_2", 2): group("abcde", "present", *("absent",) * 4),
    }
    weeks = [frozenset({(None, n), (f"sprint_{n}", n)}) for n in (1, 2)]
    return Register(parts, weeks)


def test_the_most_narrowed_number_is_one_that_nothing_implies() -> None:
    # present: week 1 has 7 of 15, so 2 to 7 of its ten; week 2 has 2 of 15, so 0 to 2: 2 to 9.
    # The whole has 9 of 30 and leaves 0 to 9. That all are known is implied by the weeks.
    (rest,) = [
        one for one in bounds(two_weeks_through_a_rest(), 5)
        if one.target.name == "outside the sprints"
    ]  # fmt: skip
    assert (rest.quantity, rest.values, rest.implied) == ("present", 8, 10)
    assert not rest.is_told(5)
    assert not rest.is_told(8)
    assert rest.is_told(9)


def test_a_group_that_is_published_is_narrowed_beyond_the_whole_it_is_part_of() -> None:
    # the whole has 12 present of 20, which leaves 0 to 4 of four; that another sprint is
    # published, where nobody was present, is about other marks
    parts = {
        S1: group("abcd", *FOUR),
        S2: group("abcdef", *("late",) * 6),
        ("sprint_3", 3): group("abcde", *("present",) * 10),
    }
    register = Register(parts, [frozenset({S1}), frozenset({S2})])
    (told,) = [one for one in bounds(register, 5) if one.target.name == "sprint_1"]
    assert (told.quantity, told.values, told.implied) == ("present", 1, 5)


@pytest.mark.parametrize(
    ("values", "implied", "expected"),
    [(4, 5, True), (5, 6, False), (4, 4, False), (6, 9, False)],
)
def test_a_group_is_told_below_five_values_and_below_what_is_implied(
    values: int, implied: int, expected: bool
) -> None:
    bound = Bound(Target("sprint_1", frozenset({S1})), "present", values, implied)
    assert bound.is_told(5) is expected


def test_sets_that_overlap_are_solved_together_though_one_contains_the_group() -> None:
    # sprint 1 lies in the first set; the second tells more of the first's other sprint
    third: Part = ("sprint_3", 3)
    parts = {**two_sprints(), third: group("abcde", *("absent",) * 4, "present")}
    register = Register(parts, [frozenset({S1, S2}), frozenset({S2, third})])
    solved = [one.target.name for one in bounds(register, 5, is_thorough=False)]
    assert solved == ["sprint_1", "week 1"]
    alone = Register(parts, [frozenset({S1, S2})])
    assert list(bounds(alone, 5, is_thorough=False)) == []


@pytest.mark.parametrize("seed", range(60))
def test_what_containing_groups_imply_is_what_trying_every_way_leaves(seed: int) -> None:
    draw = Random(seed)
    parts: dict[Part, Group] = {
        (f"sprint_{number}", 1): group("abc"[: draw.randint(1, 2)], draw.choice(STATES),
                                       draw.choice(STATES))
        for number in range(3)
    }  # fmt: skip
    every = sorted(parts, key=str)
    atom = frozenset(draw.sample(every, draw.randint(1, 2)))
    register = Register(parts, [atom])
    whole = frozenset(every)
    for bound in bounds(register, 2):
        inside = bound.target.parts
        # there is one published set, one week, and the whole
        larger = [set_ for set_ in (atom, whole)
                  if inside <= set_ and register.together(set_).may_be_known(2)]  # fmt: skip
        states = QUANTITIES[bound.quantity]
        left = [enumerated(Register(parts, [set_]), inside, states) for set_ in larger]
        nothing = sum(int(parts[part].marks.sum()) for part in inside) + 1
        assert bound.implied == min(left, default=nothing)


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        (["ab", "b"], ["a", "b"]),
        (["abc", "ab", "b"], ["a", "b", "c"]),
        (["ab", "ab"], ["ab"]),
        (["ab", "bc"], ["ab", "bc"]),
        (["ab", "a", "b"], ["a", "b"]),
        ([""], []),
    ],
)
def test_what_is_left_of_a_whole_is_known_too(sets: list[str], expected: list[str]) -> None:
    found = apart([frozenset((letter, None) for letter in one) for one in sets])
    assert sorted("".join(sorted(str(name) for name, _ in one)) for one in found) == expected


def test_nothing_is_solved_where_nothing_can_be_narrowed() -> None:
    parts = two_sprints()
    inside = Register(parts, [frozenset({S1, S2})])
    assert list(bounds(inside, 5, is_thorough=False)) == []
    alone = Register(parts, [frozenset({S1})])
    named = [one.target.name for one in bounds(alone, 5, is_thorough=False)]
    assert named == ["sprint_1", "week 1"]


def test_the_register_of_a_release_has_its_parts_and_published_sets() -> None:
    found = registers(marks({"alpha/c1": 6, "alpha/c2": 4}))
    assert set(found) == {"alpha/c1", "alpha/c2"}
    weeks = {(f"sprint_{1 + n // 2}", n + 1) for n in range(4)}
    assert set(found["alpha/c1"].parts) == weeks
    assert set(found["alpha/c1"].atoms) == {frozenset({part}) for part in weeks}
    assert list(found["alpha/c2"].atoms) == []
    assert found["alpha/c1"].together(frozenset(weeks)).marks.sum() == 24


def enumerated(register: Register, parts: frozenset[Part], states: frozenset[str]) -> int:
    """How many values are left, by trying every way to fill the parts: another way to know."""
    every = sorted(register.parts, key=str)
    totals = [int(register.parts[part].marks.sum()) for part in every]
    wanted = [
        ({every.index(part) for part in atom}, register.together(atom).marks.tolist())
        for atom in register.atoms
    ]
    found = set()
    for filled in product(*(_ways(total) for total in totals)):
        sums = (
            [sum(filled[place][state] for place in places) for state in range(len(STATES))] == marks
            for places, marks in wanted
        )
        if all(sums):
            inside = [place for place, part in enumerate(every) if part in parts]
            found.add(
                sum(filled[p][s] for p in inside for s, name in enumerate(STATES) if name in states)
            )
    return len(found)


def _ways(total: int) -> list[tuple[int, ...]]:
    """Every way to spread so many marks over five states."""
    if total == 0:
        return [(0,) * len(STATES)]
    counts = product(range(total + 1), repeat=len(STATES))
    return [one for one in counts if sum(one) == total]


@pytest.mark.parametrize("seed", range(200))
def test_the_solver_leaves_what_trying_every_way_leaves(seed: int) -> None:
    draw = Random(seed)
    parts: dict[Part, Group] = {}
    for number in range(draw.randint(1, 3)):
        persons = "abc"[: draw.randint(1, 2)]
        states = [draw.choice(STATES) for _ in persons]
        parts[f"sprint_{number}", number + 1] = group(persons, *states)
    every = sorted(parts, key=str)
    atoms = {
        frozenset(draw.sample(every, draw.randint(1, len(every))))
        for _ in range(draw.randint(0, 3))
    }
    register = Register(parts, sorted(atoms, key=str))
    for bound in bounds(register, 5):
        left = enumerated(register, bound.target.parts, QUANTITIES[bound.quantity])
        assert bound.values == left


def test_a_solver_that_gives_up_is_an_error_and_no_answer() -> None:
    register = Register({S1: group("abcd", *FOUR)}, [frozenset({S1})])
    register.parts[S1].marks = np.array([2, 0, 0, -1, 0])
    with pytest.raises(ArithmeticError, match="gave up"):
        list(bounds(register, 5))
