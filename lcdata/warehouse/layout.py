"""The layout of a data directory: a number, so that a program knows what it can read and write.

1 (no file): lcdata 0.1.0, deliveries and releases without hashes. 2: with them. A writer brings an
older directory to its own layout once everything in it has been looked through.
"""

from __future__ import annotations

from pathlib import Path

from lcdata.durable import write_whole
from lcdata.errors import ConfigurationError
from lcdata.locale import N_

LAYOUT = 2
"""What this program writes."""

_FILE = "layout"
_FIRST = 1


def layout_of(data: Path) -> int:
    """The number of a data directory; one that cannot be read counts as the first."""
    try:
        return int((data / _FILE).read_bytes())
    except (OSError, ValueError):
        return _FIRST


def require_known(data: Path) -> None:
    """Lets nobody read or write what a newer program wrote.

    Raises:
        ConfigurationError: the data directory has a layout that this program does not know.
    """
    if layout_of(data) > LAYOUT:
        raise ConfigurationError(
            N_("this data directory was written by a newer version of lcdata: use that version")
        )


def mark(data: Path) -> None:
    """Says that everything in the data directory has this program's layout."""
    if layout_of(data) != LAYOUT:
        write_whole(data / _FILE, f"{LAYOUT}\n".encode())
