"""What lies at a path: a folder, a zip or a workbook, with its bytes and their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lcdata.errors import DeliveryRefused
from lcdata.ingest import limits
from lcdata.ingest.reading.archives import (
    EMPTY_ZIP_MAGIC,
    ZIP_MAGIC,
    csv_members,
    is_hidden,
    unpacked,
)
from lcdata.ingest.shown import shown

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LABELLED = "DRMEncryptedTransform".encode("utf-16-le")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Handed:
    """What was handed in without a path on this machine, such as an upload; bytes in memory.

    Attributes:
        label: what an issue calls it.
        originals: file name → bytes.
        is_folder: whether the files are those of one folder, else there is one file.
    """

    label: str
    originals: Mapping[str, bytes]
    is_folder: bool

    def checked(self) -> Handed:
        """The same, where it is no larger than a delivery may be.

        Raises:
            DeliveryRefused: it is.
        """
        if len(self.originals) > limits.FILES:
            raise DeliveryRefused("too_many_files", limit=limits.FILES)
        if any(len(content) > limits.FILE_BYTES for content in self.originals.values()):
            raise DeliveryRefused("file_too_large", limit=limits.FILE_BYTES // limits.MEGABYTE)
        if sum(map(len, self.originals.values())) > limits.UNPACKED_BYTES:
            raise DeliveryRefused("archive_too_large")
        return self


@dataclass(frozen=True)
class Opened:
    """One delivery as it was handed in, not yet interpreted.

    Attributes:
        label: the path as it is shown.
        originals: file name → delivered bytes, what the store keeps.
        members: path below the label → bytes of each file inside; of a workbook, its parts.
        is_workbook: whether the members are the parts of one .xlsx.
    """

    label: str
    originals: Mapping[str, bytes]
    members: Mapping[str, bytes]
    is_workbook: bool = False

    @property
    def delivery_id(self) -> str:
        """The sha256 over the delivered bytes; a folder's over its sorted names and hashes."""
        return delivery_hash(self.originals)


def delivery_hash(originals: Mapping[str, bytes]) -> str:
    """One hash for the delivered bytes: of the file itself, or of the folder's files."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in originals.items()}
    if len(hashes) == 1:
        return next(iter(hashes.values()))
    listing = "".join(f"{name}\n{hashes[name]}\n" for name in sorted(hashes))
    return hashlib.sha256(listing.encode()).hexdigest()


def read_originals(path: Path) -> dict[str, bytes]:
    """The delivered bytes at a path: of the file, or of each file of the folder.

    Raises:
        DeliveryRefused: nothing there, not readable, too much, or links.
    """
    try:
        if path.is_dir():
            return _folder(path)
        if not path.exists():
            raise DeliveryRefused("path_missing")
        return {path.name: _content(path)}
    except OSError as error:
        raise DeliveryRefused("not_readable") from error


def open_delivery(originals: Mapping[str, bytes], label: str, *, is_folder: bool) -> Opened:
    """The delivery inside these bytes.

    Raises:
        DeliveryRefused: no folder, zip or workbook that can be taken in.
    """
    if is_folder:
        return Opened(label, originals, originals)
    name, content = next(iter(originals.items()))
    if content.startswith(_OLE_MAGIC):
        raise DeliveryRefused(_old_office(content))
    if not content.startswith((ZIP_MAGIC, EMPTY_ZIP_MAGIC)):
        raise DeliveryRefused(_no_container(content))
    try:
        members = unpacked(content)
    except DeliveryRefused as refused:
        is_named_workbook = name.lower().endswith(".xlsx")
        if refused.code == "archive_unreadable" and is_named_workbook:
            raise DeliveryRefused("workbook_unreadable") from refused
        raise
    if members.get("mimetype", b"").startswith(_OPEN_DOCUMENT):
        raise DeliveryRefused("workbook_other_form")
    if _CONTENT_TYPES not in members:
        return Opened(label, originals, csv_members(members))
    _refuse_no_workbook(members)
    return Opened(label, originals, members, is_workbook=True)


def _no_container(content: bytes) -> str:
    """Why a file that is neither .zip nor .xlsx cannot be taken in."""
    if is_web_page(content):
        return "web_page"
    return "workbook_other_form" if b"Excel.Sheet" in content[:1000] else "not_a_delivery"


def is_web_page(content: bytes) -> bool:
    """Whether a file is HTML, whatever it is called."""
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<table", b"<head"))


def _old_office(content: bytes) -> str:
    """Why a file in Microsoft's older container cannot be taken in."""
    if _LABELLED in content:
        return "workbook_labelled"
    return "workbook_encrypted" if _ENCRYPTED in content else "workbook_old"


def _refuse_no_workbook(members: Mapping[str, bytes]) -> None:
    """Refuses Office files that are no plain workbook, by what they hold and say they hold."""
    names = {name.rpartition("/")[2].lower() for name in members}
    if "vbaproject.bin" in names:
        raise DeliveryRefused("workbook_macros")
    if "workbook.bin" in names:
        raise DeliveryRefused("workbook_other_form")
    if "workbook.xml" not in names and b"spreadsheetml" not in members[_CONTENT_TYPES].lower():
        raise DeliveryRefused("not_a_delivery")


def _folder(path: Path) -> dict[str, bytes]:
    """The files of a folder; folders inside it are not part of the delivery."""
    files = [entry for entry in sorted(path.iterdir()) if not is_hidden(entry.name)]
    if len(files) > limits.FILES:
        raise DeliveryRefused("too_many_files", limit=limits.FILES)
    originals: dict[str, bytes] = {}
    room = limits.UNPACKED_BYTES
    for entry in files:
        if entry.is_symlink():
            raise DeliveryRefused("link_refused", name=shown(entry.name))
        if entry.is_file():
            originals[entry.name] = _content(entry)
            room -= len(originals[entry.name])
        if room < 0:
            raise DeliveryRefused("archive_too_large")
    return originals


def _content(path: Path) -> bytes:
    """The bytes of a regular file within the limit."""
    if not path.is_file():
        raise DeliveryRefused("not_a_delivery")
    if path.stat().st_size > limits.FILE_BYTES:
        raise DeliveryRefused("file_too_large", limit=limits.FILE_BYTES // limits.MEGABYTE)
    return path.read_bytes()
