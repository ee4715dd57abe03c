"""Trees give what a walk from the top of each would give."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import reduce
from operator import and_, getitem

import pytest

from cleaner.page.evidence import shipped
from cleaner.page.trees import LEAVES, Trees, trees_of

WIDTHS = (4, 7, 2)


def walked(line: str, features: tuple[int, ...]) -> int:
    """The score of the leaf that one tree ends in."""
    tokens = iter(line.split())

    def walk(*, here: bool) -> int | None:
        token = next(tokens)
        if token.startswith("="):
            return int(token[1:]) if here else None
        feature, most = map(int, token.split("."))
        left = here and features[feature] <= most
        found = walk(here=left), walk(here=here and not left)
        return found[0] if left else found[1]

    score = walk(here=True)
    assert score is not None
    return score


def grown(rng: random.Random, leaves: int) -> Iterator[str]:
    """The tokens of a tree with so many leaves."""
    if leaves == 1:
        yield f"={rng.randint(-90, 90)}"
        return
    feature = rng.randrange(len(WIDTHS))
    yield f"{feature}.{rng.randrange(WIDTHS[feature])}"
    left = rng.randint(1, leaves - 1)
    yield from grown(rng, left)
    yield from grown(rng, leaves - left)


def score(trees: Trees, features: tuple[int, ...]) -> int:
    return trees.score(reduce(and_, map(getitem, trees.masks, features)))


@pytest.mark.parametrize("seed", range(20))
def test_trees_give_what_walks_give(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    lines = [" ".join(grown(rng, rng.randint(1, LEAVES))) for _ in range(rng.randint(1, 9))]
    trees = trees_of(lines, WIDTHS)
    for _ in range(50):
        features = tuple(rng.randrange(width) for width in WIDTHS)
        assert score(trees, features) == sum(walked(line, features) for line in lines)


def test_no_trees_say_nothing() -> None:
    assert score(trees_of([], WIDTHS), (0, 0, 0)) == 0


def test_the_shipped_trees_ask_for_signs_that_there_are() -> None:
    table = shipped()
    assert len(table.trees.masks) == len(table.again.names)
    assert len({masks[-1] for masks in table.trees.masks}) > len(table.again.names) // 2
