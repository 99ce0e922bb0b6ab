"""The settings of disclosure control: thresholds, and which figures each role reaches."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from lcdata.access import Role
from lcdata.domain import FigureClass
from lcdata.errors import ConfigurationError

POLICY = Path(__file__).with_name("policy.toml")
FILE = "policy.toml"

Reached: TypeAlias = Literal[
    "community",
    "company",
    "consortium",
    "overarching",
    "own_community",
    "own_company",
    "pooled",
    "exact",
]


class Kind(StrEnum):
    """The rows of the role table: what a figure is about decides who is reached by it."""

    PROCESS = "process"
    PERSON = "person"
    SURVEY = "survey"
    DESIGN = "design"
    RETENTION = "retention"
    CONTACT = "contact"


class Policy(BaseModel):
    """The whole policy.

    Attributes:
        k_person: distinct persons a person figure needs.
        k_survey: respondents a survey figure needs.
        bands: lower ends of the bands in which numbers of persons are said.
        pooled_companies: companies that "other companies together" needs.
        pooled_share: the largest share of its persons one company may hold, 0–1.
        reach: role → kind → units.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    k_person: int = Field(ge=2)
    k_survey: int = Field(ge=2)
    bands: tuple[int, ...] = Field(min_length=1)
    pooled_companies: int = Field(ge=2)
    pooled_share: float = Field(gt=0, lt=1)
    reach: Mapping[Literal["leader", "director", "facilitator"], Mapping[Kind, tuple[Reached, ...]]]

    @field_validator("bands")
    @classmethod
    def _ascending(cls, bands: tuple[int, ...]) -> tuple[int, ...]:
        if list(bands) != sorted(set(bands)):
            raise ValueError("bands ascend")
        return bands

    def reached(self, role: Role, kind: Kind) -> tuple[Reached, ...]:
        """The units this kind of figure reaches for a role; nothing unless said."""
        return next((kinds.get(kind, ()) for name, kinds in self.reach.items() if name == role), ())


def read_policy(data: Path | None = None) -> Policy:
    """The policy of a data directory; the default one where it has none of its own.

    Raises:
        ConfigurationError: the file cannot be read or says something impossible.
    """
    own = data / FILE if data else None
    path = own if own and own.is_file() else POLICY
    try:
        return Policy.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        places = "; ".join(
            f"{'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors()
        )
        raise ConfigurationError(f"{FILE}: {places}") from error
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{FILE} cannot be read: {error}") from error


def kind(indicator: str, figure_class: FigureClass) -> Kind:
    """Which row of the role table an indicator follows; from answers goes before all else."""
    if figure_class is FigureClass.SURVEY:
        return Kind.SURVEY
    if indicator.startswith("design."):
        return Kind.DESIGN
    if indicator.startswith("contact."):
        return Kind.CONTACT
    if indicator == "retention":
        return Kind.RETENTION
    return Kind(figure_class)


ATTENDANCE_FAMILY = frozenset(
    {"attendance_rate", "attendance_rate_excl_excused", "unexcused_rate", "late_share"}
)
"""Shares of the same pairs: where one tells of everybody in a group, all four are hidden."""

TELLS_OF_ALL = {
    "attendance_rate": 0.0,
    "attendance_rate_excl_excused": 0.0,
    "unexcused_rate": 1.0,
}
"""Shares that tell the same of everybody in the group (rule 5)."""

_OF_MEMBERS = frozenset(
    {
        "gives_and_takes",
        "retention",
        "design.B2.expertise_recorded",
        "design.B2.blau_discipline",
        "design.B4.linked_goal",
        "design.C3.goal_revised",
        "design.support.intakes",
    }
)


def counts_persons(indicator: str, figure_class: FigureClass) -> bool:
    """Whether the denominator is a number of persons, to be said as a band."""
    return (
        figure_class is FigureClass.SURVEY
        or indicator in _OF_MEMBERS
        or indicator.startswith("blau_")
    )


def is_number_of_persons(indicator: str) -> bool:
    """Whether the value itself is a number of persons, to be said as a band."""
    return indicator == "group_size_max" or indicator.startswith("members.")
