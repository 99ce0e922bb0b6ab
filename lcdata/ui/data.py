"""All caches of the dashboard; what is cached per viewer has release and scope in its key.

Kept with Python's own cache: Streamlit's takes a digest of the key at every call, and a run asks
for its read model a dozen times.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from pathlib import Path

from lcdata.access import Scope
from lcdata.config import read_settings
from lcdata.contracts.cells import Thresholds
from lcdata.contracts.published import ReadModel
from lcdata.disclosure.policy import read_policy
from lcdata.locale import Language, words
from lcdata.ui.persona import personas
from lcdata.warehouse.database import Connection, open_published
from lcdata.warehouse.reader import Reader
from lcdata.warehouse.releases import POINTER, Release, Releases

KEPT_MODELS = 64
"""Read models kept at a time: more than there are viewers of one release."""

KEPT_FILES = 8
"""Release files kept open at a time; their names are versioned, so none goes stale."""


def read_model(scope: Scope) -> ReadModel:
    """What this viewer may see of the live release; a new release is seen on the next run.

    Before the first release that is nothing.

    Raises:
        ConfigurationError: the live release cannot be read.
    """
    if is_empty():
        return nothing()
    releases_dir = read_settings().releases_dir
    return _read(releases_dir, _live(releases_dir), scope)


def everyone(language: Language) -> Mapping[str, str]:
    """Every viewer of the live release by what they are called in this language, leader first.

    Raises:
        ConfigurationError: the live release cannot be read.
    """
    if is_empty():
        return personas(nothing(), words(language))
    releases_dir = read_settings().releases_dir
    return _everyone(releases_dir, _live(releases_dir), language)


def releases() -> list[Release]:
    """Every release that has been live, newest first; for the leader's page alone."""
    releases_dir = read_settings().releases_dir
    return _releases(releases_dir, _live(releases_dir))


def is_sample() -> bool:
    """Whether the live release holds nothing but sample deliveries."""
    return read_model(Scope.leader()).is_sample


def is_empty() -> bool:
    """Whether nothing has ever been published here; a pointer that is lost is something else."""
    releases = Releases(read_settings().releases_dir)
    return releases.live_id() is None and not releases.marked()


def nothing() -> ReadModel:
    """What there is to see before the first release."""
    policy = read_policy(read_settings().data)
    known = {field.name: getattr(policy, field.name) for field in fields(Thresholds)}
    return ReadModel("", is_sample=False, policy=Thresholds(**known))


def _live(releases_dir: Path) -> str:
    """The id of the live release, read again once its pointer has been replaced."""
    try:
        pointer = releases_dir.with_name(POINTER).stat()
    except FileNotFoundError:
        return _reader(releases_dir).current()
    return _pointed(releases_dir, pointer.st_ino, pointer.st_mtime_ns)


@lru_cache(maxsize=KEPT_FILES)
def _pointed(releases_dir: Path, _inode: int, _written: int) -> str:
    return _reader(releases_dir).current()


@lru_cache(maxsize=KEPT_MODELS)
def _read(releases_dir: Path, release_id: str, scope: Scope) -> ReadModel:
    return _reader(releases_dir).read(scope, release_id)


@lru_cache(maxsize=KEPT_FILES)
def _everyone(releases_dir: Path, release_id: str, language: Language) -> Mapping[str, str]:
    return personas(_read(releases_dir, release_id, Scope.leader()), words(language))


@lru_cache(maxsize=1)
def _releases(releases_dir: Path, live_id: str) -> list[Release]:
    """Delivering and going back both change which release is live, so its id keys the list."""
    return [replace(r, is_live=r.release_id == live_id) for r in Releases(releases_dir).published()]


@lru_cache(maxsize=KEPT_FILES)
def _reader(releases_dir: Path) -> Reader:
    return Reader(releases_dir, connect=_open)


@lru_cache(maxsize=KEPT_FILES)
def _open(path: Path) -> Connection:
    return open_published(path)
