"""Deliveries drafted apart: the bytes are read and judged in a process of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import polars as pl

from lcdata.errors import DeliveryRefused
from lcdata.ingest.draft import Draft
from lcdata.ingest.draft_message import draft_from_message
from lcdata.ingest.issues import issue_of
from lcdata.ingest.message import BrokenMessage, Message
from lcdata.ingest.opening import read_originals
from lcdata.ingest.reader_pool import POOL


def draft_delivery(path: Path, label: str, may_deliver: Collection[str] | None) -> Draft:
    """The delivery at a path, judged by itself; refused ones say why in their issues.

    Args:
        path: a folder, .zip file or .xlsx workbook.
        label: the path as it is shown.
        may_deliver: organisations the uploader may deliver for; None for all.
    """
    draft = Draft(label)
    try:
        draft.originals = read_originals(path)
        return _drafted(draft.originals, label, may_deliver, is_folder=path.is_dir())
    except DeliveryRefused as refused:
        draft.found.add(issue_of(refused, label))
        return draft


def _drafted(
    originals: Mapping[str, bytes],
    label: str,
    may_deliver: Collection[str] | None,
    *,
    is_folder: bool,
) -> Draft:
    """The draft that a process of its own made of these bytes."""
    fields = {
        "task": "delivery",
        "label": label,
        "may_deliver": None if may_deliver is None else sorted(may_deliver),
        "is_folder": is_folder,
    }
    answer = POOL.ask(Message(fields, originals))
    try:
        return draft_from_message(answer, label, originals)
    except (BrokenMessage, KeyError, TypeError, ValueError, pl.exceptions.PolarsError) as error:
        raise DeliveryRefused("reader_stopped") from error
