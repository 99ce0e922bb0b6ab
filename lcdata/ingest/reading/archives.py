"""Unpacks a zip container in memory, trusting nothing it says about itself."""

from __future__ import annotations

import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from lcdata.errors import DeliveryRefused
from lcdata.ingest import limits
from lcdata.ingest.shown import shown

ZIP_MAGIC = b"PK\x03\x04"
EMPTY_ZIP_MAGIC = b"PK\x05\x06"
NESTED = (ZIP_MAGIC, EMPTY_ZIP_MAGIC, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ", b"BZh")
_HIDDEN = ("__MACOSX", "Thumbs.db", "desktop.ini")
PACKAGE_PARTS = "_rels/.rels"
"""What tells where the parts of an Office file are."""
_CHUNK = 1024 * 1024


def unpacked(content: bytes) -> dict[str, bytes]:
    r"""Member path → bytes, without folders and without what operating systems leave behind.

    A `\` in a path, as older programs of Windows write it, counts as `/`.

    Raises:
        DeliveryRefused: damaged, encrypted, too large, or with a path or link that leads away.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _members(archive, len(content))
    except NotImplementedError as error:
        raise DeliveryRefused("archive_method") from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        UnicodeDecodeError,
        OSError,
        ValueError,
    ) as error:
        raise DeliveryRefused("archive_unreadable") from error


def is_hidden(name: str) -> bool:
    """Whether a file is one that an operating system or Office leaves behind."""
    return name != PACKAGE_PARTS and any(
        part in _HIDDEN or part.startswith((".", "~$")) for part in PurePosixPath(name).parts
    )


def _members(archive: zipfile.ZipFile, packed: int) -> dict[str, bytes]:
    if len(archive.infolist()) > limits.FILES:
        raise DeliveryRefused("too_many_files", limit=limits.FILES)
    members: dict[str, bytes] = {}
    room = max(limits.RATIO_FROM, min(limits.UNPACKED_BYTES, packed * limits.RATIO))
    for member in archive.infolist():
        name = member.filename.replace("\\", "/")
        _refuse_unsafe(member, name)
        if name.endswith("/") or is_hidden(name):
            continue
        if name in members:
            raise DeliveryRefused("archive_unreadable")
        members[name] = b"".join(_chunks(archive, member, room))
        room -= len(members[name])
    return members


def _refuse_unsafe(member: zipfile.ZipInfo, name: str) -> None:
    """Refuses paths that climb out, links and encrypted members."""
    if name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name:
        raise DeliveryRefused("archive_path", name=shown(name))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise DeliveryRefused("link_refused", name=shown(name))
    if member.flag_bits & 1:
        raise DeliveryRefused("archive_encrypted")


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """The member's bytes; stops as soon as they outgrow the room, whatever its header says."""
    read = 0
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            if read > room:
                raise DeliveryRefused("archive_too_large")
            yield chunk


def csv_members(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members of a zipped folder, all from one folder.

    Raises:
        DeliveryRefused: more than one folder, or an archive within the archive.
    """
    for name, content in members.items():
        if content.startswith(NESTED):
            raise DeliveryRefused("archive_nested", name=shown(name))
    if len({PurePosixPath(name).parent for name in members}) > 1:
        raise DeliveryRefused("archive_layout")
    return dict(members)
