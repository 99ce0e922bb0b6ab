from __future__ import annotations

import datetime as dt

import pytest

from lcdata.signin.identity import identify

CLAIMS = {"iss": "https://idp", "sub": "42", "iat": 1_764_000_000, "nonce": "n1"}


@pytest.mark.parametrize("verified", [{}, {"email_verified": True}])
def test_an_address_counts_where_the_provider_verified_it_or_says_nothing(
    verified: dict[str, object],
) -> None:
    found = identify({**CLAIMS, "email": "A.B@Geas.example", **verified}, "groups")
    assert (found.email, found.name) == ("a.b@geas.example", "a.b@geas.example")


@pytest.mark.parametrize("verified", [False, "false", "true", "yes", "", 0, 1, None, [True]])
def test_an_address_of_which_a_provider_says_anything_else_is_none(verified: object) -> None:
    found = identify({**CLAIMS, "email": "a@geas.example", "email_verified": verified}, "groups")
    assert (found.email, found.name) == (None, "sub 42")


@pytest.mark.parametrize(
    "email",
    ["\N{KELVIN SIGN}im@geas.example", "ad@gea\N{LATIN SMALL LETTER LONG S}.example", "", 5, None],
)
def test_an_address_that_only_looks_like_another_is_none(email: object) -> None:
    assert identify({**CLAIMS, "email": email}, "groups").email is None


@pytest.mark.parametrize(
    ("said", "groups"),
    [(["a", "b", 5], {"a", "b"}), ("a", {"a"}), (None, set()), ({"a": 1}, set())],
)
def test_groups_come_from_the_claim_that_is_named(said: object, groups: set[str]) -> None:
    assert identify({**CLAIMS, "roles": said, "groups": ["x"]}, "roles").groups == groups


def test_every_sign_in_of_a_person_is_its_own() -> None:
    again = {**CLAIMS, "nonce": "n2"}
    assert identify(CLAIMS, "groups").sign_in != identify(again, "groups").sign_in
    assert identify(CLAIMS, "groups").sign_in == identify(dict(CLAIMS), "groups").sign_in


def test_the_moment_is_that_of_the_token() -> None:
    since = identify(CLAIMS, "groups").since
    assert since == dt.datetime(2025, 11, 24, 16, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("iat", [None, "yesterday", True, float("inf"), float("nan"), 1e30])
def test_a_token_without_a_moment_has_none(iat: object) -> None:
    assert identify({**CLAIMS, "iat": iat}, "groups").since is None
