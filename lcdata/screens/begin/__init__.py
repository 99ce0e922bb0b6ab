"""The page of a dashboard that is still empty."""
