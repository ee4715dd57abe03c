"""Flattened text: what each line looks like, where it stands, and whether it is the article."""
