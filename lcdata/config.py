"""Settings of an installation: the only reader of the environment (`LCDATA_…`)."""

from __future__ import annotations

import importlib.metadata
import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from lcdata.errors import ConfigurationError
from lcdata.locale import DEFAULT_LANGUAGE, Language, language_of
from lcdata.program_log import ProgramLog

PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """A folder that comes along: inside the installed package, else beside it in a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def dashboard_script() -> Path:
    """The script Streamlit runs; its folder also holds the pages and Streamlit's configuration.

    Installed it has a folder of its own: Streamlit puts the script's folder first on the import
    path, where `lcdata/locale` would hide Python's `locale`.
    """
    installed = PACKAGE / "dashboard"
    return (installed if installed.is_dir() else PACKAGE.parent) / "server.py"


def version() -> str:
    """The version of this program, as it was installed."""
    return importlib.metadata.version("lcdata")


class Settings(BaseSettings):
    """What an operator can set, each as `LCDATA_<NAME>`.

    Attributes:
        data: the data directory; the demo uses its folder `demo`.
        mode: whether the dashboard shows the sample with a choice of persons, or real data.
        local_only: whether the dashboard is open to this computer only, without sign-in.
        language: what commands and pages speak at first; the terminal's unless set.
        max_upload_mb: the largest delivery that can be uploaded.
        keep_registers_months: months after a community's end that `lcdata purge` leaves its
            registers, memberships and names.
        keep_surveys_months: the same for its survey answers.
        keep_releases: releases that `lcdata purge` leaves, the live one among them.
        keep_log_days: days the program log is kept.
        stale_days: days without a delivery after which the installation asks for attention.
        access_file: who has which role; `access.toml` of the data directory unless given.
        secrets_file: the provider of sign-in; `secrets.toml` of the data directory unless given.
        idle_minutes: how long a sign-in may be unused.
        session_hours: how old a sign-in may become.
        sql_dir: the folder with staging, marts, checks and reads.
        sample_dir: the folder with one sample delivery per organisation.
        app: the script Streamlit runs.
    """

    model_config = SettingsConfigDict(
        env_prefix="LCDATA_",
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        populate_by_name=True,
    )

    data: Path = Path("data")
    mode: Literal["demo", "serve"] = "serve"
    local_only: bool = False
    language: Annotated[Language, BeforeValidator(language_of)] = Field(
        default=DEFAULT_LANGUAGE, validation_alias=AliasChoices("LCDATA_LANGUAGE", "LC_ALL", "LANG")
    )
    max_upload_mb: int = Field(default=50, ge=1)
    keep_registers_months: int = Field(default=6, ge=0)
    keep_surveys_months: int = Field(default=24, ge=0)
    keep_releases: int = Field(default=20, ge=1)
    keep_log_days: int = Field(default=90, ge=1)
    stale_days: int = Field(default=45, ge=1)
    access_file: Path | None = None
    secrets_file: Path | None = None
    idle_minutes: float = Field(default=30, gt=0)
    session_hours: float = Field(default=8, gt=0)
    sql_dir: Path = Field(default_factory=lambda: bundled("sql"))
    sample_dir: Path = Field(default_factory=lambda: bundled("sample_data") / "deliveries")
    app: Path = Field(default_factory=dashboard_script)

    @property
    def deliveries_dir(self) -> Path:
        """Where the delivery store lives."""
        return self.data / "deliveries"

    @property
    def additions_dir(self) -> Path:
        """Rows that were added to what organisations delivered."""
        return self.data / "additions"

    @property
    def releases_dir(self) -> Path:
        """Where the releases live; the pointer to the live one lies beside it."""
        return self.data / "releases"

    @property
    def aside_dir(self) -> Path:
        """What was found damaged or foreign; `purge` empties it."""
        return self.data / "aside"

    @property
    def uploads_dir(self) -> Path:
        """Where large uploads are kept while they come in; empty otherwise."""
        return self.data / "uploads"

    @property
    def access_path(self) -> Path:
        """Who has which role."""
        return self.access_file or self.data / "access.toml"

    @property
    def secrets_path(self) -> Path:
        """The provider of sign-in, as Streamlit reads it."""
        return self.secrets_file or self.data / "secrets.toml"

    @property
    def sessions_dir(self) -> Path:
        """What is remembered of sign-ins: their last use."""
        return self.data / "sessions"

    @property
    def log_path(self) -> Path:
        """The access log; apart from the releases, so that a rollback leaves it alone."""
        return self.data / "access.log"

    @property
    def program_log(self) -> ProgramLog:
        """What the program did and what went wrong."""
        return ProgramLog(self.data / "logs", self.keep_log_days)

    @property
    def demo_data(self) -> Path:
        """The demo's own data directory: sample data never meets real data."""
        return self.data / "demo"


def environment(**extra: str) -> dict[str, str]:
    """The environment for a process that this one starts, with these variables on top."""
    return {**os.environ, **extra}


def read_settings(**given: object) -> Settings:
    """The environment's settings, with what a command was given on top.

    Raises:
        ConfigurationError: a value that cannot be used; names the settings, not their values.
    """
    filled = {name: value for name, value in given.items() if value is not None}
    return _read(frozenset(filled.items()), tuple(os.environ.get(name) for name in _VARIABLES))


def inherited() -> dict[str, str]:
    """The variables of this process, without Streamlit's own.

    One of those opens an interface for programs, another takes whoever a header names for signed
    in. What holds for the server stands in `.streamlit/config.toml`.
    """
    return {k: value for k, value in os.environ.items() if not k.startswith("STREAMLIT_")}


_VARIABLES = ("LC_ALL", "LANG", *(f"LCDATA_{name.upper()}" for name in Settings.model_fields))


# A run of a page asks dozens of times; reading anew takes longer than the whole rest of the run.
@lru_cache(maxsize=64)
def _read(given: frozenset[tuple[str, Any]], _environment: tuple[str | None, ...]) -> Settings:
    try:
        return Settings(**dict(given))
    except ValidationError as error:
        names = ", ".join(sorted({str(part["loc"][0]) for part in error.errors()}))
        raise ConfigurationError(f"settings that cannot be used: {names}") from error
