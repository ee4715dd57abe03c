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
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise

from ..lines import Shape
from .looks import GONE, LABEL, LONG, PROSE, kind_of

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
_OVERLAPS = (0.001, 0.2, 0.34, 0.5, 0.7, 0.99)
_COPIES = (1.5, 2.5, 3.5, 5.5, 9.5)
_STARTS = (*_COPIES, 19.5)
_LEAD_INS = (1.5, 5.5, 20.5)
_WALLS = (PROSE, LONG)


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
        self.first, self.last = heaviest(self._worths())
        seen = [k if not g else GONE + (k != LABEL) for k, g in zip(self.kinds, gone, strict=True)]
        self._seen = [0, 0, *seen, 0, 0]
        self._gone_above = list(accumulate(gone, initial=0))

    def _worths(self) -> Iterator[float]:
        """What each line adds to a stretch of prose."""
        for i, shape in enumerate(self.shapes):
            if self.prose[i]:
                yield min(shape.size, _HEAVIEST_LINE)
            elif self.heads[i]:
                yield _HEADING_COSTS
            else:
                yield _GONE_COSTS if self.gone[i] else _COSTS

    @cached_property
    def standing(self) -> frozenset[int]:
        """Walls: prose in the article's own stretch or beside other prose; what leads into it."""
        return self._own | self._together | self._leading

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
        """For each line how many of its words stand in prose elsewhere, and what share (or -1).

        Lines that go and walls of prose are not asked for, and have none.
        """
        pairs = list(zip((shape.content for shape in self.shapes), self.prose, strict=True))
        body = Counter(chain.from_iterable([words for words, prose in pairs if prose]))
        once, often = frozenset(body), {word for word, n in body.items() if n > 1}
        found = []
        for i, (words, prose) in enumerate(pairs):
            if not words or self.gone[i] or (prose and i in self.standing):
                found.append((0, -1.0))
                continue
            count = len(words & (often if prose else once))
            found.append((count, count / len(words)))
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
        gone = self.gone_between(start, end)
        labels = self.kinds[start:end].count(LABEL)
        size = sum([shape.size for shape in self.shapes[start:end]])
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

    def gone_between(self, start: int, end: int) -> int:
        """How many of the lines from ``start`` to before ``end`` rules condemn."""
        return self._gone_above[end] - self._gone_above[start]

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

    def place_signs(self, lines: Collection[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The bins of ``PLACE`` for each of ``lines``."""
        columns = self._company(lines) | self._distances(lines)
        rows = zip(*(columns[name] for name in PLACE), strict=True)
        return zip(lines, rows, strict=True)

    def _company(self, lines: Collection[int]) -> dict[str, list[int]]:
        """What stands beside each line, how often it stands there, whose words it shares."""
        shapes, seen = self.shapes, self._seen
        copies = Counter([shape.tokens for shape in shapes])
        starts = Counter([shape.tokens[:1] for shape in shapes])
        copy = [copies[shapes[i].tokens] for i in lines]
        beside = [(seen[i + 1], seen[i + 3], self.kinds[i]) for i in lines]
        overlap = [self.overlap[i] for i in lines]
        return {
            "overlap": [0 if share < 0 else 1 + bisect(_OVERLAPS, share) for _, share in overlap],
            "overlap_words": [min(4, shared) for shared, _ in overlap],
            "copies": [bisect(_COPIES, count) for count in copy],
            "between": [up * 8 + down for up, down, _ in beside],
            "second_above": [seen[i] for i in lines],
            "second_below": [seen[i + 4] for i in lines],
            "copies_between": [
                min(count - 1, 2) * 24 + (up in _WALLS) * 12 + (down in _WALLS) * 6 + kind
                for count, (up, down, kind) in zip(copy, beside, strict=True)
            ],
            "same_start": [bisect(_STARTS, starts[shapes[i].tokens[:1]]) for i in lines],
        }

    def _distances(self, lines: Collection[int]) -> dict[str, list[int]]:
        """How far each line is from prose, from headings and from the article's own stretch."""
        first, last, prose, count = self.first, self.last, self.prose, len(self.shapes)
        sizes = (s.size if p else 0.0 for s, p in zip(self.shapes, prose, strict=True))
        words = list(accumulate(sizes, initial=0.0))
        total = words[-1] or 1.0
        above, headed = since(prose, prose), since(self.heads, prose)
        below = since(prose[::-1], prose[::-1])[::-1]
        colons = [s.end == "colon" and not g for s, g in zip(self.shapes, self.gone, strict=True)]
        lead_in = since(colons, prose)
        near = ((max(0, i - _NEAR), min(count, i + _NEAR + 1)) for i in lines)
        stretch = [0 if i < first else 1 if i <= last else 2 for i in lines]
        return {
            "above_prose": [bisect(_DISTANCES, above[i]) for i in lines],
            "below_prose": [bisect(_DISTANCES, below[i]) for i in lines],
            "near_gone": [bisect(_NEAR_GONE, self.gone_between(*ends)) for ends in near],
            "headed": [bisect(_DISTANCES, headed[i]) for i in lines],
            "stretch": stretch,
            "from_start": [bisect(_DISTANCES, abs(i - first)) for i in lines],
            "from_end": [bisect(_DISTANCES, abs(i - last)) for i in lines],
            "prose_before": [bisect(_SHARES, words[i] / total) for i in lines],
            "prose_after": [bisect(_SHARES, 1 - words[i + 1] / total) for i in lines],
            "part": [
                (part * 4 + self.to_title(i)) * 6 + self.kinds[i]
                for i, part in zip(lines, stretch, strict=True)
            ],
            "lead_in": [bisect(_LEAD_INS, lead_in[i]) for i in lines],
        }

    def to_title(self, i: int) -> int:
        """0 no headline known, 1 above it, 2 the headline itself, 3 below it."""
        if self.title is None:
            return 0
        return 1 if i < self.title else 2 if i == self.title else 3


def _goes_on(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return text[0].islower() or text[0] in ",.;:)”’"


def since(marks: Sequence[bool], walls: Sequence[bool]) -> list[int]:
    """How many lines above each line a marked one stands, with no wall between."""
    distances = []
    at = -_FAR
    for i, (mark, wall) in enumerate(zip(marks, walls, strict=True)):
        distances.append(i - at)
        if mark:
            at = i
        elif wall:
            at = -_FAR
    return distances


def heaviest(worths: Iterable[float]) -> tuple[int, int]:
    """First and last index of the slice whose sum is greatest; (their count, -1) without any."""
    best, first, last = 0.0, -1, -1
    weight, start, i = 0.0, 0, -1
    for i, worth in enumerate(worths):
        weight, start = (worth, i) if weight <= 0 else (weight + worth, start)
        if weight > best:
            best, first, last = weight, start, i
    return (first, last) if last >= 0 else (i + 1, -1)
