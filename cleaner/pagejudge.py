"""From a page to the text a scraper would have produced of it, and what of that is furniture.

The flattened text is the page's headline and below it every block, a line each. What the signs of
markup condemn goes first, as edits like all others; what is left is judged as flattened text, so
that cleaning the outcome again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .memory import Memory
from .pageevidence import Weighed, shipped, weigh
from .pagescene import PageScene, Told
from .ruleset import Rules
from .structured import Stated
from .types import SURE, Edit
from .walk import Page
from .weights import KINDS, Signs

_SURE_OF_PLAIN = 0.99
_LEAST_BODY = 200  # characters; less is a summary
_ARTICLES = ("news", "article", "blog", "opinion", "analysis", "review", "live")
_SAYS = ("the elements around it", "its links and its place", "its words", "what stands beside it")


class Flat(NamedTuple):
    """A page as text: its lines joined, and where each block starts."""

    text: str
    starts: tuple[int, ...]


def flatten(page: Page, title: str) -> Flat:
    """The headline and the blocks, a line each."""
    lines = (
        [title, *(block.text for block in page.blocks)] if title else [b.text for b in page.blocks]
    )
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return Flat("\n".join(lines), tuple(starts[1:] if title else starts))


def told_of(stated: Stated) -> Told:
    """What helps to judge the text among what a page states."""
    article = None if stated.kind is None else stated.kind in _ARTICLES
    body = stated.body if len(stated.body) >= _LEAST_BODY else ""
    return Told(stated.title or "", stated.description or "", article, body)


def scene_of(page: Page, told: Told, rules: Rules, memory: Memory) -> PageScene:
    """See the page as it is to be judged."""
    scene = PageScene(page, told, shipped().names, memory.shapes)
    families = {i: memory.family(shape, rules) for i, shape in scene.shapes.items()}
    heads = {
        i
        for i, shape in scene.shapes.items()
        if families[i] and any(match.rule.heads for match in memory.match(shape, rules))
    }
    scene.see(families, frozenset(heads))
    return scene


def looks_of(scene: PageScene, rules: Rules, memory: Memory) -> dict[int, Signs]:
    """What the blocks that are to be weighed look like."""
    return {i: memory.look(shape, rules) for i, shape in scene.shapes.items()}


def furniture(scene: PageScene, flat: Flat, rules: Rules, memory: Memory) -> Iterator[Edit]:
    """The blocks that go, as edits over the flattened text."""
    weighed = weigh(scene, looks_of(scene, rules, memory), shipped())
    least = asked(scene, weighed)
    for i, (block, start) in enumerate(zip(scene.page.blocks, flat.starts, strict=True)):
        found = weighed.get(i)
        if found is None:
            said, sure = "links or labels away from any prose", _SURE_OF_PLAIN
        elif found.probability >= least:
            said, sure = in_words(found), round(min(SURE, found.probability), 2)
        else:
            continue
        rule = f"page.{KINDS[scene.kinds[i] - 1]}" if found else "page.plain"
        yield Edit(start, start + len(block.text), block.text, "", rule, said, sure)


def asked(scene: PageScene, weighed: dict[int, Weighed]) -> float:
    """The probability from which a block goes."""
    return 0.5


def in_words(weighed: Weighed) -> str:
    """Why a block goes, for people: how sure, and what spoke loudest."""
    parts = zip(weighed[1:], _SAYS, strict=True)
    loudest = [said for value, said in sorted(parts, reverse=True)[:2] if value > 0]
    return f"{weighed.probability:.2f} likely: {', '.join(loudest) or 'all signs together'}"
