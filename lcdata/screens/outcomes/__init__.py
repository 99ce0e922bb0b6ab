"""Outcomes: what changed during the communities."""
