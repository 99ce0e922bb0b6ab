"""The commands that make documents: the board report, the Excel template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lcdata.cli.commands import DataOption, LangOption, commands, settings_of, words_of
from lcdata.locale import N_

if TYPE_CHECKING:
    from lcdata.access import Scope
    from lcdata.config import Settings
    from lcdata.locale import Words
    from lcdata.view_models.view import View

CompanyOption = Annotated[
    str | None, typer.Option("--company", metavar="ID", help="The company it is about.")
]
ViewerOption = Annotated[
    str | None,
    typer.Option("--as", help="leader or director:COMPANY; each company's director unless given."),
]


@commands.command()
def report(
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")],
    company: CompanyOption = None,
    every: Annotated[bool, typer.Option("--all", help="Every company in view.")] = False,
    viewer: ViewerOption = None,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Write board reports (PDF) as one viewer sees the company, and print their paths."""
    from lcdata.access import Scope, parse_scope
    from lcdata.errors import AccessDenied, ConfigurationError
    from lcdata.reports.board_report import board_report, file_name
    from lcdata.view_models.company import companies_in_view

    settings = settings_of(data=data, language=lang)
    if every == bool(company):
        raise ConfigurationError(N_("say either --company ID or --all"))
    given = parse_scope(viewer) if viewer is not None else None
    named = [company] if company else companies_in_view(_view(given or Scope.leader(), settings))
    if not named:
        raise AccessDenied(N_("this viewer may not see a company page"))
    for company_id in named:
        view = _view(given or Scope.director(company_id), settings)
        content, path = board_report(view, company_id), out / file_name(company_id, view.scope)
        _write(path, content, view.words)


@commands.command()
def template(
    organisation: Annotated[
        str, typer.Option("--organisation", metavar="ID", help="Who will deliver it.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.xlsx", help="The file to write.")],
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Write the Excel template of an organisation, filled with what it has delivered."""
    from lcdata.access_log import CONSOLE, Event, record
    from lcdata.errors import ConfigurationError
    from lcdata.ingest.keeping.store import DeliveryStore
    from lcdata.reports.template import local_now, may_deliver
    from lcdata.reports.template import template as workbook

    settings = settings_of(data=data, language=lang)
    live = DeliveryStore(settings.deliveries_dir).live()
    if not may_deliver(organisation, live):
        raise ConfigurationError(N_("no delivery is expected of that organisation"))
    if out.suffix.lower() != ".xlsx":
        raise ConfigurationError(N_("the template is a workbook: let --out end in .xlsx"))
    words = words_of(settings)
    if organisation in live:  # so that it hands out persons
        record(settings.log_path, CONSOLE, Event.DOWNLOADED, f"template-{organisation}.xlsx")
    _write(out, workbook(organisation, live.get(organisation), local_now(), words), words)


def _write(path: Path, content: bytes, words: Words) -> None:
    """Writes a file that its owner alone can read, from the first byte on, and says where it is."""
    from lcdata.errors import ConfigurationError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            path.chmod(0o600)
            file.write(content)
    except OSError as error:
        told = words.text("{path} cannot be written", path=path)
        raise ConfigurationError(told) from error
    typer.echo(path)


def _view(scope: Scope, settings: Settings) -> View:
    from lcdata.view_models.view import View
    from lcdata.warehouse.reader import Reader

    return View(Reader(settings.releases_dir).read(scope), scope, words_of(settings))
