"""What the elements around a block say, in small whole numbers.

Three groups, each summed once for all blocks that share it: what the element itself holds, what
those around it hold, and what families of names they are called by.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from typing import NamedTuple

from .containers import AROUND, FAMILY, LINKED, SHARES, TAG, Containers

IN = tuple(f"in_{name}" for name in AROUND)
OWN = (
    *("tag", "inner", "hidden", "links_0", "prose_0"),
    *("make_prose", "make_links", "make_blocks", "make_most"),
)
UP = (
    *("depth", "links_1", "links_2", "links_3", "prose_1", "prose_2", "prose_3", "prose_4"),
    *("prose_5", "blocks_1", "blocks_2", "inside_main", "below_main", "is_main"),
    *("branch_prose", "branch_links", "branch_blocks", "from_headline"),
)
_CHAIN = 5  # elements around one that are looked at
_COUNTS = (0.5, 1.5, 2.5, 4.5, 8.5, 16.5, 40.5)
_FAR = 9


class Elements(NamedTuple):
    """The signs of the elements around a block: ``OWN``, ``UP``, and two as numbers.

    ``around`` has a bit for each of the tags ``AROUND``, ``called`` is as in ``Named``.
    """

    own: tuple[int, ...]
    up: tuple[int, ...]
    around: int
    called: int


def tags_of(around: int) -> tuple[int, ...]:
    """The bin of each of the tags ``AROUND``."""
    return tuple([around >> n & 1 for n in range(len(AROUND))])


def families_of(called: int, count: int) -> tuple[int, ...]:
    """The bin of each of ``count`` families of names."""
    return tuple([(called >> FAMILY * n & 15).bit_count() for n in range(count)])


def elements_of(holds: Containers, frames: Iterable[int]) -> dict[int, Elements]:
    """The signs of each of ``frames``; equal ups are one object."""
    ups: dict[int, tuple[int, ...]] = {}
    shares, headline = _Shares(holds), _around_headline(holds)
    found: dict[int, Elements] = {}
    for at in frames:
        if at in found:
            continue
        parent = holds.up[at]
        if parent not in ups:
            ups[parent] = _up(holds, shares, parent, headline)
        called, hidden, _ = holds.named(at)
        own = _own(holds, shares, at, hidden=hidden)
        found[at] = Elements(own, ups[parent], holds.around[parent], called)
    return found


class _Shares:
    """The bins of what every frame holds."""

    def __init__(self, holds: Containers) -> None:
        total = holds.total
        self.links = [
            bisect(LINKED, links / chars) if links else 0
            for links, chars in zip(holds.links, holds.chars, strict=True)
        ]
        self.prose = [bisect(SHARES, prose / total) if prose else 0 for prose in holds.prose]
        self.blocks = [bisect(_COUNTS, blocks) for blocks in holds.blocks]


def _own(holds: Containers, shares: _Shares, at: int, *, hidden: int) -> tuple[int, ...]:
    make = holds.make[at]
    prose, chars, links, blocks = holds.makes[make]
    return (
        holds.element(at),
        TAG.get(holds.frames.tags[at], 0),
        hidden,
        shares.links[at],
        shares.prose[at],
        bisect(SHARES, prose / holds.total),
        bisect(LINKED, links / max(1, chars)),
        bisect(_COUNTS, blocks),
        int(make == holds.most),
    )


def _up(holds: Containers, shares: _Shares, at: int, headline: dict[int, int]) -> tuple[int, ...]:
    up, links, prose, blocks = holds.up, shares.links, shares.prose, shares.blocks
    chain = [at]
    while len(chain) < _CHAIN:
        chain.append(up[chain[-1]])
    branch, below = holds.branch[at], holds.below[at]
    return (
        min(15, holds.named(at).depth // 2),
        *[links[i] for i in chain[:3]],
        *[prose[i] for i in chain],
        blocks[at],
        blocks[chain[1]],
        int(below >= 0),
        min(6, below + 1),
        int(at == holds.main),
        *((_FAR,) * 3 if branch < 0 else (prose[branch], links[branch], blocks[branch])),
        _from_headline(holds, at, headline),
    )


def _around_headline(holds: Containers) -> dict[int, int]:
    """The frames around the first headline, by their distance from it."""
    found: dict[int, int] = {}
    tags = enumerate(holds.frames.tags)
    at = next((i for i, tag in tags if tag == "h1" and holds.blocks[i]), -1)
    while at >= 0:
        found[at] = len(found)
        at = holds.frames.parents[at]
    return found


def _from_headline(holds: Containers, at: int, headline: dict[int, int]) -> int:
    """How far up from the headline the two meet; 9 without a headline."""
    if not headline:
        return _FAR
    while at not in headline:
        at = holds.up[at]
    return min(_FAR - 1, headline[at])
