"""How likely each block of a page is furniture, by two additive tables and trees over its signs.

The tables of ``data/page.toml`` work as those of ``evidence``: the first sums what the elements
around a block, its links, its words and its place say, the second looks again and knows what the
first made of the neighbours and of the rest of each container. Trees look at the signs of the
second table together, and count twice as much as it where it leaves a doubt. Signs of elements are
joined once for each element.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, reduce
from itertools import accumulate
from math import isqrt
from operator import and_, getitem
from typing import NamedTuple

import tomli

from ..shares import ONE, share_of, shares
from ..shipped import data_files
from ..text.looks import PROSE, SIGNS
from ..text.weights import Signs, Weights, chance_of, weights_of
from .containers import FAMILY
from .frames import IN, OWN, UP, Elements, elements_of, families_of, tags_of
from .scene import PageScene
from .signs import BLOCK, PAGE, block_signs, page_signs
from .trees import Trees, trees_of

AGAIN = (
    *("score", "score_above", "score_below", "score_above_2", "score_below_2"),
    *("mean_5_above", "mean_5_below", "mean_15_above", "mean_15_below"),
    *("kept_above", "kept_below", "inside_0", "inside_1", "inside_2", "inside_3", "between"),
)
# hundredths of log-odds
_SURE = 600
_CONDEMNS, _CONDEMNS_PROSE = 250, 400  # of the elements around a block
_PLAIN = 900
_UNDECIDED = 400  # beyond it no trees ever turned a verdict
_LEVELS = 4
_SCORES = range(-500, 501, 50)
_SIDES = (-300, -150, -50, 50, 150, 300)
_COARSE = (-200, -60, 60, 200)
_MEANS = shares(0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
_INSIDE = shares(-0.5, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_SHARES = shares(0.001, 0.01, 0.03, 0.1, 0.3, 0.7, 0.9, 0.97, 0.99)
_ROOTS = 100  # what the roots of sizes are counted in


class PageTable(NamedTuple):
    """The tables, the trees, and names of elements, each with the bits of its families."""

    first: Weights
    again: Weights
    trees: Trees
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
    """The chance, in millionths, that a block is furniture, and what speaks for it, by sort.

    ``together`` is how much more the trees say, which see the signs beside each other.
    """

    chance: int
    elements: int
    place: int
    words: int
    company: int
    together: int = 0

    @property
    def probability(self) -> float:
        """The chance, from 0 to 1, to be shown."""
        return self.chance / ONE


@cache
def shipped() -> PageTable:
    """The tables that ship."""
    file = data_files() / "page.toml"
    data = tomli.loads(file.read_text(encoding="utf-8"))
    names: dict[str, int] = {}
    for number, words in enumerate(data["names"].values()):
        for word in words.split():
            names[word] = names.get(word, 0) | 1 << FAMILY * number
    first, again = weights_of(data.get("first", {})), weights_of(data.get("again", {}))
    widths = [len(bins) for bins in again.bins]
    trees = trees_of(data.get("trees", {}).get("trees", "").splitlines(), widths)
    return PageTable(first, again, trees, names, tuple(data["names"]))


def first_names(table: PageTable) -> tuple[str, ...]:
    """The signs of the first table, in order."""
    named = (f"called_{family}" for family in table.families)
    return (*OWN, *IN, *UP, *named, *BLOCK, *PAGE, *SIGNS)


class Joined:
    """What the signs of a block make together in one table; those blocks share are joined once."""

    def __init__(
        self,
        bins: Sequence[Sequence[int]],
        families: int,
        join: Callable[[Iterable[int]], int] = sum,
    ) -> None:
        """``bins`` are those of the signs of ``first_names``; ``join`` makes one of many values."""
        self._own, self._in = bins[: len(OWN)], bins[len(OWN) :]
        self._up = self._in[len(IN) :]
        self._called = self._up[len(UP) :]
        self._block = self._called[families:]
        self._looks = self._block[len(BLOCK) + len(PAGE) :]
        self._families = families
        self._join = join
        self._ups: dict[int, int] = {}
        self._around: dict[int, int] = {}
        self._named: dict[int, int] = {}

    def elements(self, elements: Elements) -> int:
        """What the signs of elements make together."""
        own, up, tags, called = elements
        join = self._join
        # the signs outlive this, so that no other tuple takes their place
        if (above := self._ups.get(id(up))) is None:
            above = self._ups[id(up)] = join(map(getitem, self._up, up))
        if (around := self._around.get(tags)) is None:
            around = self._around[tags] = join(map(getitem, self._in, tags_of(tags)))
        if (named := self._named.get(called)) is None:
            signs = families_of(called, self._families)
            named = self._named[called] = join(map(getitem, self._called, signs))
        return join((above, around, named, *map(getitem, self._own, own)))

    def parts(self, parts: Parts) -> tuple[int, int, int]:
        """What the signs of elements, place and words make together."""
        elements, block, looks = parts
        return (
            self.elements(elements),
            self._join(map(getitem, self._block, block)),
            self._join(map(getitem, self._looks, looks)),
        )


def _common(masks: Iterable[int]) -> int:
    """The bits that all masks have."""
    return reduce(and_, masks)


def dismissed(scene: PageScene, elements: Mapping[int, Elements], table: PageTable) -> list[int]:
    """The blocks whose elements alone condemn them: sooner on a clear page, never a wall."""
    sums = Joined(table.first.bins, len(table.families))
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
    sums = Joined(table.first.bins, families)
    scores = {i: table.first.start + sum(sums.parts(part)) for i, part in parts.items()}
    company = again_signs(scene, scores)
    near, again = table.again.bins[:size], Joined(table.again.bins[size:], families)
    beside, trees = table.trees.masks[:size], Joined(table.trees.masks[size:], families, _common)
    found = {}
    for i, part in parts.items():
        apart, around = again.parts(part), sum(map(getitem, near, company[i]))
        score = table.again.start + sum(apart) + around
        together = 0
        if abs(score) <= _UNDECIDED:
            left = _common((*trees.parts(part), *map(getitem, beside, company[i])))
            together = (table.trees.score(left) - score) * 2 // 3
        found[i] = Weighed(chance_of(score + together), *apart, around, together)
    return found


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
