"""Misspelt words: those one slip of the hand away from a word of the language.

A slip is two letters changed about, a letter typed twice, left out or hit beside its key, or any
other single letter too many, too few or wrong. The first four are common in typing and rare between
two words of a language; only they are ever repaired without being asked for. The word meant must be
frequent, and lead every other word that is one letter away; the word that stands there must be in
no list, and not be made of listed words by affixes.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..types import Edit
from .affixes import is_derived, is_stem
from .lists import FLOOR, LANGUAGES, MOST_LANGUAGES, frequencies, frequency
from .lore import lore
from .wording import Words

SWAPPED, TWICE, ONCE, MISSED, BESIDE = "swapped", "twice", "once", "missed", "beside"
OTHER = "other"
_SAID = {
    SWAPPED: "two letters changed about",
    TWICE: "a letter typed twice",
    ONCE: "a doubled letter typed once",
    MISSED: "a letter left out",
    BESIDE: "a letter hit beside its key",
    OTHER: "one letter other",
}
# how frequent the word meant must be, on the Zipf scale: at least so, whatever the slip
MEANT = 3.3
LEAST = {SWAPPED: 3.3, TWICE: 3.5, BESIDE: 3.5, ONCE: 3.5, MISSED: 3.9}
SHORTEST = {SWAPPED: 4, ONCE: 6, MISSED: 6}  # letters; 5 where it says nothing else
LEAST_MISSED = 4.8  # where the word list is large: what is not in it is often a word all the same
LEAST_PREFIXED = 4.5  # roots that differ by a letter are many, and each takes the same prefixes
LARGE = 2.0  # the rarest word of a large list, at most
LEAST_SHORT = 5.0  # of short words many are a letter apart: biduk and bidik
LEAST_LONG = 6  # letters
LEAST_ELSEWHERE = 4.5  # where neither affixes nor a large list tell a rare word from a slip
LEAD = 0.5
BESIDE_LEAD = 0.8  # a wrong letter is likelier another slip than a letter too many or too few
CLEAR_LEAD = 4.0
# of a word that is near one other only
_COMMON_KINDS = frozenset((SWAPPED, TWICE, ONCE, MISSED))
LEAST_ALONE = 4.0
LEAST_ALONE_LETTERS = 7
LEAST_ALONE_OTHER = 4.3
LEAST_DERIVED = 4.3  # though it may be made by affixes
LEAST_OTHER = 4.0
LEAST_END = 4.8
LEAST_FIRST = 4.7
LEAST_LONG_ALONE = 3.5
LEAST_GRAMMAR = 6.5
LEAST_FIVE = 5.5  # of five letters
LEAST_LAST = 5.8  # where the last one is missing
LONG_TERM = 10  # letters; what is longer and stands more than once is no name
LONG = 8
CORPUS_MEANT = 90  # documents of the corpus that hold the word meant
LONGEST_WORD = 30
_TESTED = frozenset(("id", "ms", "en"))
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")


class Slip(NamedTuple):
    """A word that may be meant: how it was missed, how frequent it is, how far it leads rivals."""

    word: str
    kind: str
    frequency: float
    lead: float


@lru_cache(maxsize=2**14)
def slip_of(word: str, language: str, least: float = MEANT) -> Slip | None:
    """The likeliest word of the language that is one letter away from a lower-case ``word``.

    None where no word so near is ``least`` frequent.
    """
    table = frequencies(language)
    if least >= MEANT and not any(
        table.get(form, 0.0) >= least for form in _likely_forms(word, language, least)
    ):
        return None
    forms = _forms(word, alphabet(language))
    near = sorted(((table[other], other) for other in forms & table.keys()), reverse=True)
    if not near:
        return None
    (best, meant), rival = near[0], near[1][0] if near[1:] else 0.0
    return Slip(meant, kind_of_slip(word, meant), best, round(best - rival, 1))


def _likely_forms(word: str, language: str, least: float) -> Iterator[str]:
    """The forms one letter away from ``word`` that begin and end as words so frequent do."""
    band = max(band for band in BANDS if band <= least)
    begin, end = spelt(language, band)
    size = len(word)
    first, last = size - _shared(word[::-1], end), _shared(word, begin)
    if last < first - 2:
        return
    letters = alphabet(language)
    for i in range(max(first - 2, 0), last + 1):
        left, rest = word[:i], word[i + 1 :]
        if i >= first:
            yield from [left + c + word[i:] for c in letters]
        if i >= first - 1 and i < size:
            yield left + rest
            yield from [left + c + rest for c in letters if c != word[i]]
        if 0 < i < size - 1 and word[i] != rest[0]:
            yield left + rest[0] + word[i] + rest[1:]


BANDS = (MEANT, 4.3, 5.0)  # a word for which a more frequent one must be meant is near few of them


@lru_cache(maxsize=3 * MOST_LANGUAGES)
def spelt(language: str, least: float) -> tuple[list[str], list[str]]:
    """The words so frequent in order, and the same from their last letter to the first."""
    words = [word for word, found in frequencies(language).items() if found >= least]
    return sorted(words), sorted([word[::-1] for word in words])


def _shared(word: str, ordered: Sequence[str]) -> int:
    """The most letters at the beginning of ``word`` with which any of the words begins."""
    at = bisect(ordered, word)
    beside = ordered[max(at - 1, 0) : at + 1]
    return max((_first_other(word, other) for other in beside), default=0)


def _first_other(word: str, other: str) -> int:
    """Where the first letter stands in which two words differ, at the latest behind the shorter."""
    count = min(len(word), len(other))
    return next((i for i in range(count) if word[i] != other[i]), count)


def _forms(word: str, letters: frozenset[str]) -> set[str]:
    """Every form one letter away from ``word``."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + c + b for a, b in splits for c in letters}
    rests = [(a, b[1:]) for a, b in splits[:-1]]
    found |= {a + c + b for a, b in rests for c in letters}
    found.update(a + b for a, b in rests)
    found.update(a + b[1] + b[0] + b[2:] for a, b in splits[1:-2])
    found.discard(word)
    return found


