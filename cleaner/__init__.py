r"""cleaner: scraped news articles in, clean text and metadata out, every cut named.

>>> from cleaner import clean
>>> article = clean("Harga Beras Naik Lagi\n\nADVERTISEMENT\n\nHarga beras naik di pasar itu.")
>>> article.text
'Harga Beras Naik Lagi\n\nHarga beras naik di pasar itu.'
>>> article.edits[0].rule
'advertising.label'
"""

from __future__ import annotations

from .api import clean, repair
from .rules import Rule
from .ruleset import Rules, load_rules
from .trail import explain, restore
from .types import (
    Article,
    Box,
    CleanerError,
    Edit,
    Line,
    Mark,
    Origin,
    Role,
    RuleError,
    SourceError,
)

__all__ = [
    "Article",
    "Box",
    "CleanerError",
    "Edit",
    "Line",
    "Mark",
    "Origin",
    "Role",
    "Rule",
    "RuleError",
    "Rules",
    "SourceError",
    "clean",
    "explain",
    "load_rules",
    "repair",
    "restore",
]
