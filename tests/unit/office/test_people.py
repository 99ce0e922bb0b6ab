from __future__ import annotations

import pytest

from lcdata.office.people import Identity, Member, is_telephone, plain, recognise
from lcdata.office.questions import LATER, NOBODY

MEMBERS = [
    Member("p1", "Jan van der Berg", "jan@bedrijf.example"),
    Member("p2", "Piet de Vries"),
    Member("p3", "Karin Smit"),
]


@pytest.mark.parametrize(
    "spelling",
    ["Berg, Jan van der", "Jan v.d. Berg", "BERG Jan v/d", "Jan vd Berg (Gast)", "berg, jan (EXT)"],
)
def test_every_dutch_spelling_of_a_name_is_the_same_name(spelling: str) -> None:
    assert plain(spelling) == plain("Jan van der Berg")


@pytest.mark.parametrize("name", ["Jan Berger", "Jana van der Berg", "Jan-Piet van der Berg"])
def test_another_name_stays_another(name: str) -> None:
    assert plain(name) != plain("Jan van der Berg")


def test_a_name_that_one_member_has_is_that_member() -> None:
    one = Identity("Vries, Piet de")
    assert recognise([one], MEMBERS, {}, {}).persons == {one: "p2"}


def test_an_address_that_a_member_has_is_that_member() -> None:
    one = Identity("J. Berg", "jan@bedrijf.example", "jan@bedrijf.example")
    assert recognise([one], MEMBERS, {}, {}).persons == {one: "p1"}


def test_an_address_of_one_member_under_the_name_of_another_is_asked_about() -> None:
    one = Identity("Karin Smit", "jan@bedrijf.example")
    known = recognise([one], MEMBERS, {}, {})
    assert (known.persons, len(known.questions)) == ({}, 1)


def test_two_members_of_one_name_are_asked_about() -> None:
    one = Identity("Karin Smit")
    known = recognise([one], [*MEMBERS, Member("p4", "Karin Smit")], {}, {})
    assert (known.persons, len(known.questions)) == ({}, 1)


def test_two_accounts_of_one_name_are_both_asked_about() -> None:
    two = [Identity("Karin Smit", account="k1"), Identity("Karin Smit", account="k2")]
    known = recognise(two, MEMBERS, {}, {})
    assert (known.persons, len(known.questions)) == ({}, 2)


def test_a_first_name_alone_is_nobody_for_sure() -> None:
    known = recognise([Identity("Karin")], [Member("p1", "Karin")], {}, {})
    assert known.persons == {}


def test_the_likeliest_member_is_proposed_first_and_all_can_be_chosen() -> None:
    (question,) = recognise([Identity("Karen Smid")], MEMBERS, {}, {}).questions
    assert question.answers == ("p3", "p1", "p2", NOBODY, LATER)


def test_what_was_answered_holds() -> None:
    one = Identity("Karen Smid")
    (question,) = recognise([one], MEMBERS, {}, {}).questions
    assert recognise([one], MEMBERS, {}, {question.id: "p3"}).persons == {one: "p3"}


def test_an_answer_that_was_not_offered_is_none() -> None:
    one = Identity("Karen Smid")
    (question,) = recognise([one], MEMBERS, {}, {}).questions
    assert len(recognise([one], MEMBERS, {}, {question.id: "p9"}).questions) == 1


def test_who_is_left_open_is_held_and_counts_nowhere() -> None:
    one = Identity("Karen Smid")
    (question,) = recognise([one], MEMBERS, {}, {}).questions
    known = recognise([one], MEMBERS, {}, {question.id: LATER})
    assert (known.persons, known.held, known.questions) == ({}, (one,), ())


def test_a_confirmed_account_is_known_under_any_name() -> None:
    one = Identity("Iemand Anders", account="k1")
    assert recognise([one], MEMBERS, {"account:k1": "p3"}, {}).persons == {one: "p3"}


def test_a_new_account_under_a_confirmed_name_is_asked_about() -> None:
    one = Identity("K. Smit", account="k2")
    known = recognise([one], MEMBERS, {f"name:{plain('K. Smit')}": "p3"}, {})
    assert (known.persons, len(known.questions)) == ({}, 1)


def test_a_question_has_the_same_id_at_the_next_try() -> None:
    first, second = (recognise([Identity("Karen Smid")], MEMBERS, {}, {}) for _ in range(2))
    assert first.questions[0].id == second.questions[0].id


@pytest.mark.parametrize(("name", "is_one"), [("31612345678 (Unverified)", True), ("Jan 2", False)])
def test_a_telephone_number_is_known_as_one(name: str, is_one: bool) -> None:
    assert is_telephone(name) is is_one