def kind_of_slip(word: str, meant: str) -> str:
    """How ``word`` is missed for ``meant``: empty when it is not one letter away."""
    word, meant = word.lower(), meant.lower()
    at = _first_other(word, meant)
    # what stands there twice is told by the last of its places, so by the letter before it
    twice = at > 0 and word[at - 1 : at]
    if len(word) == len(meant):
        return _kind_of_change(word, meant, at) if word != meant else ""
    if len(word) > len(meant):
        if word[at + 1 :] != meant[at:]:
            return ""
        return TWICE if word[at] == twice else OTHER
    if word[at:] != meant[at + 1 :]:
        return ""
    if meant[at] == twice:
        return ONCE
    return MISSED if 0 < at < len(word) else OTHER


def _kind_of_change(word: str, meant: str, at: int) -> str:
    """The same of words of one length, the first letter in which they differ at ``at``."""
    if word[at + 1 :] == meant[at + 1 :]:
        beside = at > 0 and meant[at] in _beside().get(word[at], "")
        return BESIDE if beside else OTHER
    swapped = at > 0 and word[at : at + 2] == meant[at : at + 2][::-1]
    return SWAPPED if swapped and word[at + 2 :] == meant[at + 2 :] else ""


@cache
def _beside() -> dict[str, str]:
    """The keys around each key of a keyboard."""
    near: dict[str, str] = {}
    for rows in _ROWS:
        for row, above in zip(rows, ("", *rows), strict=False):
            for i, key in enumerate(row):
                around = row[max(i - 1, 0) : i] + row[i + 1 : i + 2] + above[i : i + 2]
                for other in around:
                    near[key] = near.get(key, "") + other
                    if other in above:
                        near[other] = near.get(other, "") + key
    return near


