"""Code and markup left in a text: cut before anything else looks at its lines.

A script has dots, brackets and capitals where no sentence ends, so its pieces would be judged one
by one. What is code by its shape therefore goes whole, and first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lines import blocks_of
from ..rules.ruleset import Fragment
from ..types import Edit
from .memory import Memory
from .spans import Span, cuts


def fragments(text: str, memory: Memory) -> Iterator[Edit]:
    """Yield the edits that cut code and markup out of every line of ``text``."""
    cued, rules = memory.rules.fragments
    if cued.search(text) is None:
        return
    for block in blocks_of(text, memory.shapes):
        if cued.search(block.shape.text) is not None:
            yield from cuts(block, _found(block.shape.text, rules))


def _found(line: str, rules: Sequence[Fragment]) -> Iterator[Span]:
    for name, cues, pattern in rules:
        if any(cue in line for cue in cues):
            for match in pattern.finditer(line):
                yield Span(match.start(), match.end(), name)
