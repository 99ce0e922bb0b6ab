from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from lcdata.contracts.grammar import visible
from lcdata.ui.markup import folded_html, line, quiet, rows_html, strong, table_html

HOSTILE = st.text() | st.sampled_from(
    ["<script>alert(1)</script>", "&lt;b&gt;", '" onload="x', "</ul><img src=x>", "a\u202eb"]
)


class Read(HTMLParser):
    def __init__(self, body: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.labels: list[str | None] = []
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.labels += [value for name, value in attrs if name == "aria-label"]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def seen(text: str) -> str:
    return " ".join(visible(text).split())


@given(HOSTILE, HOSTILE)
def test_whatever_a_text_holds_the_tags_are_ours_and_the_text_is_read_as_it_was(
    first: str, second: str
) -> None:
    read = Read(rows_html([[[line(strong(first or "x"))], [line(quiet(second or "y"))]]], [1, 2]))
    assert read.tags == ["ul", "li", "div", "strong", "div", "small"]
    assert "".join(read.texts) == seen(first or "x") + seen(second or "y")


@given(HOSTILE, HOSTILE)
def test_a_name_that_unfolds_is_a_text_as_well(name: str, told: str) -> None:
    read = Read(folded_html([(name, [line(told or "x")])]))
    assert read.tags == ["div", "details", "summary", "div", "span"]
    assert "".join(read.texts) == seen(name) + seen(told or "x")


@given(HOSTILE, HOSTILE, HOSTILE)
def test_a_table_holds_its_texts_in_cells_of_ours(head: str, cell: str, label: str) -> None:
    read = Read(table_html([head], [[cell]], label))
    assert read.tags == ["div", "table", "thead", "tr", "th", "tbody", "tr", "td"]
    assert read.labels == [seen(label)] * 2
    assert "".join(read.texts) == seen(head) + seen(cell)


def test_lines_of_a_cell_stand_below_each_other_and_empty_ones_are_left_out() -> None:
    body = rows_html([[[line("one"), line(""), line("two", quiet("and"))]]], [1])
    assert "<span>one</span><br><span>two</span> <small>and</small>" in body


def test_the_widths_of_the_columns_are_shares() -> None:
    assert 'style="--lc-columns:3fr 9fr"' in rows_html([], [3, 9])
