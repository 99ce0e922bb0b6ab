"""Changes on one axis: the consortium, each company on one scale, or one's own on every scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lcdata.domain import Grain
from lcdata.screens.outcomes.model_change import (
    FINAL,
    FIRST,
    Change,
    ScaleGroup,
    change,
    changing,
    consortium,
    construct_name,
    scale_groups,
    span,
)
from lcdata.view_models.exhibit import Exhibit, exhibit
from lcdata.view_models.survey import WAVES, band, signed
from lcdata.view_models.table import Value
from lcdata.view_models.unit import Unit, companies, short_name
from lcdata.view_models.view import View


@dataclass(frozen=True)
class Changes:
    """Rows on one axis in scale points.

    Attributes:
        groups: the rows, by scale length where they are of different scales.
        span: ends of the axis.
        is_own: whether they are drawn in the accent.
        is_compared: raw and adjusted beside the consortium, instead of the consortium itself.
        common: the consortium's change where it is the same for every row.
    """

    groups: tuple[ScaleGroup, ...]
    span: tuple[float, float]
    is_own: bool
    is_compared: bool
    common: float | None
    exhibit: Exhibit

    @property
    def rows(self) -> tuple[Change, ...]:
        """All rows in their order."""
        return tuple(row for group in self.groups for row in group.rows)


def of_consortium(view: View) -> Changes:
    """The consortium on every scale that was asked at the start."""
    words, whole = view.words, consortium(view)
    rows = {
        name: change(view, whole, name, construct_name(view, name), with_reference=False)
        for name in changing(view)
    }
    groups = scale_groups(view, rows)
    title = words.text("Change in members who answered both times, consortium")
    told = [_Told(name, whole, row) for name, row in rows.items()]
    made = _exhibit(view, "outcomes-change", title, told)
    return Changes(
        groups, span(list(rows.values())), view.is_leader, is_compared=False, common=None,
        exhibit=made,
    )  # fmt: skip


def by_company(view: View, construct: str) -> Changes:
    """Every company on one scale, in the fixed order."""
    words, whole = view.words, consortium(view)
    name = construct_name(view, construct) if construct else ""
    units = [
        Unit(Grain.COMPANY, o.organisation_id, o.name, short_name(o), is_own=True)
        for o in companies(view.model)
    ]
    rows = [change(view, u, construct, u.short_name, with_reference=True) for u in units]
    reference = change(view, whole, construct, name, with_reference=False).value
    made = _exhibit(
        view,
        f"outcomes-companies-{construct}",
        words.text("Per company: measured and adjusted"),
        [
            _Told(construct, unit, replace(row, name=unit.name))
            for row, unit in zip(rows, units, strict=True)
        ],
        note=_note(view, rows),
    )
    group = ScaleGroup("", tuple(rows))
    return Changes(
        (group,) if rows and construct else (), span([*rows]), is_own=True, is_compared=True,
        common=reference, exhibit=made,
    )  # fmt: skip


def of_own_company(view: View) -> Changes:
    """The own company on every scale, the consortium as a tick beside it."""
    words = view.words
    rows = {
        name: _said_beside(
            view,
            change(view, view.main, name, construct_name(view, name), with_reference=True),
        )
        for name in changing(view)
    }
    made = _exhibit(
        view,
        "outcomes-own",
        words.text("Your company beside the consortium"),
        [_Told(name, view.main, row) for name, row in rows.items()],
        note=_note(view, list(rows.values())),
    )
    return Changes(
        scale_groups(view, rows), span(list(rows.values())), is_own=True, is_compared=True,
        common=None, exhibit=made,
    )  # fmt: skip


def _said_beside(view: View, row: Change) -> Change:
    """The consortium's value behind the own one."""
    if row.reference is None:
        return row
    said = view.words.text("consortium {value}", value=signed(row.reference, view.words))
    return replace(row, beside=said)


def _note(view: View, rows: Sequence[Change]) -> str:
    words = view.words
    open_dot = words.text(
        "Open dot with line: the company itself with its 95% interval. "
        "Upright line: the consortium."
    )
    adjusted = words.text(
        "Filled dot: adjusted towards the consortium, because small groups hold more chance."
    )
    none = words.text(
        "Adjusted values need four companies with {respondents} respondents each.",
        **view.model.policy.in_words,
    )
    shrunken = adjusted if any(row.adjusted is not None for row in rows) else none
    told = [f"{row.name} {row.said.remark}" for row in rows if row.said.remark]
    return f"{open_dot} {shrunken}" + (f" {'; '.join(told)}." if told else "")


@dataclass(frozen=True)
class _Told:
    """A row with what it is about, for its line in the table."""

    construct: str
    unit: Unit
    row: Change


def _exhibit(view: View, name: str, title: str, told: Sequence[_Told], note: str = "") -> Exhibit:
    words = view.words
    lines = [f"{one.row.name}: {_line(view, one.row)}" for one in told]
    lead = words.text("{title}. Change in scale points with its 95% interval.", title=title)
    shown = list(dict.fromkeys(one.construct for one in told))
    return exhibit(
        view,
        name=name,
        title=title,
        alt=f"{lead} {'. '.join(lines)}.",
        columns=(
            words.text("Scale or company"),
            words.text("Change"),
            words.text("Lower limit"),
            words.text("Upper limit"),
            words.text("Adjusted"),
            words.text("Consortium"),
            "d_z",
            "g_av",
            words.text("Answered both times"),
            words.text(WAVES[FIRST]),
            words.text(WAVES[FINAL]),
            words.text("Remark"),
        ),
        rows=[_twin(view, one) for one in told],
        indicators=tuple(f"change.{construct}" for construct in shown if construct),
        note=note,
    )


def _line(view: View, row: Change) -> str:
    words = view.words
    if row.value is None or row.low is None or row.high is None:
        return row.said.line
    limits = words.text("{low} to {high}", low=signed(row.low, words), high=signed(row.high, words))
    return f"{row.said.headline} ({limits})"


def _twin(view: View, told: _Told) -> tuple[Value, ...]:
    row, answers = told.row, view.cell(f"change.{told.construct}", told.unit)
    if row.value is None:
        return (row.name, *[None] * 4, row.reference, *[None] * 5, row.said.line)
    waves = [view.cell(f"mean.{told.construct}", told.unit, wave) for wave in (FIRST, FINAL)]
    effects = [view.cell(f"{kind}.{told.construct}", told.unit) for kind in ("dz", "gav")]
    return (
        row.name,
        row.value,
        row.low,
        row.high,
        row.adjusted,
        row.reference,
        *(round(c.value, 1) if c and c.value is not None else None for c in effects),
        *(band(cell.n_persons) if cell else "" for cell in (answers, *waves)),
        row.said.remark,
    )
