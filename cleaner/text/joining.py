"""Sentences broken over lines: a link stood in the middle and became a line of its own.

    Diberitakan            the beginning
    Kantor Berita Contoh   what the link said
    , harga beras naik     the rest

The rest shows it: no line begins with a comma, and a long one with a sentence end and a small
letter at its head goes on from the line above. What rules know to be furniture is never joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from ..lines import Block, Shape
from ..types import Edit
from .memory import Memory

_RESTS = regex.compile(r"\n[^\S\n]*+(?:[,;.]\s*\p{L}|\p{Ll})")
_MARKED = regex.compile(r"[,;]\s*\p{L}|\.\s+\p{L}")
_CODE = regex.compile(r"[{}=<>\\|*]|\(\)|//")
_LEAST_REST = 6  # words of a rest that begins with a small letter
_LEAST_MARKED = 4
_LEAST_NAME = 3  # letters
_MOST_LINK = 8  # words of a link
_MOST_BEGINNING = 3  # words of a beginning that ends with a capital


def whole_sentences(text: str, memory: Memory) -> Iterator[Edit]:
    """Yield the edits that join the lines of broken sentences, ascending."""
    if _RESTS.search(text) is None:
        return
    blocks = memory.blocks(text)
    for k in sorted(_joined(blocks, memory)):
        start, end = blocks[k - 1].end, blocks[k].start
        new = "" if blocks[k].shape.text[0] in ",;." else " "
        yield Edit(start, end, text[start:end], new, "layout.broken", "a sentence goes on")


def _joined(blocks: Sequence[Block], memory: Memory) -> set[int]:
    """The lines to join to the one above; from the last up, for a rest may be broken again."""
    joined: set[int] = set()
    for i in reversed(range(2, len(blocks))):
        if _is_rest(blocks[i].shape, whole=i + 1 in joined) and _is_plain(blocks[i], memory):
            joined.update(_pieces(i, blocks, memory))
    return joined


def _pieces(i: int, blocks: Sequence[Block], memory: Memory) -> list[int]:
    """The lines to join to the one above when line ``i`` is the rest of a sentence."""
    link, beginning = blocks[i - 1].shape, blocks[i - 2].shape
    if link.end != "open" or not _is_plain(blocks[i - 1], memory):
        return []
    if not (_MARKED.match(blocks[i].shape.text) or _is_name(link.text)):
        return []
    if i < 3 or link.size > _MOST_LINK or beginning.end != "open":
        return [i]
    last = beginning.text.split()[-1]
    begins = beginning.size <= _MOST_BEGINNING or last[0].islower()
    return [i - 1, i] if begins and _is_plain(blocks[i - 2], memory) else [i]


def _is_name(text: str) -> bool:
    """Whether all words of a short line have capitals, as the names that links stand on do."""
    words = text.split()
    return (
        len(words) <= _MOST_LINK
        and text.isprintable()
        and all(word[0].isupper() and not any(c.isdigit() for c in word) for word in words)
        and text[-1].isalpha()
        and len(text) > _LEAST_NAME
    )


def _is_rest(shape: Shape, *, whole: bool = False) -> bool:
    """Whether a line goes on from the one above; ``whole`` when more lines go on from it."""
    if _MARKED.match(shape.text):
        return whole or shape.size >= _LEAST_MARKED
    first = shape.text.split(" ", 1)[0]
    small = first.islower() and first.isalpha()
    return small and (whole or (shape.prose and shape.size >= _LEAST_REST))


def _is_plain(block: Block, memory: Memory) -> bool:
    """Whether a line may be a piece of a sentence: no furniture, no date, no end of its own."""
    shape = block.shape
    if (shape.bullet and not _MARKED.match(shape.text)) or memory.is_date(shape):
        return False
    if memory.match(shape) or _CODE.search(shape.text) is not None:
        return False
    return shape.end == "open" or _is_rest(shape)
