"""The settings of disclosure control: thresholds, and which figures each role reaches."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from lcdata.access import Role
from lcdata.domain import Kind
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

    def as_table(self) -> pl.DataFrame:
        """The numbers of the policy as one row, published with each release."""
        numbers = self.model_dump(exclude={"reach"}) | {"bands": list(self.bands)}
        return pl.DataFrame([numbers])


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
