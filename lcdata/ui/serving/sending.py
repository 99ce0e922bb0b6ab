"""Uploads under way: from whom they are taken, and how much is held of them at a time.

What was sent stays in the memory of the server until it is delivered or its session ends, so there
is a most per session and for all sessions together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus

from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lcdata.config import Settings
from lcdata.ui import rights

UPLOADS = "/_stcore/upload_file/"
PER_SESSION, TOGETHER = 2, 8
"""Largest deliveries that one session, and all sessions together, may hold at a time."""
MOST_FILES = 100
"""Files that one session may hold at a time; a delivery of CSV files has a score of them."""

_MEGABYTE = 1024 * 1024
_UNDER_WAY: Counter[str] = Counter()
"""Bytes announced and still coming in, by session; counted in the server's one thread alone."""


def session_in(path: str) -> str:
    """The session an upload address names."""
    return path.removeprefix(UPLOADS).partition("/")[0]


def is_owner(path: str, cookies: Mapping[str, str]) -> bool:
    """Whether the session may deliver, still, and these cookies are those of its own browser."""
    found = rights.of_session(session_in(path))
    return bool(found and found.may_deliver and found.are_of(cookies) and found.still_count())


def refusal(session_id: str, announced: str | None, settings: Settings) -> HTTPStatus | None:
    """Why a file of the announced length is not taken; None when it is.

    Args:
        session_id: the session it is for.
        announced: the request's `Content-Length`, without which nothing is taken.
        settings: the installation, for its largest delivery.
    """
    if announced is None or not announced.isdecimal():
        return HTTPStatus.LENGTH_REQUIRED
    kept, most = _kept(), settings.max_upload_mb * _MEGABYTE
    own = kept.get(session_id, [])
    held = sum(own) + _UNDER_WAY[session_id] + int(announced)
    if len(own) >= MOST_FILES or held > PER_SESSION * most:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    together = sum(map(sum, kept.values())) + _UNDER_WAY.total() + int(announced)
    return HTTPStatus.SERVICE_UNAVAILABLE if together > TOGETHER * most else None


@contextmanager
def under_way(session_id: str, length: int) -> Iterator[None]:
    """Counts the bytes of an upload while it comes in."""
    _UNDER_WAY[session_id] += length
    try:
        yield
    finally:
        _UNDER_WAY[session_id] -= length
        if not _UNDER_WAY[session_id]:
            del _UNDER_WAY[session_id]


def release(file_ids: Iterable[str]) -> None:
    """Lets go of files of this run's session: what is delivered need not stay in memory."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file_id in file_ids:
            context.uploaded_file_mgr.remove_file(context.session_id, file_id)


def _kept() -> dict[str, list[int]]:
    """Bytes of each file that Streamlit holds, by session."""
    manager = get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        return {}
    held = list(manager.file_storage.items())
    return {session: [len(file.data) for file in list(files.values())] for session, files in held}
