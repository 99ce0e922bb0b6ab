"""The commands of `lcdata`."""

from __future__ import annotations

from lcdata.cli import looking
from lcdata.cli.commands import commands
from lcdata.cli.run import run

__all__ = ["app", "looking"]  # imported for its commands, which it adds to the others


def app() -> None:
    """The command line."""
    run(commands)
