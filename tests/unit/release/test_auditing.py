from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from benchmarks.consortia import consortium
from benchmarks.drawn import draw
from lcdata.config import Settings, read_settings
from lcdata.disclosure.audit.published import EVERYBODY, Leak, Proof
from lcdata.disclosure.audit.viewers import Finding
from lcdata.disclosure.guard import Before, Guarded, guard
from lcdata.disclosure.policy import read_policy
from lcdata.errors import CheckFailure
from lcdata.pipelines.computed import Computed, compute
from lcdata.release import auditing, deliver
from lcdata.release.auditing import Audit, audit, judged, refuse_leaks
from lcdata.warehouse.published import Audited, read_for_audit

POLICY = read_policy()
NO_SIGNAL = pl.DataFrame(
    schema={"community_id": pl.String, "kind": pl.String, "is_own": pl.Boolean}
)
PROOF = Proof("HiGHS", 3, 40, 5, 70, None)
LEAK = Leak("7", "community:a/c2", "overall")


@cache
def computed() -> Computed:
    return compute(consortium(1, companies=5))


@cache
def guarded() -> Guarded:
    return guard(computed(), POLICY)


def refuse(planted: Guarded, before: Before | None = None) -> None:
    refuse_leaks(planted, NO_SIGNAL, computed(), POLICY, before or Before.nothing())


def test_what_the_guard_made_is_published() -> None:
    now = guarded()
    refuse(now)
    refuse(now, Before(now.marks, now.observations))


def test_a_guard_that_does_nothing_publishes_nothing() -> None:
    marks = guarded().marks.with_columns(is_shown=pl.lit(value=True))
    with pytest.raises(CheckFailure, match=r"disclosure rule 7 \(\d+\)"):
        refuse(replace(guarded(), marks=marks))


def test_a_refusal_says_how_often_each_rule_is_broken_and_no_number() -> None:
    # two rows of a viewer there is no place for, and one figure no catalogue knows
    reach = guarded().reach
    unit = reach.filter(pl.col("grain") == "company")[:2]
    more = unit.with_columns(viewer=pl.lit("director:elsewhere"))
    first = (
        guarded().cells[:1].with_columns(indicator=pl.lit("something"), status=pl.lit("not_due"))
    )
    planted = replace(
        guarded(), reach=pl.concat([reach, more]), cells=pl.concat([guarded().cells, first])
    )
    with pytest.raises(CheckFailure) as refused:
        refuse(planted)
    told = str(refused.value)
    assert "disclosure rule unknown figure (1)" in told
    assert "disclosure rule reach (2)" in told
    assert "elsewhere" not in told


def test_a_step_of_too_few_from_the_release_before_is_refused() -> None:
    now = guarded()
    here = now.marks["is_shown"].arg_true()[0]
    marks = now.marks.with_row_index().with_columns(
        state=pl.when(pl.col("index") == here)
        .then(pl.when(pl.col("state") == "late").then(pl.lit("present")).otherwise(pl.lit("late")))
        .otherwise("state")
    )
    with pytest.raises(CheckFailure, match=r"disclosure rule 8 \(1\)"):
        refuse(now, Before(marks.drop("index"), now.observations))


def test_what_is_judged_by_is_every_mark_and_observation_of_persons_that_was_delivered() -> None:
    _, truth = judged(guarded(), NO_SIGNAL, computed())
    assert truth.delivered is not None
    seen = truth.delivered.observations
    measured = {one.id: found for one, found in computed().observed.measured}
    kept = {one.id for one, _ in computed().observed.measured
            if str(one.traits.about) in {"members", "answers"}}  # fmt: skip
    counts = Counter(seen["indicator"])
    assert counts == {name: len(measured[name].rows) for name in kept if len(measured[name].rows)}
    # of whom it is, where it is of somebody
    named = {name for name in kept if "person_id" in measured[name].rows.columns}
    of_somebody = set(seen.drop_nulls("person_id")["indicator"])
    assert of_somebody
    assert of_somebody <= named


def finding(viewer: str, *leaks: Leak) -> Finding:
    return Finding(viewer, 10, 2, leaks)


def test_the_leaks_of_a_release_are_what_everybody_together_finds() -> None:
    other = Leak("8", "community:b/c1", "overall")
    findings = (finding("leader", LEAK), finding("director:a"), finding(EVERYBODY, LEAK, other))
    assert Audit("r1", "00", findings, 0, PROOF).leaks == (LEAK, other)
    assert Audit("r1", "00", (finding("leader", LEAK),), 0, PROOF).leaks == ()


