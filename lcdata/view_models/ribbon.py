"""A community's ribbon with what was made on the way: the rows of a plan, one per community."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lcdata.contracts.published import Community, ProductVersion
from lcdata.locale import N_, Words
from lcdata.view_models.plan import DAYS_PER_WEEK, Lane, lane
from lcdata.view_models.table import Table
from lcdata.view_models.view import View

PRESENTED_TO = {
    "colleagues": N_("colleagues"),
    "stakeholders": N_("stakeholders"),
    "other_community": N_("another community"),
    "overarching": N_("the overarching community"),
}


@dataclass(frozen=True)
class VersionMark:
    """A version of the end product at its place on the ribbon, in weeks from the start."""

    number: int
    week: float


@dataclass(frozen=True)
class Ribbon:
    """One community's row.

    Attributes:
        caption: the line under the name.
        told: the words beside the ribbon, one tuple of lines per column.
        is_apart: drawn after a small gap.
    """

    community_id: str
    lane: Lane
    caption: str
    versions: tuple[VersionMark, ...]
    told: tuple[tuple[str, ...], ...]
    is_apart: bool = False


def versions(view: View, community: Community) -> list[ProductVersion]:
    """The versions of a community's end product, in their order."""
    own = [v for v in view.model.product_versions if v.community_id == community.community_id]
    return sorted(own, key=lambda version: version.version_no)


def version_marks(view: View, community: Community) -> tuple[VersionMark, ...]:
    """The versions on the ribbon; one made before or after the plan stands at its edge."""
    last = lane(view, community, is_own=True).weeks or float(community.weeks)
    return tuple(
        VersionMark(
            version.version_no,
            min(max((version.completed_on - community.start_date).days / DAYS_PER_WEEK, 0.0), last),
        )
        for version in versions(view, community)
    )


def version_words(view: View, community: Community) -> str:
    """`3 versions, the last one 10 Oct`, or that there is none."""
    words, made = view.words, versions(view, community)
    if not made:
        return words.text("no version yet")
    return words.plural(
        "{count} version, {day}",
        "{count} versions, the last one {day}",
        len(made),
        day=words.short_day(max(version.completed_on for version in made)),
    )


def version_list(view: View, community: Community) -> str:
    """Every version with its date and whom it was shown to, on one line."""
    words = view.words
    said = []
    for version in versions(view, community):
        text = f"{version.version_no}: {words.short_day(version.completed_on)}"
        if version.presented_to in PRESENTED_TO:
            text += f" ({words.text(PRESENTED_TO[version.presented_to])})"
        said.append(text)
    return "; ".join(said)


def in_plan_order(communities: tuple[Community, ...]) -> list[Community]:
    """Communities by start date."""
    return sorted(communities, key=lambda c: (c.start_date, c.community_id))


def told_table(rows: Sequence[Ribbon], heads: Sequence[str], words: Words) -> Table:
    """The words beside the ribbons as a table, for a screen too narrow for both."""
    said = [(row.lane.name, " · ".join(line for told in row.told for line in told)) for row in rows]
    return Table("ribbons-told", (), (words.text("Community"), ", ".join(heads)), tuple(said))
