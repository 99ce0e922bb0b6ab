"""What whoever begins has to know: who is expected, what has come, whether people can sign in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lcdata.config import Settings
from lcdata.domain import CONSORTIUM_ID
from lcdata.durable import write_whole
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.organisations import FILE, Expected, as_toml, parse_expected, read_expected
from lcdata.release.doctor import last_backup
from lcdata.release.health import free_bytes
from lcdata.signin.grants import read_access
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.setup import read_setup
from lcdata.warehouse.lock import writing


@dataclass(frozen=True)
class Beginning:
    """How far an installation without figures is.

    Attributes:
        expected: the companies that will deliver, in the order they were named.
        delivered: organisations whose delivery is stored, published or not.
        has_provider: whether it is known where people sign in.
        entries: how many entries each role has.
        is_encrypted: whether the dashboard's own address is https.
        free: bytes free on the disk.
        backed_up_at: when the newest backup was made.
    """

    expected: tuple[Expected, ...]
    delivered: frozenset[str]
    has_provider: bool
    entries: Mapping[str, int]
    is_encrypted: bool
    free: int
    backed_up_at: dt.datetime | None

    @property
    def count(self) -> int:
        """Organisations that will deliver, the consortium among them."""
        return len({CONSORTIUM_ID, *self.delivered, *(o.organisation_id for o in self.expected)})


def beginning(settings: Settings) -> Beginning:
    """How far this installation is.

    Raises:
        ConfigurationError: `organisations.toml` cannot be used.
    """
    try:
        origin = read_setup(settings).origin
    except SetupIncomplete:
        origin = ""
    return Beginning(
        expected=read_expected(settings.data / FILE),
        delivered=frozenset(DeliveryStore(settings.deliveries_dir).live()),
        has_provider=bool(origin),
        entries=_entries(settings),
        is_encrypted=origin.startswith("https:"),
        free=free_bytes(settings.data),
        backed_up_at=last_backup(settings),
    )


def expect(name: str, settings: Settings) -> None:
    """Adds a company to those that will deliver.

    Raises:
        ConfigurationError: the name gives no id, or the file cannot be used.
    """
    new = parse_expected(name)
    with writing(settings.data):
        path = settings.data / FILE
        known = read_expected(path)
        if new.organisation_id not in {one.organisation_id for one in known}:
            write_whole(path, as_toml((*known, new)).encode())


def _entries(settings: Settings) -> Mapping[str, int]:
    try:
        return Counter(grant.role for grant in read_access(settings.access_path).grant)
    except SetupIncomplete:
        return {}
