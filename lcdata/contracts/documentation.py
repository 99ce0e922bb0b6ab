"""The documentation page of the contract, in either language."""

from __future__ import annotations

from lcdata.contracts.aliases import dutch
from lcdata.contracts.column import Column
from lcdata.contracts.registry import CONTRACT_VERSION, TABLES
from lcdata.contracts.row import Row
from lcdata.contracts.summaries import KIND_TEXTS, SUMMARIES
from lcdata.locale import N_, Words

_HOW = N_(
    "A delivery is a folder of CSV files, a .zip of one, or one .xlsx workbook with a sheet per "
    "table. An absent table means not measured; an empty table means nothing happened. An empty "
    "cell is missing, never 0 and never no."
)


def documentation(words: Words) -> str:
    """The page as Markdown: every table with its columns, key and code lists."""
    title = words.text("Export contract, version {version}", version=CONTRACT_VERSION)
    tables = (_table(model, words) for model in TABLES.values())
    return "\n".join([f"# {title}", "", words.text(_HOW), "", *tables])


def _table(model: type[Row], words: Words) -> str:
    """One table as a section."""
    heading = f"## `{model.table}` · `{dutch('tables', model.table)}`"
    lines = [heading, "", words.text(SUMMARIES[model.table]), ""]
    if model.consortium_only:
        lines += [words.text("Delivered by the consortium only."), ""]
    keys = ", ".join(f"`{name}`" for name in model.key)
    lines += [words.text("Key: {columns}", columns=keys), ""]
    titles = (words.text("column"), words.text("in Dutch"), words.text("what"))
    lines += [f"| {' | '.join(titles)} |", "|---|---|---|"]
    lines += [_row(column, words) for column in model.columns().values()]
    return "\n".join([*lines, ""])


def _row(column: Column, words: Words) -> str:
    what = words.text(KIND_TEXTS[column.kind])
    if column.required:
        what = words.text("{what}, required", what=what)
    if column.codes:
        what += ": " + ", ".join(_code(code) for code in column.codes)
    return f"| `{column.name}` | `{dutch('columns', column.name)}` | {what} |"


def _code(code: str) -> str:
    """A code, with its Dutch spelling where that differs."""
    spelled = dutch("codes", code)
    return f"`{code}`" if spelled == code else f"`{code}` (`{spelled}`)"
