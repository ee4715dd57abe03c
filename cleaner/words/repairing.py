"""Misspelt, split and glued words: what is certain is repaired, the rest is suggested.

A repair needs evidence beside the word's own look (see ``slips``, ``joints``, ``names``, ``glue``):
the odd form must stand once in the document, and its neighbours must be words of the language, so
that foreign spans and names are left alone. Only lower-case words are touched, except that a name
may be brought in line with the document's own spelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..types import ALL, Edit
from . import slips
from .glue import unglued
from .hints import hints
from .joints import doubled, half_repeated, joined, parted, passive, repeated
from .misread import misread_words
from .names import harmonised
from .quotes import quoted
from .spaces import placed
from .stops import ended
from .wording import Words


def repairs(words: Words) -> Iterator[Edit]:
    """Yield the certain repairs of one round, ascending and without overlap.

    Spaces beside marks come first and alone: words that ran together tell whoever judges the text
    where one thing ends and the next begins, until the sentences around them are told.
    """
    found = [*placed(words), *ended(words), *quoted(words), *misread_words(words)]
    yield from _apart(found or _in_words(words))


def _in_words(words: Words) -> Iterator[Edit]:
    yield from (*harmonised(words), *doubled(words), *repeated(words), *parted(words))
    yield from (*unglued(words), *slips.misspelt(words), *slips.begun(words))
    yield from (*passive(words), *half_repeated(words))
    for i in words.odd:
        edit = joined(words, i - 1) or joined(words, i) or slips.repaired(words, i)
        yield from (edit,) if edit else ()
    yield from (edit for i in words.long if (edit := slips.repaired(words, i)))


def suggestions(words: Words) -> Iterator[Edit]:
    """Yield repairs that lack the evidence to be applied unasked, ascending."""
    yield from _apart(hints(words))


def wanted_repairs(words: Words, tier: str) -> Iterator[Edit]:
    """Yield the repairs of a tier: the certain ones, and with ALL the others too."""
    found = list(repairs(words))
    if tier == ALL:
        found = list(_apart([*found, *suggestions(words)]))
    yield from found


def _apart(found: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits in order, the first of any that overlap."""
    done = 0
    for edit in sorted(found):
        if edit.start >= done:
            yield edit
            done = edit.end
