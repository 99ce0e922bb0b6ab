"""The board report: the company page on one sheet of paper, for a meeting of the management.

It is made from the page's own view model, so it holds what its reader may see and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from lcdata.access import Role, Scope
from lcdata.charts.ribbons import Shares, ribbons
from lcdata.charts.theme import Look
from lcdata.errors import AccessDenied
from lcdata.locale import N_, Words
from lcdata.reports.drawing import drawing
from lcdata.reports.typesetting import typeset
from lcdata.screens.company import model_company
from lcdata.screens.company.chart_beside import beside
from lcdata.screens.company.model_asked import Asked
from lcdata.screens.company.model_beside import BesideRow
from lcdata.screens.company.model_company import Company
from lcdata.view_models.absent import Absence
from lcdata.view_models.exhibit import SMALL_NUMBERS
from lcdata.view_models.page_head import viewer_words
from lcdata.view_models.ribbon import Ribbon
from lcdata.view_models.view import View

Texts = dict[str, object]

TEMPLATE = Path(__file__).with_suffix(".typ")
KEY_FIGURES = (
    "attendance_rate",
    "reflection_completion",
    "commitment_reliability",
    "action_closure",
)
MOST_LETTERS = 200
"""Of a delivered title or a reason; an ellipsis stands for the rest, so that one page stays one."""

MOST_RIBBONS = 6
"""Communities drawn; of more the earliest are counted."""

PLAN_WIDTH, BESIDE_WIDTH = 940, 690
"""Pixels the charts are drawn at; the template scales them to their columns."""

SHARES = Shares(names=0.23, ribbons=0.49, words=(0.28,), width=PLAN_WIDTH)


def board_report(view: View, company_id: str) -> bytes:
    """The PDF of one company, as this viewer may see it.

    Raises:
        AccessDenied: this viewer has no company page, or not of this company.
    """
    allowed = model_company.companies_in_view(view)
    if company_id not in allowed:
        raise AccessDenied(N_("this viewer may not see that company"))
    page, look = model_company.build(view, company_id), Look("light", view.words.language)
    plan = ribbons(shown_ribbons(page), page.heads, SHARES, look, view.words)
    return typeset(
        TEMPLATE,
        said(view, page),
        language=view.words.language,
        day=view.as_of,
        drawings={
            "plan": drawing(plan, PLAN_WIDTH),
            "beside": drawing(beside(page.beside, look, view.words), BESIDE_WIDTH),
        },
    )


def file_name(company_id: str, scope: Scope) -> str:
    """The name of the file, in which another reader than the director stands; an id is no path.

    Leader and director see other figures beside the company's, which must not be mixed up.
    """
    reader = "" if scope.role is Role.DIRECTOR else f"-{scope.role}"
    return f"board-report-{quote(company_id, safe='')}{reader}.pdf"


def shown_ribbons(page: Company) -> tuple[Ribbon, ...]:
    """The communities that are drawn: the latest."""
    return page.ribbons[-MOST_RIBBONS:]


def said(view: View, page: Company) -> Texts:
    """Every text of the report, in the reader's language."""
    words = view.words
    return {
        "kind": words.text("Board report learning communities"),
        "title": page.head.title,
        "stand": f"{page.stand[:1].upper()}{page.stand[1:]}",
        "reader": words.text("for the {reader}", reader=viewer_words(view)),
        "notice": page.head.sample_notice,
        "keys": _key_figures(page, words),
        "plan": {
            "title": page.plan.title,
            "alt": page.plan.alt,
            "note": f"{page.plan.note} {_earlier(page, words)}".strip(),
        },
        "beside": {
            "title": page.beside.exhibit.title,
            "alt": page.beside.exhibit.alt,
            "note": page.beside.exhibit.note,
        },
        "how": words.text("How to read it"),
        "absences": [_absence(part) for part in page.absences if part.lines],
        "asked": _asked(page.asked, words),
        "coming": {
            "title": words.text("Next sessions"),
            "rows": [[one.when, one.what] for one in page.coming],
            "none": page.nothing_coming,
        },
        "more": _more(page.asked, words),
        "meaning": words.text("Meaning"),
        "definitions": _meanings(page),
        "elsewhere": words.text("The other figures: page Definitions of the dashboard."),
        "foot": _foot(view, page),
        "of": words.text("{part} of {whole}", part="PAGE", whole="PAGES"),
    }


def _key_figures(page: Company, words: Words) -> list[Texts]:
    """The first figures, each with its count, and the others' where there are any."""
    names = {one.id: one.name for one in page.beside.exhibit.definitions}
    rows = {row.own.indicator: row for group in page.beside.groups for row in group.rows}
    return [
        {
            "label": names.get(name, rows[name].label),
            "value": rows[name].own.said.headline,
            "is_ok": rows[name].own.said.is_ok,
            "count": rows[name].own.said.marked,
            "others": _others(rows[name], page.beside.others),
        }
        for name in KEY_FIGURES
    ]


def _meanings(page: Company) -> list[list[str]]:
    """Name and formula of each figure, the key figures first: they stay where room is short."""
    known = sorted(page.beside.exhibit.definitions, key=lambda one: one.id not in KEY_FIGURES)
    return [[one.name, one.formula] for one in known]


def _others(row: BesideRow, others: str) -> str:
    """`other companies 77%`, nothing where there is no such figure."""
    if row.others is None or not row.others.said.is_ok:
        return ""
    return f"{others.lower()} {row.others.said.headline} {row.others.said.mark}".strip()


def _earlier(page: Company, words: Words) -> str:
    hidden = len(page.ribbons) - len(shown_ribbons(page))
    return words.text("And {count} earlier.", count=hidden) if hidden else ""


def _absence(part: Absence) -> Texts:
    return {"title": part.title, "lines": list(part.lines), "remedy": part.remedy}


def _asked(part: Asked, words: Words) -> Texts:
    return {
        "title": part.title,
        "lead": _cut(f"{part.lead} {part.after}".strip()),
        "actions": [[_cut(one.what), f"{_cut(one.where)}. {one.told}"] for one in part.actions],
        "also": words.text("Also asking attention"),
        "heeds": [[_cut(" ".join(heed.reasons)), heed.advice] for heed in part.heeds],
    }


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1].rstrip()}…"


def _more(part: Asked, words: Words) -> list[str]:
    """What stands for so many that do not fit: nothing for none, then `and 1 more`."""
    longest = max(len(part.actions), len(part.heeds))
    return ["", *(words.text("and {count} more", count=n) for n in range(1, longest + 1))]


def _foot(view: View, page: Company) -> str:
    words = view.words
    parts = [
        words.text("The same figures as on the screen."),
        words.text(SMALL_NUMBERS, **view.model.policy.in_words),
        words.text("Release {release}.", release=view.model.release_id),
    ]
    if page.head.sample_notice:
        parts.insert(0, words.text("Sample data: no real company, no real people."))
    return " ".join(parts)
