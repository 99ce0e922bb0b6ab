"""Design principles: whether it is built as designed."""
