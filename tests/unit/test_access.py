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


@pytest.mark.parametrize(
    ("viewer", "keys"),
    [
        ("leader", {"leader"}),
        ("director:geas", {"director:geas"}),
        ("facilitator:geas/c1,nijhof/c2", {"facilitator:geas/c1", "facilitator:nijhof/c2"}),
    ],
)
def test_a_facilitator_of_several_groups_reads_as_the_facilitator_of_each(
    viewer: str, keys: set[str]
) -> None:
    assert parse_scope(viewer).viewer_keys == keys
