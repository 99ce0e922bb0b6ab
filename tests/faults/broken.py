"""What a disk, a cable or a hand does to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Fault = Callable[[Path], None]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def foreign(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 no such thing")


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


FAULTS = [cut, emptied, one_bit, foreign, gone, a_folder, a_dangling_link]
faults = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
