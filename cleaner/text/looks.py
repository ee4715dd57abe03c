"""What a line that no rule condemns looks like by itself, in small whole numbers.

Each sign of a line (its length, its end, its capitals, how many of its words the rules know from
page furniture ...) falls into one of a few bins; ``evidence`` has a weight for every bin. No sign
counts words by spaces where a script has none, and none names a word of any language: the words
that furniture is made of are those of the rules (``weights.vocabulary``).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping, Sequence, Set

from ..lines import OPEN_WORDS, Shape
from ..shares import share_of, shares
from .context import LABEL_WORDS

GONE, LABEL, PHRASE, SHORT, PROSE, LONG = 6, 1, 2, 3, 4, 5  # kinds of lines; 7: GONE, not a label
SIGNS = (
    *("size", "end", "capitals", "first", "digits", "bars", "address", "time", "sentences"),
    *("commas", "quotes", "bracket", "mark", "bullet", "money", "kind", "family"),
    *("known", "known_long", "known_weight", "known_by_size", "wording", "titled"),
)
SIZES = (0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 7.5, 9.5, 12.5, 16.5, 24.5, 40.5)

_ENDS = {"open": 0, "stop": 1, "ask": 2, "colon": 3}
_ADDRESS = re.compile(r"https?:|www\.|\.com\b|[@#]\w")
_OF_ADDRESSES = ("http", "www.", ".com")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d{2}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_STOP_INSIDE = re.compile(r"[.!?]['\"”»)]?\s|[。！？]")
_STOPS, _COMMAS, _ADDRESSES = frozenset(".!?。！？"), frozenset(",、"), frozenset(":.@#")
_BARS, _QUOTES, _MONEY = frozenset("|›»•·→▸▼▶/"), frozenset('"“”„«»「'), frozenset("$€£¥₹%")
_ALL = _STOPS | _COMMAS | _ADDRESSES | _BARS | _QUOTES | _MONEY | {"(", "？"}
# one pass finds every mark that any sign asks for; most labels have none
_MARK = re.compile(rf"[\d{''.join(sorted(_ALL))}]")
_UNMARKED = (0,) * 10
_WORDINGS = (-300, -200, -120, -60, -20, 20, 60, 120, 200, 300, 450)  # hundredths of log-odds
_TITLED = shares(0.01, 0.2, 0.4, 0.6, 0.8, 0.99)


def kind_of(shape: Shape) -> int:
    """A label, a phrase, a short sentence, prose, or long prose."""
    if shape.prose:
        return LONG if shape.size >= OPEN_WORDS else PROSE
    if shape.size <= LABEL_WORDS:
        return LABEL
    return SHORT if shape.end in ("stop", "ask") else PHRASE


def signs_of(
    shape: Shape, family: int, wording: int, vocabulary: Mapping[str, int]
) -> tuple[int, ...]:
    """The bin of every sign in ``SIGNS``.

    ``family`` numbers that of a weak rule that fits, ``wording`` is what the words score.
    """
    text = shape.text
    marks = _MARK.findall(text)
    *signs, money = _marks(text, marks) if marks else _UNMARKED
    return (
        bisect(SIZES, shape.size),
        _end(shape),
        _capitals(text),
        _first(text[0]),
        *signs,
        0 if not shape.bullet else 2 if shape.bullet[0].isdigit() else 1,
        money,
        kind_of(shape),
        family,
        *_known(shape, vocabulary),
        bisect(_WORDINGS, wording),
        _titled(text),
    )


def _marks(text: str, marks: Sequence[str]) -> tuple[int, ...]:
    """The bins from ``digits`` to ``mark`` of a line with ``marks``, and that of ``money``."""
    digits = sum(map(str.isdecimal, marks))
    seen = set(marks)
    return (
        1 + bisect((0.05, 0.2, 0.5), digits / len(text)) if digits else 0,
        min(2, sum(map(_BARS.__contains__, marks))),
        int(_may_address(text, seen) and _ADDRESS.search(text) is not None),
        int(digits >= 2 and _TIME.search(text) is not None),
        0 if _STOPS.isdisjoint(seen) else min(3, len(_STOP_INSIDE.findall(text))),
        min(3, sum(map(_COMMAS.__contains__, marks))),
        int(not _QUOTES.isdisjoint(seen)),
        int("(" in seen),
        1 if "?" in seen or "？" in seen else 2 if "!" in seen else 0,
        int(not _MONEY.isdisjoint(seen)),
    )


def _may_address(text: str, seen: Set[str]) -> bool:
    """Whether an address is worth looking for, which takes longer than all other marks."""
    if "@" in seen or "#" in seen:
        return True
    return not _ADDRESSES.isdisjoint(seen) and any(map(text.__contains__, _OF_ADDRESSES))


def _end(shape: Shape) -> int:
    text = shape.text
    if text.endswith(("...", "…")):
        return 4
    return 5 if text[-1] in ",;-–" else _ENDS[shape.end]


def _capitals(text: str) -> int:
    """0 no letters, 1 all capitals, then by the share of words that begin with one."""
    first = [word[0] for word in text.split()]
    letters = sum(map(str.isalpha, first))
    if not letters:
        return 0
    if text.isupper():
        return 1
    return 2 + bisect((0.01, 0.34, 0.67, 0.99), sum(map(str.isupper, first)) / letters)


def _titled(text: str) -> int:
    """How many of the long words behind the first have a capital, by share; 0 without any."""
    words = [word for word in text.split()[1:] if len(word) > 3 and word[0].isalpha()]
    if not words:
        return 0
    return 1 + bisect(_TITLED, share_of(sum(w[0].isupper() for w in words), len(words)))


def _first(char: str) -> int:
    if char.islower():
        return 0
    if char.isupper():
        return 1
    return 2 if char.isdigit() else 3 if char.isalpha() else 4


def _known(shape: Shape, vocabulary: Mapping[str, int]) -> tuple[int, int, int, int]:
    """How much of the line is made of words that furniture is made of."""
    words = len(shape.tokens) - sum(map(str.isdigit, shape.tokens))
    if not words:
        return 0, 0, 0, 0
    size = min(5, words) * 7
    known = [token for token in shape.tokens if token in vocabulary and not token.isdigit()]
    if not known:
        return 1, 0, 0, size + 1
    share = bisect((-0.5, 0.01, 0.3, 0.5, 0.7, 0.99), len(known) / words)
    weight = sum(map(vocabulary.__getitem__, known)) // words
    return (
        share,
        min(4, sum(len(word) > 3 for word in known)),
        bisect((1, 30, 60, 90, 120, 160, 220), weight),
        size + share,
    )
