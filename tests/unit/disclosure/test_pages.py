from __future__ import annotations

import polars as pl

from lcdata.disclosure.pages import nameless


def test_a_title_loses_the_names_of_persons_of_every_delivery_turned_around_too() -> None:
    texts = {"name": "Groep Piet-Jansen", "question": "Wat wil Visser, Anna?", "project": None}
    communities = pl.DataFrame(
        {"community_id": ["geas/c1"], **{name: [text] for name, text in texts.items()}},
        schema_overrides={"project": pl.String},
    ).with_columns(end_product=pl.lit("Zonder namen"))
    persons = pl.DataFrame(
        {
            "person_id": ["nijhof/1", "geas/1", "loohuis/1"],
            "display_name": ["Piet Jansen", "Anna Visser", None],
        }
    )
    shown = nameless(communities, persons).row(0, named=True)
    assert (shown["name"], shown["question"]) == ("Groep …", "Wat wil …?")
    assert (shown["project"], shown["end_product"]) == (None, "Zonder namen")
