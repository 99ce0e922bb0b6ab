"""The audit before every publish, of a release that is live, and its certificate."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import polars as pl

from lcdata.config import Settings
from lcdata.disclosure.audit.joint import joint
from lcdata.disclosure.audit.published import (
    EVERYBODY,
    Leak,
    MadeOf,
    Proof,
    Published,
    Truth,
)
from lcdata.disclosure.audit.viewers import Finding, each, likely
from lcdata.disclosure.policy import Policy, read_policy
from lcdata.domain import About
from lcdata.errors import CheckFailure
from lcdata.pipelines.computed import TRAITS, Computed
from lcdata.pipelines.timeline import marks_by_week
from lcdata.warehouse.published import Audited, read_for_audit

if TYPE_CHECKING:
    from lcdata.disclosure.guard import Before, Guarded


@dataclass(frozen=True)
class Audit:
    """What the audit of a release found.

    Attributes:
        release_id: the release.
        sha256: of the file that pages read.
        findings: per viewer, per combination of grants, and for everybody together.
        combinations: how many combinations of grants were weighed.
        proof: what was proven.
    """

    release_id: str
    sha256: str
    findings: tuple[Finding, ...]
    combinations: int
    proof: Proof

    @property
    def leaks(self) -> tuple[Leak, ...]:
        """Every leak once."""
        return next((one.leaks for one in self.findings if one.viewer == EVERYBODY), ())

    def certificate(self) -> str:
        """The proof as JSON, to be kept with the release."""
        about = {"release": self.release_id, "sha256": self.sha256}
        counts = {"combinations": self.combinations, "leaks": len(self.leaks)}
        return json.dumps({**about, **asdict(self.proof), **counts}, indent=2) + "\n"


def refuse_leaks(
    guarded: Guarded,
    signals: pl.DataFrame,
    computed: Computed,
    policy: Policy,
    before: Before,
) -> None:
    """Looks for everything that everybody could work out, before anything is published.

    Args:
        guarded: what the guard would publish.
        signals: the signals beside it.
        computed: the raw figures.
        policy: the thresholds.
        before: what the release before published; nothing before the first.

    Raises:
        CheckFailure: names the rules that would be broken and how often, never a number.
    """
    published, truth = judged(guarded, signals, computed)
    last = MadeOf(before.marks, before.observations)
    leaks, _ = joint(published, truth, policy, last, is_thorough=False)
    broken = Counter(f"disclosure rule {leak.rule}" for leak in leaks)
    if broken:
        raise CheckFailure("; ".join(f"{rule} ({count})" for rule, count in broken.items()))


def judged(guarded: Guarded, signals: pl.DataFrame, computed: Computed) -> tuple[Published, Truth]:
    """What would be published, and what it is judged by."""
    made_of = MadeOf(guarded.marks, guarded.observations)
    observed = computed.observed
    return (
        Published(guarded.cells, guarded.reach, guarded.weeks, signals, made_of),
        Truth(computed.cells, observed.members, observed.communities, TRAITS, _delivered(computed)),
    )


def _delivered(computed: Computed) -> MadeOf:
    """Everything about persons that was delivered, as it was measured."""
    observed = [
        found.rows.select(
            pl.lit(one.id).alias("indicator"),
            "community_id",
            "period",
            "person_id" if "person_id" in found.rows.columns else _NO_PERSON,
            observed=pl.struct(found.rows.columns).struct.json_encode(),
        )
        for one, found in computed.observed.measured
        if one.traits.about in {About.MEMBERS, About.ANSWERS}
    ]
    return MadeOf(marks_by_week(computed.facts), pl.concat([_NOTHING_OBSERVED, *observed]))


_NO_PERSON = pl.lit(None, dtype=pl.String).alias("person_id")
_NOTHING_OBSERVED = pl.DataFrame(
    schema=dict.fromkeys(
        ("indicator", "community_id", "period", "person_id", "observed"), pl.String
    )
)


def audit(settings: Settings, grants: Sequence[frozenset[str]] = ()) -> Audit:
    """The audit of the live release with the one before, person by person.

    Args:
        settings: where the data lie, and the policy.
        grants: viewers that one person is at once; the likely ones where none are given.

    Raises:
        ConfigurationError: nothing has been published yet, or by another version.
    """
    found = read_for_audit(settings.releases_dir)
    now = found.tables
    policy = _as_built(read_policy(settings.data), now["policy"])
    published = Published(now["cells"], now["reach"], now["weeks"], now["signals"], _made_of(now))
    truth = Truth(
        now["raw_cells"],
        now["members"].select("community_id", "person_id"),
        now["communities"].select("community_id", "organisation_id"),
        TRAITS,
    )
    leaks, proof = joint(published, truth, policy, _made_of_before(found))
    combinations = grants or likely(truth.owners)
    findings = tuple(each(published, leaks, combinations))
    digest = hashlib.sha256(found.pages.read_bytes()).hexdigest()
    return Audit(found.release_id, digest, findings, len(combinations), proof)


def _as_built(policy: Policy, numbers: pl.DataFrame) -> Policy:
    """The role table as it is, with the numbers the release was built with."""
    row = numbers.row(0, named=True)
    return policy.model_copy(update=row | {"bands": tuple(row["bands"])})


def _made_of_before(found: Audited) -> MadeOf | None:
    """What the release before was made of, if it was built with the same numbers."""
    if not found.before or not found.before["policy"].equals(found.tables["policy"]):
        return None
    return _made_of(found.before)


def _made_of(tables: Mapping[str, pl.DataFrame]) -> MadeOf:
    return MadeOf(tables["published_marks"], tables["published_observations"])
