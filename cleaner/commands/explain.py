"""What ``explain`` prints: in colours on a terminal where rich is installed, plain elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ..records import explained
from ..types import Article


def tell(article: Article, say: Callable[[str], None]) -> None:
    """Print what became of every line."""
    if sys.stdout.isatty() and _coloured(article):
        return
    for line in explained(article):
        say(line)


def _coloured(article: Article) -> bool:
    """Print it in colours; tell whether the library that can do it is there."""
    try:
        from ..report.terminal import show
    except ImportError:
        return False
    show(article)
    return True
