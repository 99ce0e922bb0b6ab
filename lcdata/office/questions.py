"""What a file leaves open, and what was answered: asked once, never guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

LATER = "later"
"""The answer that leaves something open: it is held, not dropped and not counted."""

NOBODY = "nobody"
"""The answer that this is no person of the community: a guest, a machine, a mistake."""


@dataclass(frozen=True)
class Question:
    """Something only a person can decide.

    Attributes:
        code: the kind of question, of which the words are in `questions_said`.
        about: what makes it this question and no other; the same at the next try.
        answers: what may be answered, the likeliest first.
        params: what its words name.
        labels: what an answer that is an id stands for: a name, a day.
    """

    code: str
    about: tuple[str, ...]
    answers: tuple[str, ...]
    params: Mapping[str, str | int] = field(default_factory=dict, compare=False)
    labels: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def id(self) -> str:
        """Stable over runs: the kind and a short hash of what it is about."""
        digest = hashlib.sha256("\n".join((self.code, *self.about)).encode()).hexdigest()
        return f"{self.code}-{digest[:10]}"


Answers = Mapping[str, str]
"""Question id → answer."""


def answer_to(question: Question, answers: Answers) -> str | None:
    """What was answered; None where nothing was, or something that may not be answered."""
    given = answers.get(question.id)
    return given if given in question.answers else None
