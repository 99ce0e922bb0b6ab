"""Publishes the contract from its models: JSON Schema, Data Package descriptor, documentation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lcdata.contracts.column import Column
from lcdata.contracts.documentation import documentation
from lcdata.contracts.grammar import FALSE, ITEM_LIST, NO_ITEMS, TRUE
from lcdata.contracts.kinds import Kind
from lcdata.contracts.registry import CONTRACT_VERSION, TABLES
from lcdata.contracts.row import Reference, Row
from lcdata.locale import LANGUAGES, words

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_FIELD_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.ID: {"type": "string"},
    Kind.TEXT: {"type": "string"},
    Kind.CODE: {"type": "string"},
    Kind.BAND: {"type": "string"},
    Kind.ITEM_LIST: {"type": "string"},
    Kind.WHOLE: {"type": "integer"},
    Kind.YES_NO: {"type": "boolean", "trueValues": list(TRUE), "falseValues": list(FALSE)},
    Kind.DAY: {"type": "date"},
    Kind.MOMENT: {"type": "datetime", "format": "%Y-%m-%d %H:%M"},
}


def write_contract(out: Path) -> list[Path]:
    """The files written into `out`: schemas, descriptor, a page per language."""
    (out / "schemas").mkdir(parents=True, exist_ok=True)
    written = {out / "schemas" / f"{name}.json": _json(_schema(TABLES[name])) for name in TABLES}
    written[out / "datapackage.json"] = _json(datapackage())
    for language in LANGUAGES:
        written[out / f"contract.{language}.md"] = documentation(words(language))
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    return list(written)


def datapackage() -> dict[str, Any]:
    """The Frictionless descriptor of a delivery folder in the contract's own spelling."""
    return {
        "$schema": _PROFILE,
        "name": "lcdata-delivery",
        "version": CONTRACT_VERSION,
        "resources": [_resource(model) for model in TABLES.values()],
    }


def _schema(model: type[Row]) -> dict[str, Any]:
    schema = model.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _resource(model: type[Row]) -> dict[str, Any]:
    """One CSV of the folder: columns, key and references within the delivery."""
    return {
        "name": model.table,
        "type": "table",
        "path": f"{model.table}.csv",
        "schema": {
            "fields": [_field(column) for column in model.columns().values()],
            "fieldsMatch": "partial",
            "primaryKey": list(model.key),
            "foreignKeys": [_foreign_key(reference) for reference in _stated(model)],
            "missingValues": [""],
        },
    }


def _stated(model: type[Row]) -> list[Reference]:
    """The references a Data Package can state: no pair of which one cell may be empty."""
    return [
        reference
        for reference in model.references
        if reference.through is None and (reference.required or len(reference.columns) == 1)
    ]


def _foreign_key(reference: Reference) -> dict[str, Any]:
    return {
        "fields": list(reference.columns),
        "reference": {"resource": reference.table, "fields": list(reference.targets)},
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes:
        numeric = column.kind is Kind.WHOLE
        constraints["enum"] = [int(code) if numeric else code for code in column.codes]
    if column.ge is not None:
        constraints["minimum"] = column.ge
    if column.kind is Kind.ITEM_LIST:
        constraints["pattern"] = f"{ITEM_LIST}|^({'|'.join(NO_ITEMS)})$"
    field = {"name": column.name, **_FIELD_TYPES[column.kind]}
    return {**field, "constraints": constraints} if constraints else field


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
