"""Quotation marks: spaces that were lost beside them, and marks lost to a question mark.

Whether a quotation mark opens or closes is told by the next one, or by how many stand before it in
its line. Indonesian and Malay news leaves a quotation open where it goes on in the next paragraph:
there a mark between a stop and a capital opens, unless the one before it opens and nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import regex

from ..types import Edit
from .lore import lore
from .spaces import QUOTES, is_code, space
from .wording import Words

_MARK = regex.compile(rf"[{QUOTES}\n]")
_GLUED = regex.compile(rf"[{QUOTES}](?=\p{{L}})(?<=[\p{{L}}\p{{Nd}})%.][.,?!].)")
_NEXT = regex.compile(rf"[^\n{QUOTES}]*+(?<=(?P<before>.))[{QUOTES}](?P<after>.|$)")
_NEW = regex.compile(r'"(?=\p{Lu})(?<=[.?!].)')  # between a stop and a capital
_OPENING = regex.compile(r'"(?=[\p{L}\p{Nd}])(?<![^\s(].)')
_LOST_OPENING = regex.compile(r"(?<![^\s(])\?(?=\p{L})")
_LOST_CLOSING = regex.compile(r"(?<=\p{L}[.,!]|\p{Ll})\?(?=\s|$)")


def quoted(words: Words) -> Iterator[Edit]:
    """Yield the edits that put spaces beside quotation marks and lost marks back, in no order."""
    if words.language is not None:
        yield from _beside(words.text, left_open=lore(words.language).compounds == "apart")
        yield from _lost(words.text)


def _beside(text: str, *, left_open: bool) -> Iterator[Edit]:
    """``naik."Kami`` and ``senang,"kata``: marks that touch both the word before and after."""
    before, low = 0, False  # the marks before in the line, and whether one opens below the line
    opened = False  # whether the mark before can do nothing but open
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            before, low, opened = 0, False, False
            continue
        if _GLUED.match(text, at) and not is_code(text, at):
            new = left_open and _NEW.match(text, at)
            if opened if new else _closes(text, at, before, low=low):
                yield space(at + 1, "space.quote", "no space after a closing quotation mark")
            else:
                yield space(at, "space.quote", "no space before an opening quotation mark")
        before, low, opened = before + 1, low or mark == "„", bool(_OPENING.match(text, at))


def _closes(text: str, at: int, before: int, *, low: bool) -> bool:
    """Whether a quotation mark closes: by the next one in the line, else by those before."""
    if text[at] in "“«" and not low:
        return False
    rest = _NEXT.match(text, at + 1)
    if rest and rest["after"].isspace() != rest["before"].isspace():
        return rest["before"].isspace()
    return before % 2 == 1


def _lost(text: str) -> Iterator[Edit]:
    """``?Kami siap,? kata dia``: question marks where quotation marks open and close."""
    start = 0
    for line in text.split("\n") if "?" in text else ():
        opening = [match.start() for match in _LOST_OPENING.finditer(line)]
        closing = [match.start() for match in _LOST_CLOSING.finditer(line)]
        for at, following in pairwise((*opening, len(line))):
            nearest = bisect_right(closing, at)
            if nearest < len(closing) and closing[nearest] < following:
                for place, mark in ((at, "“"), (closing[nearest], "”")):
                    where = start + place
                    evidence = "a question mark where a quotation mark opens or closes"
                    yield Edit(where, where + 1, "?", mark, "unicode.lost-quote", evidence)
        start += len(line) + 1
