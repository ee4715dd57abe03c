"""What the blocks that stayed are on their page: headings, list items, quotes, cells, links.

Looked at once the text is settled, for the blocks of the text alone, so that a page costs little
more than its text. A block that an edit has changed keeps its role and loses its marks: their
offsets were about other words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..cleaning import Settled
from ..types import Box, Mark, Role
from .addresses import target_of
from .grid import Grid, grid_of, numbers_of, verbatim
from .walk import BLOCKS, Frames, Page, Pieces

DEEPEST = 8  # quotes and items around a block that are told
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STYLES = {"b": "strong", "strong": "strong", "em": "emphasis", "i": "emphasis"}
_STYLES |= dict.fromkeys(("code", "kbd", "samp", "tt"), "code")
_TELLING = {"a", "blockquote", "li", "pre", "table", "td", "th", *_HEADINGS, *_STYLES}


class _Place(NamedTuple):
    """What a frame and those around it make of a text; frames are -1 where there is none."""

    heading: int = 0
    inside: tuple[Box, ...] = ()
    pre: int = -1
    cell: int = -1
    table: int = -1
    held: int = 0  # how many of ``inside`` hold the table
    link: int = -1
    styles: tuple[str, ...] = ()
    plain: bool = True  # neither link nor style


class _Places:
    """The places of one page's frames, each found once."""

    def __init__(self, frames: Frames, address: str) -> None:
        self._frames = frames
        self._address = address
        self._places: dict[int, _Place] = {-1: _Place()}
        self._numbers: dict[int, dict[object, int]] = {}
        self._grids: dict[int, Grid] = {}
        self._targets: dict[int, str] = {}
        self.layout: set[int] = set()  # tables that are no tables of data

    def __getitem__(self, frame: int) -> _Place:
        place = self._places.get(frame)
        if place is not None:
            return place
        way = []
        while place is None:
            way.append(frame)
            frame = self._frames.parents[frame]
            place = self._places.get(frame)
        for frame in reversed(way):
            place = self._places[frame] = self._inner(place, frame)
        return place

    def _inner(self, outer: _Place, frame: int) -> _Place:
        """The place of an element of the page, from that of the element around it."""
        tag = self._frames.tags[frame]
        if outer.styles and tag in BLOCKS:
            outer = outer._replace(styles=(), plain=outer.link < 0)
        if tag not in _TELLING:
            return outer
        if (style := _STYLES.get(tag)) is not None:
            known = style in outer.styles
            return outer if known else outer._replace(styles=(*outer.styles, style), plain=False)
        if tag == "a":
            return outer._replace(link=frame, plain=False) if outer.link < 0 else outer
        if tag in _HEADINGS:
            return outer._replace(heading=_HEADINGS[tag])
        return self._container(outer, frame, tag)

    def _container(self, outer: _Place, frame: int, tag: str) -> _Place:
        if tag == "pre":
            return outer._replace(pre=frame) if outer.pre < 0 else outer
        if tag in ("td", "th"):
            return outer._replace(cell=frame, held=len(outer.inside))
        if tag == "table":
            self.spoil(outer)  # one that holds another
            return outer._replace(cell=-1, table=frame)
        box = Box("quote", None, frame) if tag == "blockquote" else self._item(frame)
        inside = outer.inside if len(outer.inside) >= DEEPEST else (*outer.inside, box)
        return outer._replace(inside=inside)

    def spoil(self, place: _Place) -> None:
        """The table around a place holds what no cell of data does."""
        if place.cell >= 0:
            self.layout.add(place.table)

    def _item(self, frame: int) -> Box:
        parent = self._frames.parents[frame]
        if parent < 0 or self._frames.tags[parent] != "ol":
            return Box("item", None, frame)
        if parent not in self._numbers:
            self._numbers[parent] = numbers_of(self._frames.elements[parent])
        return Box("item", self._numbers[parent].get(self._frames.elements[frame]), frame)

    def position(self, place: _Place) -> tuple[int, int] | None:
        """The row and column of a cell, None where its table has none."""
        if place.table not in self._grids:
            table = self._frames.elements[place.table] if place.table >= 0 else None
            self._grids[place.table] = {} if table is None else grid_of(table)
        return self._grids[place.table].get(self._frames.elements[place.cell])

    def target(self, link: int) -> str:
        """Where a link leads, "" for nowhere that can be told."""
        if link not in self._targets:
            href = self._frames.elements[link].get("href") or ""
            self._targets[link] = target_of(href, self._address)
        return self._targets[link]


