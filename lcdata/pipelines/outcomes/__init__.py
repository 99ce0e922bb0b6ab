"""What members say in the survey: scores, changes, how reliable the scales are."""
