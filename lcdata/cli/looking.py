"""The commands that only look: figures, signals, the access log, the audit."""

from __future__ import annotations

import sys
from collections import defaultdict
from enum import StrEnum
from pathlib import Path
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

if TYPE_CHECKING:
    from lcdata.access import Scope
    from lcdata.config import Settings


class CellFormat(StrEnum):
    """How published cells leave."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


AsOption = Annotated[
    str,
    typer.Option(
        "--as",
        help="leader, director:COMPANY, facilitator:COMPANY/COMMUNITY[,…]; "
        "unguarded prints the raw cells.",
    ),
]


@commands.command()
def indicators(
    data: DataOption = None,
    viewer: AsOption = "leader",
    output: Annotated[CellFormat, typer.Option("--format")] = CellFormat.CSV,
) -> None:
    """Print the published figures as one viewer sees them, one record per line."""
    from lcdata.cli.records import CELL_FORMATS, write_bytes
    from lcdata.warehouse.reader import Reader

    scope = _scope(viewer)
    cells = Reader(settings_of(data=data).releases_dir).read(scope).cells
    write_bytes(CELL_FORMATS[output](cells), sys.stdout.buffer)


@commands.command()
def signals(viewer: AsOption, data: DataOption = None, lang: LangOption = None) -> None:
    """Print the signals one viewer sees, one JSON per line; a facilitator's name persons."""
    from lcdata.cli.records import signal_record
    from lcdata.warehouse.reader import Reader

    scope = _scope(viewer)
    settings = settings_of(data=data, language=lang)
    seen = Reader(settings.releases_dir).read(scope)
    for signal in (*seen.register.signals, *seen.signals):
        typer.echo(signal_record(signal, words_of(settings)))


@commands.command()
def log(
    data: DataOption = None,
    output: FormatOption = TextOrJson.TEXT,
) -> None:
    """Print the access log, oldest first: who signed in, opened, downloaded, delivered."""
    from lcdata.access_log import entries

    for entry in entries(settings_of(data=data).log_path):
        typer.echo(entry.to_json() if output is TextOrJson.JSON else entry.to_text())


@commands.command()
def audit(
    data: DataOption = None,
    output: FormatOption = TextOrJson.TEXT,
    certificate: Annotated[
        Path | None, typer.Option(help="Write what was proven of the release, as JSON.")
    ] = None,
    lang: LangOption = None,
) -> None:
    """Look for whatever viewers could work out, alone, by their grants or together; exit 1 if so.

    One line per viewer, per combination of grants in access.toml (the likely ones where there is
    none), and for everybody together.
    """
    from lcdata.cli.findings import finding_lines, finding_record
    from lcdata.release.auditing import audit as find

    settings = settings_of(data=data, language=lang)
    found = find(settings, _combinations(settings))
    for finding in found.findings:
        if output is TextOrJson.JSON:
            typer.echo(finding_record(finding))
        else:
            for line in finding_lines(finding, words_of(settings)):
                typer.echo(line)
    if certificate:
        certificate.write_text(found.certificate(), encoding="utf-8")
    raise typer.Exit(int(bool(found.leaks)))


def _combinations(settings: Settings) -> list[frozenset[str]]:
    """Viewers that one person or group is at once, by access.toml; none where there is no file."""
    from lcdata.signin.grants import read_access

    if not settings.access_path.is_file():
        return []
    held: dict[str, set[str]] = defaultdict(set)
    for grant in read_access(settings.access_path).grant:
        for scope in grant.scopes:
            held[str(grant.email or grant.group)] |= scope.viewer_keys
    return [frozenset(keys) for keys in held.values() if len(keys) > 1]


def _scope(viewer: str) -> Scope:
    from lcdata.access import parse_scope

    return parse_scope(viewer)
