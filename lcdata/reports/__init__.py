"""Files to take along, made from what a viewer may see."""
