"""Starting Streamlit in place of this process."""

from __future__ import annotations

import os
import sys

from lcdata.config import Settings, inherited
from lcdata.errors import ConfigurationError
from lcdata.locale import N_
from lcdata.signin.problems import SetupIncomplete
from lcdata.signin.setup import read_setup


def start_dashboard(settings: Settings, port: int) -> None:
    """Becomes the Streamlit server; returns only by raising.

    The folder of the app becomes the working directory, because Streamlit looks for its
    configuration there.

    Raises:
        ConfigurationError: the app is missing from this installation.
    """
    if not settings.app.is_file():
        raise ConfigurationError(N_("the dashboard is missing from this installation"))
    os.chdir(settings.app.parent)
    sys.stdout.flush()
    command = [sys.executable, *arguments(settings, port)]
    os.execve(sys.executable, command, inherited() | environment(settings))


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


def arguments(settings: Settings, port: int) -> list[str]:
    """What Python is started with; bound to this computer unless others may look."""
    options = {
        "server.port": str(port),
        "server.maxUploadSize": str(settings.max_upload_mb),
        "browser.serverAddress": next(iter(hosts(settings)), "localhost"),
        "secrets.files": str(settings.secrets_path.resolve()),
    }
    if settings.local_only:
        options["server.address"] = "127.0.0.1"
    flags = [f"--{name}={value}" for name, value in options.items()]
    flags += [f"--server.allowedHosts={host}" for host in hosts(settings)]
    return ["-m", "lcdata.ui.launch", "run", str(settings.app), *flags]


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