def test_a_certificate_says_what_was_proven_of_which_file_line_by_line() -> None:
    told = Audit("r1", "00ff", (finding(EVERYBODY, LEAK),), 4, PROOF).certificate()
    assert told == (
        "{\n"
        '  "release": "r1",\n'
        '  "sha256": "00ff",\n'
        '  "solver": "HiGHS",\n'
        '  "viewers": 3,\n'
        '  "equations": 40,\n'
        '  "protected_groups": 5,\n'
        '  "solved": 70,\n'
        '  "narrowest": null,\n'
        '  "combinations": 4,\n'
        '  "leaks": 1\n'
        "}\n"
    )


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A drawn consortium, delivered and published."""
    folder = tmp_path_factory.mktemp("live")
    settings = read_settings(data=folder / "data")
    deliver(draw(0).write(folder / "deliveries"), settings)
    return settings


@pytest.fixture(scope="module")
def certified(live: Settings) -> Audit:
    """The audit of it, where nobody wrote down who is what."""
    return audit(live)


@pytest.fixture
def read(live: Settings) -> Audited:
    return read_for_audit(live.releases_dir)


def with_a_mark_moved(read: Audited) -> dict[str, pl.DataFrame]:
    """The release before, had it been the same but for one mark of a shown group."""
    marks = read.tables["published_marks"].with_row_index()
    here = marks["is_shown"].arg_true()[0]
    moved = marks.filter(pl.col("index") != here).drop("index")
    kept = ("policy", "published_observations")
    return {"published_marks": moved, **{name: read.tables[name] for name in kept}}


def found(monkeypatch: pytest.MonkeyPatch, live: Settings, read: Audited) -> set[str]:
    monkeypatch.setattr(auditing, "read_for_audit", lambda _: read)
    return {leak.rule for leak in audit(live).leaks}


def test_the_live_release_is_certified_by_the_hash_of_the_file_pages_read(
    live: Settings, certified: Audit
) -> None:
    file = Path(live.releases_dir / f"{certified.release_id}.duckdb")
    assert certified.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert json.loads(certified.certificate())["leaks"] == 0
    assert certified.findings[-1].viewer == EVERYBODY


def test_where_no_grants_are_given_the_likely_ones_are_weighed(certified: Audit) -> None:
    likely = [one.viewer for one in certified.findings if " + " in one.viewer]
    assert "director:company-0 + facilitator:company-0/c1" in likely
    assert certified.combinations == len(likely)


def test_grants_that_are_given_are_weighed_alone(live: Settings) -> None:
    given = audit(live, [frozenset({"leader", "director:company-0"})])
    assert given.combinations == 1
    assert [one.viewer for one in given.findings if " + " in one.viewer] == [
        "director:company-0 + leader"
    ]


def test_a_release_is_held_against_the_one_before(
    monkeypatch: pytest.MonkeyPatch, live: Settings, read: Audited
) -> None:
    assert found(monkeypatch, live, read) == set()
    assert found(monkeypatch, live, replace(read, before=with_a_mark_moved(read))) == {"8"}


def test_a_release_before_that_was_built_with_another_policy_is_none(
    monkeypatch: pytest.MonkeyPatch, live: Settings, read: Audited
) -> None:
    before = with_a_mark_moved(read)
    before["policy"] = before["policy"].with_columns(k_survey=pl.lit(11, dtype=pl.Int64))
    assert found(monkeypatch, live, replace(read, before=before)) == set()


def test_a_release_is_judged_by_the_numbers_it_was_built_with(
    monkeypatch: pytest.MonkeyPatch, live: Settings, read: Audited
) -> None:
    stricter = read.tables["policy"].with_columns(k_person=pl.lit(9, dtype=pl.Int64))
    tables = {**read.tables, "policy": stricter}
    assert "7" in found(monkeypatch, live, replace(read, tables=tables))


def test_bands_are_those_it_was_built_with(
    monkeypatch: pytest.MonkeyPatch, live: Settings, read: Audited
) -> None:
    other = read.tables["policy"].with_columns(bands=pl.lit([5, 8, 20]))
    tables = {**read.tables, "policy": other}
    assert "9" in found(monkeypatch, live, replace(read, tables=tables))
