"""The audit at the build, and of a release that is live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lcdata.config import Settings
from lcdata.disclosure.atoms import from_table
from lcdata.disclosure.audit import Leak, full, quick
from lcdata.disclosure.guarded import Guarded, owners_of
from lcdata.disclosure.policy import Policy, read_policy
from lcdata.disclosure.seen import Published
from lcdata.errors import CheckFailure
from lcdata.pipelines.release import CLASSES, Computed
from lcdata.warehouse.reader import read_for_audit


@dataclass(frozen=True)
class Finding:
    """What the audit found for one viewer.

    Attributes:
        viewer: the viewer.
        figures: figures in view.
        shielded: slots in view that are shielded.
        leaks: what the viewer could learn of them.
    """

    viewer: str
    figures: int
    shielded: int
    leaks: tuple[Leak, ...]


def refuse_leaks(guarded: Guarded, computed: Computed, policy: Policy) -> None:
    """The quick form of the audit, before anything is published.

    Raises:
        CheckFailure: names the rules that would be broken and how often, never a number.
    """
    owners = owners_of(computed.observed.communities)
    atoms = from_table(guarded.atoms)
    published = Published(guarded.cells, guarded.made_of, atoms, computed.cells, CLASSES, owners)
    broken = Counter(f"disclosure rule {leak.rule}" for leak in quick(published, policy))
    if broken:
        raise CheckFailure("; ".join(f"{rule} ({count})" for rule, count in broken.items()))


def audit(settings: Settings) -> list[Finding]:
    """The full audit of the live release, one finding per viewer.

    Raises:
        ConfigurationError: nothing has been published yet.
    """
    found = read_for_audit(settings.releases_dir)
    published = Published(
        cells=found["cells"],
        made_of=found["made_of"],
        atoms=from_table(found["atoms"]),
        raw=found["shown"],
        classes=CLASSES,
        owners=owners_of(found["communities"]),
    )
    leaks: Mapping[str, list[Leak]] = {viewer: [] for viewer in published.viewers}
    for leak in full(published, read_policy(settings.data)):
        leaks[leak.viewer].append(leak)
    return [
        Finding(seen.viewer, len(seen.shown), len(seen.slots), tuple(leaks[seen.viewer]))
        for seen in published.seen_by_each()
    ]
