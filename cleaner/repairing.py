"""Misspelt, split and swapped words: what is certain is repaired, the rest is suggested.

A repair needs evidence beside the word's own look: the joined or swapped form must be far more
frequent than what stands there, the odd form must stand once in the document, and its neighbours
must be words of the language, so that foreign spans and names are left alone. Only lower-case
words are touched, except that a name may be brought in line with the document's own spelling.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, pairwise

import regex

from .types import Edit
from .words import FREQUENT, LANGUAGES, frequencies, frequency, frequent, near, near_frequent, swaps

_WORD = r"(?<![\w@#/.\-'’&])([^\W\d_]++)(?![\w@/\-'’&]|\.\w)"
_ANY_WORD = regex.compile(_WORD)
_ASCII_WORD = re.compile(_WORD.replace("’", ""), re.ASCII)  # alike on ASCII, and faster
_AS_ASCII = dict(zip("’‘“”–—…", '\'""""""', strict=True))  # to the patterns the same

SPLIT_JOINED = 3.0  # one in a million
SPLIT_LEAD = 1.48  # log10 of 30: the joined form is thirty times as frequent as the odd half
SWAP_FREQUENCY = 5.1
SWAP_LEAD = 0.5
RARE = 3.3  # a listed word below this may be suggested away, never repaired
RARE_LEAD = 3.0
NAME_SUPPORT = 3
LONGEST_WORD = 30
_ALIKE = [set(pair) for pair in ("fv", "fp", "iy", "ie", "ou", "ck", "cq", "kq", "sz", "td", "bp")]


class Words:
    """The words of a text: where they stand, how often, how frequent in its language."""

    def __init__(self, text: str, language: str | None) -> None:
        """Cut ``text`` into its words and the gaps between them."""
        self.text = text
        self.language = language
        parts = _parts(text)
        self.words, self._gaps = parts[1::2], parts[::2]
        self._table = frequencies(language) if language else {}
        self.counts = Counter(self.words)

    def known(self, i: int) -> float:
        """How frequent word ``i`` is; 0.0 when it is not in the list."""
        return self._table.get(self.words[i].lower(), 0.0)

    def frequency(self, word: str) -> float:
        """How frequent a lower-case word is in the language of the text."""
        return self._table.get(word, 0.0)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each word begins in the text."""
        sizes = (
            len(gap) + len(word) for gap, word in zip(self._gaps, ("", *self.words), strict=True)
        )
        return list(accumulate(sizes))

    @cached_property
    def odd(self) -> list[int]:
        """Lower-case words that are not frequent and stand once."""
        common = frequent(self.language)
        alone = (word for word, count in self.counts.items() if count == 1)
        once = {word for word in alone if word not in common and word.islower()}
        return [i for i, word in enumerate(self.words) if word in once]

    def settled(self, first: int, count: int = 1) -> bool:
        """Whether the neighbours of ``count`` words are known words, or capitalised ones."""
        beside = (*range(max(first - 1, 0), first), *range(first + count, first + count + 1))
        return all(
            self.known(i) > 0 or not self.words[i].islower() for i in beside if i < len(self.words)
        )

    @cached_property
    def beside(self) -> dict[str, Counter[str]]:
        """Each capitalised word, and how often which others touch it."""
        titled = [word.istitle() for word in self.words]
        beside: dict[str, Counter[str]] = {}
        for i, (left, right) in enumerate(pairwise(self.words)):
            if titled[i] and titled[i + 1] and self.touching(i):
                beside.setdefault(left, Counter())[f"_ {right}"] += 1
                beside.setdefault(right, Counter())[f"{left} _"] += 1
        return beside

    def touching(self, i: int) -> bool:
        """Whether the next word follows after one plain space."""
        return i + 1 < len(self.words) and self._gaps[i + 1] == " "

    def edit(self, i: int, new: str, rule: str, evidence: str, count: int = 1) -> Edit:
        """The edit that puts ``new`` in the place of ``count`` words."""
        last = i + count - 1
        start, end = self._starts[i], self._starts[last] + len(self.words[last])
        return Edit(start, end, self.text[start:end], new, rule, evidence)


def _parts(text: str) -> list[str]:
    """Gaps and words in turn, a gap first and last."""
    for mark, like in _AS_ASCII.items():
        text = text.replace(mark, like)
    parts = [""]
    for line in text.split("\n"):
        pieces = (_ASCII_WORD if line.isascii() else _ANY_WORD).split(line)
        parts[-1] += f"\n{pieces[0]}"
        parts += pieces[1:]
    parts[0] = parts[0][1:]
    return parts


