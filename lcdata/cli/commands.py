"""The commands. Thin: settings in, one use-case, words or records out.

Rooms are imported inside the commands, so that `lcdata --help` answers at once.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lcdata.cli import run
from lcdata.locale import N_

if TYPE_CHECKING:
    from lcdata.config import Settings
    from lcdata.ingest.receipt import Receipt
    from lcdata.locale import Words


class TextOrJson(StrEnum):
    """How a command that is read by people or programs answers."""

    TEXT = "text"
    JSON = "json"


commands = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Data directory; LCDATA_DATA or ./data unless given.")
]
LangOption = Annotated[
    str | None, typer.Option("--lang", help="nl or en; the terminal's language unless given.")
]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535)]
AddressOption = Annotated[
    str | None,
    typer.Option("--address", help="Where to listen; this computer alone unless given."),
]
PathsArgument = Annotated[
    list[Path], typer.Argument(help="Folders, .zip files or .xlsx workbooks.", metavar="PATH…")
]
FormatOption = Annotated[TextOrJson, typer.Option("--format")]
WhyOption = Annotated[str, typer.Option("--why", help="The reason; it is logged and shown.")]


@commands.command()
def demo(port: PortOption = 8501, lang: LangOption = None) -> None:
    """Show the dashboard on the sample deliveries."""
    from lcdata.cli.dashboard import start_dashboard
    from lcdata.release import prepare_demo

    given = settings_of(language=lang)
    settings = given.model_copy(
        update={"data": given.demo_data.resolve(), "mode": "demo", "local_only": True}
    )
    prepare_demo(settings)
    start_dashboard(settings, port)


@commands.command()
def serve(
    data: DataOption = None,
    port: PortOption = 8501,
    local_only: Annotated[
        bool, typer.Option("--local-only", help="Only for this computer, without sign-in.")
    ] = False,
    address: AddressOption = None,
    lang: LangOption = None,
) -> None:
    """Show the dashboard on real data, published anew where the last process ended too soon."""
    from lcdata.cli.dashboard import start_dashboard
    from lcdata.cli.notes import catch_up

    given = settings_of(data=data, language=lang)
    settings = given.model_copy(
        update={"data": given.data.resolve(), "mode": "serve", "local_only": local_only}
    )
    if not local_only:
        _require_sign_in(settings)
    catch_up(settings)
    start_dashboard(settings, port, address)


@commands.command()
def check(
    paths: PathsArgument,
    data: DataOption = None,
    output: FormatOption = TextOrJson.TEXT,
    lang: LangOption = None,
) -> None:
    """Check deliveries and write nothing; exit 0 fine, 1 look at it, 2 refused."""
    from lcdata.release import check_only

    settings = settings_of(data=data, language=lang)
    _answer(check_only(paths, settings), output, settings)


@commands.command()
def deliver(
    paths: PathsArgument,
    data: DataOption = None,
    output: FormatOption = TextOrJson.TEXT,
    accept_shrink: Annotated[
        bool,
        typer.Option("--accept-shrink", help="Take in much less than before; needs --why."),
    ] = False,
    why: WhyOption = "",
    lang: LangOption = None,
) -> None:
    """Check deliveries, store them and publish; exit as for check, 4 stored and not published."""
    from lcdata import release as use_cases
    from lcdata.cli.notes import Heard, not_published
    from lcdata.errors import ConfigurationError
    from lcdata.ingest.judging.succession import Terms

    settings = settings_of(data=data, language=lang)
    if accept_shrink != bool(why.strip()):
        raise ConfigurationError(N_("say both --accept-shrink and --why, or neither"))
    heard = Heard(words_of(settings))
    try:
        with use_cases.finishing():
            receipts = use_cases.deliver(paths, settings, terms=Terms(why.strip()), tell=heard)
    except use_cases.NotPublished as error:
        _print_receipts(error.receipts, output, settings)
        raise not_published(error, words_of(settings)) from error
    _answer(receipts, output, settings, at_least=heard.exit_code)


@commands.command()
def build(data: DataOption = None, lang: LangOption = None) -> None:
    """Build and publish again from the delivery store; exit 1 where something needs a hand."""
    from lcdata import release as use_cases
    from lcdata.cli.notes import Heard

    settings = settings_of(data=data, language=lang)
    heard = Heard(words_of(settings))
    release_id = use_cases.build(settings, tell=heard)
    typer.echo(words_of(settings).text("Published release {release}.", release=release_id))
    raise typer.Exit(heard.exit_code)


@commands.command()
def releases(
    data: DataOption = None, output: FormatOption = TextOrJson.TEXT, lang: LangOption = None
) -> None:
    """List the releases, newest first."""
    from lcdata import release as use_cases
    from lcdata.cli.records import release_line, release_record

    settings = settings_of(data=data, language=lang)
    for release in use_cases.releases(settings):
        if output is TextOrJson.JSON:
            typer.echo(release_record(release))
        else:
            typer.echo(release_line(release, words_of(settings)))
    damaged = use_cases.damaged_releases(settings)
    for release_id in damaged:
        told = N_("release {release} is damaged: run `lcdata verify --repair`")
        run.say(words_of(settings).text(told, release=release_id))
    raise typer.Exit(int(bool(damaged)))


@commands.command()
def rollback(
    release: Annotated[str, typer.Argument(help="The id of an earlier release.")],
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Make an earlier release live again."""
    from lcdata import release as use_cases
    from lcdata.cli.notes import Heard

    settings = settings_of(data=data, language=lang)
    use_cases.rollback(release, settings, tell=Heard(words_of(settings)))
    typer.echo(words_of(settings).text("Release {release} is live again.", release=release))


