"""The words of running text, cut where they are glued, and where a sentence may begin there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex
import tomli

from ..shipped import data_files

QUOTES = "\"“”'‘’«»"
_TOKEN = regex.compile(r"\S+")
_WORD = regex.compile(r"[\p{L}\p{N}]+(?:[-/'’.][\p{L}\p{N}]+)*")
# inside a token: after a letter, digit or end mark, a capitalised word or an opening quote
_GLUE = regex.compile(
    r"(?<=[\p{Ll}\d!?…)”\"'’+.])(?=[“‘\"']?\p{Lu}\p{Ll})|(?<=\p{Lu}\p{Lu})(?=\p{Lu}\p{Ll}{2})"
)
_LETTERS = regex.compile(r"\p{L}+")
_LAST_LETTERS = regex.compile(r"\p{L}+$")


class Words(NamedTuple):
    """What tells a headline from a sentence (see ``data/headlines.toml``)."""

    small: frozenset[str]
    openers: frozenset[str]
    ranks: frozenset[str]
    heads: frozenset[str]
    offices: frozenset[str]


@cache
def headline_words() -> Words:
    """The table, read when first asked for: most documents never do."""
    file = data_files() / "headlines.toml"
    table = tomli.loads(file.read_text(encoding="utf-8"))
    return Words(*(frozenset(table[name].split()) for name in Words._fields))


class Piece(NamedTuple):
    """A word of the text: offsets into it, and how firmly a sentence may begin at it.

    ``starts`` is ``stop`` (after a full stop), ``glue``, ``mark`` (after ! ? …), ``quote``,
    ``opener`` or "".
    """

    start: int
    end: int
    word: str
    starts: str

    @property
    def small(self) -> bool:
        """Whether the word is written in lower case."""
        return self.word[:1].islower()

    @property
    def plain(self) -> bool:
        """Whether a headline in title case would give the word a capital and this has none."""
        return self.small and self.word not in headline_words().small


def pieces_of(text: str, around: str) -> list[Piece]:
    """The words of ``text``, tokens cut where they are glued.

    What stands in the line ``around`` it again is a name (AstraZeneca), not glued.
    """
    pieces: list[Piece] = []
    before = ""
    for token in _TOKEN.finditer(text):
        raw = token.group()
        for a, b in pairwise((0, *_glues(raw, around), len(raw))):
            word = found.group() if (found := _WORD.search(raw, a, b)) else ""
            starts = _starts(raw[a:b], word, before, glued=a > 0) if pieces else ""
            pieces.append(Piece(token.start() + a, token.start() + b, word, starts))
            before = raw[a:b]
    return pieces


def _glues(token: str, around: str) -> Iterator[int]:
    """Where a token is two words; not in names such as YouTube and TikTok."""
    last = -1
    for match in _GLUE.finditer(token):
        at = match.start()
        left, right = token[max(last, 0) : at].strip(QUOTES), _WORD.search(token, at)
        if len(left) <= 2 or right is None or at == last + 1:
            continue
        head, rest = _LAST_LETTERS.search(left), _LETTERS.match(token, at)
        if head and rest and around.count(head.group() + rest.group()) > 1:
            continue
        name = left.isalpha() and left[0].isupper() and len(left) <= 5 and len(right.group()) <= 4
        if not name or right.group().lower() in headline_words().openers:
            yield at
            last = at


def _starts(raw: str, word: str, before: str, *, glued: bool) -> str:
    """How firmly a sentence may begin at ``raw``, ``before`` being what stands before it."""
    words = headline_words()
    bare = before.rstrip(QUOTES + ")")
    if not raw.lstrip(QUOTES)[:1].isupper():
        return ""
    if bare.endswith(".") and len(bare) > 3 and bare[:-1].lower() not in words.ranks:
        return "stop"
    if glued:
        return "glue"
    if bare[-1:] in "!?…" and bare:
        return "mark"
    if raw[0] in '"“':
        return "quote"
    return "opener" if word.lower() in words.openers and not word.isupper() else ""
