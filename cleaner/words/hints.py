"""What may be repaired and is not certain: suggested, and done only when asked for.

A hint says how sure it is, so that the likeliest can be read first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..types import Edit
from . import joints, slips
from .affixes import is_derived
from .glue import maybe_unglued
from .lists import LANGUAGES, frequency
from .names import maybe_harmonised
from .wording import Words

SPLIT_JOINED = 2.5
SPLIT_LEAD = 0.7
LEAST = 3.3
LEAST_OTHER = 4.5
RARE = 3.3  # a listed word below this may be a common misspelling
RARE_LEAD, RARE_LEAD_OTHER = 2.3, 3.0  # two hundred times, a thousand


def hints(words: Words) -> Iterator[Edit]:
    """Yield what may be repaired, in no order; two may be about the same word."""
    if words.language in LANGUAGES:
        for i in words.odd:
            edit = _joined(words, i - 1) or _joined(words, i) or _slip(words, i)
            yield from (edit,) if edit else ()
        yield from maybe_harmonised(words)
        yield from maybe_unglued(words)


def _joined(words: Words, i: int) -> Edit | None:
    edit = joints.joined(words, i, least=SPLIT_JOINED, lead=SPLIT_LEAD, sure=False)
    return edit and edit._replace(confidence=0.7)


def _slip(words: Words, i: int) -> Edit | None:
    """A word one letter from a more frequent one."""
    word, known = words.words[i], words.known(i)
    enough = max(LEAST, known + RARE_LEAD if known else 0.0)
    slip = slips.slip_of(word, words.language or "", enough) if _is_odd(words, i) else None
    if slip is None or slip.lead <= 0 or words.is_own(word, slip.word):
        return None
    lead = RARE_LEAD_OTHER if slip.kind == slips.OTHER else RARE_LEAD
    if known and slip.frequency < known + lead:
        return None
    least = LEAST_OTHER if slip.kind == slips.OTHER else LEAST
    if slip.frequency < least or (slip.kind == slips.OTHER and not words.settled(i)):
        return None
    if not known and (is_derived(word, words.language or "") or frequency(word) >= RARE):
        return None
    sure = 0.3 + 0.1 * slip.frequency - 0.2 * (slip.kind == slips.OTHER) - 0.2 * (known > 0)
    edit = words.edit(i, slip.word, "word.one-edit", slips.said(slip, known=known > 0))
    return edit._replace(confidence=round(min(sure, 0.9), 2))


def _is_odd(words: Words, i: int) -> bool:
    word = words.words[i]
    fit = 4 <= len(word) <= slips.LONGEST_WORD and words.known(i) < RARE
    return fit and words.in_prose(i)
