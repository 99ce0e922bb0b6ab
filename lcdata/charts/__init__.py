"""Charts: a part of a view model in, an Altair chart out; no data of their own."""
