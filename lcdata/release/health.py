"""How the installation is doing: what whoever watches it has to know, and can act on.

`vital` is what the server answers a monitor with; `lcdata doctor` adds what `doctor.py` finds.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from lcdata.config import Settings
from lcdata.errors import LcdataError
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.locale import N_, Words
from lcdata.release.publishing import is_published, program_id
from lcdata.warehouse.releases import Releases

MEGABYTE = 1024 * 1024
NO_ROOM, LITTLE_ROOM = 512 * MEGABYTE, 2048 * MEGABYTE
"""Free bytes under which nothing can be stored for sure, and under which somebody should look."""


class Standing(StrEnum):
    """What a reading asks of whoever watches."""

    FINE = "fine"
    LOOK = "look"
    BROKEN = "broken"


SAID = {Standing.FINE: N_("fine"), Standing.LOOK: N_("look"), Standing.BROKEN: N_("broken")}
ORDER = tuple(SAID)


@dataclass(frozen=True)
class Reading:
    """One thing that was looked at.

    Attributes:
        name: a stable word for programs.
        standing: whether somebody has to act.
        message: what is the case and what to do.
        params: what the message is filled in with.
    """

    name: str
    standing: Standing
    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def said(self, words: Words) -> str:
        """The reading in words."""
        return words.text(self.message, **self.params)


Look = Callable[[Settings], Reading]


def worst(readings: list[Reading]) -> Standing:
    """The standing of the whole."""
    return max((one.standing for one in readings), key=ORDER.index, default=Standing.FINE)


def vital(settings: Settings) -> list[Reading]:
    """What the dashboard cannot do without: release, room, newest delivery, last build."""
    return [taken(name, look, settings) for name, look in VITAL.items()]


def taken(name: str, look: Look, settings: Settings) -> Reading:
    """One reading; what cannot even be looked at is broken."""
    try:
        return look(settings)
    except (LcdataError, OSError, ValueError):
        told = N_("cannot be looked at: run `lcdata verify`")
        return Reading(name, Standing.BROKEN, told)


def release(settings: Settings) -> Reading:
    """Whether there is a live release and it can be read."""
    releases = Releases(settings.releases_dir)
    live = releases.live()
    if live is not None:
        told = N_("the live release of {moment} can be read")
        moment = f"{live.created_at.astimezone():%Y-%m-%d %H:%M}"
        return Reading("release", Standing.FINE, told, {"moment": moment})
    if releases.marked() or DeliveryStore(settings.deliveries_dir).live():
        told = N_("the live release cannot be read: run `lcdata verify --repair`")
        return Reading("release", Standing.BROKEN, told)
    return Reading("release", Standing.LOOK, N_("nothing has been published yet"))


def disk(settings: Settings) -> Reading:
    """Room on the disk of the data directory."""
    free = free_bytes(settings.data)
    room = {"room": free // MEGABYTE}
    if free < NO_ROOM:
        told = N_("{room} MB free: a delivery may not fit; make room now")
        return Reading("disk", Standing.BROKEN, told, room)
    if free < LITTLE_ROOM:
        return Reading("disk", Standing.LOOK, N_("{room} MB free: make room"), room)
    return Reading("disk", Standing.FINE, N_("{room} MB free"), room)


def free_bytes(data: Path) -> int:
    """Free bytes where the data directory lies, or will lie."""
    there = next(path for path in (data.absolute(), *data.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free


def delivery(settings: Settings) -> Reading:
    """How long ago the newest delivery came."""
    live = DeliveryStore(settings.deliveries_dir).live().values()
    if not live:
        return Reading("delivery", Standing.LOOK, N_("nothing has been delivered yet"))
    newest = max(one.received_at for one in live)
    days = {"days": max(0, (dt.datetime.now(dt.UTC) - newest).days)}
    if days["days"] > settings.stale_days:
        told = N_("the newest delivery came {days} days ago: ask the companies for a new one")
        return Reading("delivery", Standing.LOOK, told, days)
    return Reading("delivery", Standing.FINE, N_("the newest delivery came {days} days ago"), days)


def publication(settings: Settings) -> Reading:
    """Whether the last build gave figures, of everything that counts, by this program."""
    store, releases = DeliveryStore(settings.deliveries_dir), Releases(settings.releases_dir)
    newest = releases.newest()
    if newest is None and not store.live():
        return Reading("build", Standing.FINE, N_("there was nothing to build yet"))
    if newest is None or not is_published(store, releases, settings):
        told = N_("what was delivered last is not in the figures: `lcdata build` says why")
        return Reading("build", Standing.BROKEN, told)
    if not newest.is_live:
        return Reading("build", Standing.LOOK, N_("an earlier release was made live by hand"))
    if newest.program != program_id(settings):
        told = N_("the figures were made by another version of lcdata: run `lcdata build`")
        return Reading("build", Standing.LOOK, told)
    return Reading("build", Standing.FINE, N_("the last build succeeded"))


VITAL: Mapping[str, Look] = {
    "release": release,
    "disk": disk,
    "delivery": delivery,
    "build": publication,
}
