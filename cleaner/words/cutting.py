"""Where a glued word may be cut: into the likeliest words of its language, and names.

The cut that costs least is found by dynamic programming over the places between letters; a word
costs more the rarer it is. Costs are tenths on the Zipf scale, as the bands of the lists are.
"""

from __future__ import annotations

from .language import function_words
from .lists import frequencies
from .lore import lore
from .wording import Words

LISTED = 3.3  # Zipf: what a piece must be
LONGEST_PIECE = 20
_PIECE = 5  # what every piece costs: fewer are likelier
_MOST = 90  # what a piece costs that is not frequent at all
_SHORT_LEAST = 5.0
_KNOWN_NAME = 20
_NEVER = 990


def cut(word: str, words: Words) -> tuple[str, ...]:
    """Cut ``word`` where its pieces cost least: the rarer a piece, the more it costs."""
    best: list[tuple[int, int]] = [(0, 0)]
    for end in range(1, len(word) + 1):
        choices = (
            (best[start][0] + _PIECE + _cost(word, start, end, words), start)
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


def _cost(word: str, start: int, end: int, words: Words) -> int:
    piece = word[start:end]
    if len(piece) == len(word):
        return _NEVER
    if piece.islower():
        return _word_cost(piece, words)
    if not piece[0].isupper() or not _may_begin(word, start):
        return _NEVER
    return _name_cost(piece, words, last=end == len(word))


def _may_begin(word: str, start: int) -> bool:
    """Whether a name may begin at a capital: after an abbreviation small letters follow it."""
    if not word[start - 1 : start].isupper():
        return True
    return start > 1 and word[:start].isupper() and word[start + 1 : start + 3].islower()


def _word_cost(piece: str, words: Words) -> int:
    found = words.frequency(piece)
    if len(piece) < 4:
        may_stand = len(piece) == 3 or piece in function_words(words.language)
        return _rare(found) if len(piece) > 1 and may_stand and found >= _SHORT_LEAST else _NEVER
    if found < LISTED and lore(words.language).compounds == "apart" and len(piece) > 5:
        found = frequencies("en").get(piece, 0.0)
    return _rare(found) if found >= LISTED else _NEVER


def _name_cost(piece: str, words: Words, *, last: bool) -> int:
    """What a piece with a capital costs: little when the text or the list knows it."""
    if not (piece.isupper() or piece[1:].islower()):
        return _NEVER
    if words.counts[piece] > 0:
        return _KNOWN_NAME
    found = words.frequency(piece.lower())
    if found >= LISTED and len(piece) > 2:
        return _rare(found)
    # an unknown name ends where a capital follows, or a word that is no mere ending
    may_end = len(piece) > 3 or (piece.isupper() and len(piece) > 1) or last
    return 40 + 8 * len(piece) if may_end else _NEVER


def _rare(frequency: float) -> int:
    """What a piece costs that is so frequent."""
    return _MOST - round(10 * frequency)
