"""The commands that keep a data directory sound: verify, withdraw, backup, restore."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lcdata.cli.commands import (
    DataOption,
    FormatOption,
    LangOption,
    TextOrJson,
    WhyOption,
    commands,
    settings_of,
    words_of,
)

if TYPE_CHECKING:
    from lcdata.config import Settings
    from lcdata.locale import Words
    from lcdata.release import Restored

STREAM = "-"
"""Standard output or input in the place of a file, for a program that encrypts."""

BackupArgument = Annotated[str, typer.Argument(help="The backup; - for a pipe.", metavar="FILE")]
DeliveryArgument = Annotated[
    str, typer.Argument(help="The id of a delivery, or how it begins; lists them unless given.")
]


@commands.command()
def verify(
    data: DataOption = None,
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended.")] = False,
    lang: LangOption = None,
) -> None:
    """Look through every file of deliveries and releases; exit 0 sound, 1 damaged."""
    from lcdata import release as use_cases
    from lcdata.cli.notes import Heard

    settings = settings_of(data=data, language=lang)
    words = words_of(settings)
    heard = Heard(words)
    use_cases.verify(settings, repair=repair, tell=heard)
    if not heard.count:
        typer.echo(words.text("Everything is as it was written."))
    elif repair and not heard.exit_code:
        typer.echo(words.text("Everything is mended."))
    raise typer.Exit(heard.exit_code if repair else int(heard.count > 0))


@commands.command()
def withdraw(
    delivery: DeliveryArgument = "",
    why: WhyOption = "",
    undo: Annotated[bool, typer.Option("--undo", help="Let it count again.")] = False,
    data: DataOption = None,
    output: FormatOption = TextOrJson.TEXT,
    lang: LangOption = None,
) -> None:
    """Take a delivery back: it stays in the store and counts no longer; --undo undoes it."""
    from lcdata import release as use_cases
    from lcdata.cli.notes import Heard, not_published
    from lcdata.cli.records import delivery_line, delivery_record

    settings = settings_of(data=data, language=lang)
    words = words_of(settings)
    if not delivery:
        for one in use_cases.stored_deliveries(settings):
            is_json = output is TextOrJson.JSON
            typer.echo(delivery_record(one) if is_json else delivery_line(one, words))
        return
    heard = Heard(words)
    try:
        if undo:
            named = use_cases.undo_withdrawal(delivery, settings, tell=heard)
            told = words.text("Delivery {delivery} counts again.", delivery=named)
        else:
            named = use_cases.withdraw(delivery, why, settings, tell=heard)
            told = words.text("Delivery {delivery} is withdrawn.", delivery=named)
    except use_cases.NotPublished as error:
        raise not_published(error, words) from error
    typer.echo(told)
    raise typer.Exit(heard.exit_code)


@commands.command()
def backup(file: BackupArgument, data: DataOption = None, lang: LangOption = None) -> None:
    """Write one archive of all that cannot be made anew, while pages go on; exit 1 on damage."""
    from lcdata import release as use_cases
    from lcdata.cli.notes import Heard

    settings = settings_of(data=data, language=lang)
    heard = Heard(words_of(settings))
    if file == STREAM:
        count = use_cases.backup(sys.stdout.buffer, settings, heard)
    else:
        count = use_cases.backup_file(Path(file), settings, heard)
    told = words_of(settings).text("Backed up {count} files.", count=count)
    typer.echo(told, err=file == STREAM)
    raise typer.Exit(int(heard.count > 0))


@commands.command()
def restore(file: BackupArgument, data: DataOption = None, lang: LangOption = None) -> None:
    """Put a backup into an empty data directory, after making its figures anew to compare."""
    settings = settings_of(data=data, language=lang)
    words = words_of(settings)
    restored = _restored_from(file, settings, words)
    for line in _told(restored, words):
        typer.echo(line)
    raise typer.Exit(int(restored.differing > 0))


def _restored_from(file: str, settings: Settings, words: Words) -> Restored:
    from lcdata import release as use_cases
    from lcdata.errors import ConfigurationError

    if file == STREAM:
        return use_cases.restore(sys.stdin.buffer, settings)
    try:
        with Path(file).open("rb") as source:
            return use_cases.restore(source, settings)
    except OSError as error:
        raise ConfigurationError(words.text("{path} cannot be opened", path=file)) from error


def _told(restored: Restored, words: Words) -> list[str]:
    count = words.text("Restored {count} files.", count=restored.files)
    if restored.cells is None:
        return [count, words.text("No figures were compared: deliveries wait to be published.")]
    if restored.differing:
        told = words.text(
            "Another version of lcdata made the backup: {count} figures come out otherwise; "
            "`lcdata build` publishes them.",
            count=restored.differing,
        )
        return [count, told]
    return [count, words.text("Made anew and equal: {count} figures.", count=restored.cells)]
