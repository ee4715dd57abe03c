"""The signs of each block of a page and of its place among the others, in small whole numbers."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from ..lines import Shape
from ..text.placing import since
from .containers import HEADINGS, HEADLINE, LINKED, SHARES
from .scene import LINKED_MOSTLY, PageScene, Told

BLOCK = (
    *("linked", "strong", "side", "above", "below", "before", "after", "kind_above", "kind_below"),
    *("kind_above_2", "kind_below_2", "heading", "since_heading", "headline", "since_headline"),
    *("heading_family", "since_list_head", "titled", "described", "stated", "copies"),
    *("overlap", "overlap_words", "known_around", "stretch", "from_start", "from_end"),
    *("element_kind", "element_below", "linked_kind", "story", "headlines_above"),
)
PAGE = ("page_prose", "page_links", "page_blocks", "main_prose", "says_article")

_DISTANCES = (0.5, 1.5, 2.5, 3.5, 5.5, 9.5, 19.5, 49.5)
_OVERLAPS = (0.001, 0.2, 0.34, 0.5, 0.7, 0.99)
_NEAR = 5
_FAR = 99
_ELEMENTS = 8  # of the tags, those that headings, items and cells are
_KINDS = 11  # kinds of blocks, those mostly linked counted apart


def page_signs(scene: PageScene) -> tuple[int, ...]:
    """The bins of ``PAGE``."""
    holds, said = scene.containers, scene.told.article
    return (
        bisect((0.5, 1.5, 3.5, 6.5, 12.5, 25.5, 60.5), sum(scene.prose)),
        bisect(LINKED, holds.share_linked(0)),
        bisect((20, 50, 100, 200, 400, 800), len(scene.kinds)),
        bisect(SHARES, holds.prose[holds.main] / holds.total),
        0 if said is None else 1 if said else 2,
    )


def block_signs(scene: PageScene) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The bins of ``BLOCK`` for each block that is not plain furniture."""
    kinds = [
        kind + 5 * (linked >= LINKED_MOSTLY)
        for kind, linked in zip(scene.kinds, scene.linked, strict=True)
    ]
    around = [0, 0, *kinds, 0, 0]
    known = list(accumulate(scene.known, initial=0))
    copies = Counter(block.text for block in scene.page.blocks)
    places, headings = _places(scene), _headings(scene, kinds)
    stories, headlines = stories_of(scene), _headlines_above(scene)
    body, told = _body(scene), Folded(scene.told)
    for (i, shape), heading, place in zip(scene.shapes.items(), headings, places, strict=True):
        block = scene.page.blocks[i]
        element, kind = scene.elements[i], scene.kinds[i]
        linked = bisect(LINKED, scene.linked[i])
        near = known[min(len(kinds), i + _NEAR + 1)] - known[max(0, i - _NEAR)]
        yield (
            i,
            (
                linked,
                bisect((0.01, 0.5, 0.95), block.strong / len(block.text)),
                *place,
                *(around[i + 1], around[i + 3], around[i], around[i + 4]),
                *heading,
                *told.signs(block.text),
                bisect((1.5, 2.5, 4.5), copies[block.text]),
                *_overlap(shape, body, prose=scene.prose[i]),
                bisect((0.5, 1.5, 3.5), near),
                0 if i < scene.first else 1 if i <= scene.last else 2,
                bisect(_DISTANCES, abs(i - scene.first)),
                bisect(_DISTANCES, abs(i - scene.last)),
                element * 6 + kind,
                min(element, _ELEMENTS) * _KINDS + around[i + 3],
                linked * 6 + kind,
                stories[block.frame],
                headlines[i],
            ),
        )


def _places(scene: PageScene) -> Iterator[tuple[int, ...]]:
    """Where each block that is looked at stands beside the prose of the main container."""
    prose, below = scene.main_prose, scene.containers.below
    count = len(prose)
    first = next((i for i, p in enumerate(prose) if p), count)
    last = next((i for i in range(count - 1, -1, -1) if prose[i]), -1)
    up, down = since(prose, prose), since(prose[::-1], prose[::-1])[::-1]
    sizes = (size if p else 0.0 for size, p in zip(scene.sizes, prose, strict=True))
    words = list(accumulate(sizes, initial=0.0))
    total = words[-1] or 1.0
    for i in scene.shapes:
        side = 0 if i < first else 1 if i <= last else 2
        yield (
            side * 2 + (below[scene.page.blocks[i].frame] >= 0),
            bisect(_DISTANCES, up[i]),
            bisect(_DISTANCES, down[i]),
            bisect(SHARES, words[i] / total),
            bisect(SHARES, 1 - words[i + 1] / total),
        )


