"""The life of the server: what is made ready before the first visitor, and what is tidied up.

Streamlit would collect garbage after every rerun, holding up all other sessions; that is switched
off in `.streamlit/config.toml`, and done here once a minute instead. What was imported at the start
lives as long as the server, so it is frozen: a collection need not look through it again.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module

from lcdata.access import Scope
from lcdata.config import PACKAGE, read_settings
from lcdata.errors import LcdataError
from lcdata.ingest.judging.reader_pool import POOL
from lcdata.locale import LANGUAGES
from lcdata.release import BOUND_SECONDS, keep_uploads_here, wait
from lcdata.ui import data
from lcdata.ui.serving import faults
from lcdata.ui.serving.slow import REQUESTS_END_WITHIN

COLLECT_EVERY = 60.0
"""Seconds between two collections."""
DELIVERY_ENDS_WITHIN = BOUND_SECONDS - REQUESTS_END_WITHIN - 2
"""Seconds for a delivery in progress: requests have had theirs by then, the process needs two."""

DRAWING = (
    "charts/[!_]*.py",
    "view_models/[!_]*.py",
    "screens/*/model_*.py",
    "screens/*/chart_*.py",
)


@asynccontextmanager
async def lifetime(_app: object) -> AsyncIterator[None]:
    """Warm before the first visitor; collecting until the server stops."""
    with suppress(OSError):  # a data directory that cannot be written shows itself on the pages
        keep_uploads_here(read_settings())
    warm_up()
    faults.take_over()
    gc.collect()
    gc.freeze()
    collecting = asyncio.create_task(_collect())
    faults.note("server started")
    try:
        yield
    finally:
        faults.note("server stopped")
        collecting.cancel()
        await asyncio.to_thread(wait, DELIVERY_ENDS_WITHIN)
        POOL.close()


def warm_up() -> None:
    """Imports what pages draw with, starts a reader of uploads and reads the live release.

    Pages say what is wrong with the release.
    """
    for module in drawing():
        import_module(module)
    POOL.warm()
    with suppress(LcdataError):
        data.read_model(Scope.leader())
        for language in LANGUAGES:
            data.everyone(language)


def drawing() -> Iterator[str]:
    """The modules that work a page out and draw it.

    Found by the names of their files, because the screens stand above this room.
    """
    for pattern in DRAWING:
        for file in sorted(PACKAGE.glob(pattern)):
            yield ".".join(("lcdata", *file.relative_to(PACKAGE).with_suffix("").parts))


async def _collect() -> None:
    while True:
        await asyncio.sleep(COLLECT_EVERY)
        gc.collect()
