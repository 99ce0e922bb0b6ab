"""What disclosure control asks of each indicator, said over again from section 7.

An indicator whose trait is taken away, or is another one, stops the import or one of these tests.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from lcdata.domain import About, Counts, Kind, Traits
from lcdata.pipelines.catalogue import CATALOGUE
from lcdata.pipelines.computed import TRAITS
from lcdata.pipelines.indicator import Indicator

BY_ID = {one.id: one for one in CATALOGUE}
CONSTRUCTS = (
    "innovative_work_behaviour", "self_directed_learning", "proactive_attitude", "autonomy",
    "competence", "relatedness", "self_efficacy", "team_efficacy", "team_learning", "transfer",
)  # fmt: skip

ATTENDANCE = [
    "attendance_rate",
    "attendance_rate_excl_excused",
    "unexcused_rate",
    "late_share",
    "register_coverage",
]
NUMBERS = ["group_size_max"] + [
    f"members.{role}"
    for role in ("employee", "student", "teacher", "manager", "expert", "researcher")
]
IN_UNITS = ["schools_represented", "companies_represented"] + [
    f"mix_{what}" for what in ("service", "discipline", "experience", "generation")
]
SPLITS = [f"blau_{what}" for what in ("service", "discipline", "experience", "generation")]
SHARES_IN_THE_DESIGN = [
    f"design.{name}"
    for name in ("B2.expertise_recorded", "B4.linked_goal", "C3.goal_revised", "support.intakes")
]
FROM_ANSWERS = [
    *(f"{kind}.{construct}" for kind in ("mean", "change", "dz", "gav", "alpha", "omega")
      for construct in CONSTRUCTS),
    "design.A1a.transfer", "design.C3.sdl_change", "design.D1.relatedness", "design.D2.autonomy",
    "design.D3.competence", "design.D3.self_efficacy", "design.D3.team_efficacy",
]  # fmt: skip
ABOUT_THE_SURVEY = ["response_rate", "design.support.response_rate", "prorated_share"]

EXPECTED: dict[str, tuple[About, Counts, bool, Kind]] = {
    **dict.fromkeys(ATTENDANCE, (About.MARKS, Counts.UNITS, True, Kind.PERSON)),
    "design.support.register_coverage": (About.MARKS, Counts.UNITS, True, Kind.DESIGN),
    "design.D1.all_present": (About.MARKS, Counts.SESSIONS, True, Kind.DESIGN),
    **dict.fromkeys(NUMBERS, (About.MEMBERS, Counts.PERSON_NUMBER, False, Kind.PERSON)),
    **dict.fromkeys(IN_UNITS, (About.MEMBERS, Counts.UNITS, False, Kind.PERSON)),
    **dict.fromkeys(SPLITS, (About.MEMBERS, Counts.SPLIT, False, Kind.PERSON)),
    "design.B2.blau_discipline": (About.MEMBERS, Counts.SPLIT, False, Kind.DESIGN),
    "gives_and_takes": (About.MEMBERS, Counts.PERSONS, False, Kind.PERSON),
    **dict.fromkeys(SHARES_IN_THE_DESIGN, (About.MEMBERS, Counts.PERSONS, False, Kind.DESIGN)),
    "design.C1.goal_revisions": (About.MEMBERS, Counts.UNITS, False, Kind.DESIGN),
    "design.D2.supervisor_pairs": (About.MEMBERS, Counts.UNITS, False, Kind.DESIGN),
    "retention": (About.MEMBERS, Counts.FOLLOWED, False, Kind.RETENTION),
    **dict.fromkeys(FROM_ANSWERS, (About.ANSWERS, Counts.PERSONS, True, Kind.SURVEY)),
    **dict.fromkeys(ABOUT_THE_SURVEY, (About.ANSWERS, Counts.PERSONS, False, Kind.SURVEY)),
}
"""Every figure about persons. All others are process figures, which name no one."""


def of(traits: Traits) -> tuple[About, Counts, bool, Kind]:
    return traits.about, traits.counts, traits.tells_of_all, traits.kind


@pytest.mark.parametrize("name", list(BY_ID))
def test_an_indicator_has_the_traits_that_section_7_gives_it(name: str) -> None:
    kind = Kind.DESIGN if name.startswith("design.") else Kind.PROCESS
    expected = EXPECTED.get(name, (About.NOBODY, Counts.UNITS, False, kind))
    assert of(BY_ID[name].traits) == expected


def test_every_figure_about_persons_is_in_the_catalogue() -> None:
    assert EXPECTED.keys() <= BY_ID.keys()


def test_contacts_name_no_one_and_have_a_row_of_their_own() -> None:
    contacts = {name: of(TRAITS[name]) for name in TRAITS.keys() - BY_ID.keys()}
    assert contacts
    assert set(contacts.values()) == {(About.NOBODY, Counts.UNITS, False, Kind.CONTACT)}


COMPLETE: dict[str, Any] = {
    "about": About.MEMBERS, "counts": Counts.UNITS, "tells_of_all": False, "kind": Kind.PERSON,
}  # fmt: skip


@pytest.mark.parametrize("missing", [field.name for field in fields(Traits)])
def test_traits_without_one_of_them_cannot_be_made(missing: str) -> None:
    assert COMPLETE.keys() == {field.name for field in fields(Traits)}
    with pytest.raises(TypeError, match=missing):
        Traits(**{name: value for name, value in COMPLETE.items() if name != missing})


@pytest.mark.parametrize("name", list(BY_ID))
def test_an_indicator_without_traits_cannot_be_made(name: str) -> None:
    known = {field.name: getattr(BY_ID[name], field.name) for field in fields(Indicator)}
    del known["traits"]
    with pytest.raises(TypeError, match="traits"):
        Indicator(**known)


@pytest.mark.parametrize("counts", [one for one in Counts if one is not Counts.UNITS])
def test_what_counts_persons_is_about_somebody(counts: Counts) -> None:
    with pytest.raises(ValueError, match="about somebody"):
        Traits(About.NOBODY, counts, tells_of_all=False, kind=Kind.PROCESS)


def test_answers_and_nothing_else_follow_the_row_of_the_survey() -> None:
    for about, kind in ((About.ANSWERS, Kind.PERSON), (About.MEMBERS, Kind.SURVEY)):
        with pytest.raises(ValueError, match="row of the survey"):
            replace(Traits(**COMPLETE), about=about, kind=kind)
