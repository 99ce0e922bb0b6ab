"""One folder per page: what that page alone needs, its layer as the first word of a file name."""
