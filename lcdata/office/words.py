"""How files of the office, questions and their answers are called."""

from __future__ import annotations

from collections.abc import Mapping

from lcdata.locale import N_, Words
from lcdata.office.foreign import Kind
from lcdata.office.matching import NONE
from lcdata.office.questions import LATER, NOBODY, Question

KINDS: Mapping[Kind, str] = {
    Kind.TEAMS: N_("Teams attendance report"),
    Kind.FORMS: N_("answers to a Microsoft form"),
    Kind.PLANNER: N_("Planner plan"),
    Kind.CALENDAR: N_("calendar"),
    Kind.LIST: N_("a list of your own"),
}

QUESTIONS: Mapping[str, str] = {
    "which_session": N_("Which session was “{title}”, with {persons} persons?"),
    "who_is": N_("Who is “{name}”?"),
    "arrival_unknown": N_("When {person} came in cannot be read: in time or late?"),
    "short_stay": N_("{person} was there for less than five minutes: present or not?"),
    "which_community": N_("Of which community are the appointments “{title}”?"),
    "which_kind": N_("What kind of session is “{title}”?"),
}

ANSWERS: Mapping[str, str] = {
    NONE: N_("none of these: leave it out"),
    NOBODY: N_("nobody of the community"),
    LATER: N_("decide later: not counted until then"),
    "present": N_("present"),
    "late": N_("late"),
    "absent": N_("not present"),
    "work": N_("working session"),
    "review": N_("sprint review"),
    "start": N_("start"),
    "closing": N_("closing"),
}

LEFT_OUT: Mapping[str, str] = {
    "all_day": N_("takes a whole day; a session has a time"),
    "no_start": N_("has no beginning"),
    "zone_unknown": N_("has a time zone that is not known"),
    "repeats_too_often": N_("repeats more often than once a day"),
    "not_readable": N_("cannot be read"),
}


def asked(question: Question, words: Words) -> str:
    """The question in the reader's language."""
    return words.text(QUESTIONS[question.code], **question.params)


def answer_told(question: Question, answer: str, words: Words) -> str:
    """What an answer means: in words, or by the name or day of what it is the id of."""
    if answer in ANSWERS and answer not in question.labels:
        return words.text(ANSWERS[answer])
    return question.labels.get(answer, "")
