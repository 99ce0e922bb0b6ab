"""One company beside the others: ten shares in three groups, own with interval, others a tick."""

from __future__ import annotations

from dataclasses import dataclass

from lcdata.domain import Grain
from lcdata.locale import N_
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.figure import COUNT_BELOW, MARK, interval
from lcdata.view_models.rate import Rate, rate
from lcdata.view_models.table import Value
from lcdata.view_models.unit import Unit
from lcdata.view_models.view import View

GROUPS = (
    (
        N_("Participation"),
        {
            "attendance_rate": N_("Attendance"),
            "sessions_held_ratio": N_("Sessions that took place"),
            "cadence_adherence": N_("By the own planning"),
            "sessions_within_45": N_("Within 45 minutes"),
        },
    ),
    (
        N_("Sprints"),
        {
            "sprints_in_time_box": N_("Within the planned time"),
            "reflection_completion": N_("Closed with a reflection"),
            "sprint_reviews_held": N_("Closed with a review"),
            "commitment_reliability": N_("Agreed work done"),
        },
    ),
    (
        N_("Actions"),
        {
            "action_closure": N_("Finished"),
            "action_on_time": N_("Finished on time"),
        },
    ),
)
"""Title of each group, and its indicators with their labels."""

INDICATORS = tuple(name for _, members in GROUPS for name in members)


@dataclass(frozen=True)
class BesideRow:
    """One share: the company's own, and the others' where this viewer has one."""

    label: str
    own: Rate
    others: Rate | None

    @property
    def share(self) -> str:
        """The own percentage; empty below ten, where the count is the headline."""
        said = self.own.said
        return said.headline if said.is_ok and said.second else ""

    @property
    def count(self) -> str:
        """`111 of 140`, or the words in the place of a figure."""
        said = self.own.said
        return said.marked if said.is_ok and said.second else f"{said.headline} {said.mark}".strip()


@dataclass(frozen=True)
class BesideGroup:
    """Rows under a title."""

    title: str
    rows: tuple[BesideRow, ...]


@dataclass(frozen=True)
class Beside:
    """The whole comparison.

    `others` is what the others are called, empty without any; `is_consortium` whether they are
    the whole consortium, the company itself included.
    """

    groups: tuple[BesideGroup, ...]
    own: str
    others: str
    is_consortium: bool
    exhibit: Exhibit


def beside(view: View, unit: Unit) -> Beside:
    """A company beside the others together, or for the leader beside the consortium."""
    words, reference = view.words, _reference(view)
    groups = tuple(
        BesideGroup(
            words.text(title),
            tuple(_row(view, unit, reference, name, words.text(members[name])) for name in members),
        )
        for title, members in GROUPS
    )
    is_consortium = reference is not None and reference.grain is Grain.CONSORTIUM
    others = reference.short_name if reference else ""
    shown = _exhibit(view, unit, groups, others)
    return Beside(groups, unit.short_name, others, is_consortium, shown)


def _reference(view: View) -> Unit | None:
    """The consortium for the leader, the pooled others for a director who has them."""
    if view.is_leader:
        return view.main
    return next((unit for unit in view.units if unit.grain is Grain.POOLED), None)


def _row(view: View, unit: Unit, reference: Unit | None, indicator: str, label: str) -> BesideRow:
    others = rate(view, reference, indicator) if reference else None
    return BesideRow(label, rate(view, unit, indicator), others)


def _exhibit(view: View, unit: Unit, groups: tuple[BesideGroup, ...], others: str) -> Exhibit:
    words = view.words
    rows = [row for group in groups for row in group.rows]
    lead = words.text("Shares of {name} with their 95% interval.", name=unit.short_name)
    said = [f"{row.label}: {row.own.said.line}{_beside_words(row, others)}" for row in rows]
    columns = (
        words.text("Figure"),
        words.text("Share in %"),
        words.text("Count"),
        words.text("Of"),
        words.text("95% interval"),
        *((others,) if others else ()),
        words.text("Remark"),
    )
    return exhibit(
        view,
        name=f"company-{unit.entity_id}",
        title=_title(view, unit, others),
        alt=f"{lead} {'. '.join(said)}.",
        columns=columns,
        rows=[_twin(view, unit, f"{g.title}: {r.label}", r) for g in groups for r in g.rows],
        indicators=INDICATORS,
        note=_note(view, unit, rows, others),
        scope=unit.name,
    )


def _title(view: View, unit: Unit, others: str) -> str:
    words = view.words
    if view.is_leader:
        return words.text("{name} beside the consortium", name=unit.short_name)
    if others:
        return words.text("Our company compared with the others together")
    return words.text("How our company does")


def _beside_words(row: BesideRow, others: str) -> str:
    if row.others is None or row.others.value is None:
        return ""
    return f" ({others}: {row.others.said.line})"


def _twin(view: View, unit: Unit, label: str, row: BesideRow) -> tuple[Value, ...]:
    own = row.own
    others = (row.others.said.line,) if row.others else ()
    if own.value is None:
        return (label, None, None, None, "", *others, own.remark)
    limits = interval(view.cell(own.indicator, unit), view.words)
    partial = view.words.text("partial data") if own.is_partial and _is_register(own) else ""
    remark = " · ".join(part for part in (partial, own.remark) if part)
    share = None if own.total is not None and own.total < COUNT_BELOW else round(own.value * 100)
    return (label, share, _whole(own.count), own.out_of, limits, *others, remark)


def _is_register(own: Rate) -> bool:
    """Whether the figure rests on the register, so that its gaps matter."""
    return own.indicator == "attendance_rate"


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _note(view: View, unit: Unit, rows: list[BesideRow], others: str) -> str:
    words = view.words
    said = [words.text("Dot and line: {name} with its 95% interval.", name=unit.short_name)]
    if view.is_leader:
        said.append(words.text("Tick: the consortium, the companies together."))
    elif others:
        said.append(words.text("Tick: the other companies together."))
    said.append(
        words.text("Small numbers give wide lines: a difference within the line can be chance.")
    )
    if any(row.own.is_partial and _is_register(row.own) for row in rows):
        said.append(words.text("Less than 80 percent of the register is filled in."))
    said.append(_remarks(rows))
    return " ".join(said).rstrip()


def _remarks(rows: list[BesideRow]) -> str:
    """What the guard did to the figures that have a mark in the chart."""
    told = [
        f"{row.label}, {one.unit.short_name}: {one.said.remark}"
        for row in rows
        for one in (row.own, row.others)
        if one is not None and one.said.remark
    ]
    return f"{MARK} {'; '.join(told)}." if told else ""
