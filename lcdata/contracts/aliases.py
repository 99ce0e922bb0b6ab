"""Dutch names of tables, columns and codes, from the data file beside this module."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from lcdata.locale import CONVENTIONS, Language


def normal_name(text: str) -> str:
    """A table or column name as it is compared: lower case, white space and `-` as one `_`.

    The `*` that marks a required column in the contract is no part of its name.
    """
    folded = unicodedata.normalize("NFC", text).strip().strip("\ufeff").strip().lower()
    return re.sub(r"[\s\u200b-]+", "_", folded.rstrip("*").rstrip())


@cache
def _file() -> Mapping[str, Mapping[str, list[str]]]:
    text = files(__package__).joinpath("aliases.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)
    return found


def dutch(section: str, name: str) -> str:
    """The first Dutch name of a table, column or code; the name itself where Dutch has none."""
    return (_file()[section].get(name) or [name])[0]


def name_in(language: Language, section: str, name: str) -> str:
    """The name of a table, column or code by which readers of this language deliver it."""
    return dutch(section, name) if CONVENTIONS[language].has_contract_names else name


def all_names(section: str, names: tuple[str, ...]) -> Mapping[str, str]:
    """Every accepted spelling of these names → the contract's name."""
    aliases = _file()[section]
    spelled = {alias: name for name in names for alias in aliases.get(name, [])}
    return spelled | {name.lower(): name for name in names}


@cache
def code_names(codes: tuple[str, ...]) -> Mapping[str, str]:
    """Every accepted spelling of a code list's codes → the contract's code."""
    return all_names("codes", codes)


@cache
def column_names(columns: tuple[str, ...]) -> Mapping[str, str]:
    """Every accepted header of a table's columns → the contract's name."""
    return all_names("columns", columns)


@cache
def table_names(tables: tuple[str, ...]) -> Mapping[str, str]:
    """Every accepted name of these tables → the contract's name."""
    return all_names("tables", tables)
