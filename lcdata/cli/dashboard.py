"""Starting Streamlit in place of this process."""

from __future__ import annotations

import os
import subprocess
import sys

from lcdata.config import Settings, inherited
from lcdata.errors import ConfigurationError
from lcdata.locale import N_, words
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.setup import read_setup

HERE = "127.0.0.1"
"""This computer: who wants others to come in puts a proxy with TLS before it."""


def start_dashboard(settings: Settings, port: int, address: str | None = None) -> None:
    """Becomes the Streamlit server; returns only by raising.

    The folder of the app becomes the working directory, because Streamlit looks for its
    configuration there.

    Raises:
        ConfigurationError: the app is missing from this installation, or others should look in
            where nobody signs in.
    """
    if not settings.app.is_file():
        raise ConfigurationError(N_("the dashboard is missing from this installation"))
    if settings.local_only and address not in (None, HERE, "localhost"):
        raise ConfigurationError(
            N_("--local-only is for this computer alone: leave out --address, or set up sign-in")
        )
    told = N_("The dashboard is on {address}; Ctrl+C ends it.")
    print(words(settings.language).text(told, address=_shown(settings, port)))  # noqa: T201
    os.chdir(settings.app.parent)
    sys.stdout.flush()
    command = [sys.executable, *arguments(settings, port, address)]
    variables = inherited() | environment(settings)
    if os.name == "nt":  # Windows has no exec: a service would take this process for the server
        sys.exit(subprocess.call(command, env=variables))
    os.execve(sys.executable, command, variables)


def environment(settings: Settings) -> dict[str, str]:
    """The settings the dashboard reads again, as variables."""
    variables = {
        "LCDATA_DATA": str(settings.data.resolve()),
        "LCDATA_MODE": settings.mode,
        "LCDATA_LOCAL_ONLY": str(settings.local_only).lower(),
        "LCDATA_LANGUAGE": settings.language,
    }
    if settings.access_file:
        variables["LCDATA_ACCESS_FILE"] = str(settings.access_file.resolve())
    if settings.secrets_file:
        variables["LCDATA_SECRETS_FILE"] = str(settings.secrets_file.resolve())
    return variables


def _shown(settings: Settings, port: int) -> str:
    """Where a browser finds the dashboard."""
    here = f"http://localhost:{port}"
    if settings.local_only:
        return here
    try:
        return read_setup(settings).origin
    except SetupIncomplete:
        return here


def arguments(settings: Settings, port: int, address: str | None = None) -> list[str]:
    """What Python is started with; bound to this computer unless another address is given.

    Streamlit's own welcome asks an outside service for this computer's address, so it is left
    out; its logging goes into the program log (`ui/faults.py`).
    """
    options = {
        "server.address": address or HERE,
        "server.port": str(port),
        "server.maxUploadSize": str(settings.max_upload_mb),
        "browser.serverAddress": next(iter(hosts(settings)), "localhost"),
        "logger.hideWelcomeMessage": "true",
        "logger.enableRich": "false",
        "secrets.files": str(settings.secrets_path.resolve()),
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    flags += [f"--server.allowedHosts={host}" for host in hosts(settings)]
    return ["-m", "lcdata.ui.serving.launch", "run", str(settings.app), *flags]


def hosts(settings: Settings) -> tuple[str, ...]:
    """The names under which browsers may reach the dashboard; all where nobody signs in.

    A page of another site that points its own name at this server is kept out by it.
    """
    if settings.local_only:
        return ("localhost", "127.0.0.1")
    try:
        return (read_setup(settings).host,)
    except SetupIncomplete:
        return ()
