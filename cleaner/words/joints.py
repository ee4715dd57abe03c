"""Words split by a space that nobody meant, and function words written twice."""

from __future__ import annotations

from ..types import Edit
from .lists import LANGUAGES
from .lore import lore
from .wording import Words

SPLIT_JOINED = 3.0  # one in a million
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
        words.start(i) + apart[w] for i, w in enumerate(words.words if found else ()) if w in found
    ]
    evidence = "a preposition is written apart"
    return [Edit(at, at, "", " ", "word.preposition", evidence) for at in places]


def doubled(words: Words) -> list[Edit]:
    """``yang yang``: a function word that stands twice in a row."""
    grammar = lore(words.language).once & words.counts.keys()
    places = (i for i, word in enumerate(words.words[:-1] if grammar else ()) if word in grammar)
    return [
        words.edit(i, words.words[i], "word.doubled", "a function word twice in a row", count=2)
        for i in places
        if words.words[i] == words.words[i + 1] and words.touching(i)
    ]
