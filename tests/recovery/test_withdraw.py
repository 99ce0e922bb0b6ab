from __future__ import annotations

import datetime as dt

import pytest

from lcdata import release
from lcdata.access import Scope
from lcdata.access_log import Event, entries
from lcdata.config import Settings
from lcdata.errors import ConfigurationError
from lcdata.ingest.judging.succession import Terms
from lcdata.ingest.keeping.store import DeliveryStore
from lcdata.warehouse.reader import Reader
from tests.faults.small import Export


def live(settings: Settings, organisation: str = "geas") -> str:
    return str(DeliveryStore(settings.deliveries_dir).live()[organisation].delivery_id)


def test_a_withdrawn_delivery_gives_way_to_its_predecessor_and_comes_back(
    settings: Settings,
) -> None:
    wrong = live(settings)
    assert release.withdraw(wrong[:12], "typed wrong", settings) == wrong
    model = Reader(settings.releases_dir).read(Scope.leader())
    lines = {x.delivery_id: x for x in model.delivery_lines if x.organisation_id == "geas"}
    assert lines[wrong].status == "withdrawn"
    assert lines[live(settings)].is_live
    told = next(issue for issue in model.delivery_issues if issue.delivery_id == wrong)
    assert told.code == "delivery_withdrawn"
    assert "typed wrong" in told.params
    release.undo_withdrawal(wrong, settings)
    assert live(settings) == wrong
    logged = [(x.event, x.what) for x in entries(settings.log_path)][-2:]
    assert logged == [
        (Event.WITHDRAWN, f"geas: {wrong[:12]}: typed wrong"),
        (Event.WITHDRAWAL_UNDONE, f"geas: {wrong[:12]}"),
    ]


def test_an_organisation_whose_only_delivery_is_withdrawn_is_not_measured(
    settings: Settings,
) -> None:
    for _ in range(2):
        release.withdraw(live(settings), "not ours", settings)
    assert release.releases(settings)[0].organisations == ("nijhof",)


def test_the_last_delivery_of_all_cannot_be_withdrawn(tmp_path: object, settings: Settings) -> None:
    for organisation in ("geas", "geas", "nijhof"):
        release.withdraw(live(settings, organisation), "x", settings)
    with pytest.raises(ConfigurationError, match="nothing is left to show"):
        release.withdraw(live(settings, "nijhof"), "x", settings)


@pytest.mark.parametrize("named", ["", "zz", "../current"])
def test_an_unknown_delivery_cannot_be_withdrawn(settings: Settings, named: str) -> None:
    with pytest.raises(ConfigurationError, match="no such delivery"):
        release.withdraw(named, "x", settings)


def test_a_withdrawal_needs_a_reason(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="say why"):
        release.withdraw(live(settings), " ", settings)


def test_withdrawn_bytes_that_are_delivered_again_are_told_so(
    settings: Settings, export: Export
) -> None:
    release.withdraw(live(settings), "typed wrong", settings)
    (receipt,) = release.deliver([export("geas", "2026-11-17 10:00")], settings)
    assert (receipt.status, receipt.published) == ("unchanged", False)
    assert receipt.issues[0].code == "delivery_withdrawn"


def test_a_delivery_that_locked_out_all_later_ones_is_withdrawn(
    settings: Settings, export: Export
) -> None:
    ahead = Terms(now=dt.datetime(2062, 12, 1))
    release.deliver([export("geas", "2062-11-16 10:00")], settings, terms=ahead)
    locked = live(settings)
    (late,) = release.deliver([export("geas", "2026-11-18 10:00")], settings)
    assert "kept_not_live" in {issue.code for issue in late.issues}
    assert late.published is False
    release.withdraw(locked, "the year was wrong", settings)
    assert live(settings) == late.delivery_id


def test_an_accepted_shrinking_is_logged_with_its_reason(
    settings: Settings, export: Export
) -> None:
    less = export("geas", "2026-11-18 10:00", attendance=None)
    (refused,) = release.deliver([less], settings)
    assert refused.status == "refused"
    (accepted,) = release.deliver([less], settings, terms=Terms("no registers"))
    assert accepted.published
    refusals = [p.stem for p in (settings.deliveries_dir / "refused").glob("*.json")]
    assert accepted.delivery_id not in refusals
    assert [x.what for x in entries(settings.log_path)][-1].endswith("no registers")
