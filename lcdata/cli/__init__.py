"""The commands of `lcdata`."""

from __future__ import annotations

from lcdata.cli import adding, beginning, documents, keeping, looking, roles, watching
from lcdata.cli.commands import commands
from lcdata.cli.run import run

__all__ = [
    "adding",
    "app",
    "beginning",
    "documents",
    "keeping",
    "looking",
    "roles",
    "watching",
]  # imported for their commands


def app() -> None:
    """The command line."""
    run(commands)