@lru_cache(maxsize=MOST_LANGUAGES)
def alphabet(language: str) -> frozenset[str]:
    """The letters of the frequent words of a language."""
    words = (word for word, found in frequencies(language).items() if found >= LEAST_ELSEWHERE)
    return frozenset("".join(words))


def repaired(words: Words, i: int) -> Edit | None:
    """``unutk``: a word of no list, one slip from a frequent one."""
    word, language = words.words[i], words.language or ""
    # what the user's corpus knows well may be rare elsewhere
    least = 0.0 if words.corpus else MEANT
    if not _may_be_slip(words, i) or (slip := slip_of(word, language, least)) is None:
        return None
    if not (_is_likely(slip, word, words) and words.settled(i)) or _is_meant(word, slip, language):
        return None
    if words.is_own(word, slip.word):
        return None
    if words.counts[word] > 1 and not _is_clear(slip, word, language):
        return None
    return words.edit(i, slip.word, f"word.{slip.kind}", said(slip))


def misspelt(words: Words) -> Iterator[Edit]:
    """Yield the edits of misspellings that are known as such, in no order."""
    known = lore(words.language).misspelt
    if not known:
        return
    found = known.keys() & words.counts.keys()
    for i, word in enumerate(words.words if found else ()):
        if word in found and not words.is_own(word, meant := known[word]):
            yield words.edit(i, meant, "word.misspelt", f"a common misspelling of {meant!r}")


def _is_meant(word: str, slip: Slip, language: str) -> bool:
    """Whether a word is one all the same, if it is not a plain slip of a word without rivals."""
    plain = _is_alone(slip, word, language) and slip.frequency >= LEAST_DERIVED
    if word in lore(language).roots or is_stem(word, language):
        return True
    # the other lists are asked last: most texts need not read them
    return (not plain and is_derived(word, language)) or frequency(word) > 0


def _is_alone(slip: Slip, word: str, language: str) -> bool:
    """Whether a long word is a common slip of one word and near no other, where affixes tell."""
    alone = slip.lead >= slip.frequency and slip.kind in _COMMON_KINDS
    return alone and len(word) >= LEAST_ALONE_LETTERS and bool(lore(language).verbs)


def _is_clear(slip: Slip, word: str, language: str) -> bool:
    """Whether a slip is one however often it stands: a long word that is near one other only."""
    if _is_alone(slip, word, language):
        return slip.frequency >= LEAST_DERIVED
    plain = slip.kind in _COMMON_KINDS or len(slip.word) < len(word)
    return len(word) >= LONG_TERM and slip.lead >= CLEAR_LEAD and plain


def said(slip: Slip, *, known: bool = False) -> str:
    """What a slip rests on, in words."""
    what = "a rare word" if known else "no word of any list"
    return f"{what}; {_SAID[slip.kind]} of {slip.word!r}"


def _may_be_slip(words: Words, i: int) -> bool:
    word = words.words[i]
    fit = 4 <= len(word) <= LONGEST_WORD and words.language in LANGUAGES and not words.known(i)
    return fit and words.in_prose(i)


def begun(words: Words) -> Iterator[Edit]:
    """``Menaggapi hal itu``: a plain slip in the first word of a sentence, in no order."""
    language = words.language or ""
    for i in words.first if lore(language).verbs else ():
        word = words.words[i].lower()
        affixed = _is_prefixed(word, words) or word.endswith(lore(language).suffixes)
        slip = slip_of(word, language) if affixed and len(word) >= LEAST_ALONE_LETTERS else None
        if slip is None or not _is_alone(slip, word, language) or slip.frequency < LEAST_DERIVED:
            continue
        if _is_meant(word, slip, language) or words.is_own(word, slip.word):
            continue
        if words.settled(i) and words.in_prose(i):
            yield words.edit(i, slip.word.capitalize(), f"word.{slip.kind}", said(slip))


