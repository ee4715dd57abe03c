"""Code and markup left in a text: cut before anything else looks at its lines.

A script has dots, brackets and capitals where no sentence ends, so its pieces would be judged one
by one. What is code by its shape therefore goes whole, and first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..lines import blocks_of
from ..types import Edit
from .memory import Memory
from .spans import Span, cuts


def fragments(text: str, memory: Memory) -> Iterator[Edit]:
    """Yield the edits that cut code and markup out of every line of ``text``."""
    cued, patterns = memory.rules.fragments
    if cued.search(text) is None:
        return
    for block in blocks_of(text, memory.shapes):
        line = block.shape.text
        if cued.search(line) is not None:
            found = (
                Span(match.start(), match.end(), name)
                for name, pattern in patterns
                for match in pattern.finditer(line)
            )
            yield from cuts(block, found)
