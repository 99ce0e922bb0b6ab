"""Published figures: cells, what they mean, and the two series drawn from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from lcdata.domain import Status


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: `indicator × grain × entity × period` (`indicators.md` section 1).

    `value` of a rate lies in 0–1 and equals `num / den`; a record whose `status` is not `ok`
    carries no numbers. `n_persons` counts distinct persons behind the denominator, `n_missing`
    what was left out because it is unknown.

    As a viewer sees it (section 7) `n_persons`, and `den` where it counts persons, is a band
    (`5-9`, `10-19`, `20+`), then without `num`; `left_out` counts the groups that are too small
    for this sum, None in the raw truth; `as_of` is the older date of a figure that is repeated;
    `needs` is how many persons or respondents it has to be about, 0 where that is not known.
    """

    indicator: str
    grain: str
    entity_id: str
    period: str
    num: float | None
    den: float | str | None
    value: float | None
    low: float | None
    high: float | None
    n_persons: int | str | None
    n_missing: int | str | None
    status: str
    left_out: int | None = None
    as_of: dt.date | None = None
    needs: int = 0

    @property
    def is_ok(self) -> bool:
        """Whether there is a figure to show."""
        return self.status == Status.OK

    @property
    def total(self) -> float | None:
        """The denominator as a number; None where it is a band, or where there is none."""
        return None if isinstance(self.den, str) else self.den

    @property
    def unknown(self) -> int:
        """How many are left out because unknown; 0 where that is not said."""
        return self.n_missing if isinstance(self.n_missing, int) else 0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers a release was guarded with; every text that names one reads it here.

    `k_person` distinct persons and `k_survey` respondents a figure needs; `bands` are the lower
    ends of the bands numbers of persons are said in; other companies are pooled from
    `pooled_companies`, none above `pooled_share` (0–1) of the persons.
    """

    k_person: int
    k_survey: int
    bands: tuple[int, ...]
    pooled_companies: int
    pooled_share: float

    @property
    def in_words(self) -> Mapping[str, object]:
        """The numbers that texts name: `{persons}` and `{respondents}`."""
        return {"persons": self.k_person, "respondents": self.k_survey}


@dataclass(frozen=True, slots=True)
class Definition:
    """What one indicator means, as the catalogue has it. Grain: one per indicator.

    `name`, `formula`, `denominator` and `small_numbers` are English message ids, said in the
    reader's language by `Words.text`; `unit` is ratio, count, minutes, days, points, index or
    checklist; `source` is a `SourceClass`, `figure_class` a `FigureClass`; `literature` is the
    reference, or empty.
    """

    id: str
    name: str
    formula: str
    unit: str
    source: str
    topic: str
    denominator: str
    figure_class: str
    small_numbers: str
    literature: str


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """Where chance alone would leave a rate of `den` known pairs. Grain: one per `den`.

    Limits lie in 0–1, around the consortium's own rate: `low_95` and `high_95` hold 95 % of
    the outcomes, `low_998` and `high_998` 99.8 %.
    """

    den: float
    low_998: float
    low_95: float
    high_95: float
    high_998: float


@dataclass(frozen=True, slots=True)
class WeekPoint:
    """Attendance of one unit in one cycle week (week 1 holds the start date)."""

    grain: str
    entity_id: str
    week: int
    num: float
    den: float
