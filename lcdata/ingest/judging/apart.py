"""Deliveries drafted apart: the bytes are read and judged in a process of their own."""

from __future__ import annotations

import logging
from collections.abc import Collection
from pathlib import Path

import polars as pl

from lcdata.errors import DeliveryRefused
from lcdata.ingest.issues import issue_of
from lcdata.ingest.judging.draft import Draft
from lcdata.ingest.judging.draft_message import draft_from_message
from lcdata.ingest.judging.message import BrokenMessage, Message
from lcdata.ingest.judging.reader_pool import POOL
from lcdata.ingest.reading.opening import Handed, read_originals

_log = logging.getLogger(__name__)


def draft_delivery(source: Path | Handed, may_deliver: Collection[str] | None) -> Draft:
    """A delivery judged by itself; refused ones say why in their issues.

    Args:
        source: a folder, .zip file or .xlsx workbook, or what was uploaded.
        may_deliver: organisations the uploader may deliver for; None for all.
    """
    label = source.label if isinstance(source, Handed) else source.as_posix()
    draft = Draft(label)
    try:
        handed = source.checked() if isinstance(source, Handed) else _at(source)
        draft.originals = handed.originals
        return _drafted(handed, may_deliver)
    except DeliveryRefused as refused:
        draft.found.add(issue_of(refused, label))
        return draft


def _at(path: Path) -> Handed:
    return Handed(path.as_posix(), read_originals(path), path.is_dir())


def _drafted(handed: Handed, may_deliver: Collection[str] | None) -> Draft:
    """The draft that a process of its own made of these bytes."""
    fields = {
        "task": "delivery",
        "label": handed.label,
        "may_deliver": None if may_deliver is None else sorted(may_deliver),
        "is_folder": handed.is_folder,
    }
    answer = POOL.ask(Message(fields, handed.originals))
    try:
        return draft_from_message(answer, handed.label, handed.originals)
    except (BrokenMessage, KeyError, TypeError, ValueError, pl.exceptions.PolarsError) as error:
        _log.error("an answer of a reader could not be read: %s", type(error).__name__)
        raise DeliveryRefused("reader_stopped") from error
