"""What is answered at all, before Streamlit sees a request.

Inside a page the door asks who comes; Streamlit's own addresses beside the page ask nothing. So
here stands what they may be asked: hosts by the name they are known under, Streamlit's core by a
list, uploads and downloads by the session they belong to, and the way out that really ends a
sign-in.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit.runtime import get_instance
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from lcdata import access_log
from lcdata.access_log import Actor, Event
from lcdata.config import Settings
from lcdata.signin.sessions import Standing
from lcdata.ui import rights
from lcdata.ui.cookies import identity_in
from lcdata.ui.serving import sending
from lcdata.ui.serving.slow import in_time
from lcdata.ui.visitor import sessions

CLOSED = ("/_stcore/", "/component/")
KNOWN = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
"""What is answered of what is closed, besides uploads: no metrics, no agents, nothing new."""
MEDIA, SIGN_OUT = "/media/", "/auth/logout"
POLICY_VIOLATION = 1008


class Gate:
    """ASGI middleware around all of Streamlit.

    Args:
        app: what is wrapped.
        settings: the installation.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or passes it on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        refused = self._refusal(asked)
        if refused and scope["type"] == "websocket":
            await WebSocketClose(POLICY_VIOLATION)(scope, receive, send)
        elif refused:
            said = f"{refused.value} {refused.phrase}\n"
            await PlainTextResponse(said, refused)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, send)
        else:
            await self._pass(asked, in_time(receive), send)

    async def _pass(self, asked: HTTPConnection, receive: Receive, send: Send) -> None:
        if asked.scope["path"].startswith(SIGN_OUT):
            self._sign_out(asked.cookies)
        if asked.scope["method"] != "PUT" or not asked.scope["path"].startswith(sending.UPLOADS):
            await self._app(asked.scope, receive, send)
            return
        session_id = sending.session_in(asked.scope["path"])
        with sending.under_way(session_id, int(asked.headers["content-length"])):
            await self._app(asked.scope, receive, send)

    def _refusal(self, asked: HTTPConnection) -> HTTPStatus | None:
        path = asked.scope["path"]
        if not _is_at_home(asked):
            return HTTPStatus.MISDIRECTED_REQUEST
        if path.startswith(sending.UPLOADS):
            return self._no_upload(asked, path)
        if path.startswith(MEDIA):
            return None if _may_take(path, asked.cookies) else HTTPStatus.NOT_FOUND
        return HTTPStatus.NOT_FOUND if path.startswith(CLOSED) and path not in KNOWN else None

    def _no_upload(self, asked: HTTPConnection, path: str) -> HTTPStatus | None:
        if not sending.is_owner(path, asked.cookies):
            return HTTPStatus.FORBIDDEN
        if asked.scope.get("method") != "PUT":
            return None
        length = asked.headers.get("content-length")
        return sending.refusal(sending.session_in(path), length, self._settings)

    def _sign_out(self, cookies: Mapping[str, str]) -> None:
        """End the sign-in here too: Streamlit only asks the browser to forget it."""
        identity, known = identity_in(cookies), sessions(self._settings)
        if identity and known.standing(identity) is not Standing.TIMED_OUT:
            known.end(identity)
            by = Actor(identity.name)
            access_log.record(self._settings.log_path, by, Event.SIGNED_OUT)


def _is_at_home(asked: HTTPConnection) -> bool:
    """Whether the dashboard is known under this name, and a page of its own asks for its stream."""
    host, origin = asked.headers.get("host"), asked.headers.get("origin")
    if not is_host_allowed(host):
        return False
    if asked.scope["type"] == "http" or origin is None:
        return True
    try:
        return urlsplit(origin).hostname == urlsplit(f"//{host}").hostname
    except ValueError:
        return False


def _may_take(path: str, cookies: Mapping[str, str]) -> bool:
    """Whether the file at this address was made for the browser that asks."""
    found = get_instance().media_file_mgr.read_file(path.removeprefix(MEDIA))
    return found is not None and rights.may_take(found.content, cookies)
