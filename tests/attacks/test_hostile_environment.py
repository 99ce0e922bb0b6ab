"""A server that was told by others to open up: variables, a configuration at home, headers."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from streamlit import config
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.attacks.installed import LEADER, Installed, installed
from tests.attacks.streamlit_session import opened

EVIL = "http://evil.example"
HEADERS = {"X-Mail": LEADER, "X-In": "true", "X-Iat": "4102444800", "X-Who": "1"}
OPEN = {
    "server.trustedUserHeaders": json.dumps(
        {"X-Mail": "email", "X-In": "is_logged_in", "X-Iat": "iat", "X-Who": "sub"}
    ),
    "server.unsafeMetricsUserAttributes": "email",
    "server.corsAllowedOrigins": EVIL,
    "server.allowedHosts": "*",
    "server.baseUrlPath": "elsewhere",
    "server.address": "0.0.0.0",
    "server.port": "1",
    "server.maxUploadSize": "9999",
    "server.fileWatcherType": "poll",
    "client.showErrorDetails": "full",
    "client.toolbarMode": "developer",
    "client.allowedOrigins": EVIL,
}
SECTIONS = ("global", "server", "client", "browser", "runner")
CLOSED = (
    "/_stcore/metrics",
    "/_stcore/agent/interact",
    "/_stcore/agent/mcp",
    "/_stcore/agent/openapi.json",
    "/_stcore/script-health-check",
    "/_stcore/bidi-components/x/y.js",
    "/_stcore/anything-new",
    "/component/x/index.html",
)


def turned() -> dict[str, str]:
    """Every switch of Streamlit the other way round, and what opens something."""
    switches = {
        key: str(not option.value).lower()
        for key, option in config.get_config_options().items()
        if isinstance(option.value, bool) and key.split(".")[0] in SECTIONS
    }
    return switches | OPEN


def as_toml(settings: dict[str, str]) -> str:
    lists = {key for key in settings if config._config_options_template[key].multiple}
    lines = [f"{key} = {_value(value, key in lists)}" for key, value in settings.items()]
    return "\n".join(lines)


def _value(value: str, is_list: bool) -> str:
    if value.startswith("{"):
        pairs = ", ".join(f'"{name}" = "{said}"' for name, said in json.loads(value).items())
        return f"{{ {pairs} }}"
    plain = value if value in ("true", "false") or value.isdecimal() else json.dumps(value)
    return f"[{plain}]" if is_list else plain


@pytest.fixture(scope="module", params=["variables", "a configuration at home"])
def dashboard(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installed]:
    home = tmp_path_factory.mktemp("home")
    variables = {"HOME": str(home)}
    if request.param == "variables":
        options = config._config_options_template
        variables |= {options[key].env_var: value for key, value in turned().items()}
    else:
        (home / ".streamlit").mkdir()
        (home / ".streamlit" / "config.toml").write_text(as_toml(turned()), encoding="utf-8")
    with installed(home / "data", variables) as found:
        yield found


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_nothing_of_streamlits_core_answers_but_what_a_page_needs(
    dashboard: Installed, path: str, method: str
) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    answer = dashboard.browser().request(method, path, json=asked)
    assert (answer.status_code, answer.text) == (404, "404 Not Found\n")


def test_no_header_signs_anybody_in(dashboard: Installed) -> None:
    with opened(dashboard.browser(), HEADERS) as page:
        assert "Aanmelden / Sign in" in str(page.shown)
        assert page.upload("a.xlsx", 100).status_code == 403


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/", "/auth/login"])
def test_no_other_origin_may_read_an_answer(dashboard: Installed, path: str) -> None:
    answer = dashboard.browser().get(path, headers={"Origin": EVIL})
    assert "access-control-allow-origin" not in answer.headers
    assert "evil" not in answer.text


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/page.js", "/static/x", "/auth/login"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost.evil.example", "[", ""])
def test_an_unknown_host_gets_nothing(dashboard: Installed, path: str, host: str) -> None:
    answer = dashboard.browser().get(path, headers={"Host": host})
    assert (answer.status_code, answer.text) == (421, "421 Misdirected Request\n")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("origin", [EVIL, "http://127.0.0.1:3000", "null", "http://["])
def test_no_page_of_another_site_gets_a_stream(dashboard: Installed, origin: str) -> None:
    address = dashboard.address.replace("http", "ws", 1) + "/_stcore/stream"
    with pytest.raises(InvalidStatus), connect(address, origin=Origin(origin)):
        pass


def test_a_page_runs_as_ever(dashboard: Installed) -> None:
    page = dashboard.page(LEADER)
    assert "Nijhof" in str(page.shown)
    assert page.upload("a.xlsx", 100).status_code == 204
