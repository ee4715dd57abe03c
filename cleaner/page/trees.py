"""Boosted decision trees over small whole numbers, all walked at once with whole numbers.

A tree asks at each fork whether one feature is at most some bin, and goes left if so; the scores
of the leaves it ends in are summed over all trees. Nothing is walked here: each bin of a feature
rules leaves out, as bits of one long whole number with a field for every tree, and of the leaves
that no feature rules out the first of each tree is the one its walk would end in (Lucchese et al.,
"QuickScorer: a fast algorithm to rank documents with additive ensembles of regression trees",
SIGIR 2015). So a score is a few dozen operations on whole numbers, the same on every machine.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

LEAVES = 32  # of one tree, at most
_NOTHING: array[int] = array("I")


class Trees(NamedTuple):
    """The trees: ``masks[feature][bin]`` has the leaves that are left, all trees side by side.

    ``firsts`` has the first leaf of every tree; ``planes[k]`` the leaves whose score, counted from
    the lowest, has bit *k*; ``start`` is what the lowest scores sum to, in hundredths of log-odds.
    """

    start: int
    masks: tuple[tuple[int, ...], ...]
    firsts: int
    planes: tuple[int, ...]

    def score(self, left: int) -> int:
        """The sum of the scores of the trees, given the leaves that no feature rules out."""
        ends = left & (left ^ (left - self.firsts))  # the lowest bit of each field
        total = self.start
        for k, plane in enumerate(self.planes):
            total += (ends & plane).bit_count() << k
        return total


def trees_of(lines: Sequence[str], widths: Sequence[int]) -> Trees:
    """Read trees, one a line; ``widths`` has how many bins each feature has.

    A tree is told from the top, left before right: a fork as ``feature.bin``, with the greatest bin
    that goes left, a leaf as ``=score``.
    """
    ruled_out: dict[tuple[int, int], array[int]] = {}  # by feature and first bin that goes right
    scores: list[int] = []
    start = 0
    for number, line in enumerate(lines):
        leaves: list[int] = []
        for feature, most, left in _forks(line.split(), leaves):
            if (fields := ruled_out.get((feature, most + 1))) is None:
                fields = ruled_out[feature, most + 1] = array("I", [0]) * len(lines)
            fields[number] |= left
        lowest = min(leaves)
        start += lowest
        scores += [leaf - lowest for leaf in leaves] + [0] * (LEAVES - len(leaves))
    whole = (1 << len(lines) * LEAVES) - 1
    masks = []
    for feature, width in enumerate(widths):
        left_over = [whole]
        for least in range(1, width):  # most bins rule out nothing more, and share one number
            fields = ruled_out.get((feature, least), _NOTHING)
            left_over.append(left_over[-1] & ~_number(fields) if fields else left_over[-1])
        masks.append(tuple(left_over))
    firsts = _number(array("I", [1]) * len(lines))
    return Trees(start, tuple(masks), firsts, tuple(_planes(scores)))


def _number(fields: array[int]) -> int:
    """The whole number with these fields, the first the lowest."""
    if sys.byteorder == "big":
        fields = array(fields.typecode, fields)
        fields.byteswap()
    return int.from_bytes(fields.tobytes(), "little")


def _forks(tokens: Iterable[str], leaves: list[int]) -> Iterator[tuple[int, int, int]]:
    """Feature, greatest bin that goes left and the leaves on the left of each fork."""
    open_: list[tuple[int, int, int]] = []  # forks whose left side is being read
    for token in tokens:
        if not token.startswith("="):
            feature, _, most = token.partition(".")
            open_.append((int(feature), int(most), len(leaves)))
            continue
        leaves.append(int(token[1:]))
        if open_:
            at, bin_, first = open_.pop()
            yield at, bin_, (1 << len(leaves)) - (1 << first)


def _planes(scores: Sequence[int]) -> Iterator[int]:
    """The numbers whose bit *n* is bit *k* of the score of leaf *n*."""
    for k in range(max(scores, default=0).bit_length()):
        bits = "".join("1" if score >> k & 1 else "0" for score in reversed(scores))
        yield int(bits, 2)
