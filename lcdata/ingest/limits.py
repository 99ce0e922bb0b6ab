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
ISSUES_OF_A_KIND = 100
"""Issues of one kind that a receipt has in full; the others are counted."""
ISSUES = 5_000
"""Issues of a receipt, all kinds together, beyond which of each kind only the first is in full."""

READERS = 1
"""Processes that may read at the same time; one keeps server and reader together below 1 GB."""
READER_BYTES = 512 * MEGABYTE
"""Memory that one file may take, on top of what the process that reads it holds anyway."""
READER_SECONDS = 10
READER_START_SECONDS = 60
READER_FILES = 32
READER_LIFE = 50
"""Files after which a process that reads is replaced."""
READER_LARGE_FILE = 4 * MEGABYTE
"""Bytes of a file after which the process is replaced at once, to give its memory back."""
MESSAGE_BYTES = 512 * MEGABYTE
