"""Words made of other words: what a list of words does not hold and is right all the same.

Indonesian and Malay words carry prefixes that change the first letter of the root (tulis, menulis)
and suffixes and particles after it; other languages have a few endings and beginnings that go with
any word, and some of them write compounds as one word.
"""

from __future__ import annotations

from collections.abc import Iterator

from .words import frequencies

_SUFFIXES = {
    "id": "kannya annya inya nyalah lah kah pun nya kan ku mu an in i wan isme isasi".split(),
    "en": "s es ed d ing er ers est ly ness less like able ish y ism ist ists ship".split(),
}
_SUFFIXES["ms"] = _SUFFIXES["id"]
_BEFORE = {
    "id": "anti antar multi non pasca pra pro semi sub super swa tuna adi maha nir mem"
    "per diper keter seper keber se ke ber be di ter te per pe".split(),
    "en": "anti counter de dis ex extra hyper inter mega micro mid mini mis multi non out over "
    "post pre pro re semi sub super trans ultra un under up".split(),
}
_BEFORE["ms"] = _BEFORE["id"]
COMPOUNDING = frozenset(("de", "nl", "sv", "no", "da", "fi", "hu", "is"))
# the prefixes me- and pe-: what they end in, the root's letters it stands before, what it replaces
_NASAL = (
    ("nge", "", ""),
    ("ny", "aeiou", "s"),
    ("ng", "aeioughk", ""),
    ("ng", "aeiou", "k"),
    ("m", "bpfv", ""),
    ("m", "aeiou", "p"),
    ("n", "cdjtsz", ""),
    ("n", "aeiou", "t"),
    ("", "lmnrwy", ""),
)
_COMMON_ROOT = 3.3
_SHORT_ROOT = 4.3
_DEEPEST = 4


def is_derived(word: str, language: str) -> bool:
    """Whether a lower-case word is made of words of the language, by affixes or as a compound."""
    if language in COMPOUNDING and _is_compound(word, language):
        return True
    return language in _SUFFIXES and _has_root(word, language, _DEEPEST)


def _has_root(word: str, language: str, depth: int) -> bool:
    if depth < _DEEPEST and _is_root(word, language):
        return True
    return depth > 0 and any(
        _has_root(shorter, language, depth - 1) for shorter in set(_shorter(word, language))
    )


def _is_root(word: str, language: str) -> bool:
    least = _COMMON_ROOT if len(word) > 3 else _SHORT_ROOT
    return len(word) >= 3 and frequencies(language).get(word, 0.0) >= least


def _shorter(word: str, language: str) -> Iterator[str]:
    """Yield what is left without one affix."""
    for suffix in _SUFFIXES[language]:
        if word.endswith(suffix):
            yield word.removesuffix(suffix)
    if language == "en" and word.endswith(("ed", "ing", "er")):
        stem = word.removesuffix("ed").removesuffix("ing").removesuffix("er")
        yield f"{stem}e"
        if stem[-1:] == stem[-2:-1]:
            yield stem[:-1]
    for prefix in _BEFORE[language]:
        if word.startswith(prefix):
            rest = word.removeprefix(prefix)
            # the prefix ber- loses its r before another one only
            if prefix not in ("be", "te", "pe") or rest[:1] == "r" or rest[1:3] == "er":
                yield rest
    if language != "en" and word[:2] in ("me", "pe"):
        yield from _without_nasal(word[2:])


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
