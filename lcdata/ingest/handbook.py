"""The handbook of issue codes: what each means and what to do, in either language."""

from __future__ import annotations

from lcdata.ingest.definitions import Severity
from lcdata.ingest.issues import CATALOGUE
from lcdata.ingest.receipt import SEVERITY_TEXTS
from lcdata.locale import Words


def handbook(words: Words) -> str:
    """Every code as Markdown, by severity, worst first."""
    sections = (_section(severity, words) for severity in Severity)
    title = words.text("Codes in a receipt")
    return "\n".join([f"# {title}", "", *sections])


def _section(severity: Severity, words: Words) -> str:
    titles = (words.text("code"), words.text("what is wrong"), words.text("what to do"))
    rows = [
        f"| `{code}` | {words.text(found.message)} | {words.text(found.remedy)} |"
        for code, found in CATALOGUE.items()
        if found.severity is severity
    ]
    heading = words.text(SEVERITY_TEXTS[severity])
    return "\n".join([f"## {heading}", "", f"| {' | '.join(titles)} |", "|---|---|---|", *rows, ""])
