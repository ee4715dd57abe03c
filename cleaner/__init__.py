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

from .account import explain, restore
from .api import clean, repair
from .rules.loading import load_rules
from .rules.rule import Rule
from .rules.ruleset import Rules
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
    from .corpus.arrow import clean_batch as clean_batch
    from .corpus.columns import clean_record as clean_record
    from .corpus.fields import Fields as Fields
    from .corpus.frames import clean_frame as clean_frame
    from .corpus.lessons import learn as learn
    from .corpus.parquet import added_schema as added_schema
    from .many import clean_many as clean_many
    from .profile import Profile as Profile
    from .profile import load_profile as load_profile
    from .profile import save_profile as save_profile

_LATER = {
    "Fields": ".corpus.fields",
    "Profile": ".profile",
    "added_schema": ".corpus.parquet",
    "clean_batch": ".corpus.arrow",
    "clean_frame": ".corpus.frames",
    "clean_many": ".many",
    "clean_record": ".corpus.columns",
    "learn": ".corpus.lessons",
    "load_profile": ".profile",
    "save_profile": ".profile",
}

__all__ = [
    "Article",
    "Box",
    "CleanerError",
    "Edit",
    "Fields",
    "Line",
    "Mark",
    "Origin",
    "Profile",
    "Role",
    "Rule",
    "RuleError",
    "Rules",
    "SourceError",
    "added_schema",
    "clean",
    "clean_batch",
    "clean_frame",
    "clean_many",
    "clean_record",
    "explain",
    "learn",
    "load_profile",
    "load_rules",
    "repair",
    "restore",
    "save_profile",
]


def __getattr__(name: str) -> Any:
    """Import what only corpora need when it is asked for: the commands start faster without."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name], __name__), name)


def __dir__() -> list[str]:
    """All names, those that are not imported yet too: notebooks and shells complete them."""
    return sorted({*globals(), *__all__})
