"""What may be left: for each piece of the text that stayed, the chance that it is boilerplate.

The verdicts speak of what goes. This looks at what stayed, when all is done: at its words, at how
near to going it was, at where the cuts were made, at what the piece shares with its neighbours and
with the rest. Each sign falls into a bin, and small decision trees over the bins
(``data/residue.toml``, fitted by ``benchmarks/fit_residue.py``) add up to a chance. Nothing is cut
by it; it is what the confidence of an article rests on.

A piece is a sentence of a paragraph, or a line without any.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from importlib import resources
from itertools import accumulate, chain
from operator import and_, getitem
from typing import NamedTuple

import regex
import tomli

from ..lines import Block, Shape, blocks_of, calls_out
from ..page.trees import Trees, trees_of
from ..shares import share_of, shares
from ..types import SURE, Article, Edit
from .memory import Memory
from .weights import Signs, chance_of

SIGNS = (
    *("wording", "wording_above", "wording_below", "wordings"),
    *("chance", "chance_above", "part"),
    *("size", "end", "kind", "capitals", "copies", "overlap", "colons", "asks", "quotes"),
    *("from_start", "from_end", "island", "island_share", "near_cut", "cut_above", "text", "blob"),
)
MOST_BINS = 16  # of a sign

_SENTENCE_END = regex.compile(r"[.!?…؟۔।]++[\"”’»)\]]*+\s+|[。！？]++[」』”）]*+")
_LEAST_PARTED = 12  # words of a line in which sentences are told apart
_LEAST_PIECE = 8  # characters; fewer before a stop are an abbreviation
_LEAST_CUT = 3  # characters; less is a repair of spaces and marks
_NEAR = 300  # characters
_QUOTES = frozenset('"“”„«»「」')
_ASKS = frozenset("?!؟？！")
_ENDS = {"stop": 0, "ask": 1, "colon": 2, "open": 3}
_AMONG = 3
_MOST_COPIES = 3

# hundredths of log-odds
_WORDINGS = (-300, -200, -120, -60, -20, 20, 60, 120, 200, 300, 450)
_MEANS = (-200, -150, -120, -100, -80, -60, -45, -30, -15, 0, 20, 50)
_CHANCES = shares(0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.5)
_SIZES = (1.5, 2.5, 4.5, 7.5, 9.5, 12.5, 16.5, 24.5, 40.5)
_CAPITALS = shares(0, 0.01, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.99)
_OVERLAPS = shares(0, 0.001, 0.1, 0.2, 0.34, 0.5, 0.7, 0.99)
_FROM = shares(0.0001, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
_ISLANDS = (30, 60, 120, 250, 500, 1000, 2000, 4000, 8000)  # characters
_ISLAND_SHARES = shares(0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 0.999)
_CUTS = (1, 10, 40, 120, 400, 1500)  # characters
_CUT_ABOVE = shares(0, 0.001, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.999)
_TEXTS = (300, 600, 1000, 2000, 3500, 6000, 10_000, 20_000, 50_000)  # characters
_BLOBS = shares(0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 0.99)


class Piece(NamedTuple):
    """A piece that stayed: its segment and its line by number, its offsets, its shape.

    ``kind`` is 0 for what is no prose, 1 for prose that is a wall, 2 for prose that was weighed,
    and 3 more for a sentence among others.
    """

    segment: int
    line: int
    start: int
    end: int
    shape: Shape
    kind: int


def sureties(text: str, edits: Sequence[Edit], memory: Memory) -> tuple[float, ...]:
    """How sure it is that each line of a settled ``text`` belongs to the article, from 0 to 1.

    It is the share of the line's characters that is expected to be the article's.
    """
    lines = blocks_of(text, memory.shapes)
    if len(lines) != len(memory.left.lines):  # the text was given up
        return (SURE,) * len(lines)
    pieces = list(pieces_left(lines, memory))
    trees = shipped()
    doubt, sizes = [0] * len(lines), [0] * len(lines)
    for piece, signs in zip(pieces, signs_left(text, edits, pieces, memory), strict=True):
        size = piece.end - piece.start
        doubt[piece.line] += size * chance_of(score_of(trees, signs))
        sizes[piece.line] += size
    rows = zip(doubt, sizes, strict=True)
    return tuple(_left_of_one(wrong // size) if size else SURE for wrong, size in rows)


def confidence_of(text: str, edits: tuple[Edit, ...], memory: Memory) -> float:
    """The share of a source that is expected to be right in what ``edits`` made of it."""
    return Article(text, edits=edits, confidences=sureties(text, edits, memory)).confidence


def _left_of_one(chance: int) -> float:
    """One less a chance in millionths, in whole thousandths, which are written alike everywhere."""
    return (1000 - (chance + 500) // 1000) / 1000


def pieces_left(lines: Sequence[Block], memory: Memory) -> Iterator[Piece]:
    """The pieces of a text that has settled into ``lines``: of its segments, the sentences."""
    left = memory.left
    numbers = {line.line: i for i, line in enumerate(left.lines)}
    for i, segment in enumerate(left.segments):
        line, text = numbers[segment.line], segment.shape.text
        at = segment.start + lines[line].start - left.lines[line].start
        prose = segment.shape.prose and not calls_out(segment.shape)
        kind = prose + (prose and i in left.chances)
        sentences = list(_sentences(segment.shape))
        for start, end in sentences:
            shape = memory.shape(text[start:end]) if len(sentences) > 1 else segment.shape
            among = _AMONG * (len(sentences) > 1)
            yield Piece(i, line, at + start, at + end, shape, kind + among)


def _sentences(shape: Shape) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line stand in it."""
    text, at = shape.text, 0
    if shape.size >= _LEAST_PARTED:
        for match in _SENTENCE_END.finditer(text):
            if match.end() - at >= _LEAST_PIECE and match.end() < len(text):
                yield at, at + len(text[at : match.end()].rstrip())
                at = match.end()
    yield at, len(text)


