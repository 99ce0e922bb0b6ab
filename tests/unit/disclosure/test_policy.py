from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from lcdata.access import Role
from lcdata.disclosure.policy import FILE, Policy, read_policy
from lcdata.domain import Kind
from lcdata.errors import ConfigurationError

DEFAULT = read_policy()
LEAST: dict[str, Any] = {
    "k_person": 2, "k_survey": 2, "bands": [2], "pooled_companies": 2, "pooled_share": 0.5,
    "reach": {"leader": {}, "director": {}, "facilitator": {}},
}  # fmt: skip


def policy(**fields: Any) -> Policy:  # noqa: ANN401
    return Policy.model_validate(LEAST | fields)


def test_without_a_policy_of_its_own_a_data_directory_has_the_default(tmp_path: Path) -> None:
    found = read_policy(tmp_path)
    assert (found.k_person, found.k_survey, found.bands) == (5, 10, (5, 10, 20))
    assert (found.pooled_companies, found.pooled_share) == (3, 0.5)


def test_a_policy_in_the_data_directory_replaces_the_default(tmp_path: Path) -> None:
    stricter = Path("lcdata/disclosure/policy.toml").read_text(encoding="utf-8")
    (tmp_path / FILE).write_text(stricter.replace("k_person = 5 ", "k_person = 8 "))
    assert read_policy(tmp_path).k_person == 8


def test_a_folder_with_the_name_of_the_policy_is_none(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert read_policy(tmp_path) == DEFAULT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("k_person = ", "policy.toml cannot be read"),
        ("k_person = 5\n", "policy.toml: k_survey: Field required"),
    ],
    ids=["no TOML", "incomplete"],
)
def test_a_policy_that_cannot_be_read_is_refused_by_name(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(ConfigurationError, match=said):
        read_policy(tmp_path)


def test_two_persons_respondents_and_companies_are_the_least_a_policy_may_ask_for() -> None:
    assert policy().k_person == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("k_person", 1),
        ("k_survey", 1),
        ("pooled_companies", 1),
        ("pooled_share", 0),
        ("pooled_share", 1),
        ("bands", []),
        ("bands", [10, 5]),
        ("bands", [5, 5]),
        ("kperson", 8),
        ("reach", {"guest": {}}),
        ("reach", {"leader": {"person": ["everything"]}}),
    ],
)
def test_a_policy_that_would_shield_nothing_or_says_nothing_is_refused(
    field: str, value: object
) -> None:
    with pytest.raises(ValidationError):
        policy(**{field: value})


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_share_of_companies_lies_between_none_and_all(share: float) -> None:
    assert policy(pooled_share=share).pooled_share == share


def test_a_policy_does_not_change_once_it_is_read() -> None:
    with pytest.raises(ValidationError):
        DEFAULT.k_person = 1  # type: ignore[misc]


def test_a_role_reaches_what_its_row_says_and_nothing_that_is_not_said() -> None:
    found = policy(reach={"leader": {"person": ["company"]}, "director": {"person": ["pooled"]}})
    assert found.reached(Role.LEADER, Kind.PERSON) == ("company",)
    assert found.reached(Role.DIRECTOR, Kind.PERSON) == ("pooled",)
    assert found.reached(Role.LEADER, Kind.SURVEY) == ()
    assert found.reached(Role.FACILITATOR, Kind.PERSON) == ()


def test_the_numbers_of_the_policy_are_published_with_a_release() -> None:
    assert DEFAULT.as_table().to_dicts() == [
        {
            "k_person": 5,
            "k_survey": 10,
            "bands": [5, 10, 20],
            "pooled_companies": 3,
            "pooled_share": 0.5,
        }
    ]
