"""Every indicator, once, at build time: pure functions from marts to published tables."""
