from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

CATALOGUES = sorted(Path("lcdata/locale/nl").glob("*.po"))
KEYWORDS = {"text": None, "plural": (1, 2), "N_": None}
METHODS = [("**.py", "python")]

Message = str | tuple[str, ...]


def said() -> Iterator[Message]:
    for folder in ("lcdata", "pages"):
        for _, _, message, _, _ in extract_from_dir(folder, METHODS, keywords=KEYWORDS):
            if isinstance(message, str):
                yield message
            elif message:
                yield message[0], message[1]


def translated() -> dict[Message, tuple[str, ...]]:
    found: dict[Message, tuple[str, ...]] = {}
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file):
                told, words = message.id, message.string
                if told and words and not message.fuzzy:
                    key: Message = told if isinstance(told, str) else tuple(told)
                    found[key] = (words,) if isinstance(words, str) else tuple(words)
    return found


def test_every_text_has_its_dutch() -> None:
    dutch = translated()
    missing = sorted({str(text) for text in said() if text and not all(dutch.get(text, ("",)))})
    assert not missing


def test_no_catalogue_keeps_a_text_nobody_says() -> None:
    left = set(translated()) - set(said())
    assert not sorted(map(str, left))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_placeholders_are_the_same_in_both_languages(path: Path) -> None:
    import string

    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    with path.open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, str) and message.id:
                assert names(message.id) == names(str(message.string)), message.id
