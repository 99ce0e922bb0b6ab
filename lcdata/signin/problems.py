"""What is wrong with the set-up of sign-in, and what to do; said in the operator's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lcdata.errors import ConfigurationError
from lcdata.locale import N_, Words


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        message: what is wrong and what to do.
        file: the name of the file it is in.
        entry: the entry of the file, counted from one; 0 for the file as a whole.
        field: the setting it is about, if the message names one.
        reason: what the reader of the file said, if the message quotes it.
        names: what the setting may be, if the message lists it.
    """

    message: str
    file: str
    entry: int = 0
    field: str = ""
    reason: str = ""
    names: str = ""

    def said(self, words: Words) -> str:
        """The problem in words, with its place before it."""
        said = words.text(self.message, field=self.field, reason=self.reason, names=self.names)
        if self.entry:
            place = N_("{file}, entry {entry}: {said}")
            return words.text(place, file=self.file, entry=self.entry, said=said)
        return f"{self.file}: {said}"


class SetupIncomplete(ConfigurationError):
    """Sign-in is not, or not correctly, set up; nobody signs in until it is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("sign-in is not set up")
        self.problems = tuple(problems)

    def said(self, words: Words) -> str:
        """Every problem in words, one per line."""
        return "\n".join(problem.said(words) for problem in self.problems)
