"""Names spelt otherwise once than throughout their document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from .slips import LONGEST_WORD
from .types import Edit
from .wording import Words
from .words import frequency

NAME_SUPPORT = 3
_ALIKE = [set(pair) for pair in ("fv", "fp", "iy", "ie", "ou", "ck", "cq", "kq", "sz", "td", "bp")]


def harmonised(words: Words) -> Iterator[Edit]:
    """Yield ``Pavel Durov`` for ``Pavel Durof`` where the document has the first throughout."""
    masked: dict[str, list[str]] = {}
    for word in sorted(w for w, n in words.counts.items() if n >= NAME_SUPPORT and w.istitle()):
        for mask in _masks(word):
            masked.setdefault(mask, []).append(word)
    beside: dict[str, Counter[str]] = {}
    for i, word in enumerate(words.words if masked else ()):
        if words.counts[word] > 1 or not word.istitle():
            continue
        beside = beside or _beside(words)
        if edit := _name(words, i, masked, beside):
            yield edit


def _name(
    words: Words, i: int, masked: dict[str, list[str]], beside: dict[str, Counter[str]]
) -> Edit | None:
    """The edit that spells word ``i`` as the document does elsewhere, if it does."""
    word = words.words[i]
    if len(word) < 5 or words.known(i) > 0:
        return None
    for target in (t for mask in _masks(word) for t in masked.get(mask, ())):
        if not _sound_alike(word, target) or frequency(word.lower()) > 0:
            continue
        mine, theirs = (beside.get(name, Counter()) for name in (word, target))
        if both := [place for place in mine if theirs[place] > 1]:
            evidence = f"{words.counts[target]} times {target!r}, also in the place {min(both)!r}"
            return words.edit(i, target, "word.name", evidence)
    return None


def _beside(words: Words) -> dict[str, Counter[str]]:
    """Each capitalised word, and how often which others touch it."""
    titled = [word.istitle() for word in words.words]
    beside: dict[str, Counter[str]] = {}
    for i, (left, right) in enumerate(pairwise(words.words)):
        if titled[i] and titled[i + 1] and words.touching(i):
            beside.setdefault(left, Counter())[f"_ {right}"] += 1
            beside.setdefault(right, Counter())[f"{left} _"] += 1
    return beside


def _sound_alike(word: str, target: str) -> bool:
    """Whether the one letter in which two words differ is heard much the same."""
    pair = next({a, b} for a, b in zip(word, target, strict=True) if a != b)
    return pair in _ALIKE


def _masks(word: str) -> list[str]:
    """``word`` with one letter blanked, for every letter but the first."""
    if len(word) > LONGEST_WORD:
        return []
    return [f"{word[:i]}*{word[i + 1 :]}" for i in range(1, len(word))]
