"""The audit over drawn consortia and what may follow: leaks found, and time beside the guard.

Each consortium is published, then three times more after something small has changed: a mark
corrected, a whole session marked anew, a session added or moved, a member who left, answers
withdrawn. Every release is audited with the one before, as `lcdata audit` does.

    python -m benchmarks.audit [NUMBER]
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Callable
from random import Random

import polars as pl

from benchmarks.consortia import consortium
from lcdata.contracts.marts import Marts
from lcdata.disclosure.audit.joint import joint
from lcdata.disclosure.audit.published import Leak, MadeOf
from lcdata.disclosure.guard import Before, Guarded, guard
from lcdata.disclosure.pages import guarded_signals
from lcdata.disclosure.policy import read_policy
from lcdata.pipelines.computed import Computed, compute
from lcdata.release.auditing import judged

POLICY = read_policy()
STEPS = 3


def corrected(marts: Marts, draw: Random) -> Marts:
    """One mark says something else."""
    register = marts["fct_attendance"].with_row_index()
    here = pl.col("index") == draw.randrange(len(register))
    state = pl.lit(draw.choice(("present", "absent", "excused", "unknown")))
    changed = register.with_columns(status=pl.when(here).then(state).otherwise("status"))
    return {**marts, "fct_attendance": changed.drop("index")}


def marked_anew(marts: Marts, draw: Random) -> Marts:
    """Everybody in one session has the same mark now."""
    register = marts["fct_attendance"]
    here = pl.col("session_id") == draw.choice(sorted(register["session_id"].unique()))
    state = pl.lit(draw.choice(("present", "late")))
    changed = register.with_columns(status=pl.when(here).then(state).otherwise("status"))
    return {**marts, "fct_attendance": changed}


def session_added(marts: Marts, draw: Random) -> Marts:
    """A session more, with the first few marks of its register."""
    sessions, register = marts["fct_session"], marts["fct_attendance"]
    old = sessions[draw.randrange(len(sessions))]
    name = pl.lit(f"{old['session_id'][0]}+")
    new = old.with_columns(
        session_id=name, planned_on=pl.col("planned_on") + dt.timedelta(draw.choice((0, 1, 8)))
    )
    marks = register.join(old.select("session_id"), on="session_id", how="semi")
    some = marks.head(draw.choice((1, 3, 5, 9))).with_columns(session_id=name)
    return {
        **marts,
        "fct_session": pl.concat([sessions, new]),
        "fct_attendance": pl.concat([register, some]),
    }


def member_left(marts: Marts, draw: Random) -> Marts:
    """One member is gone from the fifth week on."""
    members = marts["dim_member"].with_row_index()
    here = pl.col("index") == draw.randrange(len(members))
    day = pl.lit(dt.date(2026, 10, 10))
    changed = members.with_columns(left_on=pl.when(here).then(day).otherwise("left_on"))
    return {**marts, "dim_member": changed.drop("index")}


def session_moved(marts: Marts, draw: Random) -> Marts:
    """A session belongs to another sprint, and one of its marks says something else."""
    sessions, register = marts["fct_session"], marts["fct_attendance"]
    one = draw.choice(sorted(sessions["session_id"]))
    here = pl.col("session_id") == one
    moved = sessions.with_columns(
        sprint_no=pl.when(here).then(pl.lit(draw.choice((0, 1, 2, None)))).otherwise("sprint_no")
    )
    first = here & pl.col("session_id").is_first_distinct()
    state = pl.lit(draw.choice(("present", "absent", "unknown")))
    changed = register.with_columns(status=pl.when(first).then(state).otherwise("status"))
    return {**marts, "fct_session": moved, "fct_attendance": changed}


def answers_withdrawn(marts: Marts, draw: Random) -> Marts:
    """A few respondents are gone."""
    answers = marts["fct_survey_answer"]
    who = draw.sample(sorted(answers["respondent_id"].unique()), draw.choice((1, 4, 12)))
    return {**marts, "fct_survey_answer": answers.filter(~pl.col("respondent_id").is_in(who))}


CHANGES: tuple[Callable[[Marts, Random], Marts], ...] = (
    corrected, marked_anew, session_added, session_moved, member_left, answers_withdrawn,
)  # fmt: skip


def audited(computed: Computed, guarded: Guarded, before: Before | None) -> list[Leak]:
    """Every leak of a release, with the one before."""
    signals = guarded_signals(computed, guarded.cells, POLICY)
    published, truth = judged(guarded, signals, computed)
    last = MadeOf(before.marks, before.observations) if before else None
    return joint(published, truth, POLICY, last)[0]


def main(number: int = 50) -> int:
    """Audits so many consortia, four releases each; 1 where any leaks."""
    guarding = auditing = 0.0
    rules: Counter[str] = Counter()
    known = shown = 0
    for seed in range(number):
        draw, marts, before = Random(seed), consortium(seed), None
        for step in range(1 + STEPS):
            marts = draw.choice(CHANGES)(marts, draw) if step else marts
            computed = compute(marts)
            begin = time.process_time()
            guarded = guard(computed, POLICY, before)
            guarding += time.process_time() - begin
            begin = time.process_time()
            leaks = audited(computed, guarded, before)
            auditing += time.process_time() - begin
            rules.update(leak.rule for leak in leaks)
            if leaks:
                print(f"seed {seed}, release {step + 1}: {leaks[0]}")
            before = Before(guarded.marks, guarded.observations)
            marked = guarded.marks.filter(pl.col("state") != "unknown")
            known += len(marked)
            shown += len(marked.filter("is_shown"))
    releases = number * (1 + STEPS)
    print(f"{number} consortia, {releases} releases, {sum(rules.values())} leaks {dict(rules)}")
    print(f"{shown} of {known} known marks are in a figure of everybody")
    print(f"guard {guarding / releases:.2f} s each, audit {auditing / guarding:.1f} times that")
    return int(bool(rules))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
