"""The commands that keep a data directory sound: verify, withdraw, backup, restore."""

from __future__ import annotations

from typing import Annotated

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
    from lcdata import build as use_cases
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
    from lcdata import build as use_cases
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
