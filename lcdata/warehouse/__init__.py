"""The only room that knows DuckDB: raw tables, marts, releases and the one door out of them."""
