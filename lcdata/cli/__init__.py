"""The commands of `lcdata`."""

from __future__ import annotations

from lcdata.cli import documents, looking, roles
from lcdata.cli.commands import commands
from lcdata.cli.run import run

__all__ = [
    "app",
    "documents",
    "looking",
    "roles",
]  # imported for their commands


def app() -> None:
    """The command line."""
    run(commands)
