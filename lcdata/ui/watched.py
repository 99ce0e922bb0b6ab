"""What a monitor asks: `/healthz` whether the server answers, `/readyz` whether all is well.

Both answer under the dashboard's own name with one word, and on this computer with the readings,
which are the only metrics there are. Nothing here names a person, a path or a figure.
"""

from __future__ import annotations

import ipaddress
import time
from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lcdata.config import read_settings
from lcdata.release.health import Reading, Standing, vital, worst
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.setup import read_setup

ALIVE, READY = "/healthz", "/readyz"
KEPT_SECONDS = 10.0
"""How long readings are kept: a monitor that asks often costs nothing."""

_LOCAL = ("localhost", "127.0.0.1", "::1")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


class Watched:
    """ASGI middleware, outside everything else.

    Args:
        app: what answers everything that no monitor asks.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        answer = await _answer(scope) if scope["type"] == "http" else None
        await (answer or self._app)(scope, receive, send)


async def _answer(scope: Scope) -> Response | None:
    """The answer to a monitor; None where the dashboard answers."""
    path = scope["path"]
    if path not in (ALIVE, READY):
        return None
    is_here = is_own_computer(scope)
    if not (is_here or await run_in_threadpool(_is_own_name, scope)):
        return None
    if path == ALIVE:
        return PlainTextResponse("alive")
    readings = await run_in_threadpool(_readings, int(time.monotonic() / KEPT_SECONDS))
    return _told(readings, in_full=is_here)


def _told(readings: list[Reading], *, in_full: bool) -> Response:
    """503 where something is broken, so that a monitor need not read."""
    standing = worst(readings)
    told: dict[str, object] = {"standing": standing}
    if in_full:
        told["readings"] = {one.name: {"standing": one.standing, **one.params} for one in readings}
    headers = {"Cache-Control": "no-store"}
    return JSONResponse(told, 503 if standing is Standing.BROKEN else 200, headers)


def is_own_computer(scope: Scope) -> bool:
    """Whether a request comes from this computer, and not through a proxy on it."""
    headers, client = Headers(scope=scope), scope.get("client")
    if client is None or not _is_loopback(client[0]):
        return False
    return _name(headers) in _LOCAL and not any(name in headers for name in _FORWARDED)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _name(headers: Headers) -> str:
    """The name in the Host header, without its port."""
    host = headers.get("host", "")
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0].lower()


def _is_own_name(scope: Scope) -> bool:
    name = _name(Headers(scope=scope))
    try:
        return bool(name) and name == read_setup(read_settings()).host
    except SetupIncomplete:
        return False


@lru_cache(maxsize=1)
def _readings(_moment: int) -> list[Reading]:
    return vital(read_settings())
