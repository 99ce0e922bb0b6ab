from __future__ import annotations

import asyncio
import gzip

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from lcdata.ui.serving.server import Hardened, shell


async def page(_request: Request) -> Response:
    zipped = gzip.compress(b"<html lang='en'>Streamlit's own</html>")
    return HTMLResponse(zipped, headers={"etag": "x", "content-encoding": "gzip"})


async def sign_in(_request: Request) -> Response:
    answer = PlainTextResponse("ok", headers={"cache-control": "public"})
    answer.set_cookie("_streamlit_user", "x", max_age=2_592_000, httponly=True)
    answer.delete_cookie("_streamlit_user_tokens")
    answer.set_cookie("_streamlit_xsrf", "y")
    return answer


async def wrong(_request: Request) -> Response:
    return HTMLResponse("<p>no</p>", status_code=404)


def asked(path: str, method: str = "GET", *, is_secure: bool = True) -> httpx.Response:
    routes = [
        Route("/", page),
        Route("/wrong", wrong),
        Route("/oauth2callback", sign_in),
        Route("/static/js/index.js", sign_in),
    ]
    wrapped = Middleware(Hardened, page=shell(), cookie_seconds=28_800, is_secure=is_secure)
    transport = httpx.ASGITransport(Starlette(routes=routes, middleware=[wrapped]))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="https://lc") as client:
            return await client.request(method, path)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("query", "language"),
    [("", "nl"), ("?language=en", "en"), ('?language="><script>', "nl"), ("?viewer=x", "nl")],
)
def test_the_page_says_its_language(query: str, language: str) -> None:
    answer = asked(f"/{query}")
    assert f'<html lang="{language}">' in answer.text
    assert "script>x" not in answer.text
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/wrong", "/oauth2callback", "/nowhere"])
def test_every_answer_narrows_the_browser_and_is_not_kept(path: str) -> None:
    headers = asked(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_what_is_named_after_its_content_may_be_kept() -> None:
    assert asked("/static/js/index.js").headers["cache-control"] == "public"


def test_a_page_that_is_not_there_is_not_replaced() -> None:
    assert asked("/wrong").text == "<p>no</p>"


def test_asking_for_the_head_alone_gives_no_body() -> None:
    answer = asked("/", "HEAD")
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 1000


def test_a_sign_in_is_kept_no_longer_than_it_counts() -> None:
    user, tokens, xsrf = asked("/oauth2callback").headers.get_list("set-cookie")
    assert "Max-Age=28800" in user
    assert "Max-Age=0" in tokens
    assert "Max-Age" not in xsrf


@pytest.mark.parametrize("is_secure", [True, False])
def test_cookies_go_over_https_alone_where_there_is_https(is_secure: bool) -> None:
    answer = asked("/oauth2callback", is_secure=is_secure)
    cookies = answer.headers.get_list("set-cookie")
    assert [cookie.endswith("; Secure") for cookie in cookies] == [is_secure] * 3
