"""Processes that read foreign bytes, kept warm, so that an ordinary file costs no start-up.

A file that ends its process, or holds it longer than it may, is refused with a reason; another
process takes the place. Nobody else notices.
"""

from __future__ import annotations

import atexit
import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

from lcdata.config import environment
from lcdata.errors import DeliveryRefused
from lcdata.ingest import limits
from lcdata.ingest.judging.message import BrokenMessage, Message, receive, send

_COMMAND = (sys.executable, "-P", "-m", "lcdata.ingest.judging.reader_child")
_ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "POLARS_MAX_THREADS": "2",
    "PYTHONDONTWRITEBYTECODE": "1",
}
_OUT_OF_TIME = int(getattr(signal, "SIGXCPU", 0))
_log = logging.getLogger(__name__)


class ReaderChild:
    """One process that reads; it starts at once and loads its libraries meanwhile."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(**_ENVIRONMENT),
            start_new_session=True,
        )
        self._is_ready = False
        self._asked = 0
        self._is_spent = False

    @property
    def is_spent(self) -> bool:
        """Whether another should take its place: it died, or has read enough."""
        is_gone = self._process.poll() is not None
        return is_gone or self._is_spent or self._asked >= limits.READER_LIFE

    def ask(self, message: Message) -> Message:
        """The answer to one message.

        Raises:
            DeliveryRefused: the file ended the process or took too long.
        """
        if not self._is_ready:
            self._within(limits.READER_START_SECONDS, self._receive)
            self._is_ready = True
        self._asked += 1
        size = sum(map(len, message.parts.values()))
        answer = self._within(limits.READER_SECONDS, lambda: self._exchanged(message))
        if "stopped" in answer.fields:
            self._is_spent = True
            _log.error("a file could not be read: %s", answer.fields["stopped"])
            raise DeliveryRefused("reader_stopped")
        self._is_spent = size > limits.READER_LARGE_FILE
        return answer

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                _close_quietly(stream.close)

    def _exchanged(self, message: Message) -> Message:
        if self._process.stdin is None:
            raise BrokenMessage
        send(self._process.stdin, message)
        return self._receive()

    def _receive(self) -> Message:
        if self._process.stdout is None:
            raise BrokenMessage
        return receive(self._process.stdout, limits.MESSAGE_BYTES)

    def _within(self, seconds: float, step: Callable[[], Message]) -> Message:
        """What a step gives within so many seconds; the process is killed when they are over."""
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            self._process.kill()

        clock = threading.Timer(seconds, end)
        clock.daemon = True
        clock.start()
        try:
            return step()
        except (BrokenMessage, ValueError, KeyError, TypeError) as error:
            self._is_spent = True
            self._process.kill()
            ended = self._process.wait()
            is_slow = is_late.is_set() or ended == -_OUT_OF_TIME
            _log.error("a file ended its reader: %s", "too slow" if is_slow else ended)
            if is_slow:
                raise DeliveryRefused("reader_too_slow", limit=limits.READER_SECONDS) from error
            raise DeliveryRefused("reader_stopped") from error
        finally:
            clock.cancel()


class ReaderPool:
    """At most `limits.READERS` processes at work; one more question waits for its turn."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(limits.READERS)
        self._lock = threading.Lock()
        self._idle: list[ReaderChild] = []

    def warm(self) -> None:
        """Sees to it that a process is ready."""
        with self._lock:
            if not self._idle:
                self._idle.append(ReaderChild())

    def ask(self, message: Message) -> Message:
        """The answer of a process; see `ReaderChild.ask`."""
        with self._turns:
            try:
                child = self._taken()
            except OSError as error:
                _log.exception("no reader can be started")
                raise DeliveryRefused("reader_stopped") from error
            try:
                return child.ask(message)
            finally:
                self._put_back(child)

    def close(self) -> None:
        """Ends every idle process."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def _taken(self) -> ReaderChild:
        """An idle process that lives, or a new one."""
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if not child.is_spent:
                    return child
                child.close()
        return ReaderChild()

    def _put_back(self, child: ReaderChild) -> None:
        if child.is_spent:
            child.close()
            self.warm()
            return
        with self._lock:
            self._idle.append(child)


POOL = ReaderPool()
"""The processes of this program."""
atexit.register(POOL.close)


def _close_quietly(close: Callable[[], None]) -> None:
    """Closes a stream whose other end is gone already."""
    try:
        close()
    except OSError:
        _log.debug("a reader was gone before it was closed")
