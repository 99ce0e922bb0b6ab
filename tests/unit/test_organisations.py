from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcdata.errors import ConfigurationError
from lcdata.organisations import Expected, as_toml, id_of, parse_expected, read_expected

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("geas=Geas Energiewacht", Expected("geas", "Geas Energiewacht")),
        ("De Groot Groep", Expected("de-groot-groep", "De Groot Groep")),
        (" Café & Zn. ", Expected("cafe-zn", "Café & Zn.")),
    ],
)
def test_a_name_alone_gets_an_id_made_of_it(given: str, expected: Expected) -> None:
    assert parse_expected(given) == expected


@pytest.mark.parametrize(
    "given",
    ["", "=", "a/b=Name", "two words=Name", "Geas=Name", "geas=", "consortium=X", "leader=X"],
)
def test_an_id_that_no_delivery_could_have_is_refused(given: str) -> None:
    with pytest.raises(ConfigurationError):
        parse_expected(given)


@given(names=st.lists(NAMES, max_size=5))
def test_what_is_written_is_what_is_read(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = tuple(Expected(f"id{number}", name.strip()) for number, name in enumerate(names))
    path = tmp_path_factory.mktemp("toml") / "organisations.toml"
    path.write_text(as_toml(written), encoding="utf-8")
    assert read_expected(path) == written


def test_without_a_file_nobody_is_expected(tmp_path: Path) -> None:
    assert read_expected(tmp_path / "organisations.toml") == ()


@pytest.mark.parametrize("text", ["[[organisation]]\nid = 1\n", "nonsense", "organisation = 3\n"])
def test_a_wrong_file_is_refused_with_what_belongs_in_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "organisations.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="id and a name"):
        read_expected(path)


@given(NAMES)
def test_an_id_holds_only_what_an_address_can_hold(name: str) -> None:
    assert set(id_of(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
