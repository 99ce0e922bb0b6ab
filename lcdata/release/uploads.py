"""Files from a browser: checked, then delivered, without trusting a name or a size they claim.

A .zip or .xlsx is a delivery by itself; all CSV files of one upload together are one folder.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from lcdata.access_log import CONSOLE, Actor
from lcdata.config import Settings
from lcdata.errors import DataError
from lcdata.ingest.checked import Checked
from lcdata.ingest.judging.check import check
from lcdata.ingest.judging.succession import Terms
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.ingest.reading.opening import Handed
from lcdata.ingest.receipt import Receipt
from lcdata.locale import N_
from lcdata.release.ending import in_progress
from lcdata.release.use_cases import deliver

UPLOAD_KINDS = ("zip", "xlsx", "csv")
_FOLDER = "csv"
_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Upload:
    """One file as the browser sent it; `name` is what the user's computer calls it."""

    name: str
    content: bytes


class UploadRefused(DataError):
    """Files that are not even looked into; the message is for the one who sent them."""


def check_upload(
    files: Sequence[Upload], settings: Settings, may_deliver: Collection[str] | None
) -> list[Checked]:
    """What would become of these files, one per delivery; nothing is kept.

    Args:
        files: at least one.
        settings: the installation, for its live deliveries and largest upload.
        may_deliver: organisations the uploader may deliver for; None for all.

    Raises:
        UploadRefused: too large, of another kind, or two files of one name.
    """
    store = DeliveryStore(settings.deliveries_dir)
    handed = _handed(files, settings)
    checked = check(handed, store.live(), may_deliver=may_deliver, terms=Terms())
    return [_known_before(one, store) for one in checked]


def _known_before(checked: Checked, store: DeliveryStore) -> Checked:
    """The delivery, its receipt `unchanged` where the store holds the same bytes."""
    if checked.is_refused or not store.holds(checked.delivery_id):
        return checked
    return replace(checked, receipt=replace(checked.receipt, status="unchanged"))


def deliver_upload(
    files: Sequence[Upload],
    settings: Settings,
    may_deliver: Collection[str] | None,
    by: Actor = CONSOLE,
    accept_shrink: str = "",
) -> list[Receipt]:
    """Delivers these files; one receipt per delivery, and `by` in the access log.

    For the other arguments see `check_upload`; `accept_shrink` says why less than before is right.

    Raises:
        UploadRefused: too large, of another kind, or two files of one name.
        NotPublished: the deliveries are stored, the release failed.
    """
    handed = _handed(files, settings)
    with in_progress():
        return deliver(handed, settings, may_deliver=may_deliver, by=by, terms=Terms(accept_shrink))


def _handed(files: Sequence[Upload], settings: Settings) -> list[Handed]:
    """The deliveries among these files; they stay in memory, so that an end leaves nothing."""
    if sum(len(file.content) for file in files) > settings.max_upload_mb * _MEGABYTE:
        raise UploadRefused(N_("The files together are larger than is allowed."))
    named = {safe_name(file.name): file.content for file in files}
    if len(named) < len(files):
        raise UploadRefused(N_("Two files have the same name: send each table once."))
    if {_kind(name) for name in named} - set(UPLOAD_KINDS):
        raise UploadRefused(N_("Only .zip, .xlsx and .csv files can be delivered."))
    tables = {name: content for name, content in named.items() if _kind(name) == "csv"}
    folders = [Handed(_FOLDER, tables, is_folder=True)] if tables else []
    others = [
        Handed(name, {name: content}, is_folder=False)
        for name, content in named.items()
        if name not in tables
    ]
    return folders + others


def safe_name(name: str) -> str:
    """The last part of a name with nothing in it that a file system would act on."""
    last = re.split(r"[/\\]", name)[-1]
    stem, _, kind = last.rpartition(".")
    plain = re.sub(r"[^\w-]+", "_", stem).strip("_")[:_LONGEST_NAME]
    return f"{plain or _FOLDER}.{re.sub(r'[^a-z]', '', kind.lower())}"


def _kind(name: str) -> str:
    return name.rpartition(".")[2]
