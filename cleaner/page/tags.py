"""Pages that libxml2 cannot take, read tag by tag: any depth, any number of attributes.

libxml2 drops the rest of a page below a depth of some two thousand elements, and its time grows
with the square of a tag's attributes. This reading looks at every character once, whatever the
page. No element of its tree is deeper than ``DEEPEST``: what stands deeper hangs in the order of
the page from the element at that depth, so that borders between blocks stay borders; inline
elements and what holds no text of the page are left out down there. Of the rules by which browsers
end elements unasked it knows the few that matter to text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from ..stated.words import unescaped
from .walk import BLOCKS, DEEPEST, SKIPPED

MOST_ATTRIBUTES = 1_000

_MARK = re.compile(r"<(?:!--|[!?]|(/?)([a-zA-Z][^\s/>]*+))")
_SPACE = re.compile(r"[\s/]*+")
_ATTRIBUTE = re.compile(
    r"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([\"'])|([^\s>]*+)))?+[\s/]*+"
)
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,60}")
_RAW = frozenset("script style textarea title iframe noembed noframes xmp".split())
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame keygen".split()
)
_IN_HEAD = frozenset("title meta link script style base noscript template".split())
_ITEM_END = {
    **{name: frozenset(("li",)) for name in ("li",)},
    **{name: frozenset(("dd", "dt")) for name in ("dd", "dt")},
    **{name: frozenset(("option",)) for name in ("option", "optgroup")},
    **{name: frozenset(("td", "th")) for name in ("td", "th")},
    **{name: frozenset(("td", "th", "tr")) for name in ("tr", "tbody", "tfoot", "thead")},
}
_KEEPS_PARAGRAPH = frozenset(("br", "button", "label", "option", "optgroup", "legend", "caption"))


class Tag(NamedTuple):
    """A start tag with its first attributes, or an end tag; ``text`` stands before it."""

    text: str
    name: str = ""
    closes: bool = False
    attributes: dict[str, str] | None = None
    many: bool = False  # whether it had more attributes than are kept


def tags(page: str) -> Iterator[Tag]:
    """The tags of a page and the text between them; comments and scripts are passed over."""
    at, size = 0, len(page)
    while at < size:
        mark = _MARK.search(page, at)
        if mark is None:
            yield Tag(page[at:])
            return
        text = page[at : mark.start()]
        if mark[2] is None:
            yield Tag(text)
            end = "-->" if mark.group() == "<!--" else ">"
            at = page.find(end, mark.end())
            if at < 0:
                return
            at += len(end)
            continue
        attributes, many, at = _attributes(page, mark.end())
        if at < 0:  # the page ends within a tag
            yield Tag(text)
            return
        name = mark[2].lower()
        yield Tag(text, name, bool(mark[1]), attributes, many)
        if name in _RAW and not mark[1]:
            ended = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, at)
            end_of_text = ended.start() if ended else size
            yield Tag(page[at:end_of_text], name, closes=True)
            at = end_of_text


def _attributes(page: str, at: int) -> tuple[dict[str, str], bool, int]:
    """The attributes from ``at`` on, whether there were too many, and where the tag ends or -1."""
    found: dict[str, str] = {}
    count = 0
    at = _SPACE.match(page, at).end()  # type: ignore[union-attr]
    while (part := _ATTRIBUTE.match(page, at)) is not None:
        if part[4]:  # a quotation mark without its fellow: no end is to be found
            return found, False, -1
        count += 1
        if count <= MOST_ATTRIBUTES:
            value = part[2] or part[3] or part[5] or ""
            found.setdefault(part[1].lower(), value)
        at = part.end()
    ended = page.startswith(">", at)
    return found, count > MOST_ATTRIBUTES, at + 1 if ended else -1


def tree(page: str) -> Element:
    """The tree of a page."""
    building = _Building()
    for tag in tags(page):
        if tag.text:
            building.text(tag.text)
        if tag.name in ("html", "body") and tag.closes:
            continue  # what follows belongs to the page all the same
        if tag.closes:
            building.close(tag.name)
        elif tag.name:
            building.open(tag.name, tag.attributes or {})
    building.flush()
    return building.root


class _Building:
    """The tree so far: open elements, which of them are blocks, where the next text goes."""

    def __init__(self) -> None:
        self.root: Element = etree.Element("html")
        # what is open: its name, its element if it has one, what elements inside it hang from
        self.stack: list[tuple[str, Element | None, Element]] = [("html", self.root, self.root)]
        self.blocks: list[int] = []  # places in the stack
        self.counts: Counter[str] = Counter()
        self.silent = 0  # the place of the first open element that is left out with its text
        self.pieces: list[str] = []
        self.last, self.after = self.root, False  # text goes into the last element or after it

    def text(self, text: str) -> None:
        if self.counts["head"] and self.stack[-1][0] == "head" and not text.isspace():
            self.close("head")
        if not self.silent:
            self.pieces.append(text)

    def flush(self) -> None:
        """Put the text since the last tag where it belongs."""
        if not self.pieces:
            return
        text = "".join(self.pieces)
        self.pieces.clear()
        if "&" in text and self.stack[-1][0] not in ("script", "style"):
            text = unescaped(text)
        text = text if text.isprintable() else "".join(filter(_is_character, text))
        if self.after:
            self.last.tail = (self.last.tail or "") + text
        else:
            self.last.text = (self.last.text or "") + text

    def open(self, name: str, attributes: dict[str, str]) -> None:
        self._end_unasked(name)
        deep, up = len(self.stack) >= DEEPEST, self.stack[-1][2]
        if name == "html":
            _set(self.root, attributes)
        elif self.silent or (deep and name not in BLOCKS):
            if name not in _VOID:
                if name in SKIPPED:
                    self.silent = self.silent or len(self.stack)
                self._push(name, None, up)
        else:
            self.flush()
            element = etree.SubElement(up, name if _NAME.fullmatch(name) else "span")
            _set(element, attributes)
            self.last, self.after = element, name in _VOID
            if name not in _VOID:
                self._push(name, element, up if deep else element)

    def _push(self, name: str, element: Element | None, holder: Element) -> None:
        if name in BLOCKS or name in SKIPPED:
            self.blocks.append(len(self.stack))
        self.stack.append((name, element, holder))
        self.counts[name] += 1

    def _end_unasked(self, name: str) -> None:
        """End what ends where ``name`` begins."""
        if self.counts["head"] and name not in _IN_HEAD:
            self.close("head")
        over = _ITEM_END.get(name)
        if over is None and name in BLOCKS and name not in _KEEPS_PARAGRAPH:
            over = frozenset(("p",))
        while over and self.blocks and self.stack[self.blocks[-1]][0] in over:
            self._cut(self.blocks[-1])

    def close(self, name: str) -> None:
        if not self.counts[name]:
            return
        at = len(self.stack) - 1
        while self.stack[at][0] != name:
            at -= 1
        self._cut(at)

    def _cut(self, at: int) -> None:
        """End the open elements from place ``at`` on."""
        for name, _, _ in self.stack[at:]:
            self.counts[name] -= 1
        ended = next((element for _, element, _ in self.stack[at:] if element is not None), None)
        if ended is not None:
            self.flush()
            up = ended.getparent()
            # below the greatest depth what was inside may stand behind: that border is marked
            behind = ended if up is None else up[-1]
            if up is not None and behind is not ended and (behind.tag != "br" or behind.tail):
                behind = etree.SubElement(up, "br")
            self.last, self.after = behind, True
        del self.stack[at:]
        self.silent = self.silent if self.silent < at else 0
        while self.blocks and self.blocks[-1] >= at:
            self.blocks.pop()


def _set(element: Element, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        text = unescaped(value) if "&" in value else value
        try:
            element.set(name, text if text.isprintable() else "".join(filter(_is_character, text)))
        except ValueError:  # no name of an attribute
            continue


def _is_character(character: str) -> bool:
    """Whether a tree can hold it."""
    return (character >= " " and character not in "\ufffe\uffff") or character in "\t\n\r"
