"""Survey figures: companies from ten respondents, and none that the rest would give away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from lcdata.disclosure.policy import Policy
from lcdata.domain import CONSORTIUM_ID, FigureClass, Grain, Status

Key = tuple[str, str, str, str]


class SurveyTotals:
    """Rules 1, 3 and 5 for survey figures.

    Args:
        raw: the raw records by indicator, grain, entity and period.
        classes: indicator → class of figure.
        policy: the thresholds.
    """

    def __init__(
        self,
        raw: Mapping[Key, Mapping[str, Any]],
        classes: Mapping[str, FigureClass],
        policy: Policy,
    ) -> None:
        self._raw = {
            key: cell
            for key, cell in raw.items()
            if classes[key[0]] is FigureClass.SURVEY and cell["status"] == Status.OK
        }
        self._policy = policy
        self._shown: dict[frozenset[str], set[Key]] = {}

    def shown(self, companies: Collection[str]) -> set[Key]:
        """The keys of survey figures that may be shown to whoever sees these companies."""
        asked = frozenset(companies)
        if asked not in self._shown:
            self._shown[asked] = self._weighed(asked)
        return self._shown[asked]

    def _weighed(self, companies: Collection[str]) -> set[Key]:
        found: set[Key] = set()
        for indicator, period in sorted({(key[0], key[3]) for key in self._raw}):
            total = (indicator, str(Grain.CONSORTIUM), CONSORTIUM_ID, period)
            if self._is_open(total):
                found.add(total)
            found |= self._companies(indicator, period, companies, total)
        return found

    def _companies(
        self, indicator: str, period: str, companies: Collection[str], total: Key
    ) -> set[Key]:
        keys = [(indicator, str(Grain.COMPANY), company, period) for company in companies]
        shown = {key for key in keys if self._is_open(key)}
        while shown and 0 < self._size(total) - sum(map(self._size, shown)) < self._policy.k_survey:
            shown.remove(min(sorted(shown, reverse=True), key=self._size))
        return shown

    def _is_open(self, key: Key) -> bool:
        """From ten respondents, and not the same answer from all of them."""
        cell = self._raw.get(key)
        return bool(cell and self._size(key) >= self._policy.k_survey and not _is_uniform(cell))

    def _size(self, key: Key) -> int:
        cell = self._raw.get(key)
        return int(cell["n_persons"]) if cell else 0


def _is_uniform(cell: Mapping[str, Any]) -> bool:
    """Whether a mean has no spread: then it is every respondent's own score."""
    has_mean = not str(cell["indicator"]).endswith(("response_rate", "prorated_share"))
    return has_mean and cell["low"] is not None and cell["low"] == cell["high"]