def signs_left(
    text: str, edits: Sequence[Edit], pieces: Sequence[Piece], memory: Memory
) -> Iterator[Signs]:
    """The bin of every sign in ``SIGNS`` for each of ``pieces``; ``edits`` led to ``text``."""
    columns = (
        _of_words(pieces, memory)
        | _of_chances(pieces, memory)
        | _of_looks(pieces)
        | _of_company(pieces)
        | _of_place(text, pieces)
        | _of_cuts(text, edits, pieces)
    )
    return zip(*map(columns.__getitem__, SIGNS), strict=True)


def _of_words(pieces: Sequence[Piece], memory: Memory) -> dict[str, list[int]]:
    """How much the words of each piece, and of those beside it, speak for boilerplate."""
    scores = [memory.wording(piece.shape) for piece in pieces]
    bins = [bisect_right(_WORDINGS, score) for score in scores]
    beside = [0, *(1 + i for i in bins), 0]
    mean = bisect_right(_MEANS, sum(scores) // max(1, len(scores)))
    return {
        "wording": bins,
        "wording_above": beside[:-2],
        "wording_below": beside[2:],
        "wordings": [mean] * len(pieces),
    }


def _of_chances(pieces: Sequence[Piece], memory: Memory) -> dict[str, list[int]]:
    """How near to going the segment of each piece was, and the one above."""
    chances = memory.left.chances
    bins = [
        bisect_right(_CHANCES, chances.get(i, -1)) for i in range(-1, len(memory.left.segments))
    ]
    return {
        "chance": [bins[piece.segment + 1] for piece in pieces],
        "chance_above": [bins[piece.segment] for piece in pieces],
    }


def _of_looks(pieces: Sequence[Piece]) -> dict[str, list[int]]:
    shapes = [piece.shape for piece in pieces]
    marks = [set(shape.text) for shape in shapes]
    return {
        "size": [bisect_right(_SIZES, shape.size) for shape in shapes],
        "end": [_ENDS[shape.end] for shape in shapes],
        "kind": [piece.kind for piece in pieces],
        "capitals": [_capitals(shape.text) for shape in shapes],
        "colons": [int(":" in seen) for seen in marks],
        "asks": [int(not _ASKS.isdisjoint(seen)) for seen in marks],
        "quotes": [int(not _QUOTES.isdisjoint(seen)) for seen in marks],
    }


def _capitals(text: str) -> int:
    """How many words begin with a capital, by share; 0 without words."""
    first = [word[0] for word in text.split() if word[0].isalpha()]
    return bisect_right(_CAPITALS, share_of(sum(map(str.isupper, first)), len(first) or 1))


def _of_company(pieces: Sequence[Piece]) -> dict[str, list[int]]:
    """How often each piece stands there, and how many of its words the text uses elsewhere."""
    copies = Counter([piece.shape.tokens for piece in pieces])
    contents = [piece.shape.content for piece in pieces]
    uses = Counter(chain.from_iterable(contents))
    often = {word for word, times in uses.items() if times > 1}
    return {
        "copies": [min(copies[piece.shape.tokens], _MOST_COPIES) - 1 for piece in pieces],
        "overlap": [
            bisect_right(_OVERLAPS, share_of(len(words & often), len(words)) if words else -1)
            for words in contents
        ],
    }


def _of_place(text: str, pieces: Sequence[Piece]) -> dict[str, list[int]]:
    """How much of the text stands above and below each piece, and how the text is laid out."""
    sizes = [piece.end - piece.start for piece in pieces]
    above = list(accumulate(sizes, initial=0))
    total = above[-1] or 1
    longest = max(map(len, text.split("\n")))
    many = range(len(pieces))
    prose = [i for i in many if pieces[i].kind % _AMONG]
    first, last = (prose[0], prose[-1]) if prose else (len(pieces), -1)
    return {
        "part": [
            0 if i == 0 and i < first else 1 if i < first else 2 if i <= last else 3 for i in many
        ],
        "from_start": [bisect_right(_FROM, share_of(above[i], total)) for i in many],
        "from_end": [bisect_right(_FROM, share_of(total - above[i + 1], total)) for i in many],
        "text": [bisect_right(_TEXTS, total)] * len(pieces),
        "blob": [bisect_right(_BLOBS, share_of(longest, len(text) or 1))] * len(pieces),
    }


def _of_cuts(text: str, edits: Sequence[Edit], pieces: Sequence[Piece]) -> dict[str, list[int]]:
    """How near to each piece something was cut, and how large the stretch without a cut is."""
    found = list(_cuts(edits))
    at = [place for place, _ in found]
    cut = list(accumulate((size for _, size in found), initial=0))
    ends = [0, *at, len(text)]
    whole, total = len(text) or 1, cut[-1] or 1
    first = [bisect_right(at, piece.start) for piece in pieces]
    after = [bisect_left(at, piece.end) for piece in pieces]
    island = [ends[max(b, a) + 1] - ends[a] for a, b in zip(first, after, strict=True)]
    near = [
        cut[bisect_right(at, piece.end + _NEAR)] - cut[bisect_right(at, piece.start - _NEAR)]
        for piece in pieces
    ]
    return {
        "island": [bisect_right(_ISLANDS, size) for size in island],
        "island_share": [bisect_right(_ISLAND_SHARES, share_of(s, whole)) for s in island],
        "near_cut": [bisect_right(_CUTS, size) for size in near],
        "cut_above": [bisect_right(_CUT_ABOVE, share_of(cut[i], total)) for i in first],
    }


def _cuts(edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Where in the text that is left something was cut, and how many characters."""
    moved = 0
    for edit in edits:
        if not edit.new and (size := len(edit.old.strip())) >= _LEAST_CUT:
            yield edit.start + moved, size
        moved += len(edit.new) - len(edit.old)


def score_of(trees: Trees, signs: Signs) -> int:
    """The log-odds of being boilerplate, in hundredths, of a piece with ``signs``."""
    return trees.score(reduce(and_, map(getitem, trees.masks, signs)))


@cache
def shipped() -> Trees:
    """The trees that ship."""
    file = resources.files("cleaner") / "data" / "residue.toml"
    lines = tomli.loads(file.read_text(encoding="utf-8"))["trees"].splitlines()
    return trees_of(lines, [MOST_BINS] * len(SIGNS))
