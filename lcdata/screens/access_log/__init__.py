"""The access log: who opened, downloaded, delivered what."""
