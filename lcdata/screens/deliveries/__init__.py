"""Deliveries: whether the data are complete and fresh."""
