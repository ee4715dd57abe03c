"""A page read once into blocks: what text stands there, in which elements, how much of it linked.

A block is a run of inline text between two borders; every tag of ``BLOCKS`` and every ``<br>`` is
a border, so no two words are glued that a reader sees apart. The walk keeps no recursion and reads
every node once. What stands deeper than ``DEEPEST`` counts as if it stood right in the element at
that depth, so that no question about surroundings takes long later. Nothing is judged here.
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
_LINK, _BOLD = 1, 2
_TYPES = {"a": _LINK, "button": _LINK, "b": _BOLD, "strong": _BOLD, "em": _BOLD, "i": _BOLD}


class Frame(NamedTuple):
    """One element on the way to text: its tag, the frame around it, and the element."""

    tag: str
    parent: int
    element: Element


class PageBlock(NamedTuple):
    """A run of inline text and where it stands.

    ``frame`` is the innermost element that holds all of it, as an index into the page's frames;
    ``linked`` and ``strong`` count its characters inside links and inside bold or italic type.
    """

    text: str
    frame: int
    linked: int
    strong: int


class Pieces(NamedTuple):
    """The texts a block was put together from, and the frame of each."""

    texts: Sequence[str]
    frames: Sequence[int]


class Page(NamedTuple):
    """The frames and the blocks of a page, in the order of the page; parents come first.

    ``pieces`` has those of each block, None for a block of one text.
    """

    frames: tuple[Frame, ...]
    blocks: tuple[PageBlock, ...]
    pieces: tuple[Pieces | None, ...] = ()


def read(root: Element) -> Page:
    """Walk the tree once; elements that hold no text of the page are taken out of it first."""
    etree.strip_elements(root, *SKIPPED, with_tail=False)
    run = _Run()
    frames, open_ = run.frames, [-1]
    # the list keeps the elements alive, which lxml would make anew for every look at one
    for element in list(root.iter()):
        parent = element.getparent()
        while (at := open_[-1]) >= 0 and frames[at].element is not parent:
            open_.pop()
            run.leave(at)
        tag = element.tag
        if run.places and tag in BLOCKS:
            run.flush()
        run.types.append((run.types[at] if at >= 0 else 0) | _TYPES.get(tag, 0))
        around = open_[min(len(open_) - 1, DEEPEST)]
        open_.append(len(frames))
        frames.append(Frame(tag, around, element))
        if text := element.text:
            run.take(text, open_[-1])
    while len(open_) > 1:
        run.leave(open_.pop())
    run.flush()
    return Page(tuple(frames), tuple(run.blocks), tuple(run.pieces))


class _Run:
    """The text since the last border, and what has been read so far."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.types: list[int] = []  # for each frame whether it is in a link, in bold type
        self.blocks: list[PageBlock] = []
        self.pieces: list[Pieces | None] = []
        self.places: list[int] = []
        self._texts: list[str] = []

    def leave(self, at: int) -> None:
        """Pass the end of an element and take in the text behind it."""
        frame = self.frames[at]
        if self.places and frame.tag in BLOCKS:
            self.flush()
        if frame.parent >= 0 and (tail := frame.element.tail):
            self.take(tail, frame.parent)

    def take(self, text: str, at: int) -> None:
        """Add the text of a node; space before any word is none."""
        if not text.isspace():
            self._texts.append(text)
            self.places.append(at)
        elif self.places:
            self._texts.append(" ")
            self.places.append(at)

    def flush(self) -> None:
        """End the run at a border."""
        texts, places, pieces = self._texts, self.places, None
        if len(texts) == 1:
            text, at, kind = " ".join(texts[0].split()), places[0], self.types[places[0]]
            linked, strong = len(text) * (kind & _LINK), len(text) * (kind & _BOLD > 0)
        else:
            text, at = " ".join("".join(texts).split()), -1
            linked = strong = 0
            for piece, place in zip(texts, places, strict=True):
                if not piece.isspace():
                    at = place if at < 0 else _common(at, place, self.frames)
                    linked += len(piece) * (self.types[place] & _LINK)
                    strong += len(piece) * (self.types[place] & _BOLD > 0)
            pieces = Pieces(texts, places)
        if text:
            self.blocks.append(PageBlock(text, at, linked, strong))
            self.pieces.append(pieces)
        self._texts, self.places = [], []


def _common(at: int, place: int, frames: Sequence[Frame]) -> int:
    """The innermost frame around both; frames are numbered in document order."""
    while at != place:
        if at > place:
            at = frames[at].parent
        else:
            place = frames[place].parent
    return at
