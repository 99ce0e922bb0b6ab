from __future__ import annotations

from typing import Any

import pytest

from lcdata.access import parse_scope
from lcdata.signin.grants import Access
from lcdata.signin.review import Inventory, holders, remarks

KNOWN = Inventory(frozenset({"geas", "nijhof"}), frozenset({"geas/c1", "geas/c2", "consortium/o1"}))


def director(who: str, *companies: str, **more: str) -> dict[str, Any]:
    return {_kind(who): who, "role": "director", "companies": companies, **more}


def facilitator(who: str, *communities: str) -> dict[str, Any]:
    return {_kind(who): who, "role": "facilitator", "communities": communities}


def _kind(who: str) -> str:
    return "email" if "@" in who else "group"


def said(*entries: dict[str, Any], known: Inventory | None = KNOWN) -> list[tuple[Any, ...]]:
    found = remarks(Access.model_validate({"grant": entries}), known)
    return [(one.entries, one.message.split(" ")[0], one.names, one.is_wrong) for one in found]


def test_each_address_and_group_has_its_roles_together() -> None:
    entries = [
        facilitator("f@b.nl", "geas/c1"),
        director("g", "geas"),
        facilitator("F@b.nl", "geas/c2"),
    ]
    found = holders(Access.model_validate({"grant": entries}))
    assert [(one.who, one.entries) for one in found] == [("f@b.nl", (1, 3)), ("g", (2,))]
    assert found[0].scopes == (parse_scope("facilitator:geas/c1,geas/c2"),)


def test_a_file_without_anything_wrong_says_nothing() -> None:
    assert said(director("d@b.nl", "geas"), facilitator("f@b.nl", "geas/c1", "consortium/o1")) == []


@pytest.mark.parametrize(
    ("entry", "name"),
    [(director("d@b.nl", "loohuis"), "loohuis"), (facilitator("f@b.nl", "geas/c9"), "geas/c9")],
)
def test_what_the_release_does_not_know_is_named(entry: dict[str, Any], name: str) -> None:
    assert said(entry) == [((1,), "unknown", name, True)]
    assert said(entry, known=None) == []


def test_an_entry_that_adds_nothing_is_named() -> None:
    entries = [facilitator("f@b.nl", "geas/c1", "geas/c2"), facilitator("f@b.nl", "geas/c2")]
    assert said(*entries) == [((2,), "gives", "1", True)]


def test_a_person_whose_roles_do_not_go_together_is_named() -> None:
    assert said(director("d@b.nl", "geas"), director("d@b.nl", "nijhof")) == [
        ((1, 2), "gets", "", True)
    ]


@pytest.mark.parametrize("other", ["d@b.nl", "directors"])
def test_a_group_that_would_take_somebodys_roles_away_is_told_and_may_be_meant(other: str) -> None:
    assert said(director(other, "geas"), director("group", "nijhof")) == [
        ((1, 2), "whoever", "", False)
    ]


def test_two_addresses_are_two_persons_and_so_are_those_of_two_providers() -> None:
    assert said(director("d@b.nl", "geas"), director("e@b.nl", "nijhof")) == []
    apart = [director("d", "geas", provider="a"), director("e", "nijhof", provider="b")]
    assert said(*apart) == []
