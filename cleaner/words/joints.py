"""Words split by a space that nobody meant, and words written twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from ..types import Edit
from .lists import LANGUAGES
from .lore import Lore, lore
from .slips import MISSED, ONCE, SWAPPED, TWICE, kind_of_slip
from .wording import Words

SPLIT_JOINED = 3.0  # one in a million
_PARTICLES = frozenset(("nya", "kah"))
_HALVES = regex.compile(r"-(?=\p{L}{4})(?<=(?<![\w-])(\p{L}{4,20})-)(\p{L}{4,20}+)(?![\w-])")
PASSIVE = 3.5  # Zipf
_ARTICLES = frozenset("aeouyà")
LONG_VERB = 7  # letters
SPLIT_LEAD = 1.48  # log10 of 30: the joined form is thirty times as frequent as the odd half


def joined(
    words: Words,
    i: int,
    *,
    least: float = SPLIT_JOINED,
    lead: float = SPLIT_LEAD,
    sure: bool = True,
) -> Edit | None:
    """``terse but``: two neighbours that are one frequent word.

    ``least`` is how frequent it must be, ``lead`` how much more so than its rarer half, and
    whoever is ``sure`` asks for words of the language around and a half that stands once.
    """
    if i < 0 or not words.touching(i) or words.language not in LANGUAGES:
        return None
    left, right = words.words[i : i + 2]
    if not _ARTICLES.isdisjoint((left, right)):  # however rare the noun: a bout
        return None
    whole = left + right
    frequent = words.frequency(whole)
    if frequent < least:  # as are names: the lists are of small letters
        return None
    odd = i if words.known(i) <= words.known(i + 1) else i + 1
    if frequent < words.known(odd) + lead:
        return None
    if sure and (words.counts[words.words[odd]] > 1 or not words.settled(i, 2)):
        return None
    evidence = f"{whole!r} is a frequent word, {words.words[odd]!r} a rare one that stands once"
    return words.edit(i, whole, "word.split", evidence, count=2)


def parted(words: Words) -> list[Edit]:
    """``diberbagai``: a preposition glued to the noun of place or time after it."""
    apart = lore(words.language).apart
    found = apart.keys() & words.counts.keys() if apart else ()
    places = [
        words.start(i) + apart[word]
        for i, word in enumerate(words.words if found else ())
        if word in found and (word.islower() or _goes_on(words, i))
    ]
    evidence = "a preposition is written apart"
    return [Edit(at, at, "", " ", "word.preposition", evidence) for at in places]


def _goes_on(words: Words, i: int) -> bool:
    """Whether the next word is in small letters, as in no headline."""
    return i + 1 < len(words.words) and words.words[i + 1].islower()


def doubled(words: Words) -> list[Edit]:
    """``yang yang``: a function word or a verb that stands twice in a row."""
    known = lore(words.language)
    return [
        words.edit(i, words.words[i], "word.doubled", f"{kind} twice in a row", count=2)
        for i in _twice(words)
        if (kind := _stands_once(words.words[i], known))
    ]


def _twice(words: Words) -> list[int]:
    """The words that the same word follows after one plain space."""
    often = {word for word, count in words.counts.items() if count > 1}
    pairs = enumerate(pairwise(words.words))
    return [i for i, (a, b) in pairs if a == b and a in often and words.touching(i)]


def _stands_once(word: str, known: Lore) -> str:
    """What kind of word never follows itself ``word`` is; empty for others."""
    if word in known.once:
        return "a function word"
    verb = known.compounds == "apart" and len(word) >= LONG_VERB and word.startswith(known.verbs)
    return "a verb" if verb else ""


def repeated(words: Words) -> Iterator[Edit]:
    """``anak anaknya``: a word written twice to say that there are many, without its hyphen."""
    many = lore(words.language).many
    ends = many & words.counts.keys() if many else ()
    for i, (left, right) in enumerate(pairwise(words.words) if ends else ()):
        if right not in ends or left.lower().removeprefix("se") != right.removesuffix("nya"):
            continue
        if words.touching(i):
            at = words.start(i) + len(left)
            yield Edit(at, at + 1, " ", "-", "word.repeated", "a word written twice has a hyphen")


def half_repeated(words: Words) -> Iterator[Edit]:
    """``undang-udang``: a slip in one half of a word written twice."""
    many = lore(words.language).many
    for match in _HALVES.finditer(words.text) if many else ():
        left, right = match.group(1).lower(), match.group(2).lower()
        wrong, meant = (match.group(2), left) if left in many else (match.group(1), right)
        if meant in many and kind_of_slip(wrong, meant) in (SWAPPED, TWICE, ONCE, MISSED):
            new = meant.capitalize() if wrong[0].isupper() else meant
            start = match.start(2 if left in many else 1)
            evidence = f"half of {meant}-{meant}"
            yield Edit(start, start + len(wrong), wrong, new, "word.repeated", evidence)


def passive(words: Words) -> Iterator[Edit]:
    """``di ajukan``: the prefix of a verb written apart; and ``atau kah``: so a particle."""
    if lore(words.language).compounds != "apart":
        return
    for i, (left, right) in enumerate(pairwise(words.words)):
        if left != "di" and right not in _PARTICLES:
            continue
        one = _is_passive(right, words) if left == "di" else left.islower() and words.known(i) > 0
        if one and words.touching(i):
            evidence = f"{left + right!r} is one word"
            yield words.edit(i, left + right, "word.split", evidence, count=2)


def _is_passive(verb: str, words: Words) -> bool:
    """Whether a word can only be a verb after ``di``: by its ending, or by how rare it is alone."""
    whole = words.frequency(f"di{verb}")
    if len(verb) < 5 or whole < PASSIVE:
        return False
    return verb.endswith("kan") or whole >= words.frequency(verb) + 1
