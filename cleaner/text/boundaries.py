"""Where a line may be parted: candidate boundaries inside it, each with its kind.

A boundary decides nothing; it only says where one segment could end and the next begin. Kinds:

``wide``    several spaces or a tab; one space in a script that puts none between words
``stop``    the end of a sentence and a space
``glued``   the end of a sentence with the next one right after it (``negara.Harga``)
``mark``    the end of a sentence in a script that puts no space there (``。``)
``open``    two words glued where a capital follows a small letter (``mautSinar``)
``bracket`` before an opening bracket that holds a piece of its own, and after it closes
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

_CLOSERS = "\"'”’»)\\]}›」』】）"
_OPENERS = "¡¿\"'“‘«(\\[‹「『【（"
_SIGNS = "<▶►▸▹☞➡→»©®@#*•·■◆●▲△※✔✅👉📌🔴"
_END = regex.compile(
    rf"(?P<mark>[.!?…؟।۔॥።]+)(?P<close>[{_CLOSERS}]*)(?P<gap>\s?)"
    rf"(?=[{_OPENERS}]*[\p{{Lu}}\p{{Lt}}\p{{Lo}}\p{{Nd}}\u10d0-\u10ff]|[{_OPENERS}{_SIGNS}–—-]|https?:|www\.)"
)
_UNSPACED_END = regex.compile(r"[。！？｡][」』）】”\"]*(?P<gap>\s?)(?=\S)")
_WIDE = regex.compile(r"(?:[ \t\u00a0\u2002-\u200a\u202f\u3000]{2,}|[\t\u3000])(?=\P{Ll})")
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}"  # where a sentence has no spaces
_EASTERN = re.compile("[\u2e80-\U0010ffff]")  # these and others: it tells fast that none is there
_LETTER = regex.compile(f"[{_UNSPACED}]")
# not beside letters and digits of other scripts, which many set apart, nor after a particle
_GAP = regex.compile(
    rf"(?<=[{_UNSPACED}。！？」』】）…])(?<![はがをにでとのもへや]) (?=[{_UNSPACED}『（【#])"
)
_BRACKET = regex.compile(
    r"(?<=[.!?…”\"»]\s?)[(\[][^()\[\]]{2,200}[)\]]\s*(?=[\p{Lu}\p{Lo}\"“«‘]|$)"
)
_GLUE = regex.compile(
    r"(?<=[\p{Ll}\d%])(?=[“‘\"']?\p{Lu}[\p{Ll}' ])|(?<=\p{Ll}{3})(?=\p{Lu}{2,}\b)"
    r"|(?<=[”\")»])(?=\p{Lu}\p{Ll})|(?<=\p{Lu}\p{Lu})(?=\p{Lu}\p{Ll}{2})"
)
_WORD_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}\d.]+")  # is matched from its end
_WORD_AFTER = regex.compile(r"[“‘\"']?([\p{L}\p{M}\d]+)")
_HOST = regex.compile(r"(?i)(?:com|net|org|id|co|my|uk|de|tv|news|www|html?|php)\b")
_FIRMS = ("PT", "CV", "UD")  # what the names of firms begin with in Indonesian
# names of one word with a capital inside that are too long to be known by their length
_NAMES = frozenset(
    (
        *("LinkedIn", "StumbleUpon", "JavaScript", "PlayStation", "MasterCard", "HarperCollins"),
        *("PricewaterhouseCoopers", "ExxonMobil", "GlaxoSmithKline", "AstraZeneca", "BioNTech"),
        *("OpenStreetMap", "WordPress", "TypeScript", "BuzzFeed", "HuffPost", "ArcelorMittal"),
        *("CrowdStrike", "BlackRock", "DreamWorks", "ByteDance", "FactCheck", "SoundCloud"),
    )
)
_SHORT = 4  # letters of an abbreviation before a number
_LAID_OUT = 3  # gaps of a line, or words before one, where doubled spaces part what stood apart
_BETWEEN_GAPS = 6  # letters for each space at least, where words have none between them
_HEADLINE = 240  # characters; no headline is longer
_LEAST_SPACES = 2
_NEAR = 2000  # characters on either side that tell what is a name
_REACH = 24  # characters of a word around a boundary that are looked at


class Boundary(NamedTuple):
    """The end of the piece on its left, the start of that on its right, and its kind."""

    end: int
    start: int
    kind: str


def boundaries_of(line: str, *, blob: bool) -> list[Boundary]:
    """The boundaries inside one stripped line, ascending.

    In a ``blob`` the line breaks are lost, so letters glued to a capital may be one; elsewhere
    they are a link that lost its spaces.
    """
    quotes = [i for i, character in enumerate(line) if character == '"'] if '"' in line else []
    found = [*_sentence_ends(line, quotes), *_gaps(line)]
    if "(" in line or "[" in line:
        found += _brackets(line)
    if blob:
        found += _open_glue(line, quotes)
    found.sort()
    return list(_apart(found, len(line)))


def glued_at(text: str) -> int | None:
    """Where a headline at the start of ``text`` is glued to what follows; None when nowhere."""
    for boundary in boundaries_of(text[:_HEADLINE], blob=True):
        if boundary.kind == "open" and text.count(" ", 0, boundary.end) >= _LEAST_SPACES:
            return boundary.end
    return None


def _apart(found: list[Boundary], size: int) -> Iterator[Boundary]:
    at = 0
    for boundary in found:
        if boundary.end > at and boundary.start < size:
            yield boundary
            at = boundary.start


def _gaps(line: str) -> Iterator[Boundary]:
    """Wide gaps; a doubled space behind the first words of a line is a slip of the hand."""
    # of all spaces only the plain one is printable
    found = list(_WIDE.finditer(line)) if "  " in line or not line.isprintable() else []
    for match in found:
        start = match.start()
        narrow = match.group() == "  " and line[start - 1].isalnum()
        early = line.count(" ", max(0, start - _REACH), start) < _LAID_OUT
        if not (narrow and early) or len(found) >= _LAID_OUT:
            yield Boundary(start, match.end(), "wide")
    yield from _unspaced_gaps(line)


def _unspaced_gaps(line: str) -> Iterator[Boundary]:
    """Single spaces where words have none between them, unless all words of a line are parted."""
    letters = len(_LETTER.findall(line)) if _EASTERN.search(line) else 0
    if not letters:
        return
    found = [match.start() for match in _GAP.finditer(line)]
    if letters >= len(found) * _BETWEEN_GAPS:
        for start in found:
            yield Boundary(start, start + 1, "wide")


def _brackets(line: str) -> Iterator[Boundary]:
    for match in _BRACKET.finditer(line):
        yield Boundary(bare_end(line, match.start()), match.start(), "bracket")
        yield Boundary(len(match.group().rstrip()) + match.start(), match.end(), "bracket")


def bare_end(line: str, at: int) -> int:
    """Where what stands before ``at`` ends, without the spaces after it."""
    while at and line[at - 1].isspace():
        at -= 1
    return at


def _closes(quotes: Sequence[int], at: int) -> bool:
    """Whether a straight quotation mark at ``at`` closes: an odd number stands before it."""
    return bisect(quotes, at - 1) % 2 == 1


def _sentence_ends(line: str, quotes: Sequence[int]) -> Iterator[Boundary]:
    for match in _END.finditer(line):
        if (boundary := _sentence_end(line, match, quotes)) is not None:
            yield boundary
    for match in () if line.isascii() else _UNSPACED_END.finditer(line):
        yield Boundary(match.start("gap"), match.end(), "mark")


def _sentence_end(line: str, match: regex.Match[str], quotes: Sequence[int]) -> Boundary | None:
    gap = match["gap"]
    end = match.end() - len(gap)
    if '"' in match["close"] and not gap:
        quote = match.start("close") + match["close"].index('"')
        end = end if _closes(quotes, quote) else quote
    word = _WORD_BEFORE.match(line, max(0, match.start() - _REACH), match.start())
    before = word.group() if word else ""
    if match["mark"] == "." and not match["close"] and _abbreviates(before, line, end, gap):
        return None
    if not gap and (
        line[end : end + 1] in "–—-" or line[end : end + 1].isdigit() > (not before[-1:].isdigit())
    ):
        return None
    return Boundary(end, end + len(gap), "stop" if gap else "glued")


def _abbreviates(before: str, line: str, end: int, gap: str) -> bool:
    """Whether a full stop after ``before`` ends no sentence: an abbreviation, a number, a host."""
    last = before.rpartition(".")[2]
    after = line[end + len(gap) : end + len(gap) + 1]
    if len(last) <= 1 and not last.isdigit() and "." in before:
        return True  # U.S.
    if last.isalpha():
        short = len(last) <= 3 and last[0].isupper() and not last.isupper()
        if len(last) == 1 or short or last in _FIRMS:
            return True  # Dr. No. Jl.
        if after.isdigit() and last.islower() and len(last) <= _SHORT:
            return True  # kl. 10
        if not gap and last[0].isupper() and len(last) <= 4:
            return True
    if last.isdigit() and (after.isdigit() or (gap and len(last) <= 2)):
        return True  # 10.30, 3. Mai
    return not gap and (_HOST.match(line, end) is not None or _is_loud(last, line, end))


def _is_loud(last: str, line: str, end: int) -> bool:
    """Whether capitals stand on both sides, as in the name of a site."""
    word = _WORD_AFTER.match(line, end)
    return last.isupper() and word is not None and word.group(1).isupper()


def _open_glue(line: str, quotes: Sequence[int]) -> Iterator[Boundary]:
    for match in _GLUE.finditer(line):
        if _is_glued(line, match.start(), quotes):
            yield Boundary(match.start(), match.start(), "open")


def _is_glued(line: str, at: int, quotes: Sequence[int]) -> bool:
    """Whether two words meet there; names such as YouTube and iPhone are one."""
    left = line[max(0, at - _REACH) : at]
    if left[-1:] == '"':
        return _closes(quotes, at - 1)
    head = _WORD_BEFORE.match(left.rstrip('"”’)»%'))
    rest = _WORD_AFTER.match(line, at)
    if head is None or rest is None:
        return False
    before, after = head.group(), rest.group(1)
    if left[-1:] in "”)»":
        return len(after) > 1
    short = len(before) <= 2 and not before.isdigit()
    named = before[0].isupper() and len(before) <= 5 and len(after) <= 5
    if short or named or (before.isalpha() and len(before) <= 3 and len(after) <= 4):
        return False
    name = before + after
    return name not in _NAMES and line.count(name, max(0, at - _NEAR), at + _NEAR) == 1
