from __future__ import annotations

import datetime as dt

import pytest

from lcdata.office.forms import Answered, Asked, chosen, days, form, is_form, values

DUTCH = ("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Wat deed u anders?")
ENGLISH = ("Id", "Start time", "Completion time", "Email", "Name", "What did you do differently?")
BODY = ("1", "2026-11-03 14:00:01", "2026-11-03 14:05:10", "a@b.example", "Jan", "ja")


@pytest.mark.parametrize("header", [DUTCH, ENGLISH])
def test_a_form_is_known_by_its_first_columns_without_any_answer(header: tuple[str, ...]) -> None:
    assert is_form([header])


def test_a_form_in_another_language_is_known_by_what_its_rows_hold() -> None:
    header = ("Nr", "Início", "Fim", "Correio", "Nome", "Pergunta")
    assert is_form([header, BODY])
    assert form([header, BODY]).questions == (Asked("Pergunta"),)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("id", "naam")],
        [("persoon_id", "naam", "rol", "van", "tot"), ("1", "Jan", "lid", "", "")],
    ],
)
def test_another_list_is_no_form(rows: list[tuple[str, ...]]) -> None:
    assert not is_form(rows)


def test_the_columns_about_the_answer_are_no_questions() -> None:
    header = (*DUTCH[:5], "Tijd van laatste wijziging", "Wat deed u anders?")
    found = form([header, (*BODY[:5], "", "ja")])
    assert found.questions == (Asked("Wat deed u anders?"),)
    assert found.answers == (Answered("1", "2026-11-03 14:05:10", "a@b.example", "Jan", ("ja",)),)


def test_points_and_feedback_of_a_quiz_are_no_questions() -> None:
    header = (*ENGLISH[:5], "Total points", "Quiz feedback", "Q", "Points - Q", "Feedback - Q")
    assert form([header]).questions == (Asked("Q"),)


def test_two_questions_of_one_text_stay_two() -> None:
    header = (*ENGLISH[:5], "Toelichting", "Toelichting2")
    assert form([header]).questions == (Asked("Toelichting"), Asked("Toelichting", 2))


def test_a_question_that_ends_in_a_number_of_its_own_keeps_it() -> None:
    header = (*ENGLISH[:5], "Hoe ging sprint 2")
    assert form([header]).questions == (Asked("Hoe ging sprint 2"),)


def test_the_number_before_a_question_and_its_spaces_do_not_count() -> None:
    one, other = ((*ENGLISH[:5], text) for text in ("1. Hoe  ging het?", "3) Hoe ging het?"))
    assert form([one]).id == form([other]).id


def test_another_wording_is_another_form() -> None:
    one, other = ((*ENGLISH[:5], text) for text in ("Hoe ging het?", "Hoe gaat het?"))
    assert form([one]).id != form([other]).id


@pytest.mark.parametrize("nobody", ["anonymous", "Anoniem"])
def test_an_anonymous_answer_has_no_address(nobody: str) -> None:
    (one,) = form([ENGLISH, ("1", "", "", nobody, "", "ja")]).answers
    assert (one.address, one.name) == ("", "")


def test_the_options_of_an_answer_end_with_a_semicolon() -> None:
    assert chosen("a; b;c;") == ("a", "b", "c")


def answered(*moments: str) -> list[Answered]:
    return [Answered(str(at), moment, "", "", ()) for at, moment in enumerate(moments)]


def test_dutch_headers_do_not_say_the_order_of_a_date() -> None:
    assert days(answered("11/3/26 14:05:10")) == [
        {"0": dt.date(2026, 3, 11)},
        {"0": dt.date(2026, 11, 3)},
    ]


def test_one_day_above_twelve_says_the_order_for_all() -> None:
    assert days(answered("11/3/26 14:05:10", "11/13/26 9:00:00")) == [
        {"0": dt.date(2026, 11, 3), "1": dt.date(2026, 11, 13)}
    ]


def test_a_moment_that_is_none_leaves_no_way_to_read_them() -> None:
    assert days(answered("11/3/26 14:05:10", "gisteren")) == []


def test_an_option_becomes_its_number_only_as_it_was_coded() -> None:
    header = (*ENGLISH[:5], "Q")
    found = form([header, ("1", "", "", "", "", "Eens"), ("2", "", "", "", "", "eens")])
    assert values(found, {(Asked("Q"), "Eens"): 4}) == {"1": [4], "2": [None]}
