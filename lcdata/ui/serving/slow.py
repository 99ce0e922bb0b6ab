"""Requests that do not come to an end: their heads and bodies have to come in within some time."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_WITHIN = 15.0
"""Seconds in which the head of a request has to be there, from the connection's last answer on."""
HEAD_BYTES = 64 * 1024
PART_WITHIN, BODY_WITHIN = 20.0, 600.0
"""Seconds in which a next part of a body has to come, and the whole of it."""

REQUESTS_END_WITHIN = 3
"""Whole seconds in which requests and pages have to end once the server was told to end."""


def in_time(receive: Receive) -> Receive:
    """A body that comes in within time, or ends in `408 Request Timeout`."""
    is_whole = False
    until = asyncio.get_running_loop().time() + BODY_WITHIN

    async def received() -> Message:
        nonlocal is_whole
        if is_whole:
            return await receive()
        left = until - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(receive(), min(PART_WITHIN, left))
        except TimeoutError as error:
            told = {"Connection": "close"}
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, headers=told) from error
        is_whole = not message.get("more_body", False)
        return message

    return received


class Bounded(HttpToolsProtocol):
    """Uvicorn's connection, closed when the head of a next request does not come, or never ends.

    Uvicorn itself waits without end for the first request, and for the rest of any head.
    """

    _waiting: asyncio.TimerHandle | None = None
    _is_in_head = False
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Waits for a first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Reads on; a head that is too long is refused."""
        super().data_received(data)
        self._head += len(data) if self._is_in_head else 0
        if self._is_in_head and self._head > HEAD_BYTES and not self.transport.is_closing():
            self.send_400_response("Request head too large.")

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self._is_in_head, self._head = True, 0

    def on_headers_complete(self) -> None:
        """The request is there: from here on its body is what may be slow."""
        self._is_in_head = False
        self._stop_waiting()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Waits for a next request, unless one is being answered already."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(HEAD_WITHIN, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
