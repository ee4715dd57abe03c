"""Corpora: rows of any kind of table in, rows out, by several processes, resumed when killed."""
