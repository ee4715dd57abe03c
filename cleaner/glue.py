"""Words that ran together where a link began or ended, or a space was missed.

A glued word is cut into pieces that are words: frequent ones of the language, or names. A function
word among them, or a pair that the document writes apart elsewhere, leaves no doubt; two nouns or
two names do, for compounds and coined names (YouTube) look the same. Where a document holds places
without doubt, whatever stripped their spaces has been at work, and its capitals inside words are
taken for glue too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .affixes import COMPOUNDING, is_derived
from .language import function_words
from .slips import CORPUS_WORD, OTHER, slip_of
from .types import Edit
from .wording import Words
from .words import ASKED, LANGUAGES, frequencies, frequency

LONGEST = 60
LONGEST_PIECE = 20
PLAIN = 4.5  # what both halves must be in languages that write compounds apart
COMMON = 4.0  # what a piece of a word in small letters must be
LISTED = 3.3  # what a name or a word beside a capital must be
VERB = 6  # letters; shorter words before a capital may be half of a coined name
NOT_A_SLIP = 4.5
_NEVER = 99.0
# in one word with what follows or precedes them: affixes, though some are words too
_BOUND = {
    "id": frozenset("nya kan lah kah pun ku mu an di ke se ter ber me pe".split()),
    "en": frozenset("un re non de ex est ish".split()),
}
_BOUND["ms"] = _BOUND["id"]
_NO_WORDS = frozenset[str]()
# grammar that makes no compounds and is no part of coined names
_GRAMMAR = {
    "id": "yang dan di ke dari untuk dengan pada ini itu akan oleh adalah dalam telah sudah juga "
    "tidak atau sebagai karena bahwa tersebut bisa dapat ia mereka secara saat serta hingga agar "
    "kepada terhadap bahkan seperti menjadi masih setelah sebelum ketika belum harus hanya bagi "
    "tentang sejak selama tetapi namun atas antara",
    "en": "the of and to is that for with was are were be been have has had from not but his her "
    "their this which they will would who when said your our we my can could how where what all "
    "more most some other only about into after before just like than then there these those "
    "such also both always very if or as at by on in it an because should even still through being "
    "many much while during between never again used using made make found given provide including "
    "however without another against since until whether within become often already around though "
    "really going want think know every each may might must does did do its our us he she so no "
    "based according across among despite following became began took went came gave told",
    "de": "und der die das den dem des mit von für auf ist nicht sich auch werden wurde dass",
    "fr": "les des et dans pour que qui sur avec par est une pas aux cette",
    "es": "los las del que y para con por una como pero sus este esta",
    "pt": "os das dos que para com uma por como mas foi são pela pelo",
    "it": "gli che per con una del della dei delle sono nel nella anche come",
    "nl": "het een van en met voor niet zijn dat aan bij ook",
    "tr": "ve bir bu için ile olarak olan gibi daha",
    "pl": "się nie jest że dla przez oraz jak przed",
    "ru": "что это как для его она они или был при после также",
    "vi": "và của là có được trong cho không với một",
}
GRAMMAR = {language: frozenset(words.split()) for language, words in _GRAMMAR.items()}
# words that end so are no first half of an English compound
_OPEN = tuple("ing ed ly ous ive ful al able tion ment ness ity ies ance ence".split())
# short function words that are the beginning or end of others as well
_ENDINGS = frozenset("in on at it as or by if we he no so us an".split())
_SHORT = 3  # letters; a shorter one needs a long word beside it, for it is the end of others too
_LONG = 7
GRAMMAR["ms"] = GRAMMAR["id"] | {"kerana", "bahawa", "boleh"}


class Glued(NamedTuple):
    """A glued word: which one, its pieces, and whether they leave no doubt."""

    index: int
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
        if not found.certain:
            yield from _edits(words, found, 0.6)


def _edits(words: Words, found: Glued, sure: float) -> Iterator[Edit]:
    at, evidence = words.start(found.index), f"words run together: {' '.join(found.pieces)}"
    for piece in found.pieces[:-1]:
        at += len(piece)
        yield Edit(at, at, "", " ", "word.glued", evidence, sure)


def _found(words: Words) -> list[Glued]:
    """The glued words of a text; two that leave no doubt make those with capitals inside so."""
    if words.language not in LANGUAGES:
        return []
    odd = {word for word in words.unknown if _is_odd(word, words)}
    found = []
    for i, word in enumerate(words.words if odd else ()):
        if word in odd and (pieces := _pieces(word, words)):
            certain = _is_certain(pieces, words) and (words.settled(i) or not word.islower())
            found.append(Glued(i, pieces, certain))
    if sum(glued.certain or _is_pair(glued.pieces, words) for glued in found) > 1:
        found = [g._replace(certain=g.certain or _is_likely(g.pieces, words)) for g in found]
    return found


def _is_odd(word: str, words: Words) -> bool:
    """Whether a word may be glued: long, in no list, seldom in the text and the corpus."""
    if not 5 <= len(word) <= LONGEST or word.isupper() or words.corpus.get(word, 0) >= CORPUS_WORD:
        return False
    if word.islower() and words.counts[word.title()] > 0:
        return False
    return words.counts[word] <= (1 if word[1:].islower() else 2)


def _is_likely(pieces: tuple[str, ...], words: Words) -> bool:
    """Whether pieces may well be glued in a text that has lost spaces elsewhere."""
    if words.language not in ("id", "ms"):
        return False
    if any(not piece.islower() for piece in pieces[1:]):
        return True
    return min(len(piece) for piece in pieces) > 3 and (
        pieces[0].islower() or words.frequency(pieces[0].lower()) >= COMMON
    )


def _is_pair(pieces: tuple[str, ...], words: Words) -> bool:
    """Whether pieces are common words in small letters, in a language that parts compounds."""
    return words.language in ("id", "ms") and all(
        piece.islower() and len(piece) > 3 and words.frequency(piece) >= COMMON for piece in pieces
    )


def _pieces(word: str, words: Words) -> tuple[str, ...]:
    """The likeliest words that make up ``word``; none when it cannot be cut or is a word."""
    language = words.language or ""
    small = word[1:].islower()
    if small and language in COMPOUNDING:
        return ()
    pieces = _cut(word, words)
    if len(pieces) < 2 or frequency(word.lower(), ASKED) > 0:
        return ()
    bound = _BOUND.get(language, _NO_WORDS)
    if pieces[-1] in bound - {"di", "ke"} or (small and pieces[0] in bound):
        return ()
    if small:
        slip = slip_of(word.lower(), language)
        likely = slip is not None and slip.frequency >= NOT_A_SLIP and slip.kind != OTHER
        if likely or is_derived(word.lower(), language):
            return ()
    return pieces


def _cut(word: str, words: Words) -> tuple[str, ...]:
    """Cut ``word`` where its pieces cost least: the rarer a piece, the more it costs."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(word) + 1):
        choices = (
            (best[start][0] + _cost(word, start, end, words), start)
            for start in range(max(end - LONGEST_PIECE, 0), end)
            if best[start][0] < _NEVER
        )
        best.append(min(choices, default=(_NEVER, 0)))
    if best[-1][0] >= _NEVER:
        return ()
    pieces, end = [], len(word)
    while end:
        start = best[end][1]
        pieces.append(word[start:end])
        end = start
    return tuple(reversed(pieces))


