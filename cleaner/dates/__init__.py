"""Dates and datelines, as they stand in the lines of an article."""
