"""From the live deliveries to a live release: marts by SQL, figures by the pipelines."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from lcdata.build.board import delivery_issues, delivery_lines
from lcdata.build.gaps import refuse_gaps
from lcdata.build.samples import sample_ids
from lcdata.config import PACKAGE, Settings
from lcdata.contracts.marts import Marts
from lcdata.disclosure.policy import read_policy
from lcdata.ingest.references import judge
from lcdata.ingest.store import DeliveryStore, StoredDelivery
from lcdata.warehouse.checks import check_marts
from lcdata.warehouse.database import open_scratch
from lcdata.warehouse.load import load
from lcdata.warehouse.marts import read_marts
from lcdata.warehouse.reader import read_shown_from
from lcdata.warehouse.releases import SOURCES, ReleaseContent, Releases
from lcdata.warehouse.transform import transform

if TYPE_CHECKING:
    from lcdata.disclosure.history import Repeat
    from lcdata.pipelines.release import Computed

_BUILDING_ROOMS = ("build", "contracts", "disclosure", "pipelines", "statistics", "warehouse")
_PERSON_TABLES = ("members", "marks", "person_signals")


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
    from lcdata.build.auditing import refuse_leaks
    from lcdata.disclosure.guard import guard
    from lcdata.disclosure.history import SHOWN_FROM, carried, dated, repeats, shown_from
    from lcdata.disclosure.pages import guarded_funnel, guarded_pairs, nameless
    from lcdata.pipelines.release import CLASSES, compute

    policy = read_policy(settings.data)
    marts = _marts(live, settings)
    computed = compute(marts)
    now = shown_from(computed, {name: str(one.delivery_id) for name, one in live.items()})
    before = read_shown_from(settings.releases_dir, SHOWN_FROM)
    repeated = _still_kept(repeats(now, before, policy), store)
    shown = _with_repeats(computed, repeated, store, live, settings)
    guarded = guard(shown, CLASSES, policy, fresh=computed.cells)
    refuse_leaks(guarded, shown, policy)
    tables = computed.tables
    ids = {str(delivery.delivery_id) for delivery in live.values()}
    everything = [one for one in store.deliveries() if one.organisation_id and one.delivery_id]
    pages = {
        **{name: frame for name, frame in tables.items() if name not in _PERSON_TABLES},
        "communities": nameless(tables["communities"], marts["dim_person"]),
        "cells": dated(guarded.cells, computed.cells, shown.cells, repeated),
        "weeks": guarded.weeks,
        "funnel": guarded_funnel(guarded.cells),
        "shared_sessions": guarded_pairs(tables["shared_sessions"], marts, policy),
        "delivery_lines": delivery_lines(everything, ids),
        "delivery_issues": delivery_issues(everything),
    }
    return releases.publish(
        ReleaseContent(
            pages=pages,
            raw={
                "cells": computed.cells,
                "shown": shown.cells,
                "made_of": guarded.made_of,
                "atoms": guarded.atoms,
                "shown_from": carried(now, before, repeated),
            },
            persons={name: tables[name] for name in _PERSON_TABLES},
            sources=_sources(live),
            is_sample=ids <= sample_ids(settings),
            program=program_id(settings),
        )
    )


def _still_kept(repeated: Sequence[Repeat], store: DeliveryStore) -> list[Repeat]:
    """What can still be repeated: a delivery that was purged cannot."""
    whole = {one.delivery_id for one in store.deliveries() if one.is_usable and not one.purged_at}
    return [one for one in repeated if one.delivery_id in whole]


def _with_repeats(
    computed: Computed,
    repeated: Sequence[Repeat],
    store: DeliveryStore,
    live: Mapping[str, StoredDelivery],
    settings: Settings,
) -> Computed:
    """The build with what is repeated from earlier deliveries (disclosure rule 8)."""
    if not repeated:
        return computed
    from lcdata.disclosure.history import with_repeats
    from lcdata.pipelines.release import compute

    kept = {one.delivery_id: one for one in store.deliveries()}
    earlier = {
        name: compute(_marts({**live, str(kept[name].organisation_id): kept[name]}, settings))
        for name in {one.delivery_id for one in repeated}
    }
    return with_repeats(computed, repeated, earlier)


def is_published(store: DeliveryStore, releases: Releases) -> bool:
    """Whether the newest release was made of the deliveries that are live, as they are now."""
    live, newest = store.live(), releases.newest()
    if newest is None:
        return not live
    rewritten = filter(None, (delivery.rewritten_at for delivery in live.values()))
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
    accepted = judge({name: delivery.tables() for name, delivery in live.items()})
    with open_scratch() as con:
        load(con, accepted)
        transform(con, settings.sql_dir)
        check_marts(con, settings.sql_dir)
        return read_marts(con)


def _sources(live: Mapping[str, StoredDelivery]) -> pl.DataFrame:
    rows = [(name, one.delivery_id, one.exported_at) for name, one in sorted(live.items())]
    return pl.DataFrame(rows, schema=SOURCES, orient="row")
