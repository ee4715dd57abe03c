"""In which language a text is written, told by its script and its most frequent words.

What is stated of a text is believed unless the text is plainly in another language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from math import log
from typing import Any

import tomli

from ..shipped import data_files

_ALIKE = ("id", "ms")
# weights are whole thousandths, so that the order in which they are added makes no difference
_FOREIGN = 8000  # two telling words
_LEAST_WORDS = 3
_LEAST_WEIGHT = 300  # of a word, on average; running text has 600 to 2000
_LEAST_LETTERS = 6  # of a script, which tells a language by itself
_MOSTLY = 3  # of five letters are of one script
_KANA = 20  # of so many characters in Japanese one is no Han, of any in Chinese none
_SEEN = 100  # of so many letters of a script one tells a language that alone has it
_LETTERS = 12  # a longer word counts as several: scripts without spaces have no words to find

_Weights = Mapping[str, tuple[tuple[str, int], ...]]


@cache
def _weights() -> dict[str, tuple[tuple[str, int], ...]]:
    """For every telling word the languages it tells, and how much: more for a more frequent one."""
    file = data_files() / "words" / "languages.txt"
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
    return _told_by(words, _weights())


def _told_by(words: Mapping[str, int], weights: _Weights) -> dict[str, int]:
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


@cache
def _table() -> dict[str, Any]:
    file = data_files() / "languages.toml"
    return tomli.loads(file.read_text(encoding="utf-8"))


def code_of(language: str | None) -> str | None:
    """The code of a language as this package writes it, None for what names none.

    That is ISO 639-1 where it has the language: ``in_ID`` and ``ind`` are ``id``, ``EN-us`` ``en``.
    """
    if not language:
        return None
    name = language.strip().replace("_", "-").partition("-")[0].casefold()
    name = _codes().get(name, name)
    known = name.isascii() and name.isalpha() and 2 <= len(name) <= 3
    return name if known and name not in _table()["none"]["any"].split(", ") else None


@cache
def _codes() -> dict[str, str]:
    codes = _table()["codes"].items()
    return {other: code for code, listed in codes for other in listed.split(", ")}


def agreed(stated: str | None, tokens: Iterable[str]) -> str | None:
    """The language of a text of which ``stated`` is said: that, unless the text contradicts it."""
    words = Counter(tokens)
    told = _told(words)
    stated = code_of(stated)
    if stated is None or told is None or told == stated:
        return told or stated
    if any(stated in alike and told in alike for alike in _alike()):
        return stated
    scores = _told_by(words, _more_weights())
    if stated not in _known() or 2 * scores.get(stated, 0) > scores.get(told, 0):
        return stated if _by_script(words) in (None, stated) else told
    return told


@cache
def _alike() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(listed.split(", ")) for listed in _table()["alike"].values())


@cache
def _known() -> frozenset[str]:
    """The languages that words or a script can tell."""
    told = {language for pairs in _more_weights().values() for language, _ in pairs}
    scripts = _table()["scripts"].values()
    return frozenset(told | {script["language"] for script in scripts})


@cache
def _more_weights() -> dict[str, tuple[tuple[str, int], ...]]:
    """``_weights``, and those of the languages whose words stand in ``data/languages.toml``."""
    found = dict(_weights())
    for language, listed in _table()["words"].items():
        for rank, word in enumerate(listed.split(" "), 1):
            found[word] = (*found.get(word, ()), (language, round(1000 * log(400 / rank))))
    return found


def language_of(tokens: Iterable[str]) -> str | None:
    """The language (ISO 639-1) of a text, None when neither script nor words tell it."""
    return _told(Counter(tokens))


def _told(words: Mapping[str, int]) -> str | None:
    script = _by_script(words)
    told = _by_words(words)
    if script is None:
        return told
    entries = _table()["scripts"].values()
    with_letters = (
        entry for entry in entries if script in (entry["language"], *entry.get("letters", ()))
    )
    of_script: dict[str, Any] = next(with_letters, {})
    return told if told and told in of_script.get("told", "").split(", ") else script


def _by_script(words: Mapping[str, int]) -> str | None:
    """The language of the script that most letters are of; None for Latin."""
    letters: Counter[str] = Counter()
    for word in words:
        if not word.isascii() and (script := _script_of(word)):
            letters[script] += words[word] * len(word)
    if not letters:
        return None
    letters[""] = sum(
        len(word) * count
        for word, count in words.items()
        if word.isalpha() and not _script_of(word)
    )
    total = letters.total()
    han, kana = letters.get("han", 0), letters.get("kana", 0)
    if han + kana >= max(_LEAST_LETTERS, (total - han - kana) // 2):
        return "ja" if kana * _KANA > han + kana else "zh"
    script = max(letters, key=lambda name: (letters[name], name), default="")
    if script in ("", "han", "kana") or letters[script] * 5 < total * _MOSTLY:
        return None
    return _of_letters(script, words) if letters[script] >= _LEAST_LETTERS else None


def _of_letters(script: str, words: Mapping[str, int]) -> str:
    entry = _table()["scripts"][script]
    seen: Counter[str] = Counter()
    for word, count in words.items() if "letters" in entry else ():
        for letter in word:
            seen[letter] += count
    total = seen.total()
    for language, own in entry.get("letters", {}).items():
        if sum(seen[letter] for letter in own) * _SEEN > total:
            return str(language)
    return str(entry["language"])


@cache
def _ranges() -> tuple[tuple[int, int, str], ...]:
    scripts = _table()["scripts"].items()
    return tuple((ord(entry["from"]), ord(entry["to"]), name) for name, entry in scripts)


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    at = ord(letter)
    return next((name for first, last, name in _ranges() if first <= at <= last), "")


def _script_of(word: str) -> str:
    """The script of a word, by its first letter; empty for Latin and all others."""
    return "" if word[0] < "\u0370" else _script_of_letter(word[0])


def _by_words(words: Mapping[str, int]) -> str | None:
    """The language whose frequent words fill a text best; None when none does."""
    weights = _more_weights()
    scores = _told_by(words, weights)
    hits = sum(words[word] for word in words.keys() & weights.keys())
    if hits < _LEAST_WORDS:
        return None
    letters = sum(len(word) * count for word, count in words.items() if word.isalpha())
    best = max(scores, key=lambda name: (scores[name], name))
    if scores[best] * _LETTERS < _LEAST_WEIGHT * max(sum(words.values()) * _LETTERS, letters):
        return None
    if best not in _ALIKE:
        return best
    # their most frequent words are the same
    told = {name: sum(words.get(w, 0) for w in own) for name, own in _apart().items()}
    return "ms" if told["ms"] > told["id"] else "id"


@cache
def _apart() -> dict[str, frozenset[str]]:
    """The words that tell Malay from Indonesian."""
    return {name: frozenset(listed.split()) for name, listed in _table()["apart"].items()}
