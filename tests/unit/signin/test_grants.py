from __future__ import annotations

from pathlib import Path

import pytest

from lcdata.access import Scope
from lcdata.locale import words
from lcdata.signin.grants import Access, read_access
from lcdata.signin.identity import Identity
from lcdata.signin.problems import SetupIncomplete

DIRECTOR = '[[grant]]\nemail = "D@Nijhof.example"\nrole = "director"\ncompanies = ["nijhof"]\n'
LEADERS = '[[grant]]\ngroup = "leaders"\nrole = "leader"\n'


def read(tmp_path: Path, text: str) -> Access:
    path = tmp_path / "access.toml"
    path.write_text(text, encoding="utf-8")
    return read_access(path)


def person(email: str | None = None, *groups: str, provider: str = "default") -> Identity:
    return Identity(email, frozenset(groups), provider, "", "", None)


def complaints(tmp_path: Path, text: str) -> str:
    with pytest.raises(SetupIncomplete) as refused:
        read(tmp_path, text)
    return refused.value.said(words("en"))


def test_an_address_is_compared_without_regard_to_capitals(tmp_path: Path) -> None:
    access = read(tmp_path, DIRECTOR)
    assert access.scopes(person("d@nijhof.example")) == (Scope.director("nijhof"),)


def test_a_group_gives_its_role_to_each_member(tmp_path: Path) -> None:
    access = read(tmp_path, LEADERS)
    assert access.scopes(person(None, "leaders", "others")) == (Scope.leader(),)


def test_somebody_nobody_entered_has_nothing(tmp_path: Path) -> None:
    access = read(tmp_path, DIRECTOR + LEADERS)
    assert access.scopes(person("x@nijhof.example", "Leaders")) == ()


def test_without_a_relied_on_address_no_entry_by_address_counts(tmp_path: Path) -> None:
    assert read(tmp_path, DIRECTOR + LEADERS).scopes(person()) == ()


def test_several_roles_come_in_the_order_of_the_file_each_once(tmp_path: Path) -> None:
    facilitator = (
        '[[grant]]\nemail = "d@nijhof.example"\nrole = "facilitator"\n'
        'communities = ["nijhof/c1", "winkels/c2"]\n'
    )
    access = read(tmp_path, facilitator + DIRECTOR + DIRECTOR)
    assert access.scopes(person("d@nijhof.example")) == (
        Scope.facilitator("nijhof/c1", "winkels/c2"),
        Scope.director("nijhof"),
    )


def test_a_director_of_two_companies_has_two_scopes(tmp_path: Path) -> None:
    both = DIRECTOR.replace('["nijhof"]', '["nijhof", "geas"]')
    scopes = read(tmp_path, both).scopes(person("d@nijhof.example"))
    assert scopes == (Scope.director("nijhof"), Scope.director("geas"))


def test_communities_of_one_company_entered_apart_are_one_role(tmp_path: Path) -> None:
    entry = '[[grant]]\nemail = "f@b.nl"\nrole = "facilitator"\ncommunities = ["engberink/{}"]\n'
    scopes = read(tmp_path, entry.format("c1") + entry.format("c2")).scopes(person("f@b.nl"))
    assert scopes == (Scope.facilitator("engberink/c1", "engberink/c2"),)


def test_an_entry_with_a_provider_is_for_that_provider_alone(tmp_path: Path) -> None:
    access = read(tmp_path, LEADERS + 'provider = "entra"\n')
    assert access.scopes(person(None, "leaders", provider="entra")) == (Scope.leader(),)
    assert access.scopes(person(None, "leaders", provider="surfconext")) == ()


def test_a_change_of_the_file_is_seen_at_the_next_reading(tmp_path: Path) -> None:
    assert not read(tmp_path, LEADERS).scopes(person("d@nijhof.example"))
    assert read(tmp_path, LEADERS + DIRECTOR).scopes(person("d@nijhof.example"))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('email = "a@b.nl"\nrole = "boss"', "role must be leader, director or facilitator"),
        ('email = "a@b.nl"', "role is missing"),
        ('role = "leader"', "give either email or group"),
        ('email = "a@b.nl"\ngroup = "g"\nrole = "leader"', "give either email or group"),
        ('email = "a@b.nl"\nrole = "director"', "a director has companies"),
        ('email = "a@b.nl"\nrole = "leader"\ncompanies = ["geas"]', "a leader has neither"),
        ('email = "a@b.nl"\nrole = "facilitator"\ncommunities = ["c1"]', "company/community"),
        ('email = "a@b.nl"\nrole = "director"\ncompanies = ["a,b"]', "as in its deliveries"),
        ('email = "a@b.nl"\nrole = "director"\ncompanies = ["Geas"]', "as in its deliveries"),
        ('email = "a@b.nl"\nrole = "director"\ncompanies = ["leader"]', "as in its deliveries"),
        ('email = "a@b.nl"\nrole = "director"\ncompanies = ["consortium"]', "as in its deliver"),
        ('email = "een adres"\nrole = "leader"', "not one address"),
        ('email = "\N{KELVIN SIGN}@b.nl"\nrole = "leader"', "not one address"),
        ('email = "a@b.nl"\nrole = "leader"\nrol = "x"', "rol is not a setting"),
        ('email = 5\nrole = "leader"', "email cannot be used"),
    ],
)
def test_a_wrong_entry_is_named_with_its_remedy(tmp_path: Path, entry: str, said: str) -> None:
    told = complaints(tmp_path, f"{LEADERS}[[grant]]\n{entry}\n")
    assert told.startswith("access.toml, entry 2: ")
    assert said in told


def test_every_wrong_entry_is_told_at_once(tmp_path: Path) -> None:
    wrong = '[[grant]]\nrole = "leader"\n'
    told = complaints(tmp_path, wrong + LEADERS + wrong)
    assert [line[:21] for line in told.splitlines()] == [
        "access.toml, entry 1:",
        "access.toml, entry 3:",
    ]


@pytest.mark.parametrize("text", ["", "[[grant]", 'grant = "all"\n', "\x00"])
def test_a_file_that_grants_nothing_is_refused(tmp_path: Path, text: str) -> None:
    assert complaints(tmp_path, text).startswith("access.toml: ")


def test_a_missing_file_says_where_to_read_how(tmp_path: Path) -> None:
    with pytest.raises(SetupIncomplete) as refused:
        read_access(tmp_path / "access.toml")
    assert "docs/sign-in.md" in refused.value.said(words("nl"))
