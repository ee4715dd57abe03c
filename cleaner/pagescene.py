"""One page as it is judged: each block's text, links, neighbours and place in the article.

What elements say is counted in ``containers``; here are the signs of the single block and of its
place among the others. Linked labels in navigation, and what stands outside the main container
where nothing near is prose, need no weighing: they are ``plain`` furniture.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from .containers import CHAIN, HEADINGS, LINKED, NAV_OR_FOOTER, SHARES, Containers
from .lines import Shape
from .looks import PROSE, kind_of
from .walk import Page

BLOCK = (
    *("linked", "strong", "side", "above", "below", "before", "after", "kind_above", "kind_below"),
    *("kind_above_2", "kind_below_2", "heading", "since_heading", "h1", "since_h1", "title"),
    *("copies", "overlap", "overlap_words", "described", "heading_family", "since_list_head"),
    *("known_around", "stretch", "from_start", "from_end", "stated"),
)
PAGE = ("page_prose", "page_links", "page_blocks", "main_prose", "says_article")

_DISTANCES = (0.5, 1.5, 2.5, 3.5, 5.5, 9.5, 19.5, 49.5)
_MOSTLY_LINKED = 0.5
_LINKED_WHOLE = 0.95
_CLEAR_PROSE = 4  # blocks of prose that make a page's main container certain
_CLEAR_SHARE = 0.6
_NEAR = 5
_FAR = 99
_HEAVIEST = 60


class Told(NamedTuple):
    """What the head of a page says of it, as far as it helps to judge its text.

    ``article`` is None when nothing is said of the kind of page; ``body`` is the text of the
    article where the page states it as data.
    """

    title: str = ""
    description: str = ""
    article: bool | None = None
    body: str = ""


class PageScene:
    """The blocks of a page; lists are indexed by block.

    ``families`` number the family of rules each block fits, ``heads`` tells which of them fit a
    rule that heads a list.
    """

    def __init__(
        self,
        page: Page,
        shapes: Sequence[Shape],
        families: Sequence[int],
        heads: Sequence[bool],
        told: Told,
        names: Mapping[str, int],
    ) -> None:
        """Take in the page and count what every question needs."""
        self.page, self.shapes, self.families, self.heads = page, shapes, families, heads
        self.told = told
        self.linked = [min(1.0, block.linked / len(block.text)) for block in page.blocks]
        self.kinds = [kind_of(shape) for shape in shapes]
        self.prose = [
            kind >= PROSE and linked < _MOSTLY_LINKED
            for kind, linked in zip(self.kinds, self.linked, strict=True)
        ]
        words = [s.size if p else 0.0 for s, p in zip(shapes, self.prose, strict=True)]
        known = [family > 0 for family in families]
        self.containers = Containers(page, words, known, names)
        inside = self.containers.below
        self.main_prose = [
            p and inside[block.frame] >= 0
            for p, block in zip(self.prose, page.blocks, strict=True)
        ]
        self.first, self.last = self._heaviest()
        self.plain = self._plain()

    def _heaviest(self) -> tuple[int, int]:
        """The heaviest stretch of prose, as in ``scene``."""
        best, first, last = 0.0, len(self.shapes), -1
        weight, start = 0.0, 0
        for i, shape in enumerate(self.shapes):
            if self.prose[i]:
                worth = min(shape.size, _HEAVIEST)
            else:
                worth = -20.0 if self.heads[i] else -6.0 if self.linked[i] > 0.6 else -4.0
            weight, start = (worth, i) if weight <= 0 else (weight + worth, start)
            if weight > best:
                best, first, last = weight, start, i
        return first, last

    def _plain(self) -> list[bool]:
        """Which blocks are furniture at first sight."""
        holds, frames = self.containers, self.page.frames
        clear = (
            sum(self.prose) >= _CLEAR_PROSE
            and holds.prose[holds.main] >= _CLEAR_SHARE * holds.total
        )
        found = []
        for i, block in enumerate(self.page.blocks):
            at = block.frame
            plain = False
            if self.kinds[i] < PROSE and not self._is_headline(at):
                if self.linked[i] >= _LINKED_WHOLE and holds.around[at] & NAV_OR_FOOTER:
                    plain = True
                elif clear and holds.below[at] < 0:
                    for _ in range(CHAIN - 1):
                        at = max(0, frames[at].parent)
                    plain = holds.prose[at] == 0
            found.append(plain)
        return found

    def _is_headline(self, frame: int) -> bool:
        return _H1 == self.containers.element(frame)

    def page_signs(self) -> tuple[int, ...]:
        """The bins of ``PAGE``."""
        holds = self.containers
        said = self.told.article
        return (
            bisect((0.5, 1.5, 3.5, 6.5, 12.5, 25.5, 60.5), sum(self.prose)),
            bisect(LINKED, holds.share_linked(0)),
            bisect((20, 50, 100, 200, 400, 800), len(self.shapes)),
            bisect(SHARES, holds.prose[holds.main] / holds.total),
            0 if said is None else 1 if said else 2,
        )

    def block_signs(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The bins of ``BLOCK`` for each block that is not plain furniture."""
        prose, shapes = self.main_prose, self.shapes
        count = len(shapes)
        first = next((i for i, p in enumerate(prose) if p), count)
        last = next((i for i in range(count - 1, -1, -1) if prose[i]), -1)
        above, below = _since(prose), _since(prose[::-1])[::-1]
        sizes = (s.size if p else 0.0 for s, p in zip(shapes, prose, strict=True))
        words = list(accumulate(sizes, initial=0.0))
        total = words[-1] or 1.0
        known = list(accumulate((family > 0 for family in self.families), initial=0))
        copies = Counter(shape.tokens for shape in shapes)
        linked_kinds = [
            kind + 5 * (linked >= _MOSTLY_LINKED)
            for kind, linked in zip(self.kinds, self.linked, strict=True)
        ]
        kinds = [0, 0, *linked_kinds, 0, 0]
        overlaps, told, headings = self._overlaps(), self._told(), self._headings(linked_kinds)
        blocks, below_main = self.page.blocks, self.containers.below
        for i, (heading, overlap, tells) in enumerate(zip(headings, overlaps, told, strict=True)):
            if self.plain[i]:
                continue
            block = blocks[i]
            side = 0 if i < first else 1 if i <= last else 2
            near = known[min(count, i + _NEAR + 1)] - known[max(0, i - _NEAR)]
            yield (
                i,
                (
                    bisect(LINKED, self.linked[i]),
                    bisect((0.01, 0.5, 0.95), block.strong / len(block.text)),
                    side * 2 + (below_main[block.frame] >= 0),
                    bisect(_DISTANCES, above[i]),
                    bisect(_DISTANCES, below[i]),
                    bisect(SHARES, words[i] / total),
                    bisect(SHARES, 1 - words[i + 1] / total),
                    *(kinds[i + 1], kinds[i + 3], kinds[i], kinds[i + 4]),
                    *heading[:4],
                    tells[0],
                    bisect((1.5, 2.5, 4.5), copies[shapes[i].tokens]),
                    *overlap,
                    tells[1],
                    *heading[4:],
                    bisect((0.5, 1.5, 3.5), near),
                    0 if i < self.first else 1 if i <= self.last else 2,
                    bisect(_DISTANCES, abs(i - self.first)),
                    bisect(_DISTANCES, abs(i - self.last)),
                    tells[2],
                ),
            )

    def _headings(self, kinds: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Kind, family and distance of the heading above; where the headline is; list heads."""
        kind = family = headline = 0
        since = since_headline = since_head = _FAR
        for i, block in enumerate(self.page.blocks):
            element = self.containers.element(block.frame)
            since, since_headline, since_head = since + 1, since_headline + 1, since_head + 1
            if element in HEADINGS:
                kind, family, since = kinds[i], self.families[i], 0
            if element == _H1:
                headline, since_headline = 1, 0
            elif headline:
                headline = 2
            if self.heads[i]:
                since_head = 0
            yield (
                kind,
                bisect(_DISTANCES, since),
                headline,
                bisect(_DISTANCES, since_headline) if headline else 9,
                family,
                bisect(_DISTANCES, since_head),
            )

    def _overlaps(self) -> Iterator[tuple[int, int]]:
        """What share of a block's words the prose elsewhere has, and how many."""
        body: Counter[str] = Counter()
        for shape, prose in zip(self.shapes, self.prose, strict=True):
            if prose:
                body.update(shape.content)
        for shape, prose, plain in zip(self.shapes, self.prose, self.plain, strict=True):
            words = shape.content
            if plain or not words:
                yield 7, 0
                continue
            shared = sum(body[word] > prose for word in words)
            yield bisect((0.001, 0.2, 0.34, 0.5, 0.7, 0.99), shared / len(words)), min(5, shared)

    def _told(self) -> Iterator[tuple[int, int, int]]:
        """Whether the head of the page has a block's words as title, description or body."""
        title, about = self.told.title.casefold(), self.told.description.casefold()
        title_words, body = frozenset(title.split()), _bare(self.told.body)
        for shape, plain in zip(self.shapes, self.plain, strict=True):
            if plain:
                yield 0, 0, 0
                continue
            text = shape.text.casefold()
            words = text.split()
            if text == title or (len(text) > 20 and text in title):
                titled = 3
            else:
                titled = bisect((0.3, 0.7), len(title_words.intersection(words)) / len(words))
            described = 0
            if len(text) > 30 and text[:60] in about:
                described = 2
            elif len(about) > 30 and about[:50] in text:
                described = 1
            yield titled, described, _stated(text, body)


_H1 = 2


def _stated(text: str, body: str) -> int:
    """0 no body is stated, 1 it holds the text, 2 it does not, 3 the text is too short to tell."""
    if not body:
        return 0
    bare = _bare(text[:90])
    return 3 if len(bare) < 12 else 1 if bare[:50] in body else 2


def _bare(text: str) -> str:
    """Letters and digits alone, so that spacing and marks do not matter."""
    return "".join(filter(str.isalnum, text.casefold()))


def _since(marks: Iterable[bool]) -> list[int]:
    """How many blocks above each block a marked one stands."""
    distances, at = [], -_FAR * 10
    for i, mark in enumerate(marks):
        distances.append(i - at)
        if mark:
            at = i
    return distances
