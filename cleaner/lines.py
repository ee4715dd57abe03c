"""Lines of text and what can be seen of each alone: words, end mark, prose or not.

A line that is prose is a wall: no weak evidence reaches it or past it. The test asks for a
sentence (an end mark after enough words) or for length no label has; it knows no language.
Characters of scripts written without spaces count half a word each, so no rule depends on spaces.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = rf"(?V1)[{_UNSPACED}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]++|[:：©]"
_HAS_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# vowel signs and points are letters' own; the plain pattern below would cut words at them
_HAS_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff]")
_PLAIN_TOKEN = re.compile(r"[^\W_]+|[:©]")
_CLOSERS = "\"'”’»)]}›」』】"
_STOPS = ".。．।۔…｡"
_ASKS = "!?！？؟‽"
_BULLET = regex.compile(r"^(?:[-–—*•·▪●○◦‣►▶»>#+|]+\s+|\d{1,2}[.)]\s+)")

PROSE_WORDS = 5
ASKING_WORDS = 16
OPEN_WORDS = 30
NOTE = 45  # characters of a note in brackets after the last sentence


class Shape(NamedTuple):
    """What one line shows by itself.

    ``tokens`` are case-folded words, colons and copyright signs; ``size`` counts words, a
    character of an unspaced script as half of one. ``end`` is ``stop``, ``ask``, ``colon`` or
    ``open``. ``unspaced`` tells that the line holds characters of an unspaced script.
    """

    text: str
    tokens: tuple[str, ...]
    size: float
    end: str
    prose: bool
    bullet: str
    unspaced: bool = False


class Block(NamedTuple):
    """A line that is not blank: offsets of its stripped text and its shape."""

    start: int
    end: int
    shape: Shape


def tokens_of(text: str) -> tuple[str, ...]:
    """Case-folded words, colons and copyright signs of ``text``; unspaced scripts by character."""
    folded = text.casefold()
    if folded.replace(" ", "").isalpha() and folded.isascii():
        return tuple(folded.split())
    if folded.isascii() or not (_HAS_UNSPACED.search(folded) or _HAS_MARKS.search(folded)):
        return tuple(_PLAIN_TOKEN.findall(folded))
    return tuple(t.replace("：", ":") for t in regex.findall(_TOKEN, folded))


def after_words(text: str, count: int) -> str:
    """``text`` without its first ``count`` tokens; empty when it has no more than those."""
    for i, match in enumerate(regex.finditer(_TOKEN, text), 1):
        if i == count:
            return text[match.end() :]
    return ""


def shape_of(text: str) -> Shape:
    """Look at one stripped line."""
    tokens = tokens_of(text)
    size = float(sum(1 for t in tokens if t not in ":©"))
    unspaced = 0 if text.isascii() else len(_HAS_UNSPACED.findall(text))
    size -= unspaced / 2
    end = _end_of(text)
    bullet = _BULLET.match(text)
    prose = _is_prose(size, end) or (end == "open" and _holds_sentence(text))
    mark = bullet.group() if bullet else ""
    return Shape(text, tokens, size, end, prose, mark, unspaced > 0)


def _end_of(text: str) -> str:
    bare = text.rstrip(_CLOSERS)
    # what ends before a short note in brackets, such as initials, ends there
    if text.endswith(")") and (at := text.rfind("(", max(len(text) - NOTE, 1))) > 0:
        noted = text[:at].rstrip(_CLOSERS + " ")
        if noted and noted[-1] in _STOPS:
            return "stop"
    last = bare[-1:] or text[-1:]
    if last in _STOPS:
        return "stop"
    if last in _ASKS:
        return "ask"
    return "colon" if last in ":：" else "open"


def _is_prose(size: float, end: str) -> bool:
    if end == "stop":
        return size >= PROSE_WORDS
    return size >= (ASKING_WORDS if end == "ask" else OPEN_WORDS)


def _holds_sentence(text: str) -> bool:
    """Whether a sentence of prose ends inside a line that has no end mark itself."""
    at = text.rfind(". ")
    return at > 0 and text.count(" ", 0, at) >= PROSE_WORDS + 1


def blocks_of(text: str, seen: dict[str, Shape]) -> list[Block]:
    """Cut ``text`` at its line feeds; ``seen`` remembers shapes between rounds of one document."""
    blocks, at = [], 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            if (shape := seen.get(line)) is None:
                shape = seen[line] = shape_of(line)
            start = at + raw.index(line)
            blocks.append(Block(start, start + len(line), shape))
        at += len(raw) + 1
    return blocks
