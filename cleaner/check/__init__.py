"""A corpus kept in git: findings told, texts mended in place, settings, and what was adopted."""
