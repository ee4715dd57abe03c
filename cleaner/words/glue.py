"""Words that ran together where a link began or ended, or a space was missed.

A glued word is cut into pieces that are words: frequent ones of the language, or names. A function
word or a long verb among them leaves no doubt; two nouns or two names do, for compounds and coined
names (YouTube) look the same. Where a document holds several such places, whatever stripped their
spaces has been at work, and the doubtful ones are taken for glue too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..types import Edit
from .affixes import is_derived
from .cutting import LISTED, cut
from .lists import LANGUAGES, frequency
from .lore import lore
from .slips import OTHER, slip_of
from .spaces import is_code
from .wording import Words

LONGEST = 60
PLAIN = 4.5  # what both halves must be in languages that write compounds apart
COMMON = 4.0  # what a piece of a word in small letters must be
VERB = 6  # letters; shorter words before a capital may be half of a coined name
NOT_A_SLIP = 4.5
_SHORT = 3  # letters; a shorter one needs a long word beside it, for it is the end of others too
_LONG = 7


class Glued(NamedTuple):
    """A glued word: which one, its pieces, and whether they leave no doubt."""

    at: int
    pieces: tuple[str, ...]
    certain: bool


def unglued(words: Words) -> Iterator[Edit]:
    """Yield the edits that part glued words without doubt, one for each space."""
    for found in _found(words):
        if found.certain:
            yield from _edits(words, found, 0.99)


def maybe_unglued(words: Words) -> Iterator[Edit]:
    """Yield the edits that would part words that may be glued."""
    for found in _found(words):
        if not found.certain and _is_hint(found.pieces, words):
            yield from _edits(words, found, 0.6)


def _is_hint(pieces: tuple[str, ...], words: Words) -> bool:
    """Whether doubtful pieces are worth a word: long ones, or names that stand apart elsewhere."""
    if all(map(str.islower, pieces)):
        return len(pieces) == 2 and min(map(words.frequency, pieces)) >= COMMON
    names = [piece for piece in pieces if not piece.islower()]
    return len(pieces) == 2 and all(words.counts[name] > 0 for name in names)


def _edits(words: Words, found: Glued, sure: float) -> Iterator[Edit]:
    at, evidence = words.start(found.at), f"words run together: {' '.join(found.pieces)}"
    for piece in found.pieces[:-1]:
        at += len(piece)
        yield Edit(at, at, "", " ", "word.glued", evidence, sure)


@lru_cache(maxsize=1)  # certain and doubtful ones are asked for one after the other
def _found(words: Words) -> list[Glued]:
    """The glued words of a text; two that leave no doubt make those with capitals inside so."""
    if words.language not in LANGUAGES:
        return []
    odd = {word for word in words.unknown if _is_odd(word, words)}
    cut = {word: pieces for word in odd if (pieces := _pieces(word, words))}
    found = []
    for i, word in enumerate(words.words if cut else ()):
        if word in cut and _may_part(words, i):
            settled = not word.islower() or words.settled(i)
            found.append(Glued(i, cut[word], settled and _is_certain(cut[word], words)))
    if sum(glued.certain or _is_pair(glued.pieces, words) for glued in found) > 1:
        found = [g._replace(certain=g.certain or _is_likely(g.pieces, words)) for g in found]
    return found


def _may_part(words: Words, i: int) -> bool:
    """Whether a word stands in prose, or with a capital inside at least in no code."""
    if words.words[i].islower():
        return words.in_prose(i)
    return not is_code(words.text, words.start(i))


def _is_odd(word: str, words: Words) -> bool:
    """Whether a word may be glued: long, in no list, seldom in the text."""
    if not 5 <= len(word) <= LONGEST or word.isupper():
        return False
    if word.islower() and words.counts[word.title()] > 0:
        return False
    return words.counts[word] <= (1 if word[1:].islower() else 2)


def _is_likely(pieces: tuple[str, ...], words: Words) -> bool:
    """Whether pieces may well be glued in a text that has lost spaces elsewhere."""
    if lore(words.language).compounds != "apart":
        return False
    if any(not piece.islower() for piece in pieces[1:]):
        return True
    grammar = lore(words.language).grammar
    if pieces[-1] in lore(words.language).ends:
        return False
    return all(len(piece) > _SHORT or piece in grammar for piece in pieces) and (
        pieces[0].islower() or words.frequency(pieces[0].lower()) >= COMMON
    )


def _is_pair(pieces: tuple[str, ...], words: Words) -> bool:
    """Whether pieces are common words in small letters, in a language that parts compounds."""
    return lore(words.language).compounds == "apart" and all(
        piece.islower() and len(piece) > 3 and words.frequency(piece) >= COMMON for piece in pieces
    )


def _pieces(word: str, words: Words) -> tuple[str, ...]:
    """The likeliest words that make up ``word``; none when it cannot be cut or is a word."""
    language, known = words.language or "", lore(words.language)
    small = word[1:].islower()
    if small and known.compounds == "one":
        return ()
    pieces = cut(word, words)
    if len(pieces) < 2 or frequency(word.lower()) or words.is_own(word, *pieces):
        return ()
    ends = pieces[-1] in known.bound and pieces[-1] not in known.grammar
    if ends or (small and pieces[0] in known.bound):
        return ()
    if pieces[0].lower() in known.coins and pieces[1].lower() not in known.grammar:
        return ()
    if small:
        slip = slip_of(word.lower(), language)
        likely = slip is not None and slip.frequency >= NOT_A_SLIP and slip.kind != OTHER
        if likely or is_derived(word.lower(), language):
            return ()
    return pieces


def _is_certain(pieces: tuple[str, ...], words: Words) -> bool:
    """Whether pieces can be nothing but words that ran together."""
    if not all(map(str.islower, pieces)):
        return any(_is_border(left, right, words) for left, right in pairwise(pieces))
    if not lore(words.language).grammar.isdisjoint(pieces):
        plain = all(_is_loose(left, right, words) for left, right in pairwise(pieces))
        return plain and all(_is_parted(piece, pieces, words) for piece in pieces)
    return len(pieces) == 2 and (_is_plain(*pieces, words) or _is_clause(*pieces, words))


def _is_clause(left: str, right: str, words: Words) -> bool:
    """Whether a long verb stands before a long word, or after one."""
    if not left.islower() or min(map(len, (left, right))) < 5:
        return False
    least = min(map(words.frequency, (left, right)))
    return least >= LISTED and (_is_verb(left, words) or _is_verb(right, words))


def _is_border(left: str, right: str, words: Words) -> bool:
    """Whether a function word or a verb stands beside a name, or a word with a capital."""
    known = lore(words.language)
    grammar = known.grammar
    if not right.islower():
        # English names may begin with an article: theScore
        article = left in grammar or (left.islower() and _is_verb(left, words))
        return (article and known.compounds != "either") or _is_seam(left, right, words)
    if left.islower():
        return False
    if right not in grammar:
        return _is_verb(right, words) or _is_name_before(left, right, words)
    if left.lower() in grammar:
        return False
    if words.counts[left] > 0 or words.counts[left.lower()] > 0:
        return len(right) >= _SHORT
    long = len(left) > 4 and len(right) > _SHORT and lore(words.language).compounds != "either"
    return long and words.frequency(left.lower()) >= LISTED


def _is_seam(left: str, right: str, words: Words) -> bool:
    """Whether a word of the language, and no brand, is followed by another with a capital."""
    known = lore(words.language)
    if known.compounds != "apart":
        return False
    if left == right:
        return len(left) > _SHORT and words.counts[left] > 0
    if min(words.counts[left], words.counts[right]) > 1 and len(right) > _SHORT:
        return True
    if not right[1:].islower() or len(right) < _SHORT:
        return False
    native = _is_native(right, LISTED if len(right) > 4 else PLAIN, words)
    if left.isupper():
        return native and (words.counts[left] > 0 or right.lower() in known.grammar)
    begins = native or (words.counts[right] > 0 and len(right) > _SHORT)
    return begins and len(left) > _SHORT and _is_native(left, COMMON, words)


def _is_native(word: str, least: float, words: Words) -> bool:
    """Whether a word is a frequent one of the language, and more so than in English."""
    found = words.frequency(word.lower())
    return found >= least and found > frequency(word.lower(), ("en",))


def _is_name_before(name: str, word: str, words: Words) -> bool:
    """Whether a name that the text has elsewhere stands before a long frequent word."""
    known = lore(words.language)
    if known.compounds != "apart" or not words.counts[name] or len(name) <= _SHORT:
        return False
    return len(word) > 4 and words.frequency(word) >= PLAIN


def _is_verb(word: str, words: Words) -> bool:
    """Whether a word is a long verb by its prefix, as no name ends."""
    prefixed = word.startswith(lore(words.language).verbs)
    return prefixed and len(word) >= _LONG and words.frequency(word) >= LISTED


def _is_parted(piece: str, pieces: tuple[str, ...], words: Words) -> bool:
    """Whether a piece beside a function word is a word too, and no ending of it."""
    grammar = lore(words.language).grammar
    if piece not in grammar:
        return words.frequency(piece.lower()) >= (COMMON if len(piece) < VERB else LISTED)
    others = [other for other in pieces if other is not piece]
    longest = max(map(len, others))
    if len(piece) > _SHORT or longest >= _LONG:
        return True
    if len(piece) == _SHORT:
        return longest > 4 or lore(words.language).compounds == "apart"
    return piece not in lore(words.language).ends and max(map(words.frequency, others)) >= COMMON


def _is_loose(left: str, right: str, words: Words) -> bool:
    """Whether one of two neighbours is a function word, or they are no compound."""
    return not lore(words.language).grammar.isdisjoint((left, right)) or _is_plain(
        left, right, words
    )


def _is_plain(left: str, right: str, words: Words) -> bool:
    """Whether two common words are no compound, in a language where that can be told."""
    known = lore(words.language)
    loose = len(left) >= VERB and len(right) > _SHORT and left.endswith(known.open)
    open_ended = loose or known.compounds == "apart"
    return open_ended and min(map(words.frequency, (left, right))) >= PLAIN
