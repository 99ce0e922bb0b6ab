"""The command that begins an installation: who delivers, who may look, what to deploy with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lcdata.cli.commands import DataOption, LangOption, commands, settings_of, words_of
from lcdata.locale import N_

if TYPE_CHECKING:
    from lcdata.locale import Words
    from lcdata.organisations import Expected

OrganisationsOption = Annotated[
    list[str] | None,
    typer.Option("--organisation", metavar="[ID=]NAME", help="A company; asked for unless given."),
]


@commands.command()
def init(
    organisation: OrganisationsOption = None,
    leader: Annotated[
        str | None, typer.Option("--leader", metavar="EMAIL", help="The consortium leader.")
    ] = None,
    address: Annotated[
        str | None, typer.Option("--address", metavar="URL", help="As in https://lc.company.nl.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path("begin"),
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Begin: write access.toml, a template per organisation and a folder to deploy with."""
    from lcdata.cli import beginning_files as files

    settings = settings_of(data=data, language=lang)
    words = words_of(settings)
    expected = _expected(organisation, words)
    asked = files.Asked(
        expected,
        _answer(leader, N_("E-mail address of the consortium leader (may stay empty)"), words),
        _answer(address, N_("Address of the dashboard (may stay empty)"), words),
    )
    for path in files.write(asked, settings, out, words):
        typer.echo(path)
    typer.echo(words.text(N_("Go on with docs/deploy.md in that folder.")))


def _expected(given: list[str] | None, words: Words) -> tuple[Expected, ...]:
    from lcdata.errors import ConfigurationError
    from lcdata.organisations import parse_expected

    named = given or _asked_for(words)
    if not named:
        raise ConfigurationError(N_("name the companies, each with --organisation"))
    found = tuple(parse_expected(one) for one in named)
    if len({one.organisation_id for one in found}) < len(found):
        raise ConfigurationError(N_("two organisations have the same id: write ID=NAME"))
    return found


def _asked_for(words: Words) -> list[str]:
    """Names until an empty one; none where nobody can be asked."""
    named: list[str] = []
    while sys.stdin.isatty():
        asked = N_("Name of a company (empty to end)")
        name = str(typer.prompt(words.text(asked), default="", show_default=False)).strip()
        if not name:
            break
        named.append(name)
    return named


def _answer(given: str | None, question: str, words: Words) -> str:
    if given is not None or not sys.stdin.isatty():
        return given or ""
    return str(typer.prompt(words.text(question), default="", show_default=False)).strip()
