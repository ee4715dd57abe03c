"""A page read once into blocks: what text stands there, in which elements, how much of it linked.

A block is a run of inline text between two borders; every tag of ``BLOCKS`` and every ``<br>`` is
a border, so no two words are glued that a reader sees apart. The walk keeps no recursion and reads
every node once. What stands deeper than ``DEEPEST`` counts as if it stood right in the element at
that depth, so that no question about surroundings takes long later. Nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

DEEPEST = 200
SKIPPED = tuple(
    "script style title template svg iframe object head canvas audio video map "
    "select datalist textarea progress meter rt rp rtc".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label "
    "legend li main menu nav ol option optgroup p pre search section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_INLINE = tuple(
    "span a i em b strong small font label u sup sub abbr time mark cite code q s".split()
)
# the names of classes for those who hear a page, and the styles that hide
_HEARD = re.compile(r"(?<!not-)sr-only|screen-reader|isually-?hidden")
_UNSEEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_LONGEST_HIDDEN = 200  # characters
_LINK, _BOLD = 1, 2
_TYPES = {"a": _LINK, "button": _LINK, "b": _BOLD, "strong": _BOLD, "em": _BOLD, "i": _BOLD}


class Frames(NamedTuple):
    """The elements with text in them, in the order of the page.

    Of each its tag, the frame around it (-1: none), and itself: three lists in place of one of
    records, for every question is about one of the three.
    """

    tags: list[str]
    parents: list[int]
    elements: list[Element]


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

    texts: list[str]
    frames: list[int]


class Page(NamedTuple):
    """The frames and the blocks of a page, in the order of the page; parents come first.

    ``pieces`` has those of each block, None for a block of one text.
    """

    frames: Frames
    blocks: tuple[PageBlock, ...]
    pieces: tuple[Pieces | None, ...] = ()


def read(root: Element) -> Page:
    """Walk the tree once; elements that hold no text of the page are taken out of it first."""
    etree.strip_elements(root, *SKIPPED, with_tail=False)
    _strip_hidden(root)
    frames = Frames([], [], [])
    types: list[int] = []  # for each frame whether it is in a link, in bold type
    blocks: list[PageBlock] = []
    pieces: list[Pieces | None] = []
    texts: list[str] = []  # since the last border, and the frame of each
    places: list[int] = []
    around: list[Element] = []  # the open elements
    open_: list[int] = []  # the frames of those of them that text was found in
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if texts and element.tag in BLOCKS:
            _take(Pieces(texts, places), frames.parents, types, blocks, pieces)
            texts, places = [], []
        if event == "start":
            around.append(element)
            text = element.text
        else:
            around.pop()
            del open_[len(around) :]
            text = element.tail if around else None
        # space before any word is none
        if text and (texts or not text.isspace()):
            if len(open_) < len(around):
                _enter(around[len(open_) : DEEPEST + 1], open_, frames, types)
            texts.append(text)
            places.append(open_[-1])
    if texts:
        _take(Pieces(texts, places), frames.parents, types, blocks, pieces)
    return Page(frames, tuple(blocks), tuple(pieces))


def _strip_hidden(root: Element) -> None:
    """Empty the inline elements that no reader sees: their words would stand inside a sentence."""
    for element in [element for element in root.iter(*_INLINE) if _is_hidden(element)]:
        inline = next(element.iter(*BLOCKS), None) is None
        # what is longer waits to be unfolded
        if inline and sum(map(len, element.itertext())) <= _LONGEST_HIDDEN:
            # set anew, a tail of control characters is refused; the stubs do not know this
            element.clear(keep_tail=True)  # type: ignore[call-arg]


def _is_hidden(element: Element) -> bool:
    get = element.get
    if (marks := get("class")) and _HEARD.search(marks):
        return True
    style = get("style")
    return bool(style and _UNSEEN.search(style)) or get("hidden") is not None


def _enter(elements: Iterable[Element], open_: list[int], frames: Frames, types: list[int]) -> None:
    """Number open elements, now that there is text in them; others are never asked about."""
    for element in elements:
        tag, at = element.tag, len(frames.tags)
        types.append((types[open_[-1]] if open_ else 0) | _TYPES.get(tag, 0))
        frames.tags.append(tag)
        frames.parents.append(open_[-1] if open_ else -1)
        frames.elements.append(element)
        open_.append(at)


def _take(
    run: Pieces,
    parents: Sequence[int],
    types: Sequence[int],
    blocks: list[PageBlock],
    pieces: list[Pieces | None],
) -> None:
    """Make a block of the texts between two borders, unless they are but space."""
    texts, places = run
    text = " ".join("".join(texts).split())
    if not text:
        return
    if len(texts) > 1 and texts[-1].isspace():
        texts.pop()
        places.pop()
    at, kind = places[0], types[places[0]]
    linked, strong = len(text) * (kind & _LINK), len(text) * (kind & _BOLD > 0)
    if len(texts) > 1:
        linked = strong = 0
        at = -1
        for piece, place in zip(texts, places, strict=True):
            if not piece.isspace():
                at = place if at < 0 else _common(at, place, parents)
                linked += len(piece) * (types[place] & _LINK)
                strong += len(piece) * (types[place] & _BOLD > 0)
    blocks.append(PageBlock(text, at, linked, strong))
    pieces.append(run if len(texts) > 1 else None)


def _common(at: int, place: int, parents: Sequence[int]) -> int:
    """The innermost frame around both; frames are numbered in document order."""
    while at != place:
        if at > place:
            at = parents[at]
        else:
            place = parents[place]
    return at
