"""A verdict on a block, and the walls of prose between blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..lines import Block, calls_out
from ..types import SURE


class Verdict(NamedTuple):
    """Why a block goes."""

    rule: str
    evidence: str
    heads: str = ""
    confidence: float = SURE


Verdicts = list[Verdict | None]  # one for each block, None for those that stay


class Walls(NamedTuple):
    """The walls of a document: indices of the first and the last block of prose (-1: none)."""

    first: int
    last: int


def walls_of(blocks: Sequence[Block], verdicts: Sequence[Verdict | None]) -> Walls:
    """Where the prose that stays begins and ends; a headline that calls out does not begin it."""
    prose = [
        i
        for i, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True))
        if verdict is None and block.shape.prose
    ]
    if not prose:
        return Walls(-1, -1)
    called = len(prose) > 1 and calls_out(blocks[prose[0]].shape)
    return Walls(prose[called], prose[-1])
