from __future__ import annotations

from lcdata.locale import words
from lcdata.view_models.table import Table


def test_the_screen_says_numbers_in_words_of_the_language() -> None:
    table = Table("figures", (), ("a", "b"), ((1234, 46.5),))
    assert table.said(words("nl")) == [{"a": "1.234", "b": "46,5"}]
