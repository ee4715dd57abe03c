"""In which language a text is written, told by its most frequent words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from math import log

# Malay is told from Indonesian in a second step: their most frequent words are the same
_MALAY = frozenset(
    "kerana bahawa ialah selepas seramai manakala iaitu daripada beliau mesyuarat".split()
)
_INDONESIAN = frozenset(
    "karena bahwa bisa usai saat pihaknya dia berbeda mobil rumah sakit".split()
)
_ALIKE = ("id", "ms")
# weights are whole thousandths, so that the order in which they are added makes no difference
_FOREIGN = 8000  # two telling words
_LEAST_WORDS = 3
_LEAST_WEIGHT = 300  # of a word, on average; running text has 600 to 2000
_LETTERS = 12  # a longer word counts as several: scripts without spaces have no words to find


@cache
def _weights() -> dict[str, tuple[tuple[str, int], ...]]:
    """For every telling word the languages it tells, and how much: more for a more frequent one."""
    file = resources.files("cleaner") / "data" / "words" / "languages.txt"
    found: dict[str, list[tuple[str, int]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        language, _, words = line.partition("\t")
        for rank, word in enumerate(words.split(" "), 1):
            found.setdefault(word, []).append((language, round(1000 * log(400 / rank))))
    return {word: tuple(told) for word, told in found.items()}


def function_words(language: str | None) -> frozenset[str]:
    """The most frequent words of a language, which carry its grammar."""
    return _function_words().get(language or "", frozenset())


@cache
def _function_words() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for word, told in _weights().items():
        for language, _ in told:
            words.setdefault(language, set()).add(word)
    return {language: frozenset(found) for language, found in words.items()}


def told_by(words: Mapping[str, int]) -> dict[str, int]:
    """How much words, each with how often it stands, tell of every language, in thousandths."""
    weights = _weights()
    scores: dict[str, int] = {}
    for word in words.keys() & weights.keys():
        for language, weight in weights[word]:
            scores[language] = scores.get(language, 0) + weight * words[word]
    return scores


def is_foreign(words: Iterable[str], language: str) -> bool:
    """Whether another language fills a phrase much better than ``language`` does."""
    scores = told_by(Counter(word.lower() for word in words))
    own = max(scores.pop(name, 0) for name in _siblings(language))
    return max(scores.values(), default=0) > max(2 * own, _FOREIGN)


def _siblings(language: str) -> tuple[str, ...]:
    return _ALIKE if language in _ALIKE else (language,)


def language_of(tokens: Iterable[str]) -> str | None:
    """The language (ISO 639-1) whose frequent words fill ``tokens`` best; None when none does."""
    words = Counter(tokens)
    scores = told_by(words)
    hits = sum(words[word] for word in words.keys() & _weights().keys())
    if hits < _LEAST_WORDS:
        return None
    letters = sum(len(word) * count for word, count in words.items() if word.isalpha())
    best = max(scores, key=lambda name: (scores[name], name))
    if scores[best] * _LETTERS < _LEAST_WEIGHT * max(words.total() * _LETTERS, letters):
        return None
    if best not in _ALIKE:
        return best
    malay = sum(words[w] for w in _MALAY)
    return "ms" if malay > sum(words[w] for w in _INDONESIAN) else "id"
