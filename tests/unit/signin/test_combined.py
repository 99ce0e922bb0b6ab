from __future__ import annotations

import pytest

from lcdata.access import Scope, parse_scope
from lcdata.signin.combined import merged, refusal


def scopes(*texts: str) -> tuple[Scope, ...]:
    return tuple(map(parse_scope, texts))


@pytest.mark.parametrize(
    "texts",
    [
        ["leader"],
        ["director:geas"],
        ["facilitator:geas/c1"],
        ["facilitator:geas/c1", "facilitator:nijhof/c1"],
        ["leader", "facilitator:geas/c1,nijhof/c1"],
        ["leader", "director:geas"],
        ["leader", "director:geas", "director:nijhof"],
        ["director:geas", "facilitator:geas/c1,geas/c2"],
        ["director:geas", "facilitator:consortium/o1"],
        [],
    ],
)
def test_roles_that_go_together(texts: list[str]) -> None:
    assert refusal(scopes(*texts)) is None


@pytest.mark.parametrize(
    "texts",
    [
        ["director:geas", "director:nijhof"],
        ["director:geas", "facilitator:nijhof/c1"],
        ["director:geas", "facilitator:geas/c1,nijhof/c1"],
        ["facilitator:nijhof/c1", "director:geas"],
    ],
)
def test_a_director_with_a_role_in_another_company_is_refused_with_a_reason(
    texts: list[str],
) -> None:
    assert "another company" in (refusal(scopes(*texts)) or "")


@pytest.mark.parametrize(
    ("texts", "together"),
    [
        (["facilitator:a/c1", "facilitator:a/c2"], ["facilitator:a/c1,a/c2"]),
        (["facilitator:a/c1", "leader", "facilitator:a/c2"], ["facilitator:a/c1,a/c2", "leader"]),
        (["facilitator:a/c1", "facilitator:b/c1"], ["facilitator:a/c1", "facilitator:b/c1"]),
        (
            ["facilitator:a/c1", "facilitator:b/c1", "facilitator:a/c2,b/c2"],
            ["facilitator:a/c1,a/c2,b/c1,b/c2"],
        ),
        (["facilitator:a/c1", "facilitator:a/c1"], ["facilitator:a/c1"]),
        (["facilitator:a/c1", "director:a"], ["facilitator:a/c1", "director:a"]),
        (["leader", "leader"], ["leader"]),
    ],
)
def test_a_facilitator_of_one_company_has_one_role_there(
    texts: list[str], together: list[str]
) -> None:
    assert merged(scopes(*texts)) == scopes(*together)