def _cost(word: str, start: int, end: int, words: Words) -> float:
    piece = word[start:end]
    if len(piece) == len(word):
        return _NEVER
    if piece.islower():
        return _word_cost(piece, words)
    before, after = word[start - 1 : start], word[end : end + 1]
    if before.isupper() and not piece.isupper():
        before = before if word[start - 2 : start].isupper() else "a"
    if not piece[0].isupper() or (before and before.isupper()):
        return _NEVER
    return _name_cost(piece, after, words)


def _word_cost(piece: str, words: Words) -> float:
    found = words.frequency(piece)
    if len(piece) < 4:
        may_stand = len(piece) == 3 or piece in function_words(words.language)
        return 9 - found if len(piece) > 1 and may_stand and found >= 5 else _NEVER
    if found < LISTED and words.language in ("id", "ms") and len(piece) > 5:
        found = frequencies("en").get(piece, 0.0)
    return 9 - found if found >= LISTED else _NEVER


def _name_cost(piece: str, after: str, words: Words) -> float:
    """What a piece with a capital costs: little when the text or the list knows it."""
    if not (piece.isupper() or piece[1:].islower()):
        return _NEVER
    if words.counts[piece] > 0:
        return 2.0
    found = words.frequency(piece.lower())
    if found >= LISTED and len(piece) > 2:
        return 9 - found
    # an unknown name ends where a capital follows, or a word that is no mere ending
    may_end = len(piece) > 3 or (piece.isupper() and len(piece) > 1) or not after
    return 5 + 0.6 * len(piece) if may_end else _NEVER


def _is_certain(pieces: tuple[str, ...], words: Words) -> bool:
    """Whether pieces can be nothing but words that ran together."""
    if not all(map(str.islower, pieces)):
        return any(_is_border(left, right, words) for left, right in pairwise(pieces))
    if not GRAMMAR.get(words.language or "", _NO_WORDS).isdisjoint(pieces):
        return all(_is_parted(piece, pieces, words) for piece in pieces)
    return len(pieces) == 2 and _is_plain(*pieces, words)


def _is_border(left: str, right: str, words: Words) -> bool:
    """Whether a function word or a verb stands beside a name, or a word with a capital."""
    grammar = GRAMMAR.get(words.language or "", _NO_WORDS)
    if left.islower():
        # English names may begin with an article: theScore
        return not right.islower() and left in grammar and words.language != "en"
    if right not in grammar:
        return _is_verb(right, words)
    if words.counts[left] > 0 or words.counts[left.lower()] > 0:
        return len(right) >= _SHORT
    long = len(left) > 4 and len(right) > _SHORT and words.language != "en"
    return long and words.frequency(left.lower()) >= LISTED


def _is_verb(word: str, words: Words) -> bool:
    """Whether a word is a long verb by its prefix, as no name ends."""
    prefixed = word.startswith(("me", "di", "ber", "ter")) and words.language in ("id", "ms")
    return prefixed and len(word) >= _LONG and words.frequency(word) >= LISTED


def _is_parted(piece: str, pieces: tuple[str, ...], words: Words) -> bool:
    """Whether a piece beside a function word is a word too, and no ending of it."""
    grammar = GRAMMAR[words.language or ""]
    if piece not in grammar:
        common = words.frequency(piece.lower()) >= (COMMON if len(piece) < VERB else LISTED)
        return common
    others = [other for other in pieces if other is not piece]
    if len(piece) >= _SHORT or max(map(len, others)) >= _LONG:
        return True
    return piece not in _ENDINGS and max(map(words.frequency, others)) >= COMMON


def _is_plain(left: str, right: str, words: Words) -> bool:
    """Whether two common words are no compound, in a language where that can be told."""
    open_ended = words.language in ("id", "ms") or (
        words.language == "en" and len(left) >= VERB and len(right) > 3 and left.endswith(_OPEN)
    )
    return open_ended and min(map(words.frequency, (left, right))) >= PLAIN
