"""What the elements around a block say, in small whole numbers.

Three groups, each summed once for all blocks that share it: what the element itself holds, what
those around it hold, and what families of names they are called by.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from typing import NamedTuple

from .containers import AROUND, LINKED, SHARES, TAG, Containers

OWN = (
    *("tag", "inner", "hidden", "links_0", "prose_0"),
    *("make_prose", "make_links", "make_blocks", "make_most"),
)
UP = (
    *(f"in_{name}" for name in AROUND),
    *("depth", "links_1", "links_2", "links_3", "prose_1", "prose_2", "prose_3", "prose_4"),
    *("prose_5", "blocks_1", "blocks_2", "inside_main", "below_main", "is_main"),
    *("branch_prose", "branch_links", "branch_blocks", "from_headline"),
)
_CHAIN = 5  # elements around one that are looked at
_COUNTS = (0.5, 1.5, 2.5, 4.5, 8.5, 16.5, 40.5)
_FAR = 9


class Elements(NamedTuple):
    """The signs of the elements around a block: ``OWN``, ``UP`` and the families of names."""

    own: tuple[int, ...]
    up: tuple[int, ...]
    called: tuple[int, ...]


def elements_of(holds: Containers, frames: Iterable[int]) -> dict[int, Elements]:
    """The signs of each of ``frames``; equal ups and families are one object."""
    ups: dict[int, tuple[int, ...]] = {}
    headline = _around_headline(holds)
    found: dict[int, Elements] = {}
    for at in frames:
        if at in found:
            continue
        parent = max(0, holds.frames.parents[at])
        if parent not in ups:
            ups[parent] = _up(holds, parent, headline)
        called, hidden, _ = holds.named(at)
        found[at] = Elements(_own(holds, at, hidden=hidden), ups[parent], called)
    return found


def _own(holds: Containers, at: int, *, hidden: bool) -> tuple[int, ...]:
    make = holds.make[at]
    prose, chars, links, blocks = holds.makes[make]
    return (
        holds.element(at),
        TAG.get(holds.frames.tags[at], 0),
        int(hidden),
        bisect(LINKED, holds.share_linked(at)),
        bisect(SHARES, holds.prose[at] / holds.total),
        bisect(SHARES, prose / holds.total),
        bisect(LINKED, links / max(1, chars)),
        bisect(_COUNTS, blocks),
        int(make == holds.most),
    )


def _up(holds: Containers, at: int, headline: dict[int, int]) -> tuple[int, ...]:
    chain = [at]
    while len(chain) < _CHAIN:
        chain.append(max(0, holds.frames.parents[chain[-1]]))
    branch, below, total, around = holds.branch[at], holds.below[at], holds.total, holds.around[at]
    return (
        *[around >> k & 1 for k in range(len(AROUND))],
        min(15, holds.named(at)[2] // 2),
        *[bisect(LINKED, holds.share_linked(i)) for i in chain[:3]],
        *[bisect(SHARES, holds.prose[i] / total) for i in chain],
        bisect(_COUNTS, holds.blocks[at]),
        bisect(_COUNTS, holds.blocks[chain[1]]),
        int(below >= 0),
        min(6, below + 1),
        int(at == holds.main),
        _FAR if branch < 0 else bisect(SHARES, holds.prose[branch] / total),
        _FAR if branch < 0 else bisect(LINKED, holds.share_linked(branch)),
        _FAR if branch < 0 else bisect(_COUNTS, holds.blocks[branch]),
        _from_headline(holds, at, headline),
    )


def _around_headline(holds: Containers) -> dict[int, int]:
    """The frames around the first headline, by their distance from it."""
    found: dict[int, int] = {}
    at = next((i for i, tag in enumerate(holds.frames.tags) if tag == "h1" and holds.blocks[i]), -1)
    while at >= 0:
        found[at] = len(found)
        at = holds.frames.parents[at]
    return found


def _from_headline(holds: Containers, at: int, headline: dict[int, int]) -> int:
    """How far up from the headline the two meet; 9 without a headline."""
    if not headline:
        return _FAR
    while at not in headline:
        at = holds.frames.parents[at]
    return min(_FAR - 1, headline[at])
