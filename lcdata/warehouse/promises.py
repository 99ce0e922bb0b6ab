"""What the contract promises of keys and references, as SQL that selects the rows that break it.

A row model says once which columns identify a row and what a row points at; the marts are held
to it under their own names. What a mart promises beyond that stands in `sql/checks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcdata.contracts.marts import MARTS, TABLE_OF
from lcdata.contracts.registry import TABLES
from lcdata.contracts.row import Reference
from lcdata.warehouse.sql_files import SqlFile

_MART_OF = {table: mart for mart, table in TABLE_OF.items()}


def promises() -> Iterator[SqlFile]:
    """Per mart of a delivered table: its key, and each of its references."""
    for mart, table in TABLE_OF.items():
        yield _key(mart, TABLES[table].key)
        for reference in TABLES[table].references:
            yield _reference(mart, reference)


def _key(mart: str, key: Sequence[str]) -> SqlFile:
    """Each key occurs once and is filled."""
    columns = ", ".join(key)
    empty = " or ".join(f"{column} is null" for column in key)
    return SqlFile(
        f"{mart}__unique_key",
        f"select {columns}, count(*) as count_rows from marts.{mart}"
        f" group by {columns} having count(*) > 1 or {empty}",
    )


def _reference(mart: str, reference: Reference) -> SqlFile:
    """What a row points at is there; an optional reference may be empty, a required one not."""
    pairs = list(zip(reference.columns, reference.targets, strict=True))
    if reference.required and _took_its_community_from(mart, reference):
        pairs.append(("community_id", "community_id"))
    matches = " and ".join(f"facts.{column} = known.{target}" for column, target in pairs)
    text = f"select facts.* from marts.{mart} as facts anti join marts.{_MART_OF[reference.table]}"
    text += f" as known on {matches}"
    free = [] if reference.required else [f"facts.{one} is not null" for one in reference.columns]
    if reference.unless:
        free.append(f"facts.{reference.unless} is null")
    stem = reference.column.removesuffix("_id").removesuffix("_no")
    return SqlFile(f"{mart}__{stem}_known", text + (f" where {' and '.join(free)}" if free else ""))


def _took_its_community_from(mart: str, reference: Reference) -> bool:
    """Whether the mart knows its community by this reference alone: a register by its session."""
    own = "community_id" in TABLES[TABLE_OF[mart]].model_fields
    return not own and "community_id" in MARTS[mart] and "community_id" not in reference.columns
