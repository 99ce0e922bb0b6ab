"""The questions of docs/walkthrough.md, asked of the sample in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT

LEADER = "leader"
ENGBERINK, DE_GROOT = "director:engberink", "director:de-groot"
GEAS, LOOHUIS, NIJHOF = "director:geas", "director:loohuis", "director:nijhof"
FACILITATOR = "facilitator:nijhof/c1,nijhof/c2"

ANSWERS = {
    "Which companies have not delivered this month?": (
        LEADER,
        ["Leveringen"],
        "Nog niet geleverd over november 2026: Geas Energiewacht.",
    ),
    "Where is each community in its own plan today?": (
        LEADER,
        [],
        "Frame op maat · week 10 van 11",
    ),
    "May I conclude that Nijhof does worse than the others?": (
        LEADER,
        ["Deelname"],
        "Buiten de 95%-grens: Nijhof.",
    ),
    "And that De Groot does worse than Geas?": (
        LEADER,
        ["Deelname"],
        "een verschil binnen de lijn kan toeval zijn",
    ),
    "What should we do about few visits?": (
        LEADER,
        [],
        "Nodig een expert uit, of deelnemers van een ander bedrijf.",
    ),
    "Why is there no attendance of Loohuis?": (
        LEADER,
        ["Deelname"],
        "Loohuis: afgeschermd · minder dan 5.",
    ),
    "Did people change, and was it the communities?": (
        LEADER,
        ["Opbrengsten"],
        "Er is geen vergelijkingsgroep",
    ),
    "Which companies went to see each other?": (
        LEADER,
        ["Overstijgende community"],
        "Rij bezoekt kolom",
    ),
    "What exactly does attendance count?": (
        LEADER,
        ["Deelname", "Wat betekent dit"],
        "Geteld over",
    ),
    "How are we doing beside the others?": (
        ENGBERINK,
        ["Mijn bedrijf"],
        "66 van 81",
    ),
    "What is asked of me?": (
        ENGBERINK,
        ["Mijn bedrijf"],
        "Op uw naam staan 3 acties open.",
    ),
    "Did sprint 2 end in time?": (
        DE_GROOT,
        ["Sprintvoortgang"],
        "sprint 2: 3 dagen langer",
    ),
    "How is that one other company doing?": (
        NIJHOF,
        [],
        "niet afzonderlijk getoond",
    ),
    "Why is our attendance not there, and what can I do?": (
        LOOHUIS,
        ["Mijn bedrijf"],
        "Bespreek de groep met de facilitator.",
    ),
    "Where do we see few signs of the design, and what might help?": (
        GEAS,
        ["Ontwerpprincipes"],
        "Kijk bij elkaar mee, probeer samen uit",
    ),
    "May I take the figures to the board?": (
        ENGBERINK,
        ["Mijn bedrijf"],
        "Bestuursrapport (PDF)",
    ),
    "Who of my group missed the last two sessions?": (
        FACILITATOR,
        ["Aanwezigheid"],
        "1 zonder bericht: 16 sep, 29 sep, 27 okt en 11 nov.",
    ),
    "When is the next session, and who is expected?": (
        FACILITATOR,
        ["Aanwezigheid"],
        "Volgende keer: woensdag 25 november, 12.15 uur",
    ),
    "What is missing in the register?": (
        FACILITATOR,
        ["Aanwezigheid"],
        "11 nov · Deelnemer 610",
    ),
    "What was wrong with my delivery?": (
        FACILITATOR,
        ["Leveringen"],
        "De community heeft 9 deelnemers, meer dan acht.",
    ),
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 1440, "height": 1000}, locale="nl-NL", timezone_id="Europe/Amsterdam"
    ) as context:
        yield context.new_page()


@pytest.mark.parametrize("question", ANSWERS)
def test_the_answer_is_two_clicks_away(server: str, page: Page, question: str) -> None:
    viewer, clicks, answer = ANSWERS[question]
    assert len(clicks) <= 2
    page.goto(f"{server}/?viewer={viewer}")
    for label in clicks:
        link = page.get_by_role("link", name=label, exact=True)
        link.or_(page.locator("summary", has_text=label)).first.click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Overzicht", timeout=20_000)
    expect(page.get_by_text(answer).filter(visible=True).first).to_be_visible(timeout=20_000)


def test_the_document_has_every_question() -> None:
    written = (ROOT / "docs" / "walkthrough.md").read_text(encoding="utf-8")
    assert [question for question in ANSWERS if question not in written] == []
