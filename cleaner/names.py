"""Names spelt otherwise once than throughout their document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from .slips import BESIDE, LONGEST_WORD, MISSED, SWAPPED, TWICE, kind_of_slip
from .types import Edit
from .wording import Words
from .words import frequency

NAME_SUPPORT = 3
LEAST_LETTERS = 5
_CLEAR = {SWAPPED: 5, TWICE: 6, BESIDE: 8, MISSED: 8}  # letters a name must have, by its slip
_ALIKE = [set(pair) for pair in ("fv", "fp", "iy", "ie", "ou", "ck", "cq", "kq", "sz", "td", "bp")]


def harmonised(words: Words) -> Iterator[Edit]:
    """Yield ``Pavel Durov`` for ``Pavel Durof`` where the document has the first throughout."""
    shorter: dict[str, list[str]] = {}
    for word in sorted(w for w, n in words.counts.items() if n >= NAME_SUPPORT and w.istitle()):
        for form in _forms(word):
            shorter.setdefault(form, []).append(word)
    beside: dict[str, Counter[str]] = {}
    for i, word in enumerate(words.words if shorter else ()):
        if words.counts[word] > 1 or not word.istitle() or words.known(i) > 0:
            continue
        beside = beside or _beside(words)
        if edit := _name(words, i, shorter, beside):
            yield edit


def _name(
    words: Words, i: int, shorter: dict[str, list[str]], beside: dict[str, Counter[str]]
) -> Edit | None:
    """The edit that spells word ``i`` as the document does elsewhere, if it does."""
    word = words.words[i]
    if len(word) < LEAST_LETTERS:
        return None
    near = {name for form in _forms(word) for name in shorter.get(form, ()) if name[0] == word[0]}
    if len(near) != 1 or frequency(word.lower()) > 0:
        return None
    (target,) = near
    evidence = f"{words.counts[target]} times {target!r}"
    kind = kind_of_slip(word, target)
    if kind in _CLEAR and len(word) >= _CLEAR[kind] and word[-1] == target[-1]:
        return words.edit(i, target, "word.name", evidence)
    mine, theirs = (beside.get(name, Counter()) for name in (word, target))
    both = [place for place in mine if theirs[place] > 1]
    if both and len(word) == len(target) and _sound_alike(word, target):
        return words.edit(i, target, "word.name", f"{evidence}, also in the place {min(both)!r}")
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


def _forms(word: str) -> set[str]:
    """``word`` and what it is without one letter: words one letter apart share one of them."""
    if len(word) > LONGEST_WORD:
        return set()
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