def roles_of(page: Page, starts: Sequence[int], settled: Settled, address: str) -> tuple[Role, ...]:
    """The role of each block of a settled text.

    ``starts`` is where each block of the page starts in the flattened text; what stands before the
    first is the headline. Links are resolved against ``address``.
    """
    if not settled.text:
        return ()
    places, found = _Places(page.frames, address), []
    texts = settled.text.split("\n\n")
    whole: list[bool] = []
    for text, offset in zip(texts, _offsets(texts, settled), strict=True):
        at = bisect_right(starts, offset) - 1
        whole.append(at >= 0 and page.blocks[at].text == text)
        found.append(_role(page, at, places, whole=whole[-1]))
    _undo_layout(found, places.layout)
    _fill_code(page, found, texts, whole)
    return tuple(found)


def _offsets(texts: Sequence[str], settled: Settled) -> Iterator[int]:
    """Where the first character of each block stood in the flattened text."""
    edits, at, shift = settled.edits, 0, 0
    last, i = len(edits), 0
    for text in texts:
        while i < last:
            start, end, _, new, *_ = edits[i]
            if start + shift + len(new) > at:
                break
            shift += len(new) - (end - start)
            i += 1
        inside = i < last and edits[i].start + shift <= at
        yield edits[i].start if inside else at - shift
        at += len(text) + 2


def _role(page: Page, at: int, places: _Places, *, whole: bool) -> Role:
    if at < 0:
        return Role("heading", 1)
    place = places[page.blocks[at].frame]
    if place.pre >= 0:
        places.spoil(place)
        return Role("code", inside=place.inside, key=place.pre)
    marks = tuple(_marks(page, at, places, heading=place.heading > 0)) if whole else ()
    if place.heading:
        places.spoil(place)
        return Role("heading", place.heading, place.inside, marks)
    if place.cell >= 0:
        position = places.position(place) if len(place.inside) == place.held else None
        if position is not None:
            return Role("cell", 0, place.inside, marks, place.table, *position)
        places.spoil(place)
    return Role("paragraph", 0, place.inside, marks)


def _marks(page: Page, at: int, places: _Places, *, heading: bool) -> Iterator[Mark]:
    """The marks of a block, from the places of the texts it was put together from."""
    pieces, block = page.pieces[at], page.blocks[at]
    if all(places[frame].plain for frame in (pieces.frames if pieces else (block.frame,))):
        return
    spans = _spans(pieces) if pieces else [(0, len(block.text), block.frame)]
    open_: dict[tuple[str, int], tuple[int, int]] = {}
    for start, end, frame in spans:
        place = places[frame]
        now = [(style, -1) for style in place.styles if not (heading and style == "strong")]
        if place.link >= 0 and places.target(place.link):
            now.append(("link", place.link))
        for key in [key for key in open_ if key not in now]:
            yield _mark(places, key, open_.pop(key))
        for key in now:
            open_[key] = open_[key][0] if key in open_ else start, end
    for key, span in open_.items():
        yield _mark(places, key, span)


def _mark(places: _Places, key: tuple[str, int], span: tuple[int, int]) -> Mark:
    return Mark(*span, key[0], places.target(key[1]) if key[1] >= 0 else "")


def _spans(pieces: Pieces) -> Iterator[tuple[int, int, int]]:
    """Where the words of each piece stand once spaces are single: start, end, frame."""
    at, gap = 0, False
    for text, frame in zip(*pieces, strict=True):
        if not (words := text.split()):
            gap = gap or bool(text)
            continue
        start = at + ((gap or text[0].isspace()) and at > 0)
        at = start + sum(map(len, words)) + len(words) - 1
        gap = text[-1].isspace()
        yield start, at, frame


def _undo_layout(roles: list[Role], layout: set[int]) -> None:
    """Cells of tables that are no tables of data are paragraphs; a cell of data is one block."""
    seen: set[tuple[int, int, int]] = set()
    for role in roles:
        if role.kind == "cell":
            if (at := (role.key, role.row, role.column)) in seen:
                layout.add(role.key)
            seen.add(at)
    for i, role in enumerate(roles):
        if role.kind == "cell" and role.key in layout:
            roles[i] = Role("paragraph", 0, role.inside, role.marks)


def _fill_code(page: Page, roles: list[Role], texts: Sequence[str], whole: Sequence[bool]) -> None:
    """Give the first block of code that stayed whole the code with its line breaks."""
    first = 0
    tried: set[int] = set()
    while first < len(roles):
        last, role = first + 1, roles[first]
        if role.kind == "code" and role.key not in tried:
            tried.add(role.key)
            while last < len(roles) and roles[last] == role:
                last += 1
            if all(whole[first:last]):
                code = verbatim(page.frames.elements[role.key])
                if code.split() == " ".join(texts[first:last]).split():
                    roles[first] = role._replace(code=code)
        first = last
