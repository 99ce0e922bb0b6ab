from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lcdata.ingest.checked import Checked
from lcdata.ingest.judging.check import check
from lcdata.ingest.judging.succession import MADE, Terms, is_only_shrunk, local_now
from lcdata.ingest.keeping.store import DeliveryStore
from tests.unit.ingest.conftest import PLAIN, Write

NOW = dt.datetime(2026, 11, 30, 12)
NOON = dt.datetime(2026, 11, 16, 12, 0, tzinfo=dt.UTC)
TERMS = Terms(now=NOW)
ONE_ROW = "session_id,person_id,status,late_minutes,guest_kind\ns1,001,present,,\n"
TWO_ROWS = ONE_ROW + "s2,001,absent,,\n"


def at(moment: str) -> str:
    return PLAIN["delivery"].replace("2026-11-16 10:00", moment)


def codes(checked: Checked) -> list[str]:
    return [issue.code for issue in checked.receipt.issues if issue.severity != "info"]


@pytest.fixture
def store(tmp_path: Path, write: Write) -> DeliveryStore:
    found = DeliveryStore(tmp_path / "deliveries")
    (live,) = check([write(name="live")], {})
    found.add(live, NOON)
    return found


@pytest.mark.parametrize(
    ("moment", "is_refused"),
    [
        ("2026-12-01 12:00", False),
        ("2026-12-01 12:01", True),
        ("2062-11-16 10:00", True),
        ("2026-11-17 10:00", False),
    ],
)
def test_a_moment_more_than_a_day_ahead_is_refused(
    store: DeliveryStore, write: Write, moment: str, *, is_refused: bool
) -> None:
    (checked,) = check([write(name="new", delivery=at(moment))], store.live(), terms=TERMS)
    assert checked.is_refused is is_refused


def test_the_refusal_of_a_future_moment_names_file_row_and_column(write: Write) -> None:
    (checked,) = check([write(delivery=at("2062-11-16 10:00"))], {}, terms=TERMS)
    (issue,) = [x for x in checked.receipt.issues if x.code == "exported_at_future"]
    assert (issue.file_name, issue.row, issue.column) == ("delivery.csv", 2, "exported_at")
    assert issue.params == {"moment": "2062-11-16 10:00", "today": "2026-11-30"}


def test_a_clock_before_this_version_was_made_refuses_nothing() -> None:
    assert local_now() >= MADE


def test_an_older_delivery_is_kept_and_told_so(store: DeliveryStore, write: Write) -> None:
    older = write(name="old", delivery=at("2026-11-15 10:00"))
    (checked,) = check([older], store.live(), terms=TERMS)
    assert not checked.is_refused
    (issue,) = [x for x in checked.receipt.issues if x.code == "kept_not_live"]
    assert issue.params == {"newer": "2026-11-16 10:00"}


def test_of_two_at_once_the_older_is_told_so_whatever_their_order(write: Write) -> None:
    paths = [
        write(name="new", delivery=at("2026-11-18 10:00")),
        write(name="old", delivery=at("2026-11-17 10:00")),
    ]
    for given in (paths, paths[::-1]):
        told = {one.exported_at: codes(one) for one in check(given, {}, terms=TERMS)}
        assert "kept_not_live" in told[dt.datetime(2026, 11, 17, 10)]
        assert "kept_not_live" not in told[dt.datetime(2026, 11, 18, 10)]


def test_an_older_one_is_live_where_the_newer_of_the_two_is_refused(
    store: DeliveryStore, write: Write
) -> None:
    paths = [
        write(name="new", delivery=at("2026-11-18 10:00"), attendance=ONE_ROW),
        write(name="old", delivery=at("2026-11-17 10:00")),
    ]
    refused, accepted = check(paths, store.live(), terms=TERMS)
    assert refused.is_refused
    assert "kept_not_live" not in codes(accepted)


@pytest.mark.parametrize(
    ("attendance", "code"), [(ONE_ROW, "table_shrunk"), (ONE_ROW.splitlines()[0], "table_gone")]
)
def test_less_than_half_the_rows_asks(
    store: DeliveryStore, write: Write, attendance: str, code: str
) -> None:
    new = write(name="new", delivery=at("2026-11-17 10:00"), attendance=attendance)
    (checked,) = check([new], store.live(), terms=TERMS)
    assert codes(checked)[0] == code
    assert is_only_shrunk(checked.receipt)


def test_a_table_that_is_missing_asks(store: DeliveryStore, write: Write) -> None:
    new = write(name="new", delivery=at("2026-11-17 10:00"))
    (new / "sprint.csv").unlink()
    (checked,) = check([new], store.live(), terms=TERMS)
    assert "table_gone" in codes(checked)


def test_an_empty_first_delivery_asks(write: Write) -> None:
    (checked,) = check([write({"delivery": PLAIN["delivery"]})], {}, terms=TERMS)
    assert codes(checked) == ["delivery_empty"]


def test_half_of_the_rows_or_more_asks_nothing(store: DeliveryStore, write: Write) -> None:
    new = write(name="new", delivery=at("2026-11-17 10:00"), attendance=TWO_ROWS)
    (checked,) = check([new], store.live(), terms=TERMS)
    assert not checked.is_refused


def test_a_reason_takes_it_in_and_stands_in_the_receipt(store: DeliveryStore, write: Write) -> None:
    new = write(name="new", delivery=at("2026-11-17 10:00"), attendance=ONE_ROW)
    terms = Terms(accept_shrink="two left", now=NOW)
    (checked,) = check([new], store.live(), terms=terms)
    assert not checked.is_refused
    (issue,) = [x for x in checked.receipt.issues if x.code == "shrink_accepted"]
    assert issue.params == {"why": "two left"}


def test_a_reason_does_not_take_in_what_is_refused_otherwise(write: Write) -> None:
    terms = Terms(accept_shrink="because", now=NOW)
    (checked,) = check([write(delivery=at("2062-11-16 10:00"))], {}, terms=terms)
    assert checked.is_refused
    assert not is_only_shrunk(checked.receipt)


def test_the_same_bytes_again_are_asked_nothing(store: DeliveryStore, write: Write) -> None:
    (checked,) = check([write(name="live")], store.live(), terms=TERMS)
    assert not {"table_gone", "table_shrunk", "kept_not_live"} & set(codes(checked))