def repairs(words: Words) -> Iterator[Edit]:
    """Yield the certain repairs of one round, ascending and without overlap."""
    found = list(_names(words))
    if words.language in LANGUAGES:
        for i in words.odd:
            edit = _split(words, i - 1) or _split(words, i) or _swapped(words, i)
            found += [edit] if edit else []
    done = 0
    for edit in sorted(found):
        if edit.start >= done:
            yield edit
            done = edit.end


def suggestions(words: Words) -> Iterator[Edit]:
    """Yield one-edit repairs that lack the evidence to be applied, ascending."""
    if words.language not in LANGUAGES:
        return
    for i in words.odd:
        word, known = words.words[i], words.known(i)
        if known >= RARE or not 4 <= len(word) <= LONGEST_WORD or not words.settled(i):
            continue
        best = max(near_frequent(word, words.language), default=(0.0, ""))
        # the other lists are asked last: most texts need not read them
        if best[0] < max(FREQUENT, known + RARE_LEAD) or (known == 0 and frequency(word) > 0):
            continue
        evidence = f"one letter from a word {10 ** (best[0] - known):,.0f} times as frequent"
        evidence = evidence if known else "one letter from a frequent word, itself in no list"
        yield words.edit(i, best[1], "word.one-edit", evidence)


def _split(words: Words, i: int) -> Edit | None:
    """``terse but``: two neighbours that are one frequent word."""
    if i < 0 or not words.touching(i):
        return None
    left, right = words.words[i : i + 2]
    joined = left + right
    frequent = words.frequency(joined)
    if frequent < SPLIT_JOINED or not (left.islower() and right.islower()):
        return None
    odd = i if words.known(i) <= words.known(i + 1) else i + 1
    if words.counts[words.words[odd]] > 1 or frequent < words.known(odd) + SPLIT_LEAD:
        return None
    if not words.settled(i, 2):
        return None
    evidence = f"{joined!r} is a frequent word, {words.words[odd]!r} a rare one that stands once"
    return words.edit(i, joined, "word.split", evidence, count=2)


def _swapped(words: Words, i: int) -> Edit | None:
    """``unutk``: a word of no list that two letters changed about make a frequent one."""
    word = words.words[i]
    if not 5 <= len(word) <= LONGEST_WORD or not word.isascii() or words.known(i) > 0:
        return None
    best = max((words.frequency(form), form) for form in (swaps(word) or {word}))
    if best[0] < SWAP_FREQUENCY or frequency(word) > 0 or not words.settled(i):
        return None
    rivals = [found for found, form in near(word, LANGUAGES) if form != best[1]]
    if rivals and best[0] - max(rivals) < SWAP_LEAD:
        return None
    evidence = f"no word of any list; two letters changed about make {best[1]!r}"
    return words.edit(i, best[1], "word.swapped", evidence)


def _names(words: Words) -> Iterator[Edit]:
    """``Pavel Durof`` where the document says ``Pavel Durov`` throughout."""
    masked: dict[str, list[str]] = {}
    for word in sorted(w for w, n in words.counts.items() if n >= NAME_SUPPORT and w.istitle()):
        for mask in _masks(word):
            masked.setdefault(mask, []).append(word)
    for i, word in enumerate(words.words if masked else ()):
        if words.counts[word] == 1 and word.istitle() and (edit := _name(words, i, masked)):
            yield edit


def _name(words: Words, i: int, masked: dict[str, list[str]]) -> Edit | None:
    """The edit that spells word ``i`` as the document does elsewhere, if it does."""
    word = words.words[i]
    if len(word) < 5 or words.known(i) > 0:
        return None
    for target in (t for mask in _masks(word) for t in masked.get(mask, ())):
        if not _sound_alike(word, target) or frequency(word.lower()) > 0:
            continue
        mine, theirs = (words.beside.get(name, Counter()) for name in (word, target))
        if both := [place for place in mine if theirs[place] > 1]:
            evidence = f"{words.counts[target]} times {target!r}, also in the place {min(both)!r}"
            return words.edit(i, target, "word.name", evidence)
    return None


def _sound_alike(word: str, target: str) -> bool:
    """Whether the one letter in which two words differ is heard much the same."""
    pair = next({a, b} for a, b in zip(word, target, strict=True) if a != b)
    return pair in _ALIKE


def _masks(word: str) -> list[str]:
    """``word`` with one letter blanked, for every letter but the first."""
    if len(word) > LONGEST_WORD:
        return []
    return [f"{word[:i]}*{word[i + 1 :]}" for i in range(1, len(word))]
