"""A company: how it does, and what is asked of it."""
