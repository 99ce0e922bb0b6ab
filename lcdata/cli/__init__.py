"""The commands of `lcdata`."""

from __future__ import annotations

from lcdata.cli.commands import commands
from lcdata.cli.run import run


def app() -> None:
    """The command line."""
    run(commands)
