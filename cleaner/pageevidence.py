"""How likely each block of a page is furniture, by two additive tables over its signs.

The tables of ``data/page.toml`` work as those of ``evidence``: the first sums what the elements
around a block, its links, its words and its place say, the second looks again and knows what the
first made of the neighbours and of the rest of each container. Signs of elements are summed once
for each element.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate
from math import sqrt
from operator import getitem
from typing import NamedTuple

import tomli

from .containers import FRAME
from .looks import SIGNS
from .pagescene import PageScene
from .pagesigns import BLOCK, PAGE, block_signs, page_signs
from .weights import Signs, Weights, probability, weights_of

AGAIN = (
    *("score", "score_above", "score_below", "score_above_2", "score_below_2"),
    *("mean_5_above", "mean_5_below", "mean_15_above", "mean_15_below"),
    *("kept_above", "kept_below", "inside_0", "inside_1", "inside_2", "inside_3", "between"),
)
_SURE = 6.0
_PLAIN = 9.0
_LEVELS = 4
_SCORES = tuple(x / 2 for x in range(-10, 11))
_SIDES = (-3, -1.5, -0.5, 0.5, 1.5, 3)
_COARSE = (-2.0, -0.6, 0.6, 2.0)
_MEANS = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
_INSIDE = (-0.5, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_SHARES = (0.001, 0.01, 0.03, 0.1, 0.3, 0.7, 0.9, 0.97, 0.99)


class PageTable(NamedTuple):
    """Both tables and the names that elements are known by, each with the bits of its families."""

    first: Weights
    again: Weights
    names: Mapping[str, int]
    families: tuple[str, ...]


class Parts(NamedTuple):
    """The signs of one block: of its elements, of itself and its place, of its words."""

    frame: Signs
    block: Signs
    looks: Signs


class Weighed(NamedTuple):
    """The probability that a block is furniture, and what its signs add up to, by sort."""

    probability: float
    elements: float
    place: float
    words: float
    company: float


@cache
def shipped() -> PageTable:
    """The tables that ship."""
    file = resources.files(__package__) / "data" / "page.toml"
    data = tomli.loads(file.read_text(encoding="utf-8"))
    names: dict[str, int] = {}
    for number, words in enumerate(data["names"].values()):
        for word in words.split():
            names[word] = names.get(word, 0) | 1 << number
    first, again = weights_of(data.get("first", {})), weights_of(data.get("again", {}))
    return PageTable(first, again, names, tuple(data["names"]))


def first_names(table: PageTable) -> tuple[str, ...]:
    """The signs of the first table, in order."""
    named = (f"called_{family}" for family in table.families)
    return (*FRAME, *named, *BLOCK, *PAGE, *SIGNS)


def parts_of(scene: PageScene, looks: Mapping[int, Signs]) -> dict[int, Parts]:
    """The signs of every block that is to be weighed."""
    frames: dict[int, Signs] = {}
    page = page_signs(scene)
    found = {}
    for i, signs in block_signs(scene):
        at = scene.page.blocks[i].frame
        if at not in frames:
            frames[at] = scene.containers.signs(at)
        found[i] = Parts(frames[at], (*signs, *page), looks[i])
    return found


def weigh(scene: PageScene, looks: Mapping[int, Signs], table: PageTable) -> dict[int, Weighed]:
    """Weigh the blocks that are not plain furniture; ``looks`` has what each looks like."""
    parts = parts_of(scene, looks)
    scores = {i: table.first.start + sum(sums) for i, sums in _sums(parts, table.first.bins)}
    company = again_signs(scene, scores)
    near, rest = table.again.bins[: len(AGAIN)], table.again.bins[len(AGAIN) :]
    found = {}
    for i, sums in _sums(parts, rest):
        beside = _sum(near, company[i])
        total = table.again.start + sum(sums) + beside
        found[i] = Weighed(probability(total), *sums, beside)
    return found


def _sums(
    parts: Mapping[int, Parts], bins: Sequence[Sequence[float]]
) -> Iterator[tuple[int, tuple[float, float, float]]]:
    """What the signs of each part add up to; those of an element are summed once."""
    frames: dict[int, float] = {}
    of_block = of_looks = bins
    for i, (frame, block, looks) in parts.items():
        if not frames:
            of_block = bins[len(frame) :]
            of_looks = of_block[len(block) :]
        if (elements := frames.get(id(frame))) is None:
            elements = frames[id(frame)] = _sum(bins, frame)
        yield i, (elements, _sum(of_block, block), _sum(of_looks, looks))


def _sum(bins: Sequence[Sequence[float]], signs: Signs) -> float:
    return sum(map(getitem, bins, signs))


def again_signs(scene: PageScene, scores: Mapping[int, float]) -> dict[int, Signs]:
    """The bins of ``AGAIN``; ``scores`` are the log-odds the first table gave."""
    count = len(scene.sizes)
    odds = [max(-_SURE, min(_SURE, scores.get(i, _PLAIN))) for i in range(count)]
    weights = [sqrt(size + 1) for size in scene.sizes]
    keeps = [(1 - probability(z)) * w for z, w in zip(odds, weights, strict=True)]
    sums = list(accumulate(keeps, initial=0.0))
    sizes = list(accumulate(weights, initial=0.0))
    words = (size * k / w for size, k, w in zip(scene.sizes, keeps, weights, strict=True))
    kept = list(accumulate(words, initial=0.0))
    total = max(kept[-1], 1.0)
    sides = [0, 0, *(1 + bisect(_SIDES, z) for z in odds), 0, 0]
    coarse = [0, *(1 + bisect(_COARSE, z) for z in odds), 0]
    inside = _inside(scene, keeps, weights)
    found = {}
    for i in scores:
        means = []
        for width in (5, 15):
            low, high = max(0, i - width), min(count, i + width + 1)
            means.append(_mean(sums[i] - sums[low], sizes[i] - sizes[low]))
            means.append(_mean(sums[high] - sums[i + 1], sizes[high] - sizes[i + 1]))
        found[i] = (
            bisect(_SCORES, odds[i]),
            *(sides[i + 1], sides[i + 3], sides[i], sides[i + 4]),
            *[bisect(_MEANS, mean) for mean in means],
            bisect(_SHARES, kept[i] / total),
            bisect(_SHARES, 1 - kept[i + 1] / total),
            *inside[i],
            (coarse[i + 1] - 1) * 36 + coarse[i] * 6 + coarse[i + 2],
        )
    return found


def _mean(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _inside(
    scene: PageScene, keeps: Sequence[float], weights: Sequence[float]
) -> dict[int, tuple[int, ...]]:
    """How much of the rest of each of the innermost containers stays."""
    frames = scene.page.frames
    kept, whole = [0.0] * len(frames), [0.0] * len(frames)
    for block, keep, weight in zip(scene.page.blocks, keeps, weights, strict=True):
        kept[block.frame] += keep
        whole[block.frame] += weight
    for i in range(len(frames) - 1, 0, -1):
        if whole[i]:
            parent = frames[i].parent
            kept[parent] += kept[i]
            whole[parent] += whole[i]
    found = {}
    for i in scene.shapes:
        at, levels = scene.page.blocks[i].frame, []
        for _ in range(_LEVELS):
            rest = whole[at] - weights[i]
            levels.append(bisect(_INSIDE, (kept[at] - keeps[i]) / rest if rest > 0.5 else -1.0))
            at = max(0, frames[at].parent)
        found[i] = tuple(levels)
    return found
