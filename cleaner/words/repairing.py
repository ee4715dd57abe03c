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

    Words that ran together are parted last, when no space beside a mark is missing any more: they
    tell whoever judges the text where one thing ends and the next begins.
    """
    found = [*placed(words), *ended(words), *quoted(words), *misread_words(words)]
    glued = () if found else unglued(words)
    yield from _apart([*found, *glued, *_in_words(words)])


def _in_words(words: Words) -> Iterator[Edit]:
    yield from (*harmonised(words), *doubled(words), *repeated(words), *half_repeated(words))
    yield from (*parted(words), *passive(words), *slips.misspelt(words), *slips.begun(words))
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
