"""Disclosure control: between the pipelines and the door, who may see which figure."""
