"""What the elements of a page hold and how they are called: words, links, prose, names.

Everything is summed once from the blocks up to the root, so that every question about an element
is a look-up. The **main container** is the innermost element that still holds most of the prose of
every element around it; the **branch** of a block is the child of the main container it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
_INLINE = frozenset("a abbr b cite code em font i mark small span strong sup time u".split())
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_NAMING = ("class", "id", "itemprop", "data-testid")


Make = tuple[str, str | None, str, str | None]  # tag and class of a parent, tag and class


class Containers:
    """The frames of one page; every list is indexed by frame.

    ``chars`` and ``links`` count characters and linked characters, ``prose`` words of prose,
    ``blocks`` blocks.
    """

    def __init__(self, page: Page, words: Sequence[float], names: Mapping[str, int]) -> None:
        """``words`` are those of prose in each block; ``names`` gives names their families."""
        self.frames, self.names = page.frames, names
        count = len(page.frames.tags)
        self.chars, self.links, self.blocks = [0] * count, [0] * count, [0] * count
        self.prose = [0.0] * count
        for block, size in zip(page.blocks, words, strict=True):
            at = block.frame
            self.chars[at] += len(block.text)
            self.links[at] += min(block.linked, len(block.text))
            self.blocks[at] += 1
            self.prose[at] += min(size, _HEAVIEST)
        self._compare_makes([at for at, n in enumerate(self.blocks) if n])
        self._sum_up()
        self.total = self.prose[0] or 1.0
        self._find_main()
        self.around = self._tags_around()
        self._nobody = (0,) * max(names.values(), default=0).bit_length()
        self._bits: dict[str, int] = {}
        self._named: dict[int, tuple[tuple[int, ...], bool, int]] = {}

    def _compare_makes(self, own: Sequence[int]) -> None:
        """What elements of the same make hold together: the same tag and class in the same."""
        self.makes: dict[Make, list[float]] = {}
        self.make: dict[int, Make] = {}
        tags, parents, elements = self.frames
        for at in own:
            up = max(0, parents[at])
            make = (tags[up], elements[up].get("class"), tags[at], elements[at].get("class"))
            self.make[at] = make
            total = self.makes.setdefault(make, [0.0, 0, 0, 0])
            total[0] += self.prose[at]
            total[1] += self.chars[at]
            total[2] += self.links[at]
            total[3] += self.blocks[at]
        self.most = max(self.makes, key=lambda make: self.makes[make][0], default=None)

    def _sum_up(self) -> None:
        """What is inside an element is inside those around it."""
        parents, blocks = self.frames.parents, self.blocks
        chars, links, prose = self.chars, self.links, self.prose
        for i in range(len(parents) - 1, 0, -1):
            if blocks[i]:
                parent = parents[i]
                chars[parent] += chars[i]
                links[parent] += links[i]
                blocks[parent] += blocks[i]
                prose[parent] += prose[i]

    def _find_main(self) -> None:
        """The main container, and for each frame in it its branch and its depth there."""
        heaviest: dict[int, int] = {}
        prose = self.prose
        parents = self.frames.parents
        for i, parent in enumerate(parents):
            if prose[i]:
                best = heaviest.get(parent)
                if best is None or prose[i] > prose[best]:
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
        around: list[int] = []
        tags, parents, elements = self.frames
        for i, held in enumerate(self.blocks):
            bits = around[parents[i]] if i else 0
            if held:
                bits |= _AROUND.get(tags[i], 0)
                if role := elements[i].get("role"):
                    bits |= _ROLES.get(role, 0)
            around.append(bits)
        return around

    def named(self, frame: int) -> tuple[tuple[int, ...], bool, int]:
        """The families a frame and those around it are called by, whether hidden, its depth.

        A family is 0, or 1 to 4, the more the less of the page's prose what is called so holds.
        """
        path = []
        while frame >= 0 and frame not in self._named:
            path.append(frame)
            frame = self.frames.parents[frame]
        found = self._named[frame] if frame >= 0 else (self._nobody, False, -1)
        for at in reversed(path):
            found = self._named[at] = self._called(at, *found)
        return found

    def _called(
        self, at: int, called: tuple[int, ...], hidden: bool, depth: int
    ) -> tuple[tuple[int, ...], bool, int]:
        get = self.frames.elements[at].get
        own = " ".join([name for key in _NAMING if (name := get(key))])
        if own:
            if (bits := self._bits.get(own)) is None:
                bits = self._bits[own] = _families(own, self.names)
            if bits:
                share = self.prose[at] / self.total
                level = 4 if share < 0.05 else 3 if share < 0.3 else 2 if share < 0.7 else 1
                called = tuple(
                    [level if bits >> k & 1 and level > n else n for k, n in enumerate(called)]
                )
        hidden = hidden or get("hidden") is not None or get("aria-hidden") == "true"
        style = get("style")
        hidden = hidden or (style is not None and _HIDDEN.search(style) is not None)
        return called, hidden, depth + 1

    def element(self, frame: int) -> int:
        """The number in ``TAGS`` of the nearest element that is no inline one."""
        tags, parents, _ = self.frames
        while tags[frame] in _INLINE and parents[frame] >= 0:
            frame = parents[frame]
        return TAG.get(tags[frame], 0)

    def share_linked(self, frame: int) -> float:
        """The share of a frame's characters that stand in links."""
        return self.links[frame] / max(1, self.chars[frame])


def _families(names: str, known: Mapping[str, int]) -> int:
    bits = 0
    for word in _NAME.findall(names):
        bits |= known.get(word.lower(), 0)
    return bits
