from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from lcdata.ui.serving import watched
from lcdata.ui.serving.watched import Watched

PROVIDER = """
[auth]
redirect_uri = "https://lc.example.nl/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "c"
client_secret = "s"
server_metadata_url = "https://idp.example.nl/x"
"""
LOCAL, OWN = "localhost:8501", "lc.example.nl"
Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    (tmp_path / "access.toml").write_text('[[grant]]\ngroup = "g"\nrole = "leader"\n')
    (tmp_path / "secrets.toml").write_text(PROVIDER)
    monkeypatch.setenv("LCDATA_DATA", str(tmp_path))
    watched._readings.cache_clear()

    async def dashboard(_request: object) -> PlainTextResponse:
        return PlainTextResponse("dashboard")

    app = Watched(Starlette(routes=[Route("/{path:path}", dashboard)]))

    async def answer(
        path: str, host: str, client: str, headers: Mapping[str, str]
    ) -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(client, 5000))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as browser:
            return await browser.get(path, headers=headers)

    def ask(
        path: str,
        host: str = LOCAL,
        client: str = "127.0.0.1",
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        return asyncio.run(answer(path, host, client, headers or {}))

    return ask


def test_a_monitor_on_this_computer_gets_the_readings(ask: Ask) -> None:
    answer = ask("/readyz")
    assert answer.status_code == 200
    assert answer.json()["standing"] == "look"
    assert set(answer.json()["readings"]) == {"release", "disk", "delivery", "build"}


def test_a_broken_installation_answers_503_and_stays_alive(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "20200101T000000000000Z-00000000.published").touch()
    assert ask("/readyz").status_code == 503
    assert ask("/healthz").text == "alive"


@pytest.mark.parametrize(
    ("host", "client", "headers"),
    [
        ("lc.example.nl", "10.0.0.9", {}),
        ("lc.example.nl", "127.0.0.1", {"x-forwarded-for": "10.0.0.9"}),
    ],
)
def test_under_its_own_name_it_answers_in_one_word(
    ask: Ask, host: str, client: str, headers: dict[str, str]
) -> None:
    answer = ask("/readyz", host, client, headers)
    assert answer.json() == {"standing": "look"}
    assert ask("/healthz", host, client, headers).text == "alive"


@pytest.mark.parametrize(
    ("host", "client", "headers"),
    [
        ("attacker.example", "127.0.0.1", {}),
        ("localhost", "10.0.0.9", {}),
        ("localhost", "127.0.0.1", {"x-forwarded-for": "10.0.0.9"}),
        ("127.0.0.1", "127.0.0.1", {"forwarded": "for=10.0.0.9"}),
    ],
)
def test_an_unknown_name_gets_what_the_dashboard_says(
    ask: Ask, host: str, client: str, headers: dict[str, str]
) -> None:
    for path in ("/healthz", "/readyz"):
        assert ask(path, host, client, headers).text == "dashboard"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8501", "[::1]:8501"])
def test_this_computer_has_several_names(ask: Ask, host: str) -> None:
    assert "readings" in ask("/readyz", host).json()


def test_readings_are_kept_for_a_moment(ask: Ask, tmp_path: Path) -> None:
    first = watched._readings(1)
    (tmp_path / "current").write_text("20200101T000000000000Z-00000000\n")
    assert watched._readings(1) is first
    assert watched._readings(2) is not first
