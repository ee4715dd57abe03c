"""Where each line stands: among what neighbours, in what run, how far from the article's prose.

All of it is counted over one document in a few passes and falls into bins, like the signs of the
line itself in ``looks``. The article's own stretch is the heaviest stretch of prose: the slice of
lines whose sum of words is greatest when every line that is no prose costs a few (the maximum
subarray of Bentley, "Programming Pearls", 1984). A run is an unbroken row of lines that are not
prose; walls of prose bound it.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from .lines import Shape
from .looks import GONE, LABEL, PROSE, kind_of

PLACE = (
    *("overlap", "overlap_words", "copies", "between", "second_above", "second_below"),
    *("above_prose", "below_prose", "near_gone", "headed", "stretch", "from_start", "from_end"),
    *("prose_before", "prose_after", "copies_between", "part", "same_start", "lead_in"),
)
RUN = ("run_gone", "run_gone_share", "run_labels", "run_size", "run_overlap", "run_length", "led")
DOCUMENT = ("prose_lines", "furniture", "condemned")

_DISTANCES = (1.5, 2.5, 3.5, 5.5, 9.5, 19.5, 49.5, 500)
_SHARES = (0.0001, 0.02, 0.05, 0.15, 0.35, 0.65, 0.85, 0.95, 0.98, 0.9999)
_FAR = 999
_HEAVIEST_LINE = 60
_COSTS = -10.0
_GONE_COSTS = -1.0  # it stood between paragraphs and leaves no gap
_HEADING_COSTS = -20.0
_PIECES = 2  # lines; a sentence is broken at a link, which stood on a line of its own
_NEAR = 5
_NEAR_GONE = (0.5, 1.5, 2.5, 4.5, 7.5)


class Scene:
    """One document as seen in one round; indices are those of its lines.

    ``gone`` tells which lines rules condemn, ``heads`` which of those head a list, ``title`` is
    the index of the headline. ``first`` and ``last`` bound the article's own stretch.
    """

    def __init__(
        self,
        shapes: Sequence[Shape],
        gone: Sequence[bool],
        heads: Sequence[bool],
        title: int | None,
    ) -> None:
        """Take in the lines and count what every question needs."""
        self.shapes, self.gone, self.heads, self.title = shapes, gone, heads, title
        self.kinds = [kind_of(shape) for shape in shapes]
        self.prose = [k >= PROSE and not g for k, g in zip(self.kinds, gone, strict=True)]
        self.first, self.last = _heaviest(shapes, self.prose, gone, heads)
        seen = [k if not g else GONE + (k != LABEL) for k, g in zip(self.kinds, gone, strict=True)]
        self._seen = [0, 0, *seen, 0, 0]
        self._words = [shape.content for shape in shapes]

    def stands(self, i: int) -> bool:
        """A wall: prose in the article's own stretch or beside other prose; what leads into it."""
        return i in self._own or i in self._together or i in self._leading

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
    def overlap(self) -> list[tuple[int, float]]:
        """For each line how many of its words stand in prose elsewhere, and what share (or -1)."""
        body: Counter[str] = Counter()
        for words, prose in zip(self._words, self.prose, strict=True):
            if prose:
                body.update(words)
        found = []
        for words, prose in zip(self._words, self.prose, strict=True):
            count = sum(body[word] > prose for word in words if word in body)
            found.append((count, count / len(words) if words else -1.0))
        return found

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

    def run_signs(self, start: int, end: int) -> tuple[int, ...]:
        """The bins of ``RUN``."""
        length = end - start
        gone = sum(self.gone[start:end])
        labels = self.kinds[start:end].count(LABEL)
        size = sum(shape.size for shape in self.shapes[start:end])
        shares = [self.overlap[i][1] for i in range(start, end) if not self.gone[i]]
        shares = [share for share in shares if share >= 0]
        overlap = sum(shares) / len(shares) if shares else None
        return (
            bisect((0.5, 1.5, 2.5, 4.5, 8.5, 16.5), gone),
            bisect((0.001, 0.1, 0.2, 0.35, 0.5, 0.7), gone / length),
            bisect((0.01, 0.3, 0.5, 0.7, 0.9, 0.99), labels / length),
            bisect((1.5, 2.5, 3.5, 5, 7, 10), size / length),
            6 if overlap is None else bisect((0.001, 0.1, 0.25, 0.5, 0.75), overlap),
            bisect((1.5, 2.5, 3.5, 5.5, 9.5, 19.5, 49.5), length),
            int(self.led(start)),
        )

    def led(self, start: int) -> bool:
        """Whether a paragraph that ends in a colon leads into the run at ``start``."""
        return start > 0 and self.prose[start - 1] and self.shapes[start - 1].end == "colon"

    def document_signs(self) -> tuple[int, ...]:
        """The bins of ``DOCUMENT``."""
        prose = sum(self.prose)
        return (
            bisect((0.5, 1.5, 3.5, 6.5, 12.5, 25.5, 60.5), prose),
            bisect((0.05, 0.15, 0.3, 0.5, 0.65, 0.8, 0.9), 1 - prose / len(self.prose)),
            bisect((0.5, 1.5, 3.5), sum(self.gone)),
        )

    def place_signs(self, lines: Iterable[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The bins of ``PLACE`` for each of ``lines``."""
        copies = Counter(shape.tokens for shape in self.shapes)
        starts = Counter(shape.tokens[:1] for shape in self.shapes)
        sizes = [s.size if p else 0.0 for s, p in zip(self.shapes, self.prose, strict=True)]
        words = list(accumulate(sizes, initial=0.0))
        total = words[-1] or 1.0
        gone = list(accumulate(self.gone, initial=0))
        prose = self.prose
        above = _since(prose, prose)
        below = _since(prose[::-1], prose[::-1])[::-1]
        headed = _since(self.heads, prose)
        colons = [shape.end == "colon" for shape in self.shapes]
        lead_in = _since([c and not g for c, g in zip(colons, self.gone, strict=True)], prose)
        count = len(self.shapes)
        for i in lines:
            shape, kind = self.shapes[i], self.kinds[i]
            two_up, up, _, down, two_down = self._seen[i : i + 5]
            shared, share = self.overlap[i]
            copy = copies[shape.tokens]
            stretch = 0 if i < self.first else 1 if i <= self.last else 2
            yield (
                i,
                (
                    0 if share < 0 else 1 + bisect((0.001, 0.2, 0.34, 0.5, 0.7, 0.99), share),
                    min(4, shared),
                    bisect((1.5, 2.5, 3.5, 5.5, 9.5), copy),
                    up * 8 + down,
                    two_up,
                    two_down,
                    bisect(_DISTANCES, above[i]),
                    bisect(_DISTANCES, below[i]),
                    bisect(
                        (0.5, 1.5, 2.5, 4.5, 7.5),
                        gone[min(count, i + _NEAR + 1)] - gone[max(0, i - _NEAR)],
                    ),
                    bisect(_DISTANCES, headed[i]),
                    stretch,
                    bisect(_DISTANCES, abs(i - self.first)),
                    bisect(_DISTANCES, abs(i - self.last)),
                    bisect(_SHARES, words[i] / total),
                    bisect(_SHARES, 1 - words[i + 1] / total),
                    min(copy - 1, 2) * 24 + (up in (4, 5)) * 12 + (down in (4, 5)) * 6 + kind,
                    (stretch * 4 + self.to_title(i)) * 6 + kind,
                    bisect((1.5, 2.5, 3.5, 5.5, 9.5, 19.5), starts[shape.tokens[:1]]),
                    bisect((1.5, 5.5, 20.5), lead_in[i]),
                ),
            )

    def to_title(self, i: int) -> int:
        """0 no headline known, 1 above it, 2 the headline itself, 3 below it."""
        if self.title is None:
            return 0
        return 1 if i < self.title else 2 if i == self.title else 3


def _goes_on(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return text[0].islower() or text[0] in ",.;:)”’"


def _since(marks: Sequence[bool], walls: Sequence[bool]) -> list[int]:
    """How many lines above each line a marked one stands, with no wall between."""
    distances = []
    at = -_FAR
    for i, (mark, wall) in enumerate(zip(marks, walls, strict=True)):
        distances.append(i - at)
        if wall:
            at = -_FAR
        if mark:
            at = i
    return distances


def _heaviest(
    shapes: Sequence[Shape], prose: Sequence[bool], gone: Sequence[bool], heads: Sequence[bool]
) -> tuple[int, int]:
    """First and last index of the heaviest stretch of prose; (lines, -1) without any."""
    best, first, last = 0.0, len(shapes), -1
    weight, start = 0.0, 0
    for i, shape in enumerate(shapes):
        if prose[i]:
            worth = min(shape.size, _HEAVIEST_LINE)
        else:
            worth = _HEADING_COSTS if heads[i] else _GONE_COSTS if gone[i] else _COSTS
        weight, start = (worth, i) if weight <= 0 else (weight + worth, start)
        if weight > best:
            best, first, last = weight, start, i
    return first, last
