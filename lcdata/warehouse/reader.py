"""The one door out of a release: everything a viewer may see, nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from lcdata.access import Role, Scope
from lcdata.config import bundled
from lcdata.contracts.cells import Cell, Definition, FunnelLimit, Thresholds, WeekPoint
from lcdata.contracts.progress import ManagerAction, SprintFact
from lcdata.contracts.published import (
    BurnUpPoint,
    Community,
    DeliveryIssue,
    DeliveryLine,
    Meeting,
    Organisation,
    Phase,
    ProductVersion,
    ReadModel,
    Scale,
    SharedSession,
    Visit,
)
from lcdata.contracts.register import Mark, Member, Register, Signal
from lcdata.errors import ConfigurationError
from lcdata.locale import N_
from lcdata.warehouse.database import (
    CANNOT_OPEN,
    Connection,
    Damaged,
    Unreadable,
    open_published,
)
from lcdata.warehouse.layout import require_known
from lcdata.warehouse.reach import Inventory, Reach, reach
from lcdata.warehouse.releases import PAGES, PERSONS, RAW, Releases
from lcdata.warehouse.sql_files import SqlFile, read_sql_file

Record = TypeVar("Record")
Connect: TypeAlias = Callable[[Path], Connection]
Row: TypeAlias = tuple[Any, ...]

_CELL_FIELDS = tuple(field.name for field in fields(Cell))
_PARAMETER = re.compile(r"\$(\w+)")

_PAGE_RECORDS: Mapping[str, Callable[..., object]] = {
    "definitions": Definition,
    "scales": Scale,
    "funnel": FunnelLimit,
    "organisations": Organisation,
    "communities": Community,
    "phases": Phase,
    "burn_up": BurnUpPoint,
    "sprint_facts": SprintFact,
    "manager_actions": ManagerAction,
    "weeks": WeekPoint,
    "meetings": Meeting,
    "product_versions": ProductVersion,
    "visits": Visit,
    "shared_sessions": SharedSession,
    "delivery_lines": DeliveryLine,
    "delivery_issues": DeliveryIssue,
}


UNGUARDED = Thresholds(0, 0, (), 0, 0.0)
"""The raw truth is guarded by no policy."""

OTHER_VERSION = N_("the release was built by another version of lcdata: run `lcdata build`")


class Reader:
    """Reads releases of one data directory for a scope.

    Args:
        releases_dir: the folder of the releases.
        sql_dir: the folder with `reads/*.sql`; the bundled one unless given.
        connect: opens a release file. A process that reads often hands in a cached
            `open_published`: file names are versioned, so a connection never goes stale. Every
            read takes a cursor of its own, because a connection serves one caller at a time.
    """

    def __init__(
        self, releases_dir: Path, sql_dir: Path | None = None, connect: Connect = open_published
    ) -> None:
        self._releases_dir = releases_dir
        self._releases = Releases(releases_dir)
        self._reads = (sql_dir or bundled("sql")) / "reads"
        self._connect = connect

    def current(self) -> str:
        """The id of the live release: a cache key for reads.

        Raises:
            ConfigurationError: nothing has been published yet, or by a newer program.
        """
        require_known(self._releases_dir.parent)
        release_id = self._releases.live_id()
        if release_id is None:
            raise ConfigurationError(N_("nothing has been published yet: deliver something first"))
        return release_id

    def read(self, scope: Scope, release_id: str | None = None) -> ReadModel:
        """Everything this viewer may see of a release, the live one unless named.

        Raises:
            ConfigurationError: nothing has been published yet, or no such release.
        """
        chosen = release_id or self.current()
        try:
            return self._read(scope, chosen)
        except ConfigurationError:
            if release_id is not None or self.current() == chosen:
                raise
            return self._read(scope, self.current())  # it was removed for a newer one meanwhile

    def try_out(self, release_id: str) -> None:
        """Reads everything there is in a release.

        Raises:
            ConfigurationError: part of it cannot be read, or not by this program.
        """
        self._read_raw(release_id)
        self._read(Scope.leader(), release_id)
        self._register(release_id, Reach())

    def _read(self, scope: Scope, chosen: str) -> ReadModel:
        if scope.role is Role.UNGUARDED:
            return self._read_raw(chosen)
        with self._connect(self._releases.path(chosen, PAGES)).cursor() as cursor:
            seen = reach(scope, self._inventory(cursor))
            (policy,) = self._records(cursor, "policy", _thresholds, seen)
            pages: dict[str, Any] = {
                name: self._records(cursor, name, record, seen)
                for name, record in _PAGE_RECORDS.items()
            }
            cells = self._records(cursor, "cells", _cell, seen)
            signals = self._records(cursor, "signals", _signal, seen)
            is_sample = self._is_sample(cursor)
        register = self._register(chosen, seen) if seen.registers else Register()
        pages |= {"cells": cells, "signals": signals}
        return ReadModel(chosen, is_sample, policy, register=register, **pages)

    def _read_raw(self, release_id: str) -> ReadModel:
        with self._connect(self._releases.path(release_id, RAW)).cursor() as cursor:
            cells = self._records(cursor, "raw_cells", Cell, Reach())
            return ReadModel(release_id, self._is_sample(cursor), UNGUARDED, cells=cells)

    def _register(self, release_id: str, seen: Reach) -> Register:
        with self._connect(self._releases.path(release_id, PERSONS)).cursor() as cursor:
            return Register(
                members=self._records(cursor, "members", Member, seen),
                marks=self._records(cursor, "marks", Mark, seen),
                signals=self._records(cursor, "person_signals", _signal, seen),
            )

    def _inventory(self, cursor: Connection) -> Inventory:
        nothing = Reach()
        return Inventory(
            communities=dict(self._rows(cursor, "inventory_communities", nothing)),
            organisations=dict(self._rows(cursor, "inventory_organisations", nothing)),
            deliverers=frozenset(
                name for (name,) in self._rows(cursor, "inventory_deliverers", nothing)
            ),
        )

    def _is_sample(self, cursor: Connection) -> bool:
        try:
            return bool(cursor.execute("select is_sample from meta").fetchall()[0][0])
        except Damaged as error:
            raise ConfigurationError(CANNOT_OPEN) from error

    def _records(
        self, cursor: Connection, name: str, record: Callable[..., Record], seen: Reach
    ) -> tuple[Record, ...]:
        return tuple(record(*row) for row in self._rows(cursor, name, seen))

    def _rows(self, cursor: Connection, name: str, seen: Reach) -> list[Row]:
        file = read_sql_file(self._reads / f"{name}.sql")
        try:
            return cursor.execute(file.text, _parameters(file, seen)).fetchall()
        except Unreadable as error:
            raise ConfigurationError(OTHER_VERSION) from error
        except Damaged as error:
            raise ConfigurationError(CANNOT_OPEN) from error


def _parameters(file: SqlFile, seen: Reach) -> dict[str, list[str]]:
    """The parts of the reach that a read names as `$parameter`, as bound values."""
    named = set(_PARAMETER.findall(file.text))
    return {
        part.name: sorted(getattr(seen, part.name)) for part in fields(seen) if part.name in named
    }


def _cell(*row: object) -> Cell:
    """A guarded cell; what may be a band is text in the release."""
    values: dict[str, Any] = dict(zip(_CELL_FIELDS, row, strict=True))
    values["den"] = _number(values["den"], float)
    for name in ("n_persons", "n_missing"):
        values[name] = _number(values[name], int)
    return Cell(**values)


def _number(text: str | None, kind: Callable[[str], float]) -> float | str | None:
    """The number, or the band as it is."""
    if text is None or "-" in text or text.endswith("+"):
        return text
    return kind(text)


def _thresholds(
    k_person: int, k_survey: int, bands: list[int], pooled_companies: int, pooled_share: float
) -> Thresholds:
    return Thresholds(k_person, k_survey, tuple(bands), pooled_companies, pooled_share)


def _signal(
    community_id: str,
    kind: str,
    person_id: str | None,
    dates: list[Any],
    mechanism: str | None,
    count: int,
) -> Signal:
    return Signal(community_id, kind, person_id, tuple(dates), mechanism, count)
