from __future__ import annotations

import polars as pl
import pytest

from lcdata.contracts.grammar import clean
from lcdata.ingest.reading.parsing import clean_cells


@pytest.mark.parametrize(
    ("delivered", "kept"),
    [
        ("Prefab\u202eslx.exe", "Prefabslx.exe"),
        ("\u200b=1+1", "=1+1"),
        ("a\x00b\x07c\x1bd\x9fe\x0bf", "abcdef"),
        ("\u2066x\u2069\U000e0041", "x"),
        ("\u202e\u200b", None),
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("twee\nregels", "twee\nregels"),
        ("café", "café"),
    ],
)
def test_characters_that_mislead_are_not_taken_in(delivered: str, kept: str | None) -> None:
    assert clean(delivered) == kept
    assert clean_cells(pl.DataFrame({"x": [delivered]}))["x"][0] == kept
