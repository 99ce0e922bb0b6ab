"""Statistics of small groups: thin over scipy and statsmodels, each with its source."""
