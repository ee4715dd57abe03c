"""Misspelt, split and swapped words: what is certain is repaired, the rest is suggested.

A repair needs evidence beside the word's own look: the joined or swapped form must be far more
frequent than what stands there, the odd form must stand once in the document, and its neighbours
must be words of the language, so that foreign spans and names are left alone. Only lower-case
words are touched, except that a name may be brought in line with the document's own spelling.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from .types import Edit
from .words import LANGUAGES, frequencies, frequency, near, swaps

_WORD = regex.compile(r"(?<![\w@#/.\-'’&])[^\W\d_]++(?![\w@/\-'’&]|\.\w)")

SPLIT_JOINED = 3.0  # Zipf: one in a million
SPLIT_LEAD = 1.48  # log10 of 30: the joined form is thirty times as frequent as the odd half
SWAP_FREQUENCY = 4.5
SWAP_LEAD = 0.5
SUGGEST_FREQUENCY = 4.5
RARE = 3.3  # a listed word below this may be suggested away, never repaired
RARE_LEAD = 3.0
NAME_SUPPORT = 3
LONGEST_WORD = 30


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    lower: bool
    known: float  # frequency in the document's language


def repairs(text: str, language: str | None) -> Iterator[Edit]:
    """Yield the certain repairs of one round, ascending."""
    tokens, counts = _read(text, language)
    names = _Names(text, tokens, counts)
    done = -1
    for i, token in enumerate(tokens):
        if token.start < done:
            continue
        edit = None
        if token.lower and language in LANGUAGES:
            edit = _split(text, tokens, i, counts, language) or _swapped(tokens, i, counts, language)
        elif token.word.istitle():
            edit = names.repair(token)
        if edit is not None:
            done = edit.end
            yield edit


def suggestions(text: str, language: str | None) -> Iterator[Edit]:
    """Yield one-edit repairs that lack the evidence to be applied, ascending."""
    if language not in LANGUAGES:
        return
    tokens, counts = _read(text, language)
    for i, token in enumerate(tokens):
        if not token.lower or token.known >= RARE or not 4 <= len(token.word) <= LONGEST_WORD:
            continue
        if counts[token.word] > 1 or not _settled(tokens, i, 1):
            continue
        if frequency(token.word) > 0 and token.known == 0:
            continue
        ranked = sorted(near(token.word, (language,)), reverse=True)
        floor = max(SUGGEST_FREQUENCY, token.known + RARE_LEAD)
        if ranked and ranked[0][0] >= floor:
            evidence = f"one edit from a word {ranked[0][0] - token.known:.1f} decades as frequent"
            yield Edit(
                token.start, token.end, token.word, ranked[0][1], "word.one-edit", evidence
            )


def _read(text: str, language: str | None) -> tuple[list[_Token], Counter[str]]:
    table = frequencies(language) if language else {}
    tokens = []
    for match in _WORD.finditer(text):
        word = match.group()
        known = table.get(word.lower(), 0.0)
        tokens.append(_Token(match.start(), match.end(), word, word.islower(), known))
    return tokens, Counter(token.word for token in tokens)


def _settled(tokens: Sequence[_Token], first: int, count: int) -> bool:
    """Whether the neighbours of ``count`` tokens are known words, or capitalised ones."""
    beside = (*tokens[max(first - 1, 0) : first], *tokens[first + count : first + count + 1])
    return all(not token.lower or token.known > 0 for token in beside)


def _split(
    text: str, tokens: Sequence[_Token], i: int, counts: Counter[str], language: str
) -> Edit | None:
    """``terse but``: two neighbours that are one frequent word."""
    if i + 1 >= len(tokens):
        return None
    left, right = tokens[i], tokens[i + 1]
    if not right.lower or text[left.end : right.start] != " ":
        return None
    odd = min(left, right, key=lambda token: token.known)
    if counts[odd.word] > 1:
        return None
    joined = left.word + right.word
    found = frequency(joined, (language,))
    if found < max(SPLIT_JOINED, odd.known + SPLIT_LEAD) or not _settled(tokens, i, 2):
        return None
    evidence = f"{joined!r} is a frequent word, {odd.word!r} a rare one that stands here once"
    return Edit(left.start, right.end, f"{left.word} {right.word}", joined, "word.split", evidence)


def _swapped(
    tokens: Sequence[_Token], i: int, counts: Counter[str], language: str
) -> Edit | None:
    """``unutk``: a word of no list that two letters changed about make a frequent one."""
    token = tokens[i]
    if token.known > 0 or not 5 <= len(token.word) <= LONGEST_WORD or not token.word.isascii():
        return None
    if counts[token.word] > 1 or frequency(token.word) > 0 or not _settled(tokens, i, 1):
        return None
    best = max(((frequency(form, (language,)), form) for form in swaps(token.word)), default=None)
    if best is None or best[0] < SWAP_FREQUENCY:
        return None
    rivals = [found for found, form in near(token.word, LANGUAGES) if form != best[1]]
    if rivals and best[0] - max(rivals) < SWAP_LEAD:
        return None
    evidence = f"no word of any list; two letters changed about make {best[1]!r}"
    return Edit(token.start, token.end, token.word, best[1], "word.swapped", evidence)


class _Names:
    """The capitalised words of a document: who stands beside whom, and who looks like whom."""

    def __init__(self, text: str, tokens: Sequence[_Token], counts: Counter[str]) -> None:
        self.counts = counts
        self.beside: dict[str, set[str]] = {}
        self._masked: dict[str, list[str]] = {}
        for left, right in zip(tokens, tokens[1:], strict=False):
            if left.word.istitle() and right.word.istitle() and text[left.end : right.start] == " ":
                self.beside.setdefault(left.word, set()).add(right.word)
                self.beside.setdefault(right.word, set()).add(left.word)
        for word in sorted(self.beside):
            if counts[word] >= NAME_SUPPORT:
                for mask in _masks(word):
                    self._masked.setdefault(mask, []).append(word)

    def repair(self, token: _Token) -> Edit | None:
        """``Pavel Durof`` where the document says ``Pavel Durov`` throughout."""
        word = token.word
        beside = self.beside.get(word)
        if not beside or len(word) < 5 or self.counts[word] > 1 or frequency(word.lower()) > 0:
            return None
        for target in (t for mask in _masks(word) for t in self._masked.get(mask, ())):
            if shared := beside & self.beside[target]:
                times = self.counts[target]
                evidence = f"{target!r} stands {times} times, as here beside {min(shared)!r}"
                return Edit(token.start, token.end, word, target, "word.name", evidence)
        return None


def _masks(word: str) -> list[str]:
    """``word`` with one letter blanked, for every letter but the first."""
    if len(word) > LONGEST_WORD:
        return []
    return [f"{word[:i]}*{word[i + 1 :]}" for i in range(1, len(word))]
