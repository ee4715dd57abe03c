"""Words and spaces: what words there are, what is misspelt, and what is certainly meant."""
