"""How large a delivery may be; far above any honest one, far below what would hurt."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
FILE_BYTES = 64 * MEGABYTE
UNPACKED_BYTES = 256 * MEGABYTE
FILES = 200
RATIO = 200
"""Unpacked bytes per packed byte, for archives that unpack to more than `RATIO_FROM` bytes."""
RATIO_FROM = 8 * MEGABYTE
ROWS = 1_048_576
COLUMNS = 500
CELLS = 20_000_000