def _headings(scene: PageScene, kinds: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Kind, distance and family of the heading above; where the headline is; list heads."""
    kind = family = headline = 0
    since = since_headline = since_head = _FAR
    for i, element in enumerate(scene.elements):
        since, since_headline, since_head = since + 1, since_headline + 1, since_head + 1
        if element in HEADINGS:
            kind, family, since = kinds[i], scene.families[i], 0
        if element == HEADLINE:
            headline, since_headline = 1, 0
        elif headline:
            headline = 2
        if scene.heads[i]:
            since_head = 0
        if not scene.plain[i]:
            yield (
                kind,
                bisect(_DISTANCES, since),
                headline,
                bisect(_DISTANCES, since_headline) if headline else 9,
                family,
                bisect(_DISTANCES, since_head),
            )


def stories_of(scene: PageScene) -> list[int]:
    """How each frame stands to the ``article`` element that the headline is in.

    0 the headline is in none, 1 outside of it and of any other, 2 right inside, 3 in another one
    inside it, 4 in another one above, 5 in another one below.
    """
    tags, parents, _ = scene.page.frames
    inside: list[int] = []  # the innermost article element around each frame
    for at, (tag, parent) in enumerate(zip(tags, parents, strict=True)):
        inside.append(at if tag == "article" else inside[parent] if parent >= 0 else -1)
    own = inside[scene.page.blocks[scene.headline].frame] if scene.headline >= 0 else -1
    if own < 0:
        return [0] * len(tags)
    found: list[int] = []
    for at, (story, parent) in enumerate(zip(inside, parents, strict=True)):
        if story < 0:
            found.append(1)
        elif story == own:
            found.append(2)
        elif at != story:
            found.append(found[parent])
        elif parent >= 0 and found[parent] in (2, 3):
            found.append(3)
        else:
            found.append(4 if at < own else 5)
    return found


def _headlines_above(scene: PageScene) -> list[int]:
    """How many headlines of other stories stand above each block, up to 3."""
    found, count = [], 0
    for i, element in enumerate(scene.elements):
        if element == HEADLINE and i > scene.headline >= 0 and scene.main_prose_above[i]:
            count += 1
        found.append(min(3, count))
    return found


def _body(scene: PageScene) -> Counter[str]:
    """How many blocks of prose each word that says something stands in."""
    body: Counter[str] = Counter()
    for i, shape in scene.shapes.items():
        if scene.prose[i]:
            body.update(shape.content)
    return body


def _overlap(shape: Shape, body: Counter[str], *, prose: bool) -> tuple[int, int]:
    """What share of a block's words the prose elsewhere has, and how many."""
    words = shape.content
    if not words:
        return 7, 0
    shared = sum([body[word] > prose for word in words if word in body])
    return bisect(_OVERLAPS, shared / len(words)), min(5, shared)


class Folded:
    """What the head of a page says, ready to be compared with its blocks."""

    def __init__(self, told: Told) -> None:
        """Fold it once for all blocks."""
        self.title, self.about = told.title.casefold(), told.description.casefold()
        self.words, self.body = frozenset(self.title.split()), _bare(told.body)
        self.most = len(self.words)

    def signs(self, text: str) -> tuple[int, int, int]:
        """Whether the title, the description or the stated body have the words of a block."""
        text = text.casefold()
        if text == self.title or (len(text) > 20 and text in self.title):
            titled = 3
        else:
            words = text.count(" ") + 1
            shared = self.words.intersection(text.split()) if words * 0.3 <= self.most else ()
            titled = bisect((0.3, 0.7), len(shared) / words)
        described = 0
        if len(text) > 30 and text[:60] in self.about:
            described = 2
        elif len(self.about) > 30 and self.about[:50] in text:
            described = 1
        return titled, described, self._stated(text)

    def _stated(self, text: str) -> int:
        """0 no body is stated, 1 it has the text, 2 it has not, 3 the text is too short to tell."""
        if not self.body:
            return 0
        bare = _bare(text[:90])
        return 3 if len(bare) < 12 else 1 if bare[:50] in self.body else 2


def _bare(text: str) -> str:
    """Letters and digits alone, so that spacing and marks do not matter."""
    return "".join(filter(str.isalnum, text.casefold()))