@commands.command()
def purge(
    data: DataOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Delete; otherwise only count.")] = False,
    lang: LangOption = None,
) -> None:
    """Delete what was kept long enough: rows about persons, old releases; counts unless --yes."""
    import datetime as dt

    from lcdata import release as use_cases
    from lcdata.cli.notes import Heard
    from lcdata.cli.records import purge_lines

    settings = settings_of(data=data, language=lang)
    heard = Heard(words_of(settings))
    counted = use_cases.purge(settings, dt.date.today(), is_real=yes, tell=heard)
    for line in purge_lines(counted, is_real=yes, words=words_of(settings)):
        typer.echo(line)


@commands.command()
def contract(
    out: Annotated[Path, typer.Option("--out", help="The folder to write into.")],
) -> None:
    """Write the export contract: JSON Schema, Data Package descriptor, documentation."""
    from lcdata.contracts.publish import write_contract
    from lcdata.errors import ConfigurationError

    try:
        written = write_contract(out)
    except OSError as error:
        told = words_of(settings_of()).text("{path} cannot be written", path=out)
        raise ConfigurationError(told) from error
    for path in written:
        typer.echo(path)


def settings_of(**given: object) -> Settings:
    """The settings of this run; remembered for the log, should something fail."""
    from lcdata.config import read_settings

    settings = read_settings(**given)
    run.current.set(run.Run(settings.program_log, settings.language))
    return settings


def _require_sign_in(settings: Settings) -> None:
    """Others may look only where everyone signs in, or where there is nothing but samples."""
    from lcdata.errors import ConfigurationError
    from lcdata.release import holds_only_samples
    from lcdata.signin.problems import SetupIncomplete
    from lcdata.signin.setup import is_begun, is_open_to_others, read_setup

    if not is_begun(settings) and holds_only_samples(settings):
        return
    try:
        read_setup(settings)
    except SetupIncomplete as error:
        words = words_of(settings)
        told = words.text(
            "sign-in is not configured, so real data is not served; "
            "use --local-only to look at it on this computer alone"
        )
        raise ConfigurationError(f"{told}\n{error.said(words)}") from error
    if is_open_to_others(settings.secrets_path):
        path = settings.secrets_path
        told = words_of(settings).text(
            "{path} can be read by other accounts of this computer: chmod 600 {path}", path=path
        )
        typer.echo(f"lcdata: {told}", err=True)


def words_of(settings: Settings) -> Words:
    """The words of this run's language."""
    from lcdata.locale import words

    return words(settings.language)


def _answer(
    receipts: list[Receipt], output: TextOrJson, settings: Settings, at_least: int = 0
) -> None:
    """Prints the receipts and leaves with the worst one's exit code."""
    from lcdata.ingest.receipt import exit_code

    _print_receipts(receipts, output, settings)
    raise typer.Exit(max(exit_code(receipts), at_least))


def _print_receipts(receipts: list[Receipt], output: TextOrJson, settings: Settings) -> None:
    words = words_of(settings)
    for receipt in receipts:
        typer.echo(receipt.to_json(words) if output is TextOrJson.JSON else receipt.to_text(words))
