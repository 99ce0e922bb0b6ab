"""The figures of the register as the contract defines them: sums over five states of a mark.

Written down once more on purpose: the audit holds the published numbers against the definitions
of `indicators.md` section 2, not against the code that made them.
"""

from __future__ import annotations

from collections.abc import Mapping

STATES = ("present", "late", "excused", "absent", "unknown")

_THERE = frozenset({"present", "late"})
_KNOWN = frozenset({"present", "late", "excused", "absent"})
_ALL = frozenset(STATES)

Sums = tuple[frozenset[str], frozenset[str]]
"""The states in the numerator and in the denominator."""

FAMILY: Mapping[str, Sums] = {
    "attendance_rate": (_THERE, _KNOWN),
    "attendance_rate_excl_excused": (_THERE, _KNOWN - {"excused"}),
    "unexcused_rate": (frozenset({"absent"}), _KNOWN),
    "late_share": (frozenset({"late"}), _THERE),
    "register_coverage": (_KNOWN, _ALL),
    "design.support.register_coverage": (_KNOWN, _ALL),
}
"""Shares of marks."""

CLUSTERED = (
    "attendance_rate",
    "attendance_rate_excl_excused",
    "unexcused_rate",
    "late_share",
)
"""Those whose interval is wider because marks of one person are alike; unknown marks are what they
leave out (`indicators.md` sections 6 and 8)."""

WEEK: Sums = (_THERE, _KNOWN)
"""What a week figure holds."""

SESSIONS = "design.D1.all_present"
"""Sessions with all their members there, of those with a complete register."""

QUANTITIES: Mapping[str, frozenset[str]] = {
    **{state: frozenset({state}) for state in STATES},
    "there": _THERE,
    "known": _KNOWN,
}
"""What may not be narrowed down about a small group (rule 7); complements follow."""
