"""Sprint progress: where each community is in its own plan."""
