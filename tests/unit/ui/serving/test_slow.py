from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from lcdata.ui.serving import launch, slow

GET = b"GET / HTTP/1.1\r\nHost: lc\r\n\r\n"
PUT = b"PUT / HTTP/1.1\r\nHost: lc\r\nContent-Length: 10\r\n\r\n"


async def answer(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())} bytes")


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    inner = Starlette(routes=[Route("/", answer, methods=["GET", "PUT"])])
    await inner(scope, slow.in_time(receive) if scope["type"] == "http" else receive, send)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(slow, "HEAD_WITHIN", 0.3)
    monkeypatch.setattr(slow, "PART_WITHIN", 0.3)
    monkeypatch.setattr(slow, "BODY_WITHIN", 0.9)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = uvicorn.Config(app, lifespan="off", log_level="critical", timeout_keep_alive=60)
        server = uvicorn.Server(settings)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield int(listening.getsockname()[1])
        server.should_exit = True
        thread.join()


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        yield connection


def until_closed(connection: socket.socket) -> bytes:
    """All that comes until the server closes; fails when it never does."""
    found = b""
    while part := connection.recv(65536):
        found += part
    return found


def test_the_server_is_started_with_bounded_connections() -> None:
    assert launch.__name__ == "lcdata.ui.serving.launch"
    assert uvicorn.config.HTTP_PROTOCOLS["auto"] == "lcdata.ui.serving.slow:Bounded"


@pytest.mark.parametrize("sent", [b"", b"GET / HT", GET[:-2], b"\r\n"])
def test_a_head_that_does_not_come_ends_the_connection(port: int, sent: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(sent)
        assert until_closed(connection) == b""


@pytest.mark.parametrize("after", [b"", b"\r\n", b"GET / HT"])
def test_a_next_head_that_does_not_come_ends_it_too(port: int, after: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(GET + after)
        assert until_closed(connection).endswith(b"0 bytes")


def test_requests_that_come_together_are_answered_all(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(GET * 3)
        assert until_closed(connection).count(b"0 bytes") == 3


@pytest.mark.parametrize("part", [b"", b"half"])
def test_a_body_that_stops_halfway_is_answered_and_ends_it(port: int, part: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(PUT + part)
        assert until_closed(connection).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_drips_is_answered_and_ends_it(port: int) -> None:
    with connected(port) as connection:
        connection.settimeout(0.1)
        connection.sendall(PUT.replace(b"10", b"1000"))
        found = b""
        while not found:
            connection.sendall(b"x")
            try:
                found = connection.recv(65536)
            except TimeoutError:
                continue
        assert found.startswith(b"HTTP/1.1 408 ")


def test_a_body_that_comes_is_taken(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(PUT + b"0123456789")
        assert until_closed(connection).endswith(b"10 bytes")


def test_a_head_without_end_ends_it_long_before_its_time(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow, "HEAD_WITHIN", 3600)
    with connected(port) as connection, suppress(ConnectionError):
        connection.sendall(GET[:-2] + b"X: " + b"x" * slow.HEAD_BYTES)
        assert until_closed(connection).startswith(b"HTTP/1.1 400 ")
