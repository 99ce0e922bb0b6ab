"""Use-cases of additions: add a file of the office, list what was added, take it back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import polars as pl

from lcdata.access_log import CONSOLE, Actor, Event, record
from lcdata.config import Settings
from lcdata.errors import ConfigurationError, DeliveryRefused
from lcdata.ingest.checked import Checked
from lcdata.ingest.definitions import Severity
from lcdata.ingest.issues import Issue, issue_of
from lcdata.ingest.judging.as_delivered import as_delivered
from lcdata.ingest.judging.check import check
from lcdata.ingest.keeping.additions import Addition, AdditionStore
from lcdata.ingest.keeping.overlay import laid_over, with_rows
from lcdata.ingest.keeping.store import DeliveryStore, StoredDelivery
from lcdata.ingest.reading.opening import Handed, read_originals
from lcdata.locale import N_
from lcdata.office.foreign import Foreign, Kind, read_foreign
from lcdata.office.questions import Answers, Question
from lcdata.office.understood import Understood, understand
from lcdata.release.mending import Tell, ready, unheard
from lcdata.release.use_cases import publish_stored
from lcdata.warehouse.lock import writing

READ = (Kind.TEAMS, Kind.CALENDAR)
"""What becomes rows so far; the others are recognised and said."""

Status = Literal["added", "unchanged", "questions", "refused", "checked"]

_BEFORE, _AFTER = dt.timedelta(days=400), dt.timedelta(days=400)
"""Appointments further from today are not read."""


@dataclass(frozen=True)
class Added:
    """What became of one file.

    Attributes:
        file: its name.
        status: what became of it; `checked` where nothing was to be written.
        kind: what it is; None where it could not be read.
        told: what to show of it: a title, how many persons or appointments.
        rows: table → rows that were added.
        held: names that were left open: not counted, not lost.
        left_out: entries that are no session, and why.
        questions: to be answered before anything of it is taken in.
        issues: what the checks of a delivery say of its rows.
        addition_id: of what was added.
    """

    file: str
    status: Status
    kind: Kind | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
    issues: tuple[Issue, ...] = ()
    addition_id: str | None = None


@dataclass
class _Work:
    """The organisation that is added to, as it stands while one file after another goes in."""

    organisation_id: str
    delivery: StoredDelivery
    live: Mapping[str, StoredDelivery]
    additions: AdditionStore
    tables: dict[str, pl.DataFrame]
    by: Actor
    is_dry: bool
    today: dt.date


def add(
    sources: Sequence[Path | Handed],
    organisation_id: str,
    settings: Settings,
    *,
    answers: Answers | None = None,
    is_dry: bool = False,
    by: Actor = CONSOLE,
    tell: Tell = unheard,
) -> list[Added]:
    """Takes files of the office in as additions to what an organisation delivered, and publishes.

    A file with an open question leaves everything as it was. One that was added before changes
    nothing.

    Args:
        sources: files, folders of files, or what was uploaded.
        organisation_id: to whose delivery is added.
        settings: the installation.
        answers: question id → answer.
        is_dry: whether nothing is written.
        by: who adds.
        tell: hears what of the data directory had to be mended.

    Raises:
        ConfigurationError: the organisation has delivered nothing yet.
        NotPublished: something is added, the release failed; the old one stays live.
    """
    with writing(settings.data):
        store, releases = ready(settings, by, tell)
        work = _work(store, organisation_id, settings, by, is_dry=is_dry)
        added = [one for source in sources for one in _all_added(source, work, answers or {})]
        new = [one for one in added if one.status == "added"]
        for one in new:
            record(settings.log_path, by, Event.ADDED, f"{organisation_id}: {one.addition_id}")
        if new:
            publish_stored(store, releases, settings)
    return added


def _all_added(source: Path | Handed, work: _Work, answers: Answers) -> Iterator[Added]:
    """What became of each file of a source."""
    label = source.label if isinstance(source, Handed) else source.as_posix()
    try:
        if isinstance(source, Handed):
            handed = source.checked()
        else:
            handed = Handed(label, read_originals(source), source.is_dir())
    except DeliveryRefused as refused:
        yield Added(label, "refused", issues=(issue_of(refused, label),))
        return
    for name, content in handed.originals.items():
        file = f"{label}/{name}" if handed.is_folder else label
        yield _added(file, content, work, answers)


def _work(
    store: DeliveryStore, organisation_id: str, settings: Settings, by: Actor, *, is_dry: bool
) -> _Work:
    live = store.live()
    if organisation_id not in live:
        raise ConfigurationError(
            N_("this organisation has delivered nothing yet: there is nothing to add to")
        )
    additions = AdditionStore(settings.additions_dir)
    additions.tidy()
    delivery = live[organisation_id]
    counted = additions.counted(organisation_id)
    tables = laid_over(delivery.tables(), counted, delivery.exported_at)
    today = dt.datetime.now(dt.UTC).date()
    return _Work(organisation_id, delivery, live, additions, tables, by, is_dry, today)


def _added(name: str, content: bytes, work: _Work, answers: Answers) -> Added:
    try:
        found = read_foreign(name, content, work.today - _BEFORE, work.today + _AFTER)
    except DeliveryRefused as refused:
        return Added(name, "refused", issues=(issue_of(refused, name),))
    if found.kind not in READ:
        issue = Issue("office_file_not_read", name, params={"kind": found.kind.value})
        return Added(name, "refused", found.kind, issues=(issue,))
    aliases = work.additions.aliases(work.organisation_id)
    said = understand(found, work.tables, aliases, answers)
    if said.questions:
        return _answer(name, "questions", found, said, questions=tuple(said.questions))
    frames = said.frames()
    if all(_stands(frame, work.tables.get(table)) for table, frame in frames.items()):
        return _answer(name, "unchanged", found, said)
    return _judged(name, found, said, frames, work)


def _stands(rows: pl.DataFrame, table: pl.DataFrame | None) -> bool:
    """Whether the organisation has these rows already, just as they are."""
    if table is None:
        return rows.is_empty()
    return rows.join(table, on=rows.columns, how="anti", nulls_equal=True).is_empty()


def _judged(
    name: str, found: Foreign, said: Understood, frames: Mapping[str, pl.DataFrame], work: _Work
) -> Added:
    """Holds the rows against the checks of a delivery, and keeps them where they stand."""
    merged = with_rows(work.tables, frames)
    before, after = (_checked(tables, work) for tables in (work.tables, merged))
    issues = _new(after, before)
    if after.is_refused or any(one.severity is Severity.ERROR for one in issues):
        return _answer(name, "refused", found, said, issues=issues)
    if work.is_dry:
        return _answer(name, "checked", found, said, issues=issues)
    now = dt.datetime.now(dt.UTC)
    work.additions.confirm(work.organisation_id, said.confirmed)
    addition, is_new = work.additions.add(
        work.organisation_id, found.kind.value, frames, said.told, work.by.person, now
    )
    work.tables = merged
    status: Status = "added" if is_new else "unchanged"
    return _answer(name, status, found, said, issues=issues, addition=addition)


def _answer(
    name: str,
    status: Status,
    found: Foreign,
    said: Understood,
    *,
    questions: tuple[Question, ...] = (),
    issues: tuple[Issue, ...] = (),
    addition: Addition | None = None,
) -> Added:
    return Added(
        name,
        status,
        found.kind,
        said.told,
        {table: len(rows) for table, rows in said.rows.items()},
        tuple(said.held),
        tuple(said.left_out),
        questions,
        issues,
        addition.addition_id if addition else None,
    )


def _checked(tables: Mapping[str, pl.DataFrame], work: _Work) -> Checked:
    handed = Handed(work.organisation_id, as_delivered(tables), is_folder=True)
    return check([handed], work.live)[0]


def _new(after: Checked, before: Checked) -> tuple[Issue, ...]:
    """What the checks say with the rows that they did not say without them."""

    def kind(issue: Issue) -> tuple[object, ...]:
        return issue.code, issue.file, issue.column, tuple(sorted(issue.params.items()))

    known = Counter(kind(issue) for issue in before.receipt.issues)
    found = []
    for issue in after.receipt.issues:
        known[kind(issue)] -= 1
        if known[kind(issue)] < 0 and issue.severity is not Severity.INFO:
            found.append(issue)
    return tuple(found)


def additions(settings: Settings) -> list[Addition]:
    """Every addition, the latest first, also those taken back."""
    return AdditionStore(settings.additions_dir).all()


def take_back(
    addition_id: str, why: str, settings: Settings, by: Actor = CONSOLE, tell: Tell = unheard
) -> Addition:
    """Takes an addition back and publishes without it; it can be added again.

    Raises:
        ConfigurationError: there is no such addition, or no reason.
        NotPublished: it is taken back, the release failed; the old one stays live.
    """
    if not why.strip():
        raise ConfigurationError(N_("say why: --why …"))
    with writing(settings.data):
        store, releases = ready(settings, by, tell)
        found = [one for one in additions(settings) if one.addition_id.startswith(addition_id)]
        if len(found) != 1 or not addition_id:
            raise ConfigurationError(N_("there is no such addition: see `lcdata additions`"))
        now = dt.datetime.now(dt.UTC)
        AdditionStore(settings.additions_dir).take_back(found[0], by.person, why.strip(), now)
        told = f"{found[0].organisation_id}: {found[0].addition_id}: {why.strip()}"
        record(settings.log_path, by, Event.TAKEN_BACK, told)
        publish_stored(store, releases, settings)
    return found[0]
