"""What an operator asks of the installation: its version, and how it is doing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from lcdata.cli.commands import (
    DataOption,
    FormatOption,
    LangOption,
    TextOrJson,
    commands,
    settings_of,
    words_of,
)
from lcdata.locale import N_

if TYPE_CHECKING:
    from lcdata.locale import Words
    from lcdata.release.health import Reading

_NAMES = {
    "release": N_("release"),
    "disk": N_("disk"),
    "delivery": N_("delivery"),
    "build": N_("last build"),
    "store": N_("store"),
    "sign-in": N_("sign-in"),
    "account": N_("account"),
    "backup": N_("backup"),
    "terms": N_("terms"),
    "clock": N_("clock"),
    "faults": N_("faults"),
    "program": N_("program"),
}


def _tell_version(asked: bool) -> None:
    from lcdata.config import version

    if asked:
        typer.echo(f"lcdata {version()}")
        raise typer.Exit


@commands.callback()
def lcdata(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_tell_version, help="The version."),
    ] = False,
) -> None:
    """Learning communities: deliveries in, published figures out."""


@commands.command()
def doctor(
    data: DataOption = None, output: FormatOption = TextOrJson.TEXT, lang: LangOption = None
) -> None:
    """Say how the installation is doing; exit 0 fine, 1 somebody should look, 2 broken."""
    from lcdata.release.doctor import examine
    from lcdata.release.health import ORDER, worst

    settings = settings_of(data=data, language=lang)
    words, readings = words_of(settings), examine(settings)
    for one in readings:
        typer.echo(_record(one, words) if output is TextOrJson.JSON else _line(one, words))
    raise typer.Exit(ORDER.index(worst(readings)))


def _line(reading: Reading, words: Words) -> str:
    from lcdata.release.health import SAID

    standing = words.text(SAID[reading.standing])
    return f"{standing:<8} {words.text(_NAMES[reading.name]):<14} {reading.said(words)}"


def _record(reading: Reading, words: Words) -> str:
    record = {"name": reading.name, "standing": reading.standing, "said": reading.said(words)}
    return json.dumps(record, ensure_ascii=False)
