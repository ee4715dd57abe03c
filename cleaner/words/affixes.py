"""Words made of other words: what a list of words does not hold and is right all the same.

Indonesian and Malay words carry prefixes that change the first letter of the root (tulis, menulis)
and suffixes and particles after it; other languages have a few endings and beginnings that go with
any word, and some of them write compounds as one word.
"""

from __future__ import annotations

from collections.abc import Iterator

from .lists import frequencies
from .lore import Lore, lore

# the prefixes me- and pe-: what they end in, the root's letters it stands before, what it replaces
_NASAL = (
    ("nge", "", ""),
    ("ny", "aeiou", "s"),
    ("ng", "aeioughk", ""),
    ("ng", "aeiou", "k"),
    ("m", "bpfv", ""),
    ("m", "aeiou", "p"),
    ("n", "cdjsz", ""),
    ("n", "aeiou", "t"),
    ("", "lmnrwy", ""),
)
_INFLECTED = ("ed", "ing", "er")  # before which English drops an e and doubles a consonant
_COMMON_ROOT = 3.3
_SHORT_ROOT = 4.3
_DEEPEST = 4


def is_derived(word: str, language: str) -> bool:
    """Whether a lower-case word is made of words of the language, by affixes or as a compound."""
    known = lore(language)
    if known.compounds == "one" and _is_compound(word, language):
        return True
    return bool(known.suffixes) and _has_root(word, language, _DEEPEST)


def is_stem(word: str, language: str) -> bool:
    """Whether words of the language are made of ``word``, which is one then itself."""
    known, table = lore(language), frequencies(language)
    ends = ("", *known.suffixes)
    return any(f"{prefix}{word}{end}" in table for prefix in known.verbs for end in ends) or any(
        f"{word}{suffix}" in table for suffix in known.suffixes
    )


def _has_root(word: str, language: str, depth: int) -> bool:
    if depth < _DEEPEST and _is_root(word, language):
        return True
    return depth > 0 and any(
        _has_root(shorter, language, depth - 1) for shorter in set(_shorter(word, lore(language)))
    )


def _is_root(word: str, language: str) -> bool:
    if word in lore(language).roots:
        return True
    least = _COMMON_ROOT if len(word) > 3 else _SHORT_ROOT
    return len(word) >= 3 and frequencies(language).get(word, 0.0) >= least


def _shorter(word: str, known: Lore) -> Iterator[str]:
    """Yield what is left without one affix."""
    for suffix in known.suffixes:
        if word.endswith(suffix):
            yield word.removesuffix(suffix)
    for prefix in known.prefixes:
        # ke- alone makes numbers and a few old words, which the list has
        if word.startswith(prefix) and (prefix != "ke" or word.endswith("an")):
            rest = word.removeprefix(prefix)
            if prefix not in ("be", "te", "pe") or _takes_no_r(rest):
                yield rest
    if "me" in known.verbs:
        if word[:2] in ("me", "pe"):
            yield from _without_nasal(word[2:])
    elif word.endswith(_INFLECTED):
        stem = next(word.removesuffix(end) for end in _INFLECTED if word.endswith(end))
        yield f"{stem}e"
        if stem[-1:] == stem[-2:-1]:
            yield stem[:-1]


def _takes_no_r(root: str) -> bool:
    """Whether ber-, ter- and per- lose their r: before another one, or a syllable in -er."""
    return root[:1] == "r" or (root[1:3] == "er" and root[3:4] not in "aeiou")


def _without_nasal(word: str) -> Iterator[str]:
    for end, before, replaced in _NASAL:
        rest = word.removeprefix(end)
        if word.startswith(end) and (not before or rest[:1] in before):
            yield replaced + rest


def _is_compound(word: str, language: str) -> bool:
    """Whether a word is two words of the language, a linking s, es, n or en between them."""
    table = frequencies(language)
    for i in range(3, len(word) - 2):
        if table.get(word[i:], 0.0) < _COMMON_ROOT:
            continue
        left = word[:i]
        stems = (left, *(left.removesuffix(link) for link in ("s", "es", "n", "en")))
        if any(len(stem) >= 3 and stem in table for stem in stems):
            return True
    return False
