"""What `lcdata doctor` looks at besides what is vital: sign-in, accounts, terms, faults."""

from __future__ import annotations

import datetime as dt
import os
import platform
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from lcdata.access_log import Event, entries
from lcdata.config import Settings, version
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.locale import N_, words
from lcdata.release.health import Look, Reading, Standing, taken, vital
from lcdata.release.retention import purge
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.setup import is_begun, read_setup
from lcdata.warehouse.releases import Releases

FAULT_DAYS, BACKUP_DAYS = 7, 7
AHEAD = dt.timedelta(days=1)


def examine(settings: Settings) -> list[Reading]:
    """Every reading, the vital ones first; looks and changes nothing."""
    return [*vital(settings), *(taken(name, look, settings) for name, look in _MORE.items())]


def _store(settings: Settings) -> Reading:
    damaged = sum(bool(one.damage) for one in DeliveryStore(settings.deliveries_dir).deliveries())
    unsound = len(Releases(settings.releases_dir).damaged())
    if damaged or unsound:
        told = N_(
            "{deliveries} deliveries and {releases} releases are damaged: run `lcdata verify`"
        )
        return Reading("store", Standing.LOOK, told, {"deliveries": damaged, "releases": unsound})
    return Reading("store", Standing.FINE, N_("deliveries and releases are whole"))


def _sign_in(settings: Settings) -> Reading:
    if not is_begun(settings):
        told = N_("not set up: real data opens on this computer alone (docs/sign-in.md)")
        return Reading("sign-in", Standing.LOOK, told)
    try:
        setup = read_setup(settings)
    except SetupIncomplete as error:
        problems = "; ".join(error.said(words(settings.language)).splitlines())
        told = N_("nobody can sign in: {problems}")
        return Reading("sign-in", Standing.BROKEN, told, {"problems": problems})
    if not setup.origin.startswith("https:"):
        told = N_("the address of the dashboard is not https: others can listen along")
        return Reading("sign-in", Standing.LOOK, told)
    counted = {"count": len(setup.access.grant)}
    return Reading("sign-in", Standing.FINE, N_("{count} entries in access.toml"), counted)


def _account(settings: Settings) -> Reading:
    """Whether the data lie with the account that runs this, and are closed to others."""
    if os.name == "nt" or not settings.data.exists():
        return Reading("account", Standing.FINE, N_("the data directory is this account's"))
    found = settings.data.stat()
    if found.st_uid != os.geteuid():
        told = N_("the data directory belongs to another account: run lcdata as that account")
        return Reading("account", Standing.LOOK, told)
    for path in _private(settings):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            told = N_("{name} is open to other accounts: take their rights away (chmod go=)")
            return Reading("account", Standing.BROKEN, told, {"name": path.name})
    return Reading("account", Standing.FINE, N_("the data directory is this account's"))


def _private(settings: Settings) -> Iterator[Path]:
    given = (settings.data, settings.secrets_path, settings.log_path)
    yield from (path for path in given if path.exists())


def _backup(settings: Settings) -> Reading:
    if not DeliveryStore(settings.deliveries_dir).live():
        return Reading("backup", Standing.FINE, N_("there is nothing to back up yet"))
    made = last_backup(settings)
    if made is None:
        told = N_("no backup has been made with `lcdata backup` (docs/backup.md)")
        return Reading("backup", Standing.LOOK, told)
    days = {"days": (dt.datetime.now(dt.UTC) - made).days}
    if days["days"] > BACKUP_DAYS:
        return Reading("backup", Standing.LOOK, N_("the newest backup is {days} days old"), days)
    return Reading("backup", Standing.FINE, N_("the newest backup is {days} days old"), days)


def last_backup(settings: Settings) -> dt.datetime | None:
    """When the newest backup was made; None before the first."""
    made = (one.time for one in entries(settings.log_path) if one.event == Event.BACKED_UP)
    return max(made, default=None)


def _terms(settings: Settings) -> Reading:
    counted = purge(settings, dt.date.today(), is_real=False)
    if counted.is_empty:
        return Reading("terms", Standing.FINE, N_("nothing has been kept too long"))
    told = N_("{count} deliveries hold what is past its term: run `lcdata purge --yes`")
    return Reading("terms", Standing.LOOK, told, {"count": counted.deliveries})


def _clock(settings: Settings) -> Reading:
    newest = Releases(settings.releases_dir).newest()
    if newest and newest.created_at > dt.datetime.now(dt.UTC) + AHEAD:
        told = N_("the newest release is from the future: set the clock of this computer")
        return Reading("clock", Standing.LOOK, told)
    return Reading("clock", Standing.FINE, N_("the clock agrees with the releases"))


def _faults(settings: Settings) -> Reading:
    count = settings.program_log.faults(FAULT_DAYS)
    params = {"count": count, "days": FAULT_DAYS}
    if count:
        told = N_("{count} faults in {days} days: look in the program log, and report them")
        return Reading("faults", Standing.LOOK, told, params)
    return Reading("faults", Standing.FINE, N_("no faults in {days} days"), params)


def _program(_settings: Settings) -> Reading:
    params = {"version": version(), "python": platform.python_version()}
    return Reading("program", Standing.FINE, N_("lcdata {version}, Python {python}"), params)


_MORE: Mapping[str, Look] = {
    "store": _store,
    "sign-in": _sign_in,
    "account": _account,
    "backup": _backup,
    "terms": _terms,
    "clock": _clock,
    "faults": _faults,
    "program": _program,
}
