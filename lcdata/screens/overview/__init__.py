"""The overview: how the communities stand."""
