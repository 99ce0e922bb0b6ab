"""Who signs in: what the provider says about a person, and what the installation makes of it."""
