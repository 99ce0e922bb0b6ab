"""Signals: prompts with their reason and dates, never a score."""
