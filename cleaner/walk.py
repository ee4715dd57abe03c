"""A page read once into blocks: what text stands there, in which elements, how much of it linked.

A block is a run of inline text between two borders; every tag of ``BLOCKS`` and every ``<br>`` is
a border, so no two words are glued that a reader sees apart. The walk keeps no recursion and reads
every node once. What stands deeper than ``DEEPEST`` counts for the element at that depth, so that
no later question about an element's surroundings takes long. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

DEEPEST = 200
SKIPPED = tuple(
    "script style title template svg iframe object head canvas audio video map "
    "select datalist textarea progress meter".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label "
    "legend li main menu nav ol option optgroup p pre search section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_LINKS = frozenset(("a", "button"))
_STRONG = frozenset(("b", "strong", "em", "i"))


class Frame(NamedTuple):
    """One element on the way to text: its tag, the frame around it, and the element."""

    tag: str
    parent: int
    element: Element

    def attributes(self) -> dict[str, str]:
        """The attributes of the element."""
        return {str(name): str(value) for name, value in self.element.items()}


class PageBlock(NamedTuple):
    """A run of inline text and where it stands.

    ``frame`` is the innermost element that holds all of it, as an index into the page's frames;
    ``linked`` and ``strong`` count its characters inside links and inside bold or italic type.
    """

    text: str
    frame: int
    linked: int
    strong: int


class Page(NamedTuple):
    """The frames and the blocks of a page, in the order of the page; parents come first."""

    frames: tuple[Frame, ...]
    blocks: tuple[PageBlock, ...]


class _Open(NamedTuple):
    """An element whose end has not come yet: its frame, and whether it is in a link, in bold."""

    element: Element
    at: int
    link: bool
    strong: bool


def read(root: Element) -> Page:
    """Walk the tree once; elements that hold no text of the page are taken out of it first."""
    etree.strip_elements(root, *SKIPPED, with_tail=False)
    run = _Run()
    up = [_Open(root, -1, False, False)]
    # the list keeps the elements alive, which lxml would make anew for every look at one
    for element in list(root.iter()):
        parent = element.getparent()
        while len(up) > 1 and up[-1].element is not parent:
            _leave(up.pop(), up[-1], run)
        around, tag = up[-1], element.tag
        if tag in BLOCKS:
            run.flush()
        at = around.at
        if len(up) <= DEEPEST:
            run.frames.append(Frame(tag, at, element))
            at = len(run.frames) - 1
        link, strong = around.link or tag in _LINKS, around.strong or tag in _STRONG
        up.append(_Open(element, at, link, strong))
        if text := element.text:
            run.take(text, up[-1])
    while len(up) > 1:
        _leave(up.pop(), up[-1], run)
    run.flush()
    return Page(tuple(run.frames), tuple(run.blocks))


def _leave(ended: _Open, around: _Open, run: _Run) -> None:
    if ended.element.tag in BLOCKS:
        run.flush()
    if around.at >= 0 and (tail := ended.element.tail):
        run.take(tail, around)


class _Run:
    """The text since the last border, and what has been read so far."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.blocks: list[PageBlock] = []
        self._texts: list[str] = []
        self._places: list[int] = []
        self._linked = self._strong = 0

    def take(self, text: str, around: _Open) -> None:
        """Add the text of a node."""
        if text.isspace():
            if self._texts:
                self._texts.append(" ")
            return
        self._texts.append(text)
        self._places.append(around.at)
        if around.link:
            self._linked += len(text)
        if around.strong:
            self._strong += len(text)

    def flush(self) -> None:
        """End the run at a border."""
        if not self._places:
            self._texts.clear()
            return
        if text := " ".join("".join(self._texts).split()):
            at = _common(self._places, self.frames)
            self.blocks.append(PageBlock(text, at, self._linked, self._strong))
        self._texts.clear()
        self._places.clear()
        self._linked = self._strong = 0


def _common(places: Sequence[int], frames: Sequence[Frame]) -> int:
    """The innermost frame around all of ``places``; frames are numbered in document order."""
    at = places[0]
    for place in places[1:]:
        other = place
        while at != other:
            if at > other:
                at = frames[at].parent
            else:
                other = frames[other].parent
    return at
