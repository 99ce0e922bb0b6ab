"""Participation: who takes part, compared honestly."""
