"""The commands for files of the office: add, additions, take-back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from lcdata.locale import N_

if TYPE_CHECKING:
    from lcdata.locale import Words
    from lcdata.release.adding import Added

_REFUSED, _ASKED = 2, 3

FilesArgument = Annotated[
    list[Path],
    typer.Argument(help="Files of Teams or a calendar, or folders of them.", metavar="FILE…"),
]
AnswersOption = Annotated[
    Path | None,
    typer.Option("--answers", help="A JSON file: the id of a question and its answer."),
]


@commands.command()
def add(
    files: FilesArgument,
    organisation: Annotated[str, typer.Option("--organisation", help="To whose delivery.")],
    answers: AnswersOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    data: DataOption = None,
    output: FormatOption = TextOrJson.TEXT,
    lang: LangOption = None,
) -> None:
    """Add a file of the office to a delivery; exit 0 done, 1 look at it, 2 refused, 3 questions."""
    from lcdata.cli.notes import Heard, not_published
    from lcdata.release import NotPublished, adding, finishing

    settings = settings_of(data=data, language=lang)
    words = words_of(settings)
    heard = Heard(words)
    given = _answers(answers)
    try:
        with finishing():
            added = adding.add(
                files, organisation, settings, answers=given, is_dry=dry_run, tell=heard
            )
    except NotPublished as error:
        raise not_published(error, words) from error
    for one in added:
        if output is TextOrJson.JSON:
            typer.echo(json.dumps(_record(one, words), ensure_ascii=False))
        else:
            typer.echo("\n".join(_lines(one, words)))
    raise typer.Exit(max(heard.exit_code, *map(_exit_code, added)))


@commands.command()
def additions(
    data: DataOption = None, output: FormatOption = TextOrJson.TEXT, lang: LangOption = None
) -> None:
    """List what was added to deliveries, the latest first."""
    from lcdata.office.foreign import Kind
    from lcdata.office.words import KINDS
    from lcdata.release import adding

    settings = settings_of(data=data, language=lang)
    words = words_of(settings)
    for one in adding.additions(settings):
        if output is TextOrJson.JSON:
            record = {
                "addition_id": one.addition_id,
                "organisation_id": one.organisation_id,
                "kind": one.kind,
                "added_at": one.added_at.isoformat(),
                "by": one.by,
                "told": dict(one.told),
                "taken_back_at": one.taken_back_at and one.taken_back_at.isoformat(),
            }
            typer.echo(json.dumps(record, ensure_ascii=False))
            continue
        state = words.text("taken back") if one.taken_back_at else words.text("in use")
        kind = words.text(KINDS[Kind(one.kind)])
        day = words.day(one.moment.date())
        typer.echo(f"{one.addition_id}  {one.organisation_id}  {kind}  {day}  {one.by}  {state}")


@commands.command("take-back")
def take_back(
    addition: Annotated[str, typer.Argument(help="The id of an addition, or how it begins.")],
    why: WhyOption = "",
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    """Take an addition back: it stays in the store and counts no longer."""
    from lcdata.cli.notes import Heard, not_published
    from lcdata.release import NotPublished, adding

    settings = settings_of(data=data, language=lang)
    words = words_of(settings)
    heard = Heard(words)
    try:
        taken = adding.take_back(addition, why, settings, tell=heard)
    except NotPublished as error:
        raise not_published(error, words) from error
    typer.echo(words.text("Addition {id} counts no longer.", id=taken.addition_id))
    raise typer.Exit(heard.exit_code)


def _answers(path: Path | None) -> dict[str, str]:
    from lcdata.errors import ConfigurationError

    if path is None:
        return {}
    try:
        found = json.loads(path.read_bytes())
        return {str(key): str(value) for key, value in found.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise ConfigurationError(
            N_("the file of answers is no JSON of question ids and answers")
        ) from error


def _exit_code(one: Added) -> int:
    if one.status == "questions":
        return _ASKED
    if one.status == "refused":
        return _REFUSED
    return int(bool(one.issues or one.held or one.left_out))


STATUS_TEXTS = {
    "added": N_("added"),
    "unchanged": N_("nothing new in it"),
    "questions": N_("nothing taken in yet: answer the questions"),
    "refused": N_("refused: nothing was taken in"),
    "checked": N_("would be added"),
}


def _lines(one: Added, words: Words) -> Iterator[str]:
    """What became of a file, for reading."""
    from lcdata.office.words import KINDS, LEFT_OUT, answer_told, asked

    kind = f" ({words.text(KINDS[one.kind])})" if one.kind else ""
    yield f"{one.file}{kind}: {words.text(STATUS_TEXTS[one.status])}"
    for table, count in one.rows.items():
        yield "  " + words.text("{table}: {count} rows", table=table, count=count)
    for name in one.held:
        yield "  " + words.text("left open, not counted: {name}", name=name)
    for title, code in one.left_out:
        yield "  " + words.text(
            "left out: “{title}” {why}", title=title, why=words.text(LEFT_OUT[code])
        )
    for issue in one.issues:
        yield f"  {issue.message(words)} {issue.remedy(words)}"
    for question in one.questions:
        yield f"  {question.id}: {asked(question, words)}"
        for answer in question.answers:
            yield f"      {answer}  {answer_told(question, answer, words)}".rstrip()


def _record(one: Added, words: Words) -> dict[str, Any]:
    """What became of a file, for programs."""
    from lcdata.office.words import answer_told, asked

    return {
        "file": one.file,
        "status": one.status,
        "kind": one.kind and one.kind.value,
        "addition_id": one.addition_id,
        "told": dict(one.told),
        "rows": dict(one.rows),
        "held": list(one.held),
        "left_out": [{"title": title, "code": code} for title, code in one.left_out],
        "questions": [
            {
                "id": question.id,
                "code": question.code,
                "question": asked(question, words),
                "answers": {
                    answer: answer_told(question, answer, words) for answer in question.answers
                },
            }
            for question in one.questions
        ],
        "issues": [
            {"code": i.code, "message": i.message(words), "remedy": i.remedy(words)}
            for i in one.issues
        ],
    }
