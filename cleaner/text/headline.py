"""Which of the lines above the article is its headline.

The line that looks most like one by its length and marks, its words that return in the article, how
near the article it stands, and the byline or date below it. The points are hundredths of log-odds,
rounded from a logistic regression on labelled texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import inf
from typing import NamedTuple

from ..lines import Block, Shape, calls_out
from ..shares import ONE, share_of
from .context import TITLE_WORDS
from .scene import HEAVIEST_LINE, heaviest, worths
from .verdict import Verdict
from .wordings import DOUBTED_SHORT, score_of

LEAST = -300  # a line with fewer points is no headline: not one in twenty is
DOUBT = 70  # points fewer than the best: half as likely
STRAY_PROSE = 0.03  # of that of the article: notices and teasers above it
STANDFIRST_WORDS = 8
STANDFIRST_SHARE = 400_000  # millionths; of its words return in the article

_NONE = -340  # points of a line of which nothing is known
_SIZES = ((2, -350), (3.5, -120), (5, 0), (8, 70), (18, 120), (30, -40), (inf, -100))
_ENDS = {"open": 0, "ask": 40, "colon": -110, "stop": -110}
_PROSE, _BULLET, _EMPTY = -100, -110, -100  # empty: without a word that says something
_SHARED, _OFTEN, _MOST_OFTEN = 190, 45, 5  # words that stand there more than once
_FIRST, _AGAIN, _DATED, _NAMED = 160, 70, 230, -200  # named: by a rule for titles of videos
_DOUBLING, _MOST_DOUBLED = -45, 128  # of the lines from it to the article
_STANDFIRST = -200  # as much of the line above returns: this is its standfirst
_NEAR, _JUST_ABOVE = 4, 2  # lines
_DATES = ("byline.", "date.")
_VIDEO = "video."
_STRUCTURE = ("related.section", "edge.", _VIDEO)  # verdicts a headline may have met


class Head(NamedTuple):
    """The points of the lines that may be the headline, and the line where the article begins."""

    points: dict[int, int]
    first: int

    @property
    def title(self) -> int | None:
        """The line with most points, the lowest of equals; None when none has enough."""
        best = max(self.points, key=lambda i: (self.points[i], i), default=None)
        return None if best is None or self.points[best] < LEAST else best

    @property
    def rivals(self) -> list[int]:
        """The lines with nearly as many points as the headline, and it."""
        if (title := self.title) is None:
            return []
        least = max(LEAST, self.points[title] - DOUBT)
        return [i for i, points in self.points.items() if points >= least]


def head_of(blocks: Sequence[Block], verdicts: Sequence[Verdict | None]) -> Head:
    """Look at the lines above the article that are no prose and that no rule of words condemns."""
    shapes = [block.shape for block in blocks]
    first, own = _article(shapes, verdicts)
    often = Counter(shape.tokens for shape in shapes)
    shares = [_share(shape, own) for shape in shapes[:first]]
    # of a line that would be the headline if the one below it were its standfirst
    headed = [
        share if verdict is None and shape.size >= TITLE_WORDS else 0
        for share, shape, verdict in zip(shares, shapes[:first], verdicts[:first], strict=True)
    ]
    points = {
        i: _alone(shapes[i], own)
        + _placed(i, first, verdicts)
        + _SHARED * shares[i] // ONE
        + _AGAIN * (often[shapes[i].tokens] > 1)
        + _STANDFIRST * max(headed[max(i - _JUST_ABOVE, 0) : i], default=0) // ONE
        for i in range(first)
        if _may_head(shapes[i], verdicts[i])
    }
    return Head(points, first)


def _may_head(shape: Shape, verdict: Verdict | None) -> bool:
    if verdict is not None and not verdict.rule.startswith(_STRUCTURE):
        return False
    return not shape.prose or calls_out(shape)


def _article(
    shapes: Sequence[Shape], verdicts: Sequence[Verdict | None]
) -> tuple[int, Counter[str]]:
    """The line where the article begins, and how often each word stands in its prose.

    It begins at the first prose there is, unless that is little beside the article's own stretch.
    """
    gone = [verdict is not None for verdict in verdicts]
    prose = [s.prose and not g and not calls_out(s) for s, g in zip(shapes, gone, strict=True)]
    heads = [verdict is not None and bool(verdict.heads) for verdict in verdicts]
    first, last = heaviest(worths(shapes, prose, gone, heads))
    if last < 0:
        return 0, Counter()
    own = [shapes[i] for i in range(first, last + 1) if prose[i]]
    above = [shapes[i] for i in range(first) if prose[i]]
    if _weight(above) > STRAY_PROSE * _weight(own):
        first = prose.index(True)
    return first, Counter(chain.from_iterable(shape.content for shape in own))


def _weight(shapes: Sequence[Shape]) -> float:
    return sum(min(shape.size, HEAVIEST_LINE) for shape in shapes)


def _alone(shape: Shape, own: Counter[str]) -> int:
    """What the words and the marks of a line say."""
    often = sum(own[word] > 1 for word in shape.content)
    worded = score_of(shape.tokens)
    return sum(
        (
            _NONE,
            next(points for most, points in _SIZES if shape.size < most),
            _ENDS[shape.end],
            _PROSE * shape.prose,
            _BULLET * bool(shape.bullet),
            _EMPTY * (not shape.content),
            _OFTEN * min(often, _MOST_OFTEN),
            -worded if worded >= DOUBTED_SHORT else 0,
        )
    )


def _placed(i: int, first: int, verdicts: Sequence[Verdict | None]) -> int:
    """What the place of a line says, and what rules say of it and of the lines below it."""
    verdict, below = verdicts[i], verdicts[i + 1 : i + 1 + _NEAR]
    dated = any(v is not None and v.rule.startswith(_DATES) for v in below)
    return sum(
        (
            _DOUBLING * _doublings(min(first - i, _MOST_DOUBLED)) // 100,
            _DATED * dated,
            _FIRST * (i == 0),
            _NAMED * (verdict is not None and verdict.rule.startswith(_VIDEO)),
        )
    )


def _doublings(count: int) -> int:
    """How often one doubles to be ``count``, in whole hundredths."""
    return (count**100).bit_length() - 1  # the logarithm of a power, exact where a float is not


def _share(shape: Shape, own: Counter[str]) -> int:
    """What share of the words of a line returns in the article, in millionths."""
    words = shape.content
    return share_of(sum(own[word] > 0 for word in words), len(words)) if words else 0


def is_standfirst(shape: Shape, share: int) -> bool:
    """Whether the line below a headline is its standfirst: long, and of the article's words.

    ``share`` says how many of its words return there, in millionths.
    """
    return shape.size >= STANDFIRST_WORDS and shape.end != "colon" and share >= STANDFIRST_SHARE
