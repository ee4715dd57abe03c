"""The blocks of an article as elements of XML or HTML, in the words of a vocabulary.

Elements are made by lxml, so whatever a text holds stays text. A character that XML cannot hold
becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from .page.addresses import target_of
from .page.markdown import blocks_of
from .types import Article, Box, Mark, Role

Element = etree._Element
Named = tuple[str, Mapping[str, str]]  # the name of an element and its attributes

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEPEST = 64  # quotes and lists in one another


class Vocabulary(NamedTuple):
    """What the blocks of a text are called.

    ``heading(whole, place, role)`` makes the element of a heading and says where the blocks below
    it stand. ``code`` is an element and the one inside it. ``link`` is the attribute with the
    address, ``skipped`` the one with the number of a cell before which others are missing.
    """

    names: Callable[[str], str]
    heading: Callable[[Element, Element, Role], tuple[Element, Element]]
    quote: Named
    bullets: Named
    numbers: Named
    item: str
    code: tuple[str, str]
    row: str
    cell: str
    inner_heading: Named
    marks: Mapping[str, Named]
    link: str
    skipped: str


def sound(text: str) -> str:
    """A text as XML can hold it."""
    return _NO_XML.sub("\ufffd", text)


def add(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """A new last element of ``parent``."""
    element = etree.SubElement(parent, name)
    for key, value in attributes.items():
        element.set(key, sound(value))
    if text is not None:
        element.text = sound(text)
    return element


class Builder:
    """Adds the blocks of an article to an element."""

    def __init__(self, words: Vocabulary) -> None:
        """``words`` are what elements are called."""
        self._words = words

    def add_blocks(self, whole: Element, article: Article) -> None:
        """Add all blocks of the text, headline included, to ``whole``."""
        texts, roles = blocks_of(article)
        place = whole
        inside: list[tuple[Box, Element]] = []
        for group in _groups(texts, roles):
            text, role = group[0]
            if role.kind == "heading" and not role.inside:
                inside = []
                head, place = self._words.heading(whole, place, role)
                self._fill(head, text, role.marks)
                continue
            inside = self._opened(place, inside, role.inside[:_DEEPEST])
            self._add_block(inside[-1][1] if inside else place, group)

    def _add(self, parent: Element, named: str | Named) -> Element:
        name, attributes = (named, {}) if isinstance(named, str) else named
        return add(parent, self._words.names(name), **attributes)

    def _opened(
        self, place: Element, inside: list[tuple[Box, Element]], boxes: Sequence[Box]
    ) -> list[tuple[Box, Element]]:
        """The elements of the quotes and items a block stands in, those that are open kept."""
        kept = 0
        while kept < min(len(inside), len(boxes)) and inside[kept][0] == boxes[kept]:
            kept += 1
        found = inside[:kept]
        for box in boxes[kept:]:
            parent = found[-1][1] if found else place
            quote = box.kind == "quote"
            made = self._add(parent, self._words.quote) if quote else self._item(parent, box)
            found.append((box, made))
        return found

    def _item(self, parent: Element, box: Box) -> Element:
        """A new item, of the list that ``parent`` ends with or of a new one."""
        named = self._words.bullets if box.number is None else self._words.numbers
        last = parent[-1] if len(parent) else None
        goes_on = last is not None and self._is_called(last, named)
        made = last if goes_on and last is not None else self._add(parent, named)
        return self._add(made, self._words.item)

    def _is_called(self, element: Element, named: Named) -> bool:
        name, attributes = named
        same = element.tag == self._words.names(name) and len(element.keys()) == len(attributes)
        return same and all(element.get(key) == value for key, value in attributes.items())

    def _add_block(self, parent: Element, group: Sequence[tuple[str, Role]]) -> None:
        text, role = group[0]
        if role.kind == "cell":
            self._add_table(parent, group)
        elif role.kind == "code":
            texts = [text for text, _ in group]
            whole = role.code.split() == " ".join(texts).split()
            outer, inner = self._words.code
            code = self._add(self._add(parent, outer), inner)
            code.text = sound(role.code if whole else "\n".join(texts))
        elif role.kind == "heading":
            paragraph = self._add(parent, "p")
            self._fill(self._add(paragraph, self._words.inner_heading), text, role.marks)
        else:
            self._fill(self._add(parent, "p"), text, role.marks)

    def _add_table(self, parent: Element, group: Sequence[tuple[str, Role]]) -> None:
        table = self._add(parent, "table")
        for _, cells in groupby(group, lambda pair: pair[1].row):
            row = self._add(table, self._words.row)
            for number, (text, role) in enumerate(cells):
                cell = self._add(row, self._words.cell)
                if role.column != number:
                    cell.set(self._words.skipped, str(role.column + 1))
                self._fill(cell, text, role.marks)

    def _fill(self, element: Element, text: str, marks: Iterable[Mark]) -> None:
        """Put a text with its marks into an empty element; of marks that cross the first counts."""
        open_: list[tuple[int, Element]] = []
        at = 0

        def write(until: int) -> None:
            nonlocal at
            while open_ and open_[-1][0] <= until:
                end, inner = open_.pop()
                _append(inner, text[at:end])
                at = max(at, end)
            _append(open_[-1][1] if open_ else element, text[at:until])
            at = max(at, until)

        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
            if mark.kind not in self._words.marks or not at <= mark.start < mark.end <= len(text):
                continue
            target = target_of(mark.target) if mark.kind == "link" else ""
            if mark.kind == "link" and not target:
                continue
            write(mark.start)
            if open_ and mark.end > open_[-1][0]:
                continue
            inner = self._add(open_[-1][1] if open_ else element, self._words.marks[mark.kind])
            if target:
                inner.set(self._words.link, sound(target))
            open_.append((mark.end, inner))
        write(len(text))


def _groups(texts: Sequence[str], roles: Sequence[Role]) -> Iterator[list[tuple[str, Role]]]:
    """The blocks one by one, and those of one table or piece of code together."""
    pairs = enumerate(zip(texts, roles, strict=True))

    def key(item: tuple[int, tuple[str, Role]]) -> tuple[object, ...]:
        number, (_, role) = item
        together = role.kind in ("cell", "code")
        return (role.kind, role.key, role.inside) if together else (number,)

    for _, group in groupby(pairs, key):
        yield [pair for _, pair in group]


def _append(element: Element, text: str) -> None:
    """Add words to the end of what an element holds."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + sound(text)
    else:
        element.text = (element.text or "") + sound(text)
