"""Definitions: what a number means."""
