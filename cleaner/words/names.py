"""Names spelt otherwise once than throughout their document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ..types import Edit
from .lists import frequency
from .slips import BESIDE, LONGEST_WORD, MISSED, SWAPPED, TWICE, kind_of_slip
from .wording import Words

NAME_SUPPORT = 3
MAYBE_SUPPORT = 2
LEAST_LETTERS = 5
LONG_NAME = 7
_CLEAR = {SWAPPED: 5, TWICE: 6, BESIDE: 8, MISSED: 8}  # letters a name must have, by its slip
_ALIKE = [set(pair) for pair in ("fv", "fp", "iy", "ie", "ou", "ck", "cq", "kq", "sz", "td", "bp")]


def harmonised(words: Words) -> Iterator[Edit]:
    """Yield ``Pavel Durov`` for ``Pavel Durof`` where the document has the first throughout."""
    beside: dict[str, Counter[str]] = {}
    for i, name in _near(words):
        beside = beside or _beside(words)
        if evidence := _certain(words, words.words[i], name, beside):
            yield words.edit(i, name, "word.name", evidence)


def maybe_harmonised(words: Words) -> Iterator[Edit]:
    """Yield what may be a name spelt otherwise: one letter away, without more evidence."""
    for i, name in _near(words):
        edit = words.edit(i, name, "word.name", f"{words.counts[name]} times {name!r}")
        yield edit._replace(confidence=0.6)


@lru_cache(maxsize=1)  # certain and doubtful ones are asked for one after the other
def _near(words: Words) -> list[tuple[int, str]]:
    """Capitalised words of no list that stand once, each with the one name near it."""
    names: dict[str, list[str]] = {}
    for word in sorted(w for w, n in words.counts.items() if _is_support(w, n)):
        for form in _forms(word):
            names.setdefault(form, []).append(word)
    if not names:
        return []
    alone = {w for w in words.unknown if words.counts[w] == 1 and _may_be_slip(w)}
    found = []
    for i, word in enumerate(words.words if alone else ()):
        if word in alone:
            forms = _forms(word)
            near = {name for f in forms for name in names.get(f, ()) if name[0] == word[0]}
            if len(near) == 1 and frequency(word.lower()) == 0:
                found.append((i, near.pop()))
    return found


def _may_be_slip(word: str) -> bool:
    return len(word) >= LEAST_LETTERS and word.istitle()


def _is_support(word: str, count: int) -> bool:
    """Whether a name stands often enough to be meant; a short one must more often."""
    enough = count >= NAME_SUPPORT or (count >= MAYBE_SUPPORT and len(word) >= LONG_NAME)
    return enough and word.istitle()


def _certain(words: Words, word: str, name: str, beside: dict[str, Counter[str]]) -> str:
    """What leaves no doubt that ``word`` is ``name``; nothing where doubt is left."""
    evidence = f"{words.counts[name]} times {name!r}"
    kind = kind_of_slip(word, name)
    seldom = words.counts[name] < NAME_SUPPORT  # then only a long name tells
    if kind in _CLEAR and len(word) >= _CLEAR[kind] + 2 * seldom and word[-1] == name[-1]:
        return "" if seldom and kind == BESIDE else evidence
    if seldom:
        return ""
    mine, theirs = (beside.get(form, Counter()) for form in (word, name))
    both = [place for place in mine if theirs[place] > 1]
    if both and len(word) == len(name) and _sound_alike(word, name):
        return f"{evidence}, also in the place {min(both)!r}"
    return ""


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
