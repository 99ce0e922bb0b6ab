"""The overarching community: what the companies do together."""
