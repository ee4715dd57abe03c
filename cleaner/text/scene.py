"""Where each line stands: among what neighbours, in what run, how far from the article's prose.

All of it is counted over one document in a few passes. The article's own stretch is the heaviest
stretch of prose: the slice of lines whose sum of words is greatest when every line that is no prose
costs a few (the maximum subarray of Bentley, "Programming Pearls", 1984). A run is an unbroken row
of lines that are not prose; walls of prose bound it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise

from ..lines import Shape
from ..shares import share_of
from .looks import GONE, LABEL, PROSE, kind_of

HEAVIEST_LINE = 60
SENTENCE_WORDS = 10
_TITLED = 6  # tenths of the words of a headline that have a capital
_COSTS = -10.0
_GONE_COSTS = -1.0  # it stood between paragraphs and leaves no gap
_HEADING_COSTS = -20.0
WORD_MARKS = "\"'“”‘’«».,;:!?()[]"
_LABEL = 2  # words of a row's label
_LEAST_ROWS = 3
_PIECES = 2  # lines; a sentence is broken at a link, which stood on a line of its own


class Scene:
    """One document as seen in one round; indices are those of its lines.

    ``gone`` tells which lines rules condemn, ``heads`` which of those head a list, ``title`` is
    the index of the headline. ``first`` and ``last`` bound the article's own stretch. ``seen`` is
    what the neighbours of each line see, with two places beyond either end. ``bounds`` are the
    kinds of the boundaries before and after each. What is ``doubted``, which is asked of few
    lines, is no wall by itself.
    """

    def __init__(
        self,
        shapes: Sequence[Shape],
        gone: Sequence[bool],
        heads: Sequence[bool],
        title: int | None,
        bounds: Sequence[tuple[str, str]] = (),
        doubted: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """Take in the lines and count what every question needs."""
        self.shapes, self.gone, self.heads, self.title = shapes, gone, heads, title
        self.doubted = doubted
        self.bounds = bounds or [("line", "line")] * len(shapes)
        self.kinds = [kind_of(shape) for shape in shapes]
        self.prose = [k >= PROSE and not g for k, g in zip(self.kinds, gone, strict=True)]
        self.first, self.last = heaviest(worths(shapes, self.prose, gone, heads))
        seen = [k if not g else GONE + (k != LABEL) for k, g in zip(self.kinds, gone, strict=True)]
        self.seen = [0, 0, *seen, 0, 0]
        self._gone_above = list(accumulate(gone, initial=0))

    @cached_property
    def standing(self) -> frozenset[int]:
        """Walls: prose in the article's own stretch or beside other prose; what leads into it."""
        walls = self._own | self._together | self._leading | self._rows
        return frozenset(i for i in walls if not self.doubted(i))

    @cached_property
    def _rows(self) -> frozenset[int]:
        """Rows of a table of the article: one label and a colon, each time with another value."""
        rows: dict[tuple[str, ...], set[int]] = {}
        for i, shape in enumerate(self.shapes):
            at = shape.tokens.index(":") if ":" in shape.tokens[: _LABEL + 1] else 0
            if at and at + 1 < len(shape.tokens) and shape.end == "open" and not self.gone[i]:
                rows.setdefault(shape.tokens[:at], set()).add(i)
        found = [lines for lines in rows.values() if len(lines) >= _LEAST_ROWS]
        return frozenset(chain.from_iterable(found))

    @cached_property
    def _leading(self) -> frozenset[int]:
        """A dateline on a line of its own, and pieces of a sentence that goes on in prose."""
        found: set[int] = set()
        for i in self._own:
            reach = _PIECES if _goes_on(self.shapes[i].text) else 0
            for j in range(i - 1, max(-1, i - 1 - reach), -1):
                if self.gone[j] or self.prose[j] or self.shapes[j].end != "open":
                    break
                found.add(j)
            if i and not self.prose[i - 1] and self.shapes[i - 1].text[-1] in "-–—":
                found.add(i - 1)
        return frozenset(found)

    @cached_property
    def _own(self) -> frozenset[int]:
        """The prose of the article's own stretch."""
        return frozenset(i for i in range(self.first, self.last + 1) if self.prose[i])

    @cached_property
    def _together(self) -> frozenset[int]:
        """Lines of prose with prose above or below and nothing but lines that go between."""
        staying = [i for i, gone in enumerate(self.gone) if not gone]
        pairs = (pair for pair in pairwise(staying) if self.prose[pair[0]] and self.prose[pair[1]])
        return frozenset(i for pair in pairs for i in pair)

    @cached_property
    def overlap(self) -> list[tuple[int, int]]:
        """For each line how many of its words stand in prose elsewhere, and what share (or -1).

        Lines that go and walls of prose are not asked for, and have none. Shares are millionths.
        """
        pairs = list(zip((shape.content for shape in self.shapes), self.prose, strict=True))
        body = Counter(chain.from_iterable([words for words, prose in pairs if prose]))
        once, often = frozenset(body), {word for word, n in body.items() if n > 1}
        found = []
        for i, (words, prose) in enumerate(pairs):
            if not words or self.gone[i] or (prose and i in self.standing):
                found.append((0, -1))
                continue
            count = len(words & (often if prose else once))
            found.append((count, share_of(count, len(words))))
        return found

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the text writes small somewhere."""
        words = set(chain.from_iterable(shape.text.split() for shape in self.shapes))
        return frozenset(word.strip(WORD_MARKS) for word in words if word[0].islower())

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """Start and end of the run each line is in; a line of prose is one by itself."""
        runs: list[tuple[int, int]] = []
        for i, prose in enumerate(self.prose):
            if i < len(runs):
                continue
            end = i + 1
            while not prose and end < len(self.prose) and not self.prose[end]:
                end += 1
            runs += [(i, end)] * (end - i)
        return runs

    def is_inside(self, i: int) -> bool:
        """Whether segment ``i`` is a piece of a line."""
        return self.bounds[i] != ("line", "line")

    def may_be_sentence(self, i: int) -> bool:
        """Whether segment ``i`` is prose, or as long and no headline by its capitals."""
        if self.prose[i] or self.shapes[i].size < SENTENCE_WORDS:
            return self.prose[i]
        words = [word for word in self.shapes[i].text.split() if word[0].isalpha()]
        return sum(word[0].isupper() for word in words) * 10 < len(words) * _TITLED

    def is_joined(self, i: int) -> bool:
        """Whether segment ``i`` and the next stand on one line."""
        return self.bounds[i][1] != "line"

    def gone_between(self, start: int, end: int) -> int:
        """How many of the lines from ``start`` to before ``end`` rules condemn."""
        return self._gone_above[end] - self._gone_above[start]

    def led(self, start: int) -> bool:
        """Whether a paragraph that ends in a colon leads into the run at ``start``."""
        return start > 0 and self.prose[start - 1] and self.shapes[start - 1].end == "colon"

    def to_title(self, i: int) -> int:
        """0 no headline known, 1 above it, 2 the headline itself, 3 below it."""
        if self.title is None:
            return 0
        return 1 if i < self.title else 2 if i == self.title else 3


def _goes_on(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return text[0].islower() or text[0] in ",.;:)”’"


def worths(
    shapes: Sequence[Shape], prose: Sequence[bool], gone: Sequence[bool], heads: Sequence[bool]
) -> Iterator[float]:
    """What each line adds to a stretch of prose."""
    for i, shape in enumerate(shapes):
        if prose[i]:
            yield min(shape.size, HEAVIEST_LINE)
        elif heads[i]:
            yield _HEADING_COSTS
        else:
            yield _GONE_COSTS if gone[i] else _COSTS


def heaviest(worths: Iterable[float]) -> tuple[int, int]:
    """First and last index of the slice whose sum is greatest; (their count, -1) without any."""
    best, first, last = 0.0, -1, -1
    weight, start, i = 0.0, 0, -1
    for i, worth in enumerate(worths):
        weight, start = (worth, i) if weight <= 0 else (weight + worth, start)
        if weight > best:
            best, first, last = weight, start, i
    return (first, last) if last >= 0 else (i + 1, -1)
