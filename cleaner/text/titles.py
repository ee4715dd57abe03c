"""Where a headline ends that was glued into running text.

A headline in running text has no mark of its own end. What tells is the change of style: in a
headline in title case nearly every word has a capital, in a sentence nearly none; the sentence
starts at the last place before its first lower-case words where one may start. A headline in
sentence case ends where letters are glued (``vaksinMenurutnya``) or where a word that opens
sentences stands with a capital. Where the signs do not agree nothing is found, and prose stays.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

import regex

from ..words.language import function_words
from .pieces import QUOTES, Piece, headline_words, pieces_of

WINDOW = 480  # characters looked at; no headline and first words of a sentence are longer
MOST_WORDS = 26
LEAST_WORDS = 3
CAPITALS = 0.7  # share of the words of a headline in title case that have a capital
FREQUENT = 4.7  # Zipf: once in twenty thousand words
_DASH = regex.compile(r"[-–—]\s?[\p{Lu}\"“]")
_DATELINE = regex.compile(r"\w\.(?:com|net|co|id|my)\b|\p{Lu}{4,}\s?[-–—]")
_INSIDE = regex.compile(r"\p{Ll}{3}\p{Lu}\p{Ll}{3}")  # words glued inside a sentence


def title_end(text: str, before: str, after: str, *, sentence_case: bool) -> int | None:
    """Where the headlines at the start of ``text`` end; None when that cannot be told.

    0 when a sentence starts there at once, ``len(text)`` when nothing but headlines stands there.
    ``before`` and ``after`` stand around it in the line. Headlines in sentence case are looked
    for when ``sentence_case`` is set.
    """
    around = before + text + after
    pieces = pieces_of(text[:WINDOW], around)
    whole = len(text) <= WINDOW and _all_headlines(pieces, text)
    sentence = _sentence_at(pieces)
    if sentence is None:
        return len(text) if whole else None
    title_case = _title_case(pieces[:sentence])
    glued = sum(piece.starts == "glue" for piece in pieces) > 1
    if whole and (not title_case or glued or len(pieces) - sentence < LEAST_WORDS * 2):
        return len(text) if title_case or sentence_case else None
    if title_case:
        at = _start_before(pieces, sentence, text, around)
    elif sentence_case:
        at = _last_glue(pieces, trusted=not _INSIDE.search(before))
    else:
        return 0 if sentence < LEAST_WORDS else None
    if at is None or at < LEAST_WORDS or (title_case and _doubtful(pieces[:at], text)):
        return None
    return pieces[at].start


def _doubtful(pieces: Sequence[Piece], text: str) -> bool:
    """Whether a sentence may stand among the headlines, or they do not end where one could."""
    opened = text[: pieces[-1].end]
    if pieces[-1].small or opened.endswith(",") or _DATELINE.search(opened):
        return True
    return sum(p.plain for p in pieces) > 1 or opened.count("“") > opened.count("”")


def _all_headlines(pieces: Sequence[Piece], text: str) -> bool:
    """Whether a whole text is headlines: no full stop, and none too long where pieces are glued."""
    bare = (text[p.start : p.end].rstrip(QUOTES + ")") for p in pieces)
    if any(end.endswith(".") and len(end) > 3 for end in bare):
        return False
    last = longest = 0
    for i, piece in enumerate((*pieces, None)):
        if piece is None or piece.starts in ("glue", "mark", "quote"):
            longest, last = max(longest, i - last), i
    return longest <= MOST_WORDS and len(pieces) >= LEAST_WORDS


def _sentence_at(pieces: Sequence[Piece]) -> int | None:
    """The first of the words that are written as in a sentence."""
    for i, piece in enumerate(pieces[: MOST_WORDS * 2]):
        if piece.small:
            near = pieces[i : i + 6] if piece.plain else pieces[i : i + 4]
            small, plain = sum(p.small for p in near), sum(p.plain for p in near)
            if (small >= 3 and plain) or (piece.plain and any(p.small for p in near[1:2])):
                return i
    return None


def _title_case(pieces: Sequence[Piece]) -> bool:
    small = headline_words().small
    words = [p for p in pieces if p.word and p.word.lower() not in small]
    return len(words) >= LEAST_WORDS and sum(not p.small for p in words) >= CAPITALS * len(words)


def _start_before(pieces: Sequence[Piece], sentence: int, text: str, around: str) -> int | None:
    """Where the sentence starts that is ``sentence`` at its first small word."""
    for i in range(sentence - 1, max(sentence - 12, LEAST_WORDS - 1), -1):
        between = pieces[i + 1 : sentence]
        firm = pieces[i].starts not in ("", "opener") or (between and between[0].small)
        if pieces[i].starts in ("glue", "stop"):
            # a link glued to the first word of the sentence looks the same one word later
            near = (j for j in (i - 2, i - 1) if j >= LEAST_WORDS and pieces[j].starts == "glue")
            return min(near, default=i)
        if pieces[i].starts and (len(between) <= 1 or (firm and _names(between))):
            return i
        # a dash parts a place from the sentence it heads, or what is no sentence from another
        if _DASH.match(text, pieces[i].start):
            return None
    if sentence - 1 < LEAST_WORDS or pieces[sentence - 1].small:
        return None
    return _start_by_words(pieces, sentence, text, around)


def _start_by_words(pieces: Sequence[Piece], sentence: int, text: str, around: str) -> int | None:
    """Where the sentence starts when nothing but its words parts it from the headline."""
    common = _is_common(pieces[sentence - 1].word)
    # a comma there ends an apposition, and the sentence may have started anywhere before it
    parted = text[pieces[sentence - 1].end - 1] == ","
    if parted and not (common and pieces[sentence].word == "yang"):
        return _office(pieces, max(sentence - 12, LEAST_WORDS), sentence)
    if common:
        return sentence - 1 if _noun(pieces, sentence - 1, around) else None
    return _start_of_names(pieces, sentence, around)


def _noun(pieces: Sequence[Piece], i: int, around: str) -> bool:
    """Whether a common word with a capital has it because a sentence starts there.

    The line writes the word small elsewhere, or everyone does, and the line does not write it
    after the word before it.
    """
    # imported here for the same reason as below
    from ..words.lists import frequency

    word, before = pieces[i].word, pieces[i - 1].word
    if around.count(f"{before} {word}") > 1:
        return False
    lower = word.lower()
    if frequency(lower, ("id", "ms")) >= FREQUENT or pieces[i + 1].word in (
        "ini",
        "itu",
        "tersebut",
    ):
        return True
    return regex.search(rf"\b{regex.escape(lower)}\b", around) is not None


def _names(pieces: Sequence[Piece]) -> bool:
    """Whether words with capitals may be names in the middle of a sentence."""
    common = sum(_is_common(p.word) for p in pieces if not p.small)
    return common * 3 <= len(pieces) * 2


def _start_of_names(pieces: Sequence[Piece], sentence: int, around: str) -> int | None:
    """Where a sentence starts that nothing but the style parts from the headline.

    The names and offices before its first small word start it. The word before a name may belong
    to it, unless the line tells otherwise.
    """
    i, offices = sentence - 1, headline_words().offices
    while i > LEAST_WORDS and _may_name(pieces[i], pieces[i - 1]):
        i -= 1
    if pieces[i].starts:
        return i
    if not (held := pieces[i + 1 : sentence]):
        return None
    if pieces[i].small:
        doubt = len(held) > 3 or any(p.word.lower() in offices for p in held)
        doubt = doubt or pieces[i].word in ("dan", "and", "serta", "bersama", "melalui", "dengan")
        return None if doubt else min(i + 2, sentence - 1)
    if (head := _office(pieces, max(i - 4, LEAST_WORDS), i + 1)) is not None:
        return head
    name, words = held[0].word, headline_words()
    alone = regex.search(rf"[.!?][\"”]?\s*{regex.escape(name)}\b", around)
    return i + 1 if alone or name.lower() in words.heads | words.ranks else i


def _office(pieces: Sequence[Piece], start: int, end: int) -> int | None:
    """The first office a person may hold with only capitals from before it to ``end``."""
    words = headline_words()
    for i in range(start, end):
        held = pieces[i].word.lower() in words.heads or pieces[i].word.lower() in words.ranks
        if held and not any(p.small for p in pieces[i - 1 : end]):
            return i
    return None


def _may_name(piece: Piece, before: Piece) -> bool:
    """Whether a word may be inside a name, so that what names it starts before it."""
    if piece.small or piece.starts:
        return False
    return not _is_common(piece.word) or before.word.lower() in headline_words().ranks


def _is_common(word: str) -> bool:
    """Whether a word with a capital is no name, nor part of the name of an office or a place."""
    # imported here: most documents hold no such headline and need no word lists for it
    from ..words.lists import is_common

    lower = word.lower()
    return lower not in headline_words().offices and not word.isupper() and is_common(lower)


def _last_glue(pieces: Sequence[Piece], *, trusted: bool) -> int | None:
    """Where headlines in sentence case end: where a sentence opens, else the first firm place.

    The last one before a full stop where the text is ``trusted`` to have no other glued words.
    """
    found, last = None, 0
    for i, piece in enumerate(pieces):
        if piece.starts == "stop" or i - last > MOST_WORDS - 6:
            break
        if piece.starts and i >= LEAST_WORDS:
            if _opens(piece):
                return i
            if (found is None or trusted) and i - last >= LEAST_WORDS:
                found = i
            last = i
    return found


def _opens(piece: Piece) -> bool:
    lower = piece.word.lower()
    return (
        piece.starts in ("quote", "opener")
        or lower in headline_words().openers
        or lower.endswith("nya")
    )


_TITLE = regex.compile(r"\S+")
_PARTED = ",;:–—-(“‘«\"'"
_OPENING, _CLOSING = '"“«„', '"”»“'


def sentence_start(text: str, language: str | None, around: Set[str] = frozenset()) -> int | None:
    """Where a sentence starts after a headline in sentence case; None when that cannot be told.

    It starts at the first word with a capital that stands after no word of grammar and no other
    capital, if the language writes it small: words of grammar, those that stand small ``around``
    it, and common words where the language has a list; and where a quotation opens. Where that
    word may be a name, the sentence may have started before it.
    """
    # imported here: most documents hold no such headline and need no word lists for it
    from ..words.lists import COMMON, frequency

    small = function_words(language)
    words = list(_TITLE.finditer(text[:WINDOW]))
    for i, match in enumerate(words[LEAST_WORDS:MOST_WORDS], LEAST_WORDS):
        word, before = match.group().strip(_PARTED), words[i - 1].group()
        if not word or not word[0].isupper() or before[-1] in _PARTED:
            continue
        lower = word.lower()
        opens = _is_grammar(word, small) or (
            match.group()[0] in _OPENING and before.lower() not in small
        )
        if not opens and (before[0].isupper() or before.lower() in small or word.isupper()):
            continue
        plain = sum(w.group()[0].islower() for w in words[:i])
        common = opens or lower in around
        common = common or (language is not None and frequency(lower, (language,)) >= COMMON)
        return match.start() if common and plain * 3 >= i else None
    return None


def unmarked_start(text: str, language: str | None) -> int | None:
    """Where a sentence starts in ``text`` after words with no end mark; None when nowhere.

    It starts with a word of grammar that has a capital, after a word that a sentence can end in, or
    with a capital right after a quotation that ``text`` begins with.
    """
    small = function_words(language)
    words = list(_TITLE.finditer(text[:WINDOW]))
    quoted = text[0] in _OPENING
    for before, match in pairwise(words[:MOST_WORDS]):
        word, end = match.group(), before.group()
        if not word[0].isupper():
            continue
        ended = before.start() and end[-1] not in _PARTED + "." and end.lower() not in small
        if (quoted and end[-1] in _CLOSING) or (ended and _is_grammar(word, small)):
            return match.start()
    return None


def _is_grammar(word: str, small: Set[str]) -> bool:
    """Whether a word with a capital is one of grammar and no name in capitals."""
    return word.lower() in small and (not word.isupper() or len(word) == 1)
