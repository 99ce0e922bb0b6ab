"""The process that reads foreign bytes: `python -m lcdata.ingest.judging.reader_child`.

It gets messages on its standard input, answers them on its standard output and ends when its
parent does. Memory, time and files are limited once its libraries are loaded, so that the limits
count what a file takes; a file that takes more ends this process and no other.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO

import polars as pl

from lcdata.ingest import limits
from lcdata.ingest.judging.draft import draft_of
from lcdata.ingest.judging.draft_message import draft_to_message
from lcdata.ingest.judging.message import BrokenMessage, Message, receive, send

_PACKAGE = str(Path(__file__).parents[1])


def _delivery(asked: Message) -> Message:
    fields = asked.fields
    draft = draft_of(
        asked.parts, fields["label"], fields["may_deliver"], is_folder=fields["is_folder"]
    )
    return draft_to_message(draft)


def _office(asked: Message) -> Message:
    # Imported here: its libraries are of no use to a delivery. Nothing of a message names code.
    answer: Callable[[Message], Message] = import_module("lcdata.office.foreign").answer
    return answer(asked)


TASKS: Mapping[str, Callable[[Message], Message]] = {"delivery": _delivery, "office": _office}
"""What can be asked; whatever else reads foreign bytes takes its place here."""


def main() -> None:
    """Answers until the input ends."""
    questions, answers = _streams()
    _start_threads()
    _limit()
    send(answers, Message({"ready": True}))
    while True:
        try:
            asked = receive(questions, limits.MESSAGE_BYTES)
        except BrokenMessage:
            return
        _limit_time()
        send(answers, _answered(asked))


def _answered(asked: Message) -> Message:
    """The answer; for a fault where it arose, never what the file said."""
    try:
        return TASKS[asked.fields["task"]](asked)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if frame.filename.startswith(_PACKAGE)]
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
        return Message({"stopped": f"{type(error).__name__} at {place}"})


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Both ends; whatever a library prints goes nowhere. The parent decides when this ends."""
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return sys.stdin.buffer, answers


def _start_threads() -> None:
    """Starts the threads of Polars."""
    frame = pl.DataFrame({"text": ["x"]}).lazy().select(pl.col("text").str.to_lowercase())
    frame.collect().write_ipc_stream(None)


def _limit() -> None:
    """Limits on memory, files and what may be written; none where the system has no such limits."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the limit there
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.READER_FILES, limits.READER_FILES))
    held = _address_space()
    if held:
        most = held + limits.READER_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _limit_time() -> None:
    """Gives the next file its seconds of the processor."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + limits.READER_SECONDS + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _address_space() -> int | None:
    """Bytes of address space in use; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
