r"""cleaner: scraped news articles in, clean text and metadata out, every cut named.

>>> from cleaner import clean
>>> article = clean("Harga Beras Naik Lagi\n\nADVERTISEMENT\n\nHarga beras naik di pasar itu.")
>>> article.text
'Harga Beras Naik Lagi\n\nHarga beras naik di pasar itu.'
>>> article.edits[0].rule
'advertising.label'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .api import clean, repair
from .rules.rule import Rule
from .rules.ruleset import Rules, load_rules
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

if TYPE_CHECKING:
    from .corpus.columns import clean_record as clean_record
    from .many import clean_many as clean_many

_LATER = {"clean_many": ".many", "clean_record": ".corpus.columns"}

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
    "clean_many",
    "clean_record",
    "explain",
    "load_rules",
    "repair",
    "restore",
]


def __getattr__(name: str) -> Any:
    """Import what only corpora need when it is asked for: the commands start faster without."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name], __name__), name)
