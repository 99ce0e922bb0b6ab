from __future__ import annotations

import pytest

from lcdata.access import parse_scope


@pytest.mark.parametrize(
    ("viewer", "allowed"),
    [
        ("leader", None),
        ("director:geas", frozenset()),
        ("facilitator:geas/c1,nijhof/c2", {"geas", "nijhof"}),
        ("facilitator:consortium/oc", frozenset()),
        ("unguarded", frozenset()),
    ],
)
def test_who_may_deliver_for_whom(viewer: str, allowed: frozenset[str] | None) -> None:
    assert parse_scope(viewer).may_deliver == allowed
