"""`lcdata access`: who has which role, said before anybody signs in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from lcdata.config import Settings
    from lcdata.locale import Words
    from lcdata.signin.review import Holder, Inventory, Remark

access = typer.Typer(help="Who has which role.", no_args_is_help=True)
commands.add_typer(access, name="access")


@access.callback()
def _access() -> None:
    """Who has which role."""


@access.command()
def check(
    data: DataOption = None, output: FormatOption = TextOrJson.TEXT, lang: LangOption = None
) -> None:
    """Say who gets which roles and what is wrong with that; exit 0 fine, 1 mend it."""
    from lcdata.signin.problems import SetupIncomplete
    from lcdata.signin.review import holders, remarks
    from lcdata.signin.setup import read_setup

    settings = settings_of(data=data, language=lang)
    words = words_of(settings)
    try:
        granted = read_setup(settings).access
    except SetupIncomplete as error:
        for problem in error.problems:
            said = problem.said(words)
            typer.echo(_line({"problem": said}) if output is TextOrJson.JSON else said)
        raise typer.Exit(1) from error
    known = _inventory(settings)
    found = remarks(granted, known)
    for line in _told(holders(granted), found, known, output, words):
        typer.echo(line)
    raise typer.Exit(int(any(remark.is_wrong for remark in found)))


def _inventory(settings: Settings) -> Inventory | None:
    """What the live release knows; None before the first."""
    from lcdata.access import Scope
    from lcdata.errors import ConfigurationError
    from lcdata.signin.review import Inventory
    from lcdata.view_models.unit import companies
    from lcdata.warehouse.reader import Reader

    try:
        model = Reader(settings.releases_dir).read(Scope.leader())
    except ConfigurationError:
        return None
    return Inventory(
        frozenset(company.organisation_id for company in companies(model)),
        frozenset(community.community_id for community in model.communities),
    )


def _told(
    every: tuple[Holder, ...],
    found: tuple[Remark, ...],
    known: Inventory | None,
    output: TextOrJson,
    words: Words,
) -> list[str]:
    if output is TextOrJson.JSON:
        return [*map(_holder_record, every), *(_remark_record(one, words) for one in found)]
    lines = [_holder_line(holder) for holder in every]
    lines += [_remark_line(remark, words) for remark in found]
    if known is None:
        lines.append(
            words.text("Nothing has been published yet: companies and communities not checked.")
        )
    if not any(remark.is_wrong for remark in found):
        lines.append(words.text("Nothing to mend."))
    return lines


def _holder_line(holder: Holder) -> str:
    provider = f" ({holder.provider})" if holder.provider else ""
    roles = "; ".join(map(str, holder.scopes))
    return f"{'group ' if holder.is_group else ''}{holder.who}{provider}: {roles}"


def _remark_line(remark: Remark, words: Words) -> str:
    mark = "!" if remark.is_wrong else "-"
    entries = ", ".join(map(str, remark.entries))
    who = " + ".join(remark.who)
    place = words.text("entry {entries} ({who})", entries=entries, who=who)
    return f"{mark} {place}: {_said(remark, words)}"


def _said(remark: Remark, words: Words) -> str:
    reason = words.text(remark.reason) if remark.reason else ""
    return words.text(remark.message, names=remark.names, reason=reason)


def _holder_record(holder: Holder) -> str:
    return _line(
        {
            "group" if holder.is_group else "email": holder.who,
            "provider": holder.provider,
            "entries": holder.entries,
            "roles": [str(scope) for scope in holder.scopes],
        }
    )


def _remark_record(remark: Remark, words: Words) -> str:
    return _line(
        {
            "entries": remark.entries,
            "who": remark.who,
            "wrong": remark.is_wrong,
            "said": _said(remark, words),
        }
    )


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)
