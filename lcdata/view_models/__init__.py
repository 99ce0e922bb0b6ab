"""What a page shows: frozen parts in the reader's language, no widgets and no charts."""
