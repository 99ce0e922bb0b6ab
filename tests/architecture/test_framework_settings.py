"""What Streamlit could open is written shut; a new setting of a new version is looked at first."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit import config

from lcdata.cli.dashboard import arguments
from lcdata.config import Settings, inherited

SECTIONS = ("global", "server", "client", "browser", "runner", "secrets")
HARMLESS = {
    "global.appTest",
    "global.disableWidgetStateDuplicationWarning",
    "global.maxCachedMessageAge",
    "global.minCachedMessageSize",
    "global.showWarningOnDirectExecution",
    "global.suppressDeprecationWarnings",
    "global.unitTest",
    "server.agentMaxSessions",
    "server.agentPreviewRows",
    "server.agentSessionTTL",
    "server.agentWaitTimeout",
    "server.allowedHosts",  # given at the start, where there is sign-in
    "server.cookieSecret",  # the one of secrets.toml comes first
    "server.folderWatchBlacklist",
    "server.maxCacheDataSize",
    "server.showEmailPrompt",
    "server.sslCertFile",
    "server.sslKeyFile",
    "server.websocketPingInterval",
    "client.disableDataExport",
    "client.showSidebarNavigation",
    "browser.serverPort",
    "runner.cacheBackgroundRefreshMaxWorkers",
    "runner.cacheBackgroundRefreshTTLMultiplier",
    "runner.cacheHashSeed",
    "runner.connectionDefaultTTL",
    "runner.enforceSerializableSessionState",
    "runner.enumCoercion",
    "runner.fastReruns",
    "runner.parallelMaxWorkers",
}


def pinned() -> dict[str, object]:
    read = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))
    return {
        f"{part}.{name}": value for part in SECTIONS for name, value in read.get(part, {}).items()
    }


def test_every_setting_of_the_framework_is_pinned_or_harmless() -> None:
    known = {key for key in config._config_options_template if key.split(".")[0] in SECTIONS}
    given = {flag[2:].partition("=")[0] for flag in arguments(Settings(), 1) if flag[:2] == "--"}
    assert known - pinned().keys() - given == HARMLESS


@pytest.mark.parametrize("name", pinned())
def test_what_is_pinned_is_a_setting_there_is(name: str) -> None:
    assert name in config._config_options_template


def test_no_variable_of_the_framework_reaches_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ENABLE_AGENT_API", "true")
    assert not [name for name in inherited() if name.startswith("STREAMLIT")]
