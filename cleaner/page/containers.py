"""What the elements of a page hold and how they are called: words, links, prose, names.

Everything is summed once from the blocks up to the root, so that every question about an element
is a look-up. The **main container** is the innermost element that still holds most of the prose of
every element around it; the **branch** of a block is the child of the main container it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .walk import Page

TAGS = (
    *("p", "h1", "h2", "h3", "h4", "li", "td", "dd", "div", "figcaption", "blockquote", "a"),
    *("button", "pre", "span", "section", "label", "strong"),
)
HEADLINE = 2
HEADINGS = range(HEADLINE, 6)
AROUND = (
    *("nav", "footer", "header", "aside", "figure", "form", "li", "table", "article", "main"),
    *("blockquote", "dialog", "section", "p", "noscript"),
)
SHARES = (0.0001, 0.02, 0.08, 0.2, 0.4, 0.6, 0.8, 0.95)
LINKED = (0.001, 0.1, 0.25, 0.45, 0.7, 0.95)
_MOST = 0.6  # of the prose, for a child to be the main container in place of its parent
_HEAVIEST = 80  # words a block of prose counts for at most

TAG = {tag: n for n, tag in enumerate(TAGS, 1)} | {
    "h5": 5,
    "h6": 5,
    "th": 7,
    "dt": 8,
    "caption": 10,
    "code": 14,
    "b": 18,
    "em": 18,
    "i": 18,
    "legend": 17,
    "article": 16,
    "font": 15,
    "time": 19,
}
CODE = TAG["pre"]
_AROUND = {tag: 1 << n for n, tag in enumerate(AROUND)} | {
    tag: 1 << AROUND.index(like)
    for tag, like in {
        "address": "footer",
        "figcaption": "figure",
        "picture": "figure",
        "ul": "li",
        "ol": "li",
        "dl": "li",
        "td": "table",
    }.items()
}
_ROLES = {
    role: 1 << AROUND.index(like)
    for role, like in {
        "navigation": "nav",
        "contentinfo": "footer",
        "banner": "header",
        "main": "main",
        "complementary": "aside",
        "article": "article",
        "dialog": "dialog",
        "form": "form",
        "search": "form",
    }.items()
}
NAV_OR_FOOTER = _AROUND["nav"] | _AROUND["footer"]
ASIDE = NAV_OR_FOOTER | sum(_AROUND[tag] for tag in ("aside", "dialog", "figure", "form"))
_INLINE = frozenset("a abbr b cite code em font i mark small span strong sup time u".split())
NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# how an element may be hidden: from those who hear the page, until it is unfolded, by its style
HIDDEN = ("no", "aria", "attribute", "style")
UNSEEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
FAMILY = 4  # bits for each family of names
_CALLED = (0.05, 0.3, 0.7)  # shares of the prose that are called by a name
_LEVELS = (0b1111, 0b111, 0b11, 0b1)


class Named(NamedTuple):
    """What an element and those around it are called, in ``FAMILY`` bits for each family.

    The number of bits is 0, or 1 to 4, the more the less of the page's prose what is called so
    holds. And how the element is hidden (see ``HIDDEN``), and its depth.
    """

    called: int
    hidden: int
    depth: int


_NOBODY = Named(0, 0, -1)

Make = tuple[int, int]  # numbers of the tag and class of an element, and of the one around it


class Containers:
    """The frames of one page; every list is indexed by frame.

    ``up`` has the frame around each, of the outermost itself. ``chars`` and ``links`` count
    characters and linked characters, ``prose`` words of prose, ``blocks`` blocks.
    """

    def __init__(self, page: Page, words: Sequence[float], names: Mapping[str, int]) -> None:
        """``words`` are those of prose in each block; ``names`` gives names their families."""
        self.frames, self.names = page.frames, names
        count = len(page.frames.tags)
        self.up = [0, *page.frames.parents[1:]]
        self.chars, self.links, self.blocks = [0] * count, [0] * count, [0] * count
        self.prose = [0.0] * count
        for (text, at, linked, _), size in zip(page.blocks, words, strict=True):
            self.chars[at] += len(text)
            self.links[at] += min(linked, len(text))
            self.blocks[at] += 1
            self.prose[at] += min(size, _HEAVIEST)
        self._compare_makes()
        self._sum_up()
        self.total = self.prose[0] or 1.0
        self._find_main()
        self.around = self._tags_around()
        self._families: dict[tuple[str | None, ...], int] = {}
        self._named: dict[int, Named] = {}

    def _compare_makes(self) -> None:
        """What elements of the same make hold together: the same tag and class in the same."""
        tags, _, elements = self.frames
        kinds: dict[tuple[str, str | None], int] = {}
        numbers: dict[int, int] = {}

        def number(at: int) -> int:
            if (found := numbers.get(at)) is None:
                kind = tags[at], elements[at].get("class")
                found = numbers[at] = kinds.setdefault(kind, len(kinds))
            return found

        self.makes: dict[Make, list[float]] = {}
        self.make: dict[int, Make] = {}
        for at, blocks in enumerate(self.blocks):
            if blocks:
                make = self.make[at] = number(at), number(self.up[at])
                total = self.makes.setdefault(make, [0.0, 0, 0, 0])
                total[0] += self.prose[at]
                total[1] += self.chars[at]
                total[2] += self.links[at]
                total[3] += blocks
        self.most = max(self.makes, key=lambda make: self.makes[make][0], default=None)

    def _sum_up(self) -> None:
        """What is inside an element is inside those around it."""
        up, blocks = self.up, self.blocks
        chars, links, prose = self.chars, self.links, self.prose
        for at in range(len(up) - 1, 0, -1):
            if blocks[at]:
                parent = up[at]
                chars[parent] += chars[at]
                links[parent] += links[at]
                blocks[parent] += blocks[at]
                prose[parent] += prose[at]

    def _find_main(self) -> None:
        """The main container, and for each frame in it its branch and its depth there."""
        heaviest: dict[int, int] = {}
        prose = self.prose
        parents = self.frames.parents
        for i, parent in enumerate(parents):
            if prose[i] > prose[best] if (best := heaviest.get(parent)) else prose[i]:
                heaviest[parent] = i
        at = 0
        while (child := heaviest.get(at)) is not None:
            if prose[child] < _MOST * prose[at] or self.blocks[child] <= 1:
                break
            at = child
        self.main = at
        below, branch = [-1] * len(parents), [-1] * len(parents)
        self.below, self.branch = below, branch
        below[at] = 0
        for i in range(at + 1, len(parents)):
            parent = parents[i]
            if below[parent] >= 0:
                below[i] = below[parent] + 1
                branch[i] = i if parent == at else branch[parent]

    def _tags_around(self) -> list[int]:
        """The tags and roles of ``AROUND`` that stand around each frame, as bits."""
        tags, _, elements = self.frames
        around: list[int] = []
        for tag, parent, element in zip(tags, self.up, elements, strict=True):
            bits = (around[parent] if around else 0) | _AROUND.get(tag, 0)
            if role := element.get("role"):
                bits |= _ROLES.get(role, 0)
            around.append(bits)
        return around

    def named(self, frame: int) -> Named:
        """The families a frame and those around it are called by, whether hidden, its depth."""
        path = []
        while frame >= 0 and frame not in self._named:
            path.append(frame)
            frame = self.frames.parents[frame]
        found = self._named[frame] if frame >= 0 else _NOBODY
        for at in reversed(path):
            found = self._named[at] = self._called(at, *found)
        return found

    def _called(self, at: int, called: int, hidden: int, depth: int) -> Named:
        get = self.frames.elements[at].get
        own = get("class"), get("id"), get("itemprop"), get("data-testid")
        if (families := self._families.get(own)) is None:
            families = self._families[own] = _families(filter(None, own), self.names)
        if families:
            called |= families * _LEVELS[bisect(_CALLED, self.prose[at] / self.total)]
        style = get("style")
        if style is not None and UNSEEN.search(style) is not None:
            hidden = 3
        elif get("hidden") is not None:
            hidden = max(hidden, 2)
        elif get("aria-hidden") == "true":
            hidden = max(hidden, 1)
        return Named(called, hidden, depth + 1)

    def element(self, frame: int) -> int:
        """The number in ``TAGS`` of the nearest element that is no inline one."""
        tags = self.frames.tags
        while tags[frame] in _INLINE and frame:
            frame = self.up[frame]
        return TAG.get(tags[frame], 0)

    def share_linked(self, frame: int) -> float:
        """The share of a frame's characters that stand in links."""
        return self.links[frame] / max(1, self.chars[frame])


def _families(names: Iterable[str], known: Mapping[str, int]) -> int:
    families = 0
    for word in NAME.findall(" ".join(names)):
        families |= known.get(word.lower(), 0)
    return families