def _is_likely(slip: Slip, word: str, words: Words) -> bool:
    """Whether a slip is a common one and the word meant frequent enough."""
    doubtful = slip.kind == BESIDE and not _is_large(words.language or "")
    least = BESIDE_LEAD if doubtful else LEAD
    if slip.lead < least or (slip.kind == OTHER and not _is_plain(slip, word, words)):
        return False
    if words.corpus.get(slip.word, 0) >= CORPUS_MEANT:
        return len(word) > 4
    if len(word) < SHORTEST.get(slip.kind, 5):
        return _is_frequent(slip, word, words.language or "")
    return slip.frequency >= _least(slip, word, words)


def _is_frequent(slip: Slip, word: str, language: str) -> bool:
    """Whether the word meant by a short slip is so frequent that length matters less."""
    if _is_large(language) or not lore(language).verbs:
        return False
    if len(word) > 4:
        return slip.lead >= 2 * LEAD and slip.frequency >= LEAST_FIVE
    beside = slip.kind in (BESIDE, TWICE) and slip.lead >= 3 * LEAD
    return beside and slip.frequency >= LEAST_GRAMMAR


def _is_large(language: str) -> bool:
    return FLOOR[language] < LARGE


def _least(slip: Slip, word: str, words: Words) -> float:
    """How frequent the word meant by a slip must be."""
    kind, language = slip.kind, words.language or ""
    if language not in _TESTED:
        return LEAST_ELSEWHERE
    short = LONG - 1 if _is_large(language) else LEAST_LONG
    if len(word) == 4 or (kind == BESIDE and len(word) < short):
        return LEAST_SHORT
    if kind in (MISSED, ONCE) and _is_large(language):
        return LEAST_MISSED
    if _is_alone(slip, word, language):
        return min(LEAST[kind], LEAST_ALONE if len(word) < LONG_TERM else LEAST_LONG_ALONE)
    if kind != SWAPPED and _is_prefixed(word, words):
        return LEAST_PREFIXED
    return LEAST.get(kind, LEAST_OTHER)


def _is_prefixed(word: str, words: Words) -> bool:
    verbs = lore(words.language).verbs
    return bool(verbs) and word.startswith((*verbs, "pe"))


def _is_plain(slip: Slip, word: str, words: Words) -> bool:
    """Whether a long word with one other letter can hardly be meant for anything else."""
    tells = bool(lore(words.language).verbs)
    last = slip.word[:-1] == word and slip.lead >= 4 * LEAD and slip.frequency >= LEAST_LAST
    if last or not tells or slip.lead < 2 * LEAD or len(word) <= 5:
        return last and tells
    alone = slip.lead >= slip.frequency
    if word[0] != slip.word[0] or word[-1] != slip.word[-1]:
        return alone and _is_plain_end(slip, word, words)
    if len(word) < LONG:
        return False
    if len(word) > len(slip.word) and alone:  # a letter too many
        return slip.frequency >= (LEAST_OTHER if len(word) < LONG_TERM else LEAST_LONG_ALONE)
    least = LEAST_ALONE_OTHER if alone else LEAST_PREFIXED
    return not _is_prefixed(word, words) and slip.frequency >= least


def _is_plain_end(slip: Slip, word: str, words: Words) -> bool:
    """Whether the first or the last letter alone is missing, too many or hit beside its key."""
    meant, found = slip.word, slip.frequency
    if meant[:-1] == word:
        return len(word) > 6 and found >= (LEAST_PREFIXED if word[-2:] == "ka" else LEAST_END)
    if word[1:] == meant:
        return _is_prefixed(meant, words)
    if word[:-1] == meant:  # and no suffix
        return len(word) > LONG and _is_prefixed(word, words) and word[-1] not in "iks"
    return word[1:] == meant[1:] and word[0] in _beside().get(meant[0], "") and found >= LEAST_FIRST


def is_word(word: str, language: str) -> bool:
    """Whether a word not in the list of its language is one of another, or made of listed ones."""
    # the other lists are asked last: most texts need not read them
    made = is_derived(word, language) or is_stem(word, language) or word in lore(language).roots
    return made or frequency(word) > 0
