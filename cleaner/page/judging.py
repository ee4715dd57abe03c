"""From a page to the text a scraper would have produced of it, and what of that is furniture.

The flattened text is the page's headline and below it every block, a line each. What the signs of
markup condemn goes first, as edits like all others; what is left is judged as flattened text, so
that cleaning the outcome again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..shares import ONE
from ..stated.structured import Stated
from ..stated.words import host_of
from ..text.looks import PROSE
from ..text.memory import Memory
from ..text.weights import KINDS
from ..types import SURE, Edit
from .containers import HEADLINE
from .evidence import (
    Parts,
    Weighed,
    around_blocks,
    dismissed,
    parts_of,
    shipped,
    weigh,
)
from .outside import outside
from .scene import PageScene, Told
from .walk import Page

_NEAR = 6  # blocks above the article's prose that may be its byline and date
_LEAST_COPY = 12  # words of a paragraph whose copies go
_STEPS = 8
_LEAST, _CARE = ONE // 10, ONE // 10
_LEAST_BODY = 200  # characters; less is a summary
ARTICLES = ("news", "article", "blog", "opinion", "analysis", "review", "live")
_SAYS = (
    *("the elements around it", "its links and its place", "its words", "what stands beside it"),
    "how these go together",
)


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


def told_of(stated: Stated, url: str | None = None) -> Told:
    """What helps to judge the text among what a page states."""
    article = None if stated.kind is None else stated.kind in ARTICLES
    body = stated.body or ""
    body = body if len(body) >= _LEAST_BODY else ""
    host = host_of(url or stated.canonical) or ""
    return Told(stated.title or "", stated.description or "", article, body, host)


class Seen(NamedTuple):
    """A page as it is judged, and the signs of every block that is to be weighed."""

    scene: PageScene
    parts: Mapping[int, Parts]


def see(page: Page, told: Told, memory: Memory, *, whole: bool = False) -> Seen:
    """See a page as it is to be judged; ``whole`` weighs also what elements alone condemn."""
    table = shipped()
    scene = PageScene(page, told, table.names, memory.shapes)
    elements = around_blocks(scene)
    scene.dismiss(outside(scene), () if whole else dismissed(scene, elements, table))
    families = {i: memory.family(shape) for i, shape in scene.shapes.items()}
    heads = {
        i
        for i, shape in scene.shapes.items()
        if families[i] and any(match.rule.heads for match in memory.match(shape))
    }
    scene.see(families, frozenset(heads))
    looks = {i: memory.look(shape) for i, shape in scene.shapes.items()}
    return Seen(scene, parts_of(scene, elements, looks))


class Cut(NamedTuple):
    """Why a block goes: the rule, the evidence in words, and how sure that is."""

    rule: str
    evidence: str
    confidence: float


class Judged(NamedTuple):
    """The blocks that go, by index, and the F1 in millionths to be expected of what stays.

    ``spared`` are the blocks of the standfirst.
    """

    cuts: dict[int, Cut]
    expected: int
    spared: tuple[int, ...] = ()


NOTHING = Judged({}, ONE)


def judge(seen: Seen, memory: Memory) -> Judged:
    """Judge the blocks of a page."""
    scene = seen.scene
    weighed = weigh(scene, seen.parts, shipped())
    least, expected = asked(scene, weighed)
    beside = _beside_body(scene)
    cuts: dict[int, Cut] = {}
    for i in range(len(scene.kinds)):
        found = weighed.get(i)
        if i in scene.condemned:
            cuts[i] = Cut(scene.condemned[i] or _rule(scene, i), _SAYS[0], SURE)
        elif found is None:
            cuts[i] = Cut("page.plain", "links or labels away from any prose", SURE)
        elif found.chance > max(least, scene.asks(i)):
            rule, said = _rule(scene, i), in_words(found)
            if i in beside and (named := _named(scene, i, memory)):
                rule, said = named
            cuts[i] = Cut(rule, said, round(min(SURE, found.probability), 2))
    _cut_copies(scene, weighed, cuts)
    return Judged(cuts, expected, scene.standfirst)


def _rule(scene: PageScene, i: int) -> str:
    return f"page.{KINDS[scene.kinds[i] - 1]}"


def _cut_copies(scene: PageScene, weighed: Mapping[int, Weighed], cuts: dict[int, Cut]) -> None:
    """Of paragraphs that stay word for word more than once, leave the likeliest of the article."""
    stays: dict[str, int] = {}
    for i, block in enumerate(scene.page.blocks):
        if i in cuts or scene.kinds[i] < PROSE or scene.sizes[i] < _LEAST_COPY:
            continue
        other = stays.setdefault(block.text, i)
        if other != i:
            gone = i if weighed[i].chance >= weighed[other].chance else other
            stays[block.text] = other if gone == i else i
            cuts[gone] = Cut("page.copy", "it stands on the page once more", SURE)


def furniture(judged: Judged, page: Page, flat: Flat) -> Iterator[Edit]:
    """The blocks that go, as edits over the flattened text."""
    for i, (block, start) in enumerate(zip(page.blocks, flat.starts, strict=True)):
        if (cut := judged.cuts.get(i)) is not None:
            yield Edit(start, start + len(block.text), block.text, "", *cut)


def _beside_body(scene: PageScene) -> range:
    """The blocks from the headline, or shortly above the article, to the end of its prose."""
    headlines = (i for i, element in enumerate(scene.elements) if element == HEADLINE)
    first = max(0, scene.first - _NEAR)
    return range(min(first, next(headlines, first)), scene.last + 1)


def _named(scene: PageScene, i: int, memory: Memory) -> tuple[str, str] | None:
    """The rule whose words a block has, which says more than that it goes."""
    for rule, evidence, _ in memory.match(scene.shapes[i]):
        if rule.gives and not rule.weak:
            return rule.name, evidence
    return None


def asked(scene: PageScene, weighed: Mapping[int, Weighed]) -> tuple[int, int]:
    """The chance from which a block goes, and the F1 that is then to be expected, in millionths.

    A half, and more where the page is hard to judge: the F1 to be expected is greatest when all
    goes that is likelier to be furniture than one minus half that F1 (Lipton, Elkan and
    Naryanaswamy, "Optimal thresholding of classifiers to maximize F1 measure", 2014).
    """
    # sizes are counted in half words, which are whole
    stays = [(ONE - found.chance, int(2 * scene.sizes[i])) for i, found in weighed.items()]
    whole = sum(chance * size for chance, size in stays)
    least = ONE // 2
    half = 0
    for _ in range(_STEPS):
        kept = [(chance, size) for chance, size in stays if chance >= least]
        right = sum(chance * size for chance, size in kept)
        sizes = sum(size for _, size in kept) * ONE + whole
        half = right * ONE // sizes if sizes else 0  # of the F1 that is reached
        least = min(ONE // 2, max(_LEAST, half + _CARE))
    return ONE - least, 2 * half


def in_words(weighed: Weighed) -> str:
    """Why a block goes, for people: how sure, and what spoke loudest."""
    parts = zip(weighed[1:], _SAYS, strict=True)
    loudest = [said for value, said in sorted(parts, reverse=True)[:2] if value > 0]
    return f"{weighed.probability:.2f} likely: {', '.join(loudest) or 'all signs together'}"
