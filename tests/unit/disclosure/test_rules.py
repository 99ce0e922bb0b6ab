from __future__ import annotations

import pytest

from lcdata.disclosure.atoms import REST, Atom
from lcdata.disclosure.policy import read_policy
from lcdata.disclosure.rules import closed_atoms, included, is_mixed, judge_pooled, judge_sum

POLICY = read_policy()


def atom(community: str, period: str, size: int, num: float = 20, den: float = 30) -> Atom:
    persons = frozenset(f"{community}/p{number}" for number in range(size))
    return Atom(community, period, persons, size, num, den)


def of(*atoms: Atom) -> dict[tuple[str, str], Atom]:
    return {(one.community, one.period): one for one in atoms}


@pytest.mark.parametrize(("size", "is_closed"), [(4, True), (5, False)])
def test_an_atom_below_five_persons_is_closed(size: int, is_closed: bool) -> None:
    closed = closed_atoms(of(atom("a/c1", "overall", size)), POLICY)
    assert (("a/c1", "overall") in closed) is is_closed


def test_an_atom_that_tells_the_same_of_everybody_is_closed() -> None:
    everyone = Atom("a/c1", "overall", frozenset("pqrstu"), 6, 0, 12, is_uniform=True)
    assert closed_atoms(of(everyone), POLICY) == {("a/c1", "overall")}


def test_one_hidden_sprint_hides_the_next_smallest_too() -> None:
    closed = closed_atoms(
        of(
            atom("a/c1", "overall", 8, 30, 40),
            atom("a/c1", "sprint_1", 4, 5, 8),
            atom("a/c1", "sprint_2", 6, 10, 12),
            atom("a/c1", "sprint_3", 8, 15, 20),
        ),
        POLICY,
    )
    assert closed == {("a/c1", "sprint_1"), ("a/c1", "sprint_2")}


def test_of_two_alike_the_later_sprint_is_hidden() -> None:
    closed = closed_atoms(
        of(
            atom("a/c1", "overall", 8, 30, 40),
            atom("a/c1", "sprint_1", 4, 5, 8),
            atom("a/c1", "sprint_2", 6, 10, 12),
            atom("a/c1", "sprint_3", 6, 15, 20),
        ),
        POLICY,
    )
    assert closed == {("a/c1", "sprint_1"), ("a/c1", "sprint_3")}


def test_hidden_sprints_hold_five_between_them_or_more_are_hidden() -> None:
    closed = closed_atoms(
        of(
            atom("a/c1", "overall", 8, 9, 40),
            atom("a/c1", "sprint_1", 4, 1, 8),
            atom("a/c1", "sprint_2", 6, 2, 12),
            atom("a/c1", "sprint_3", 8, 6, 20),
        ),
        POLICY,
    )
    assert closed >= {("a/c1", f"sprint_{number}") for number in (1, 2, 3)}
    assert ("a/c1", "overall") not in closed


def test_what_lies_outside_the_sprints_counts_as_a_hidden_period() -> None:
    closed = closed_atoms(
        of(
            atom("a/c1", "overall", 8, 30, 40),
            atom("a/c1", "sprint_1", 8, 26, 36),
            atom("a/c1", REST, 4, 4, 4),
        ),
        POLICY,
    )
    assert ("a/c1", "sprint_1") in closed


@pytest.mark.parametrize(
    ("sizes", "taken"),
    [((4,), False), ((4, 4), True), ((2, 2), False), ((7,), True)],
)
def test_unshown_groups_are_summed_from_five_persons_together(
    sizes: tuple[int, ...], taken: bool
) -> None:
    atoms = of(*(atom(f"a/c{place}", "overall", size) for place, size in enumerate(sizes)))
    closed = {key for key, one in atoms.items() if one.size < 5}
    assert ("overall" in included(atoms, judge_sum(closed, POLICY))) is taken


def test_a_hidden_group_alone_is_left_out_however_large() -> None:
    atoms = of(atom("a/c1", "overall", 7))
    assert not included(atoms, judge_sum({("a/c1", "overall")}, POLICY))


def test_hidden_groups_with_fewer_than_five_counted_are_left_out() -> None:
    atoms = of(atom("a/c1", "overall", 4, 2, 20), atom("b/c1", "overall", 4, 2, 20))
    assert not included(atoms, judge_sum(atoms.keys(), POLICY))


def test_yes_or_no_of_hidden_groups_is_summed_only_where_they_differ() -> None:
    alike = of(atom("a/c1", "overall", 4, 1, 1), atom("b/c1", "overall", 4, 1, 1))
    mixed = of(atom("a/c1", "overall", 4, 1, 1), atom("b/c1", "overall", 4, 0, 1))
    assert not included(alike, judge_sum(alike.keys(), POLICY))
    assert included(mixed, judge_sum(mixed.keys(), POLICY)) == {"overall"}


def test_overall_minus_the_sprints_does_not_give_a_group_left_out_of_one() -> None:
    atoms = of(
        atom("a/c1", "overall", 4, 20, 28),
        atom("a/c1", "sprint_1", 4, 10, 14),
        atom("a/c1", "sprint_2", 4, 10, 14),
        atom("b/c1", "overall", 4, 10, 14),
        atom("b/c1", "sprint_1", 4, 10, 14),
    )
    taken = included(atoms, judge_sum(atoms.keys(), POLICY))
    assert taken == {"overall"}


OWNERS = {f"{company}/c1": company for company in "abcd"}


@pytest.mark.parametrize(
    ("sizes", "taken"),
    [((6, 6, 6), True), ((6, 6), False), ((13, 6, 6), False), ((12, 6, 6), True)],
)
def test_other_companies_are_three_and_none_above_half(sizes: tuple[int, ...], taken: bool) -> None:
    atoms = of(*(atom(f"{'abcd'[n]}/c1", "overall", size) for n, size in enumerate(sizes)))
    judge = judge_pooled(OWNERS, (), POLICY)
    assert ("overall" in included(atoms, judge)) is taken


def test_a_company_without_persons_is_no_company_of_the_others() -> None:
    assert not is_mixed([6, 6, 0], POLICY)
