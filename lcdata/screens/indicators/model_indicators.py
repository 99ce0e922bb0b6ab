"""The definitions page: every indicator of the catalogue, by topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lcdata.locale import N_
from lcdata.view_models.definition import DefinitionText, say_definition
from lcdata.view_models.page_head import PageHead, page_head
from lcdata.view_models.view import View

TOPICS: Mapping[str, str] = {
    "participation": N_("Participation"),
    "sprint_progress": N_("Sprint progress"),
    "outcomes": N_("Outcomes"),
    "design_principles": N_("Design principles"),
    "overarching": N_("Overarching community"),
    "consortium": N_("Work of the consortium"),
}
"""In the order of the page; a topic without definitions is left out."""

CONVENTIONS = (
    N_("Every share carries its counts, and where it makes sense a 95% interval."),
    N_("Missing is never 0: not delivered, not yet due, not applicable and too few are words."),
    N_("Figures stand as of the date of the organisation's own export."),
    N_("The consortium is the eight companies together; the overarching community stands apart."),
    N_("The own plan of a community counts; the publication's schedule is an example."),
)


@dataclass(frozen=True)
class Topic:
    """One topic with its definitions, in the order of the catalogue."""

    id: str
    name: str
    definitions: tuple[DefinitionText, ...]


@dataclass(frozen=True)
class Indicators:
    """The whole page."""

    head: PageHead
    conventions: tuple[str, ...]
    topics: tuple[Topic, ...]


def build(view: View) -> Indicators:
    """The page in the reader's language; the same for everyone."""
    words = view.words
    said = [(item.topic, say_definition(item, view)) for item in view.model.definitions]
    topics = [
        Topic(topic, words.text(name), tuple(text for of, text in said if of == topic))
        for topic, name in TOPICS.items()
    ]
    return Indicators(
        head=page_head(view, words.text("Definitions"), words.text("What does this number mean?")),
        conventions=tuple(words.text(line) for line in CONVENTIONS),
        topics=tuple(topic for topic in topics if topic.definitions),
    )
