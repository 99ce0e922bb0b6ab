"""What the server adds to Streamlit: headers that narrow a browser, the language of the page.

The policy allows scripts of this server alone. Styles must be allowed inline, since Streamlit
writes them into the page; charts need nothing more, Vega interprets its expressions.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lcdata.config import Settings, read_settings
from lcdata.locale import DEFAULT_LANGUAGE, LANGUAGES, Language
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.setup import read_setup
from lcdata.ui.page_script import PAGE_SCRIPT
from lcdata.ui.serving.gate import Gate
from lcdata.ui.serving.watched import Watched

_HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FOR_GOOD = ("/static/", "/app/static/")
"""Files whose name changes with their content, and the fonts: browsers may keep them."""

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_AUTH_COOKIE = b"_streamlit_user"
_MAX_AGE = re.compile(rb"(?i)max-age=[1-9]\d*")


@dataclass(frozen=True)
class Shell:
    """The page Streamlit fills: one text per language, and the policy that fits it."""

    pages: Mapping[Language, bytes]
    policy: str


def shell() -> Shell:
    """Streamlit's own page, with its language and our own script."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    told = page.replace("</head>", '<script src="./page.js"></script></head>', 1)
    pages = {one: told.replace('lang="en"', f'lang="{one}"', 1).encode() for one in LANGUAGES}
    return Shell(pages, _policy(page))


def _policy(page: str) -> str:
    hashes = [hashlib.sha256(part.encode()).digest() for part in _INLINE_SCRIPT.findall(page)]
    allowed = " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in hashes)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {allowed}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


class Hardened:
    """ASGI middleware: the headers, the page in its language, cookies no longer than a sign-in.

    Args:
        app: what is wrapped.
        page: the page Streamlit fills.
        cookie_seconds: how long a browser keeps a sign-in.
        is_secure: whether cookies go over https alone.
    """

    def __init__(self, app: ASGIApp, page: Shell, cookie_seconds: int, is_secure: bool) -> None:
        self._app = app
        self._page = page
        self._cookie = (f"Max-Age={cookie_seconds}".encode(), b"; Secure" if is_secure else b"")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        shown: bytes | None = None

        async def hardened(message: Message) -> None:
            nonlocal shown
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if message["status"] == 200 and _is_page(headers):
                    shown = self._page.pages[_language(scope)]
                    _describe(headers, shown)
                self._harden(headers, scope["path"])
            elif shown is not None and message["type"] == "http.response.body":
                if message.get("more_body"):
                    return  # the page is sent once, in place of the last part
                message["body"] = b"" if scope["method"] == "HEAD" else shown
            await send(message)

        await self._app(scope, receive, hardened)

    def _harden(self, headers: MutableHeaders, path: str) -> None:
        headers["Content-Security-Policy"] = self._page.policy
        for name, value in _HEADERS.items():
            headers[name] = value
        if not path.startswith(_FOR_GOOD):
            headers["Cache-Control"] = "no-store"
        headers.raw[:] = [
            (name, self._kept(value) if name == b"set-cookie" else value)
            for name, value in headers.raw
        ]

    def _kept(self, cookie: bytes) -> bytes:
        """A cookie that goes over https alone, a sign-in's no longer than it can count."""
        age, secure = self._cookie
        shorter = _MAX_AGE.sub(age, cookie) if cookie.startswith(_AUTH_COOKIE) else cookie
        return shorter + secure


def _is_page(headers: MutableHeaders) -> bool:
    return headers.get("content-type", "").startswith("text/html")


def _describe(headers: MutableHeaders, page: bytes) -> None:
    """The head of the page that is sent instead; never answered from a browser's store."""
    for name in ("etag", "last-modified", "content-encoding"):
        del headers[name]
    headers["Content-Length"] = str(len(page))


def _language(scope: Scope) -> Language:
    said = parse_qs(scope["query_string"].decode("latin-1")).get("language", [""])[0]
    return next((one for one in LANGUAGES if one == said), DEFAULT_LANGUAGE)


def middleware() -> list[Middleware]:
    """What wraps Streamlit, for this installation."""
    settings = read_settings()
    return [
        Middleware(Watched),
        Middleware(
            Hardened,
            page=shell(),
            cookie_seconds=int(settings.session_hours * 3600),
            is_secure=_is_secure(settings),
        ),
        Middleware(Gate, settings=settings),
    ]


def routes() -> list[Route]:
    """What is answered besides Streamlit's own addresses."""
    return [Route("/page.js", _page_script), Route("/overview", _to_overview)]


async def _page_script(_request: Request) -> Response:
    return Response(PAGE_SCRIPT, media_type="text/javascript")


async def _to_overview(request: Request) -> Response:
    """The overview lives at the root; at its name Streamlit would say that it does not exist."""
    return RedirectResponse(f"./?{request.url.query}".rstrip("?"))


def _is_secure(settings: Settings) -> bool:
    """Whether browsers reach the dashboard over https."""
    try:
        return read_setup(settings).origin.startswith("https:")
    except SetupIncomplete:
        return False
