"""From the live deliveries to a live release: marts by SQL, figures by the pipelines."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from lcdata.config import PACKAGE, Settings
from lcdata.contracts.marts import Marts
from lcdata.disclosure.policy import Policy, read_policy
from lcdata.ingest.judging.references import judge
from lcdata.ingest.keeping.additions import AdditionStore
from lcdata.ingest.keeping.overlay import laid_over
from lcdata.ingest.keeping.store import DeliveryStore, StoredDelivery
from lcdata.release.board import delivery_issues, delivery_lines
from lcdata.release.gaps import refuse_gaps
from lcdata.release.noted import noted
from lcdata.release.samples import sample_ids
from lcdata.warehouse.checks import check_marts
from lcdata.warehouse.database import open_scratch
from lcdata.warehouse.load import load
from lcdata.warehouse.marts import read_marts
from lcdata.warehouse.published import read_published_last
from lcdata.warehouse.releases import SOURCES, ReleaseContent, Releases
from lcdata.warehouse.transform import transform

if TYPE_CHECKING:
    from lcdata.disclosure.guard import Before

_BUILDING_ROOMS = ("contracts", "disclosure", "pipelines", "release", "statistics", "warehouse")
_PERSON_TABLES = ("members", "marks", "person_signals")
_NOT_FOR_PAGES = (*_PERSON_TABLES, "signals_of_members")


@noted
def publish(store: DeliveryStore, releases: Releases, settings: Settings) -> str | None:
    """Builds and publishes from the live deliveries; None when there are none.

    Raises:
        CheckFailure: the marts break a promise, or an organisation would go missing unsaid.
        ConfigurationError: the release could not be written.
    """
    live = store.live()
    refuse_gaps(store, live, releases)
    if not live:
        return None
    # Imported here, because the statistics take seconds to load and most commands need none.
    from lcdata.disclosure.guard import guard
    from lcdata.disclosure.pages import guarded_funnel, guarded_pairs, guarded_signals, nameless
    from lcdata.pipelines.computed import compute
    from lcdata.release.auditing import refuse_leaks

    policy = read_policy(settings.data)
    marts = _marts(live, settings)
    computed = compute(marts)
    before = _before(settings, policy)
    guarded = guard(computed, policy, before)
    signals = guarded_signals(computed, guarded.cells, policy)
    refuse_leaks(guarded, signals, computed, policy, before)
    tables = computed.tables
    ids = {str(delivery.delivery_id) for delivery in live.values()}
    everything = [one for one in store.deliveries() if one.organisation_id and one.delivery_id]
    pages = {
        **{name: frame for name, frame in tables.items() if name not in _NOT_FOR_PAGES},
        "communities": nameless(tables["communities"], marts["dim_person"]),
        "cells": guarded.cells,
        "reach": guarded.reach,
        "weeks": guarded.weeks,
        "policy": policy.as_table(),
        "signals": signals,
        "funnel": guarded_funnel(guarded.cells),
        "shared_sessions": guarded_pairs(tables["shared_sessions"], marts, policy),
        "delivery_lines": delivery_lines(everything, ids),
        "delivery_issues": delivery_issues(everything),
    }
    return releases.publish(
        ReleaseContent(
            pages=pages,
            raw={
                "cells": computed.cells.drop("error"),
                "published_marks": guarded.marks,
                "published_observations": guarded.observations,
            },
            persons={name: tables[name] for name in _PERSON_TABLES},
            sources=_sources(live),
            is_sample=ids <= sample_ids(settings),
            program=program_id(settings),
        )
    )


def _before(settings: Settings, policy: Policy) -> Before:
    """What the release before published; nothing before the first, or after another policy.

    Whoever changes the policy changes what may be known: everything is judged anew.
    """
    from lcdata.disclosure.guard import Before

    found = read_published_last(settings.releases_dir)
    if not found or not found["policy"].equals(policy.as_table()):
        return Before.nothing()
    before = Before(found["published_marks"], found["published_observations"])
    return before if before.is_ours else Before.nothing()


def is_published(store: DeliveryStore, releases: Releases, settings: Settings) -> bool:
    """Whether the newest release was made of the live deliveries and additions as they are now."""
    added = AdditionStore(settings.additions_dir)
    live, newest = store.live(), releases.newest()
    if newest is None:
        return not live
    rewritten = [moment for one in live.values() if (moment := one.rewritten_at)]
    rewritten += [one.changed_at for one in added.all() if one.organisation_id in live]
    is_older = max(rewritten, default=newest.created_at) > newest.created_at
    return not is_older and {str(d.delivery_id) for d in live.values()} == newest.deliveries


def program_id(settings: Settings) -> str:
    """A hash of the code and SQL that make a release: a changed program builds anew."""
    code = [path for room in _BUILDING_ROOMS for path in (PACKAGE / room).rglob("*.py")]
    sources = [*code, *settings.sql_dir.rglob("*.sql")]
    content = hashlib.sha256()
    for path in sorted(sources):
        content.update(path.read_bytes())
    return content.hexdigest()


def _marts(live: Mapping[str, StoredDelivery], settings: Settings) -> Marts:
    """The marts of the live deliveries, judged against the consortium's and checked."""
    added = AdditionStore(settings.additions_dir)
    accepted = judge(
        {
            name: laid_over(delivery.tables(), added.counted(name), delivery.exported_at)
            for name, delivery in live.items()
        }
    )
    with open_scratch() as con:
        load(con, accepted)
        transform(con, settings.sql_dir)
        check_marts(con, settings.sql_dir)
        return read_marts(con)


def _sources(live: Mapping[str, StoredDelivery]) -> pl.DataFrame:
    rows = [(name, one.delivery_id, one.exported_at) for name, one in sorted(live.items())]
    return pl.DataFrame(rows, schema=SOURCES, orient="row")
