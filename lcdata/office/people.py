"""Whom a foreign file means: identities, and the members they may be.

A name is compared after Dutch prefixes, marks of guests and the order of its parts are out of the
way. Equal is not the same: only an alias that somebody confirmed, or a name that exactly one member
has and no two identities share, says who it is; the rest is proposed and asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from lcdata.office.questions import LATER, NOBODY, Answers, Question, answer_to

_MARK = re.compile(r"\(([^()]*)\)|\[[^\[\]]*\]")
_PREFIX = re.compile(
    r"\b(?:v\.?\s?/?d\.?|van|von|de|den|der|het|'?t|te|ten|ter|op|in|el|al|la|le|du|da|dos|di)\b\.?"
)
_NUMBER = re.compile(r"\+?[\d\s().-]{7,}")
_PROPOSED = 3
_LIKE = 55.0
"""Below this likeness (0–100) a member is not proposed first; all may be chosen all the same."""


@dataclass(frozen=True, order=True)
class Identity:
    """Who a file says that somebody is.

    Attributes:
        name: as shown, without the program's own marks.
        address: e-mail address, "" where there is none.
        account: name of the account, "" where there is none.
    """

    name: str
    address: str = ""
    account: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """What an alias may be kept under, the surest first."""
        account = f"account:{self.account}" if self.account else ""
        address = f"address:{self.address}" if self.address else ""
        return tuple(key for key in (account, address, f"name:{plain(self.name)}") if key)


@dataclass(frozen=True)
class Member:
    """Somebody whom a file may mean.

    Attributes:
        person_id: as the organisation delivers it.
        name: as the members list has it, "" where names are not delivered.
        address: e-mail address, "" where there is none.
    """

    person_id: str
    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class Known:
    """Whom the identities of a file are.

    Attributes:
        persons: identity → person id; `NOBODY` for who is none of the members.
        answered: of those, who was asked about.
        held: identities that are left open.
        questions: what is still to be answered.
    """

    persons: Mapping[Identity, str]
    answered: tuple[Identity, ...]
    held: tuple[Identity, ...]
    questions: tuple[Question, ...]


def shown_name(text: str) -> str:
    """The name without what a program adds to it: `(Gast)`, `(EXT)`, `[Unverified]`."""
    return " ".join(_MARK.sub(" ", text).split())


def plain(name: str) -> str:
    """A name for comparing: no case, accents, prefixes, marks, order or punctuation."""
    decomposed = unicodedata.normalize("NFKD", shown_name(name).casefold().replace("’", "'"))
    letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return " ".join(sorted(re.findall(r"\w+", _PREFIX.sub(" ", letters))))


def recognise(
    identities: Sequence[Identity],
    members: Sequence[Member],
    aliases: Mapping[str, str],
    answers: Answers,
) -> Known:
    """Who each identity is, by alias, by address, by a name nobody else has, or by an answer.

    Args:
        identities: of one meeting or file.
        members: of the community.
        aliases: key of an identity (`Identity.keys`) → person id or `NOBODY`, confirmed earlier.
        answers: to the questions asked before.
    """
    persons: dict[Identity, str] = {}
    answered, held, questions = [], [], []
    for one in identities:
        found = _by_alias(one, aliases) or _by_itself(one, identities, members)
        if found is None:
            question = _question(one, members)
            found = answer_to(question, answers)
            if found is None:
                questions.append(question)
            elif found != LATER:
                answered.append(one)
        if found == LATER:
            held.append(one)
        elif found is not None:
            persons[one] = found
    return Known(persons, tuple(answered), tuple(held), tuple(questions))


def _by_alias(one: Identity, aliases: Mapping[str, str]) -> str | None:
    """The person confirmed earlier for this account, else for this address.

    A name says so only of somebody without either: a new account under a known name may be the
    same person's second one, and may be somebody else of that name.
    """
    *addresses, name = one.keys
    found = (aliases.get(key) for key in addresses or [name])
    return next((person for person in found if person), None)


def _by_itself(
    one: Identity, identities: Sequence[Identity], members: Sequence[Member]
) -> str | None:
    """The only member with this address, else with this name where two words of it agree."""
    named = plain(one.name)
    by_address = [
        m for m in members if m.address and m.address.lower() in (one.address, one.account)
    ]
    by_name = [m for m in members if m.name and plain(m.name) == named]
    twins = [other for other in identities if plain(other.name) == named]
    if len(by_address) == 1 and by_name in ([], by_address):
        return by_address[0].person_id
    is_sure = len(by_name) == 1 and len(twins) == 1 and " " in named and not by_address
    return by_name[0].person_id if is_sure else None


def _question(one: Identity, members: Sequence[Member]) -> Question:
    return Question(
        "who_is",
        one.keys,
        (*_likeliest(one, members), NOBODY, LATER),
        {"name": f"{one.name}, {one.address}" if one.address else one.name},
        {member.person_id: member.name for member in members if member.name},
    )


def _likeliest(one: Identity, members: Sequence[Member]) -> Iterable[str]:
    """Every member, those first whose name is most like it."""
    names = {member.person_id: plain(member.name) for member in members if member.name}
    like = process.extract(
        plain(one.name), names, scorer=fuzz.token_sort_ratio, limit=_PROPOSED, score_cutoff=_LIKE
    )
    first = [person for _, _, person in like]
    return (*first, *sorted(m.person_id for m in members if m.person_id not in first))


def is_telephone(name: str) -> bool:
    """Whether somebody is shown by a telephone number only."""
    return _NUMBER.fullmatch(shown_name(name)) is not None
