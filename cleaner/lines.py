"""Lines of text and what can be seen of each alone: words, end mark, prose or not.

A line that is prose is a wall: no weak evidence reaches it or past it. The test asks for a
sentence (an end mark after enough words) or for length no label has; it knows no language.
Characters of scripts written without spaces count half a word each, so no rule depends on spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = rf"(?V1)[{_UNSPACED}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]++|[:：©]"
_TOKENS = regex.compile(_TOKEN)
_TOKENS_OF_LINES = regex.compile(rf"{_TOKEN}|\n")
_HAS_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# the same, and vowel signs and points, which are letters' own: ``_PLAIN_TOKEN`` would cut at them
_NEEDS_CARE = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_PLAIN_TOKEN = re.compile(r"[^\W_]+|[:©]")
_SEPARATOR = re.compile(r"[^\w\s:©]|_")
# most lines are ASCII but for these marks; cutting ASCII at spaces takes a third of the time
_TYPOGRAPHIC = "’‘“”–—…"
_SPACED = {ord(c): " " for c in map(chr, range(128)) if not c.isalnum() and c not in ":\n"}
_CLOSERS = "\"'”’»)]}›」』】"
STOPS = ".。．।॥۔…｡။។៕།።։"
_ASKS = "!?！？؟‽"
_ELLIPSES = ("...", "…")
_WORD = re.compile(r"[^\W\d_]+")
_BULLETS = "-–—*•·▪●○◦‣►▶»>#+|"
_BULLET = regex.compile(rf"^(?:[{_BULLETS}]+\s+|\d{{1,2}}[.)]\s+)")

PROSE_WORDS = 5
ASKING_WORDS = 16
OPEN_WORDS = 30
CONTENT_LETTERS = 4
LEAST_TITLED = 3  # words of five letters, shorter ones are small in many headlines
TELLING_LETTERS = 5
TITLED = 0.8
NOTE = 45  # characters of a note in brackets after the last sentence


class Shape(NamedTuple):
    """What one line shows by itself.

    ``tokens`` are case-folded words, colons and copyright signs; ``size`` counts words, a
    character of an unspaced script as half of one; it is never below 0, and as floats hold halves
    and their sums exactly, any order of adding gives the same. ``end`` is ``stop``, ``ask``,
    ``colon`` or ``open``. ``unspaced`` tells that the line holds characters of an unspaced script.
    ``content`` are the words that say what it is about: four letters or more, or two Han and alike.
    """

    text: str
    tokens: tuple[str, ...]
    size: float
    end: str
    prose: bool
    bullet: str
    unspaced: bool = False
    content: frozenset[str] = frozenset()


class Block(NamedTuple):
    """A segment: a line that is not blank, or a piece of one; offsets and shape.

    ``before`` and ``after`` say what parts it from its neighbours: ``line``, or a boundary inside
    line number ``line`` (see ``text.segments``). ``sentences`` is how many plain sentences were
    joined in it; what holds several is prose that no rule of words spoke of.
    """

    start: int
    end: int
    shape: Shape
    line: int = 0
    before: str = "line"
    after: str = "line"
    sentences: int = 1


def tokens_of(text: str) -> tuple[str, ...]:
    """Case-folded words, colons and copyright signs of ``text``; unspaced scripts by character."""
    return _tokens(_folded(text))


def _tokens(folded: str) -> tuple[str, ...]:
    if folded.isascii():
        return tuple(folded.replace(":", " : ").translate(_SPACED).split())
    if _NEEDS_CARE.search(folded) is None:
        return tuple(_PLAIN_TOKEN.findall(folded))
    return tuple(_TOKENS.findall(folded))


def _tokens_of_lines(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """``tokens_of`` each of the lines of a document."""
    lines = _folded("\n".join(texts)).split("\n")
    ascii_lines = "\n".join(filter(str.isascii, lines))
    spaced = iter(ascii_lines.replace(":", " : ").translate(_SPACED).split("\n"))
    each = (next(spaced).split() if line.isascii() else _tokens(line) for line in lines)
    one: dict[str, str] = {}  # of each word one copy, however often it stands there
    return [tuple(map(one.setdefault, words, words)) for words in each]


def document_tokens(text: str, seen: dict[str, Shape]) -> Iterable[str]:
    """``tokens_of`` a whole text, whose lines may have been seen."""
    # beside a character that needs care others are read with care too
    if not text.isascii() and _NEEDS_CARE.search(_folded(text)) is not None:
        return tokens_of(text)
    lines = [line for line in text.split("\n") if line]
    known = (seen[line].tokens if line in seen else tokens_of(line) for line in lines)
    return chain.from_iterable(known)


def tokens_of_each(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """``tokens_of`` each of many short texts of one line, in a fraction of the time."""
    folded = _folded("\n".join(texts))
    if _NEEDS_CARE.search(folded) is None:
        spaced = _SEPARATOR.sub(" ", folded).replace(":", " : ").replace("©", " © ")
    else:
        spaced = " ".join(_TOKENS_OF_LINES.findall(folded))
    return [tuple(line.split()) for line in spaced.split("\n")]


def _folded(text: str) -> str:
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)  # one letter is written in two ways
        for mark in _TYPOGRAPHIC:
            folded = folded.replace(mark, " ")
        # Turkish has two letters i, and which one a capital stands for only its reader knows
        folded = folded.replace("i\u0307", "i").replace("ı", "i").replace("：", ":")
    return folded


def spoken(tokens: Sequence[str]) -> str:
    """Tokens as a reader knows them: with spaces, except in scripts written without."""
    text = " ".join(tokens)
    return text if text.isascii() else _unspaced_gap().sub("", text)


@cache
def _unspaced_gap() -> re.Pattern[str]:
    return re.compile(f"(?<={_HAS_UNSPACED.pattern}) (?={_HAS_UNSPACED.pattern})")


def after_words(text: str, count: int) -> str:
    """``text`` without its first ``count`` tokens; empty when it has no more than those."""
    for i, match in enumerate(_TOKENS.finditer(text), 1):
        if i == count:
            return text[match.end() :]
    return ""


def shape_of(text: str) -> Shape:
    """Look at one stripped line."""
    return shapes_of((text,))[0]


def shapes_of(texts: Sequence[str]) -> list[Shape]:
    """Look at stripped lines."""
    each = _tokens_of_lines(texts) if texts else []
    words = frozenset(chain.from_iterable(each))
    telling = frozenset(w for w in words if len(w) >= CONTENT_LETTERS and not w.isdigit())
    return [_shape(text, tokens, telling) for text, tokens in zip(texts, each, strict=True)]


def joined_shape(text: str, parts: Sequence[Shape]) -> Shape:
    """The shape of a text of which ``parts`` are seen; between them no word goes on."""
    if not text.isascii() and _NEEDS_CARE.search(text) is not None:
        return shape_of(text)  # beside a character that needs care others are read with care too
    tokens = tuple(chain.from_iterable([part.tokens for part in parts]))
    return _shape(text, tokens, frozenset().union(*(part.content for part in parts)))


def _shape(text: str, tokens: tuple[str, ...], telling: frozenset[str]) -> Shape:
    size = float(len(tokens) - tokens.count(":") - tokens.count("©"))
    content = telling.intersection(tokens)
    # tokens are counted: marks of these scripts, as the middle dot, are no words
    unspaced = not text.isascii() and _HAS_UNSPACED.search(text) and _count_unspaced(tokens)
    if unspaced:
        size -= unspaced / 2
        content |= {a + b for a, b in pairwise(tokens) if len(a) == len(b) == 1}
    end = "open" if text[-1:].isalnum() else _end_of(text)
    bullet = None if text[:1].isalpha() else _BULLET.match(text)
    prose = _is_prose(size, end) or (end == "open" and _holds_sentence(text))
    mark = bullet.group() if bullet else ""
    return Shape(text, tokens, size, end, prose, mark, bool(unspaced), content)


def _count_unspaced(tokens: tuple[str, ...]) -> int:
    """How many tokens are single characters of an unspaced script."""
    return len(_HAS_UNSPACED.findall("".join([token[0] for token in tokens])))


def _end_of(text: str) -> str:
    bare = text.rstrip(_CLOSERS)
    # what ends before a short note in brackets, such as initials, ends there
    if text.endswith(")") and (at := text.rfind("(", max(len(text) - NOTE, 1))) > 0:
        noted = text[:at].rstrip(_CLOSERS + " ")
        if noted and noted[-1] in STOPS:
            return "stop"
    last = bare[-1:] or text[-1:]
    if last in STOPS:
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


def calls_out(shape: Shape) -> bool:
    """Whether a line that reads as prose is written like a headline, nearly all words capital.

    A headline may ask, call out, trail off or hold the full stop of an abbreviation; a sentence of
    five words or more has no capitals but those of names.
    """
    text = shape.text
    if not shape.prose or shape.size >= OPEN_WORDS or text.isupper():
        return False
    if shape.end == "stop" and not text.endswith(_ELLIPSES):
        return False
    words = [word for word in _WORD.findall(text) if len(word) >= TELLING_LETTERS]
    capitals = sum(map(str.isupper, (word[0] for word in words)))
    return capitals >= max(LEAST_TITLED, TITLED * len(words))


def blocks_of(text: str, seen: dict[str, Shape]) -> list[Block]:
    """Cut ``text`` at its line feeds; ``seen`` remembers shapes between rounds of one document."""
    raws = text.split("\n")
    lines = [raw.strip() for raw in raws]
    new = [line for line in dict.fromkeys(lines) if line and line not in seen]
    seen.update(zip(new, shapes_of(new), strict=True))
    blocks, at = [], 0
    for number, (raw, line) in enumerate(zip(raws, lines, strict=True)):
        if line:
            start = at if line == raw else at + raw.index(line)
            blocks.append(Block(start, start + len(line), seen[line], number))
        at += len(raw) + 1
    return blocks
