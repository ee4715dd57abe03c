"""Spaces that were lost where a sentence ends and the next one begins.

A stop between two words may also be part of an abbreviation or a coined name, so the words on both
sides must be told: a word in small letters ends a sentence, a listed word with a capital begins
one. Where a text has lost two such spaces without doubt, whatever stripped them has been at work,
and names and abbreviations on both sides are parted too.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..types import Edit
from .lists import COMMON
from .lore import lore
from .spaces import is_code, space, token
from .wording import Words

# what is never a sentence: the ends of addresses and file names
_ENDS = frozenset(
    "com co id net org info io tv news my sg uk js py html php app ai jpg jpeg png gif pdf txt doc "
    "docx xls xlsx csv zip exe mp3 mp4 xml json".split()
)
_RUN = r"[.]{0,4}"  # of stops before the last one
# the mark after a word, and the capital that begins the next sentence; it begins with the character
# it turns on, so that text without one costs next to nothing
_STOP = regex.compile(
    r"(?P<mark>[.?!…])(?=[\p{Lu}#]\p{L}*+(?:[\s,;:?!'’“”\"-]|$))"
    rf"(?<=(?P<left>\b\p{{L}}{{2,30}}|[\p{{L}}\p{{Nd}}%][)'’”\"]|\p{{Nd}}%){_RUN}."
    rf"|(?P<year>\p{{Nd}}{{4}}){_RUN}.|(?P<number>(?:\p{{L}} |[-/.,])\p{{Nd}}{{1,3}}).)"
    r"(?P<right>#?+\p{L}++)"
)
# a phrase in single quotation marks that ends a sentence
_QUOTED = regex.compile(
    r"(?<![^\s(])['‘](?=\p{L})[^'‘’\n]{1,200}(?:(?<=\p{L})['’](?=\p{L})[^'‘’\n]{1,200}){0,3}"
    r"[.?!…]['’](?P<right>\p{Lu}\p{Ll}++)(?![\w.])"
)
_COLON = regex.compile(
    r":(?=\p{Lu}\p{Ll}|\p{Nd})(?<=(?<![\p{L}\p{Nd}_:./-])(?P<left>\p{L}{4,30}|\p{Nd}{4}).)"
    r"(?P<right>\p{Lu}\p{Ll}{2,}+(?![\w:@/.])|\p{Nd}++(?:[.:]\p{Nd}\p{Nd}(?![\w.:])|(?=[/ ]|\. )))"
)
_SHORT = 3  # letters
VERY_COMMON = (
    5.0  # Zipf: what a sentence begins with where names are made of words: Cursor.Directory
)


def ended(words: Words) -> Iterator[Edit]:
    """Yield the edits that put spaces back after stops and colons, in no order."""
    if words.language is not None:
        yield from _after_stops(words)
        yield from _after_quotes(words)
        yield from _after_colons(words)


def _after_stops(words: Words) -> Iterator[Edit]:
    """``pasar.Pedagang``: sentences, and what may be some where two leave no doubt."""
    text = words.text
    found = [match for match in _STOP.finditer(text) if not _is_name(match)]
    found = [match for match in found if not is_code(text, match.start())]
    sure = [_ends_sentence(match, words) for match in found]
    lost = sum(sure) > 1 and lore(words.language).compounds == "apart"
    for match, certain in zip(found, sure, strict=True):
        if certain or lost:
            evidence = "a sentence ends, the next one begins"
            yield space(match.end("mark"), "space.after-stop", evidence)


def _is_name(match: regex.Match[str]) -> bool:
    """Whether a stop is part of an address, the name of a file or an abbreviation."""
    left, right = match["left"] or "", match["right"]
    if right.lower() in _ENDS or token(match).replace("..", "").count(".") > 2:
        return True
    short = left.isalpha() and len(left) < _SHORT
    return short and (right.isupper() or not left.isupper())


def _ends_sentence(match: regex.Match[str], words: Words) -> bool:
    """Whether what stands on both sides of a stop can be nothing but two sentences."""
    left, right = match["left"] or "", match["right"]
    if not left.isalpha():
        plain = right[1:].islower() or len(right) == 1
        return (plain and not match["number"]) or _begins(right, words)
    if left.islower():
        if right.isupper() and len(right) > 1:
            return words.frequency(left) >= COMMON
        return words.frequency(left) > 0 or len(left) > 4
    if len(left) < _SHORT:  # as are abbreviations: TP.HCM
        return len(right) > _SHORT and _begins(right, words)
    if not (left.isupper() or left.istitle() or lore(words.language).compounds == "apart"):
        return False
    long = len(left) > _SHORT or left.isupper()
    return long and len(right) > 1 and _begins(right, words)


def _begins(right: str, words: Words) -> bool:
    """Whether a word with a capital is a common one, or stands by itself elsewhere."""
    if right in words.counts:
        return True
    least = COMMON if lore(words.language).compounds == "apart" else VERY_COMMON
    return right[1:].islower() and words.frequency(right.lower()) >= least


def _after_quotes(words: Words) -> Iterator[Edit]:
    """``'Siapa di rumah?'Ceramah``: a closing single quotation mark after a stop."""
    for match in _QUOTED.finditer(words.text):
        at = match.start("right")
        if _begins(match["right"], words) and not is_code(words.text, at):
            yield space(at, "space.quote", "no space after a closing quotation mark")


def _after_colons(words: Words) -> Iterator[Edit]:
    """``berikut:Stasiun``: a colon between a word and a name or a number."""
    for match in _COLON.finditer(words.text):
        if _introduces(match, words) and not is_code(words.text, match.start()):
            yield space(match.start() + 1, "space.after-colon", "a colon between two words")


def _introduces(match: regex.Match[str], words: Words) -> bool:
    """Whether a word before a colon is one of the language, or what follows is a time."""
    left, right = match["left"], match["right"]
    if left.islower():
        return words.frequency(left) > 0
    if right[0].isdigit():
        return ":" in right or "." in right
    return _begins(right, words) and (left.isdigit() or words.frequency(left.lower()) >= COMMON)
