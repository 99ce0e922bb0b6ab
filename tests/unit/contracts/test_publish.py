from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import Package

from lcdata.contracts.publish import datapackage, write_contract
from lcdata.contracts.registry import TABLES

CANONICAL = Path("tests/data/consortium/canonical")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    write_contract(tmp_path)
    return tmp_path


def package_of(folder: Path) -> Package:
    descriptor = datapackage()
    delivered = {path.stem for path in folder.glob("*.csv")}
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] in delivered]
    for resource in descriptor["resources"]:
        keys = resource["schema"]["foreignKeys"]
        keys[:] = [key for key in keys if key["reference"]["resource"] in delivered]
    return Package.from_descriptor(descriptor, basepath=str(folder))


@pytest.mark.parametrize("organisation", sorted(path.name for path in CANONICAL.iterdir()))
def test_plain_deliveries_are_valid_data_packages(organisation: str) -> None:
    report = package_of(CANONICAL / organisation).validate()
    assert report.valid, report.flatten(["type", "message"])[:5]
    assert len(report.tasks) > 15


def test_the_descriptor_finds_what_the_contract_calls_an_error(tmp_path: Path) -> None:
    text = (CANONICAL / "geas" / "session.csv").read_text()
    (tmp_path / "session.csv").write_text(text.replace(",held,", ",uitgesteld,", 1))
    report = package_of(tmp_path).validate()
    assert [error[0] for error in report.flatten(["type"])] == ["constraint-error"]


def test_every_table_has_a_schema_with_its_columns(published: Path) -> None:
    for table, model in TABLES.items():
        schema = json.loads((published / "schemas" / f"{table}.json").read_text())
        assert list(schema["properties"]) == list(model.columns())
        required = [column.name for column in model.columns().values() if column.required]
        assert schema["required"] == required


@pytest.mark.parametrize(("language", "word"), [("nl", "verplicht"), ("en", "required")])
def test_the_page_names_every_table_and_column(published: Path, language: str, word: str) -> None:
    page = (published / f"contract.{language}.md").read_text()
    assert word in page
    for table, model in TABLES.items():
        assert f"## `{table}`" in page
        assert all(f"| `{column}` |" in page for column in model.columns())
