from __future__ import annotations

import threading

from lcdata.release.ending import in_progress, wait


def test_the_end_waits_for_a_delivery_in_progress_within_a_bound() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def deliver() -> None:
        with in_progress():
            begun.set()
            may_end.wait()

    delivering = threading.Thread(target=deliver)
    delivering.start()
    begun.wait()
    assert not wait(0.01)
    may_end.set()
    assert wait(20)
    delivering.join()


def test_the_end_does_not_wait_when_nothing_is_delivered() -> None:
    assert wait(0)
