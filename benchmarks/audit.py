"""The full audit on fifty drawn consortia: leaks found, and its time beside that of the guard.

python benchmarks/audit.py [NUMBER]
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from lcdata.disclosure.atoms import from_table
from lcdata.disclosure.audit import full
from lcdata.disclosure.guarded import owners_of
from lcdata.disclosure.seen import Published

from benchmarks.consortia import consortium
from lcdata.disclosure.guard import guard
from lcdata.disclosure.policy import read_policy
from lcdata.pipelines.release import CLASSES, compute


def main(number: int = 50) -> int:
    """Audits so many consortia; 1 where any leaks."""
    policy = read_policy()
    guarding = auditing = 0.0
    viewers = leaking = 0
    rules: Counter[str] = Counter()
    for seed in range(number):
        computed = compute(consortium(seed))
        begin = time.process_time()
        guarded = guard(computed, CLASSES, policy)
        guarding += time.process_time() - begin
        published = Published(
            guarded.cells,
            guarded.made_of,
            from_table(guarded.atoms),
            computed.cells,
            CLASSES,
            owners_of(computed.observed.communities),
        )
        begin = time.process_time()
        leaks = full(published, policy)
        auditing += time.process_time() - begin
        viewers += len(published.viewers)
        leaking += bool(leaks)
        rules.update(
            f"rule {leak.rule} {leak.indicator} {leak.viewer.partition(':')[0]}" for leak in leaks
        )
        if leaks:
            print(f"seed {seed}: {leaks[0]}")
    print(f"{number} consortia, {viewers} viewers, {leaking} with a leak")
    print(f"guard {guarding / number:.2f} s each, full audit {auditing / guarding:.1f} times that")
    for rule, count in rules.most_common():
        print(f"  {rule}: {count}")
    return int(leaking > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
