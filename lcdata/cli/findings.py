"""What the audit found, in words a person can follow and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from lcdata.disclosure.audit.published import EVERYBODY, Leak
from lcdata.disclosure.audit.viewers import Finding
from lcdata.locale import N_, Words

_RULES: Mapping[str, str] = {
    "1": N_("fewer persons than the policy asks for"),
    "2": N_("a sum that holds a group too small to be in it"),
    "3": N_("what the total leaves beside the shown companies is of too few respondents"),
    "5": N_("a hidden figure with a number left, or one that says the same of everybody"),
    "6": N_("answers of one community"),
    "7": N_("a group too small to be known can be worked out"),
    "8": N_("two releases together tell of fewer persons than the policy asks for"),
    "9": N_("a number of persons that is not said as a band"),
    "a split": N_("an index that names how a group divides"),
    "counts persons": N_("an exact number of persons"),
    "pooled": N_("other companies together that are too few, or one of them too large"),
    "reach": N_("a figure for somebody the role table does not give it to"),
    "signal": N_("a signal that says more than the figure beside it"),
    "unexplained": N_("a number that is not the sum of the marks it is said to hold"),
    "unknown figure": N_("a figure that no catalogue knows"),
    "unknown figure of marks": N_(
        "a figure of the register whose definition the audit does not know"
    ),
}


def finding_record(finding: Finding) -> str:
    """What the audit found for one viewer, as JSON."""
    return json.dumps(asdict(finding), ensure_ascii=False)


def finding_lines(finding: Finding, words: Words) -> Iterator[str]:
    """What the audit found for one viewer: a line, and one per leak with its figures."""
    who = words.text("everybody together") if finding.viewer == EVERYBODY else finding.viewer
    yield words.text(
        "{viewer}: {figures} figures, {shielded} shielded, {leaks} leaks",
        viewer=who,
        figures=finding.figures,
        shielded=finding.shielded,
        leaks=len(finding.leaks),
    )
    for leak in finding.leaks:
        yield f"  {_said(leak, words)}"
        yield from (f"    {figure}" for figure in leak.figures)


def _said(leak: Leak, words: Words) -> str:
    where = " ".join(part for part in (leak.unit, leak.period) if part)
    what = words.text(_RULES.get(leak.rule, leak.rule))
    return f"{where}: {what}" if where else what
