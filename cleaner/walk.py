"""A page read once into blocks: what text stands there, in which elements, how much of it linked.

A block is a run of inline text between two borders; every tag of ``BLOCKS`` and every ``<br>`` is
a border, so no two words are glued that a reader sees apart. The walk keeps no recursion and reads
every node once. Nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

SKIPPED = tuple(
    "script style noscript template svg iframe object head canvas audio video map "
    "select datalist textarea progress meter".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend "
    "li main menu nav ol option optgroup p pre search section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_LINKS = frozenset(("a", "button"))
_STRONG = frozenset(("b", "strong", "em", "i"))
_HIDDEN = re.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)")


class Frame(NamedTuple):
    """One element on the way to text: its tag, the frame around it, and what it calls itself."""

    tag: str
    parent: int
    element: HtmlElement


class PageBlock(NamedTuple):
    """A run of inline text and where it stands.

    ``frame`` is the innermost element that holds all of it, as an index into the page's frames;
    ``linked`` and ``strong`` count its characters inside links and inside bold or italic type.
    """

    text: str
    frame: int
    linked: int
    strong: int


Pieces = tuple[tuple[str, ...], tuple[int, ...]]


class Page(NamedTuple):
    """The frames and the blocks of a page, in the order of the page.

    ``pieces`` has for each block the texts it was put together from, and the frame of every one
    that is not a mere space; None for a block of one text.
    """

    frames: tuple[Frame, ...]
    blocks: tuple[PageBlock, ...]
    pieces: tuple[Pieces | None, ...] = ()


class _Walk:
    """The state of one walk: the open elements, the run of text since the last border."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.blocks: list[PageBlock] = []
        self.pieces: list[Pieces | None] = []
        self.run: list[str] = []
        self.places: list[int] = []
        self.linked = self.strong = 0

    def add(self, text: str, at: int, *, link: bool, strong: bool) -> None:
        """Add a text that is not blank to the run."""
        self.run.append(text)
        self.places.append(at)
        self.linked += link * len(text)
        self.strong += strong * len(text)

    def flush(self) -> None:
        """End the run at a border."""
        if text := " ".join("".join(self.run).split()):
            at = _common(self.places, self.frames)
            self.blocks.append(PageBlock(text, at, self.linked, self.strong))
            one = len(self.places) == 1
            self.pieces.append(None if one else (tuple(self.run), tuple(self.places)))
        self.run.clear()
        self.places.clear()
        self.linked = self.strong = 0


def read(root: HtmlElement) -> Page:
    """Walk the tree once; elements that hold no text of the page are taken out of it first."""
    etree.strip_elements(root, *SKIPPED, with_tail=False)
    walk = _Walk()
    frames, run, places, flush = walk.frames, walk.run, walk.places, walk.flush
    open_: list[tuple[HtmlElement, int, bool, bool, bool]] = []
    at, link, strong = -1, False, False
    for element in list(root.iter()):
        parent = element.getparent() if open_ else None
        while open_ and open_[-1][0] is not parent:
            ended, at, link, strong, border = open_.pop()
            if border and run:
                flush()
            if (tail := ended.tail) is not None:
                if tail.isspace():
                    if run:
                        run.append(" ")
                else:
                    run.append(tail)
                    places.append(at)
                    if link:
                        walk.linked += len(tail)
                    if strong:
                        walk.strong += len(tail)
        tag = element.tag
        border = tag in BLOCKS
        if border and run:
            flush()
        open_.append((element, at, link, strong, border))
        frames.append(Frame(tag, at, element))
        at = len(frames) - 1
        link = link or tag in _LINKS
        strong = strong or tag in _STRONG
        if (text := element.text) is not None and not text.isspace():
            run.append(text)
            places.append(at)
            if link:
                walk.linked += len(text)
            if strong:
                walk.strong += len(text)
    while open_:
        ended, at, link, strong, border = open_.pop()
        if border:
            flush()
        if ended.tail and not ended.tail.isspace():
            walk.add(ended.tail, max(at, 0), link=link, strong=strong)
        elif ended.tail and run:
            run.append(" ")
    flush()
    return Page(tuple(frames), tuple(walk.blocks), tuple(walk.pieces))


def _frame(element: HtmlElement, tag: str, parent: int) -> Frame:
    get = element.get
    names = f"{get('class', '')} {get('id', '')} {get('role', '')} {get('itemprop', '')}"
    style = get("style")
    hidden = get("hidden") is not None or get("aria-hidden") == "true"
    hidden = hidden or (style is not None and _HIDDEN.search(style) is not None)
    return Frame(tag, parent, names, hidden)


def _common(places: list[int], frames: list[Frame]) -> int:
    """The innermost frame around all of ``places``; frames are numbered in document order."""
    at = places[0]
    for place in places[1:]:
        while at != place:
            if at > place:
                at = frames[at].parent
            else:
                place = frames[place].parent
    return at
