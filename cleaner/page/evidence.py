"""How likely each block of a page is furniture, by two additive tables over its signs.

The tables of ``data/page.toml`` work as those of ``evidence``: the first sums what the elements
around a block, its links, its words and its place say, the second looks again and knows what the
first made of the neighbours and of the rest of each container. Signs of elements are summed once
for each element.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate
from math import isqrt
from operator import getitem
from typing import NamedTuple

import tomli

from ..shares import ONE, share_of, shares
from ..text.looks import PROSE, SIGNS
from ..text.weights import Signs, Weights, chance_of, weights_of
from .containers import FAMILY
from .frames import IN, OWN, UP, Elements, elements_of, families_of, tags_of
from .scene import PageScene
from .signs import BLOCK, PAGE, block_signs, page_signs

AGAIN = (
    *("score", "score_above", "score_below", "score_above_2", "score_below_2"),
    *("mean_5_above", "mean_5_below", "mean_15_above", "mean_15_below"),
    *("kept_above", "kept_below", "inside_0", "inside_1", "inside_2", "inside_3", "between"),
)
# hundredths of log-odds
_SURE = 600
_CONDEMNS, _CONDEMNS_PROSE = 250, 400  # of the elements around a block
_PLAIN = 900
_LEVELS = 4
_SCORES = range(-500, 501, 50)
_SIDES = (-300, -150, -50, 50, 150, 300)
_COARSE = (-200, -60, 60, 200)
_MEANS = shares(0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
_INSIDE = shares(-0.5, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_SHARES = shares(0.001, 0.01, 0.03, 0.1, 0.3, 0.7, 0.9, 0.97, 0.99)
_ROOTS = 100  # what the roots of sizes are counted in


class PageTable(NamedTuple):
    """Both tables and the names that elements are known by, each with the bits of its families."""

    first: Weights
    again: Weights
    names: Mapping[str, int]
    families: tuple[str, ...]


class Parts(NamedTuple):
    """The signs of one block: of its elements, of itself and its place, of its words."""

    elements: Elements
    block: Signs
    looks: Signs

    def signs(self, families: int) -> Signs:
        """All of them, in the order of ``first_names``."""
        own, up, around, called = self.elements
        named = families_of(called, families)
        return (*own, *tags_of(around), *up, *named, *self.block, *self.looks)


class Weighed(NamedTuple):
    """The chance, in millionths, that a block is furniture, and what its signs add up to."""

    chance: int
    elements: int
    place: int
    words: int
    company: int

    @property
    def probability(self) -> float:
        """The chance, from 0 to 1, to be shown."""
        return self.chance / ONE


@cache
def shipped() -> PageTable:
    """The tables that ship."""
    file = resources.files("cleaner") / "data" / "page.toml"
    data = tomli.loads(file.read_text(encoding="utf-8"))
    names: dict[str, int] = {}
    for number, words in enumerate(data["names"].values()):
        for word in words.split():
            names[word] = names.get(word, 0) | 1 << FAMILY * number
    first, again = weights_of(data.get("first", {})), weights_of(data.get("again", {}))
    return PageTable(first, again, names, tuple(data["names"]))


def first_names(table: PageTable) -> tuple[str, ...]:
    """The signs of the first table, in order."""
    named = (f"called_{family}" for family in table.families)
    return (*OWN, *IN, *UP, *named, *BLOCK, *PAGE, *SIGNS)


class Sums:
    """What signs add up to in one table; those that blocks share are summed once."""

    def __init__(self, bins: Sequence[Sequence[int]], families: int) -> None:
        """``bins`` are those of the signs of ``first_names``."""
        self._own, self._in = bins[: len(OWN)], bins[len(OWN) :]
        self._up = self._in[len(IN) :]
        self._called = self._up[len(UP) :]
        self._block = self._called[families:]
        self._looks = self._block[len(BLOCK) + len(PAGE) :]
        self._families = families
        self._ups: dict[int, int] = {}
        self._around: dict[int, int] = {}
        self._named: dict[int, int] = {}

    def elements(self, elements: Elements) -> int:
        """The sum of the signs of elements."""
        own, up, tags, called = elements
        # the signs outlive the sums, so that no other tuple takes their place
        if (above := self._ups.get(id(up))) is None:
            above = self._ups[id(up)] = _sum(self._up, up)
        if (around := self._around.get(tags)) is None:
            around = self._around[tags] = _sum(self._in, tags_of(tags))
        if (named := self._named.get(called)) is None:
            signs = families_of(called, self._families)
            named = self._named[called] = _sum(self._called, signs)
        return _sum(self._own, own) + above + around + named

    def parts(self, parts: Parts) -> tuple[int, int, int]:
        """The sums of the signs of elements, place and words."""
        elements, block, looks = parts
        return self.elements(elements), _sum(self._block, block), _sum(self._looks, looks)


def dismissed(scene: PageScene, elements: Mapping[int, Elements], table: PageTable) -> list[int]:
    """The blocks whose elements alone condemn them: sooner on a clear page, never a wall."""
    sums = Sums(table.first.bins, len(table.families))
    found = []
    for i, block in enumerate(scene.page.blocks):
        if not scene.plain[i]:
            loose = scene.clear and scene.kinds[i] < PROSE
            least = _CONDEMNS if loose else _CONDEMNS_PROSE
            if sums.elements(elements[block.frame]) > least and not scene.wall(i):
                found.append(i)
    return found


def around_blocks(scene: PageScene) -> dict[int, Elements]:
    """The signs of the elements of all blocks that are not plain furniture, by frame."""
    frames = [b.frame for b, plain in zip(scene.page.blocks, scene.plain, strict=True) if not plain]
    return elements_of(scene.containers, frames)


def parts_of(
    scene: PageScene, elements: Mapping[int, Elements], looks: Mapping[int, Signs]
) -> dict[int, Parts]:
    """The signs of every block that is to be weighed."""
    page, blocks = page_signs(scene), scene.page.blocks
    return {
        i: Parts(elements[blocks[i].frame], (*signs, *page), looks[i])
        for i, signs in block_signs(scene)
    }


def weigh(scene: PageScene, parts: Mapping[int, Parts], table: PageTable) -> dict[int, Weighed]:
    """Weigh the blocks that are not plain furniture."""
    families, size = len(table.families), len(AGAIN)
    sums = Sums(table.first.bins, families)
    scores = {i: table.first.start + sum(sums.parts(part)) for i, part in parts.items()}
    company = again_signs(scene, scores)
    near, again = table.again.bins[:size], Sums(table.again.bins[size:], families)
    found = {}
    for i, part in parts.items():
        apart, beside = again.parts(part), _sum(near, company[i])
        chance = chance_of(table.again.start + sum(apart) + beside)
        found[i] = Weighed(chance, *apart, beside)
    return found


def _sum(bins: Sequence[Sequence[int]], signs: Signs) -> int:
    return sum(map(getitem, bins, signs))


def again_signs(scene: PageScene, scores: Mapping[int, int]) -> dict[int, Signs]:
    """The bins of ``AGAIN``; ``scores`` are those of the first table."""
    count = len(scene.sizes)
    odds = [max(-_SURE, min(_SURE, scores.get(i, _PLAIN))) for i in range(count)]
    halves = [int(2 * size) for size in scene.sizes]  # sizes in half words, which are whole
    weights = [isqrt(_ROOTS**2 * (size + 2) // 2) for size in halves]
    stays = [ONE - chance_of(score) for score in odds]
    keeps = [stay * weight for stay, weight in zip(stays, weights, strict=True)]
    sums = list(accumulate(keeps, initial=0))
    sizes = list(accumulate(weights, initial=0))
    words = (stay * size for stay, size in zip(stays, halves, strict=True))
    kept = list(accumulate(words, initial=0))
    total = max(kept[-1], 2 * ONE)
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
            bisect(_SHARES, share_of(kept[i], total)),
            bisect(_SHARES, share_of(total - kept[i + 1], total)),
            *inside[i],
            (coarse[i + 1] - 1) * 36 + coarse[i] * 6 + coarse[i + 2],
        )
    return found


def _mean(part: int, whole: int) -> int:
    """The mean of shares that are weighted, ``whole`` the sum of the weights."""
    return part // whole if whole else 0


def _inside(
    scene: PageScene, keeps: Sequence[int], weights: Sequence[int]
) -> dict[int, tuple[int, ...]]:
    """How much of the rest of each of the innermost containers stays."""
    up = scene.containers.up
    kept, whole = [0] * len(up), [0] * len(up)
    for block, keep, weight in zip(scene.page.blocks, keeps, weights, strict=True):
        kept[block.frame] += keep
        whole[block.frame] += weight
    for at in range(len(up) - 1, 0, -1):
        if whole[at]:
            kept[up[at]] += kept[at]
            whole[up[at]] += whole[at]
    found = {}
    for i in scene.shapes:
        at, levels = scene.page.blocks[i].frame, []
        for _ in range(_LEVELS):
            rest = whole[at] - weights[i]
            levels.append(bisect(_INSIDE, (kept[at] - keeps[i]) // rest if rest else -ONE))
            at = up[at]
        found[i] = tuple(levels)
    return found
