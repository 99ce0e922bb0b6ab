from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

CATALOGUES = sorted(Path("lcdata/locale/nl").glob("*.po"))
KEYWORDS = {"text": None, "plural": (1, 2), "N_": None}
METHODS = [("**.py", "python")]

SHARED = "shared"

Message = str | tuple[str, ...]


def said() -> Iterator[Message]:
    return (message for _, message in said_where())


def said_where() -> Iterator[tuple[str, Message]]:
    for folder in ("lcdata", "pages"):
        for file, _, message, _, _ in extract_from_dir(folder, METHODS, keywords=KEYWORDS):
            if isinstance(message, str):
                yield place(Path(folder, file)), message
            elif message:
                yield place(Path(folder, file)), (message[0], message[1])


def place(file: Path) -> str:
    """The screen or room of a file: `overview`, `ingest`."""
    top, *rest = file.with_suffix("").parts
    if top == "pages":
        return rest[0]
    return rest[1] if rest[0] == "screens" else rest[0]


def home(places: set[str]) -> str:
    """The catalogue of what is said in these places."""
    own = {path.stem for path in CATALOGUES}
    (only,) = places if len(places) == 1 else (SHARED,)
    return only if only in own else SHARED


def translated() -> dict[Message, tuple[str, ...]]:
    return {message: words for path in CATALOGUES for message, words in held(path)}


def held(path: Path) -> Iterator[tuple[Message, tuple[str, ...]]]:
    with path.open("rb") as file:
        for message in read_po(file):
            told, words = message.id, message.string
            if told and words and not message.fuzzy:
                key: Message = told if isinstance(told, str) else tuple(told)
                yield key, (words,) if isinstance(words, str) else tuple(words)


def test_every_text_has_its_dutch() -> None:
    dutch, places = translated(), defaultdict[Message, set[str]](set)
    for where, text in said_where():
        if text and not all(dutch.get(text, ("",))):
            places[text].add(where)
    missing = [f"{text!r} is missing in {home(who)}.po" for text, who in places.items()]
    assert not missing, "\n".join(missing)


def test_no_catalogue_keeps_a_text_nobody_says() -> None:
    left = set(translated()) - set(said())
    assert not sorted(map(str, left))


def test_a_text_stands_in_the_catalogue_of_the_one_screen_or_room_that_says_it() -> None:
    places: dict[Message, set[str]] = defaultdict(set)
    for where, message in said_where():
        places[message].add(where)
    strange = [
        f"{message!r} is in {path.name}, belongs in {belongs}.po: {', '.join(sorted(who))} say it"
        for path in CATALOGUES
        for message, _ in held(path)
        if (belongs := home(who := places[message])) != path.stem
    ]
    assert not strange, "\n".join(strange)


def test_no_text_has_two_translations() -> None:
    messages = [message for path in CATALOGUES for message, _ in held(path)]
    assert len(messages) == len(set(messages))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_placeholders_are_the_same_in_both_languages(path: Path) -> None:
    import string

    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    with path.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, str) and message.id:
                assert names(message.id) == names(str(message.string)), message.id
