"""An article as HTML: the words of its text, with what the page said of them.

It has the elements of an article and nothing else: no script, no style, no picture. The tree is
built and written by the standard library, so whatever the words are, they are words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from xml.etree.ElementTree import Element, SubElement, tostring

from ..types import Article, Box, Mark, Role
from .addresses import target_of
from .markdown import blocks_of, code_of, grid_of, groups

_DEEPEST = 64  # quotes and lists in one another
_MARKS = {"strong": "strong", "emphasis": "em", "code": "code", "link": "a"}


def to_html(article: Article) -> str:
    """The headline and the body as an ``article`` element, a block a line; never raises.

    Taking the tags away leaves the words of ``article.text``. Links lead to http, https and
    relative addresses only.
    """
    return _written(_tree(article))


def to_file(article: Article) -> bytes:
    """A page that holds the article and its title, in UTF-8."""
    title = Element("title")
    title.text = article.title or ""
    head = f'<html>\n<head>\n<meta charset="utf-8">\n{_written(title)}\n</head>'
    body = f"<body>\n{_written(_tree(article))}\n</body>\n</html>"
    return f"<!doctype html>\n{head}\n{body}\n".encode("utf-8", "replace")


def _written(root: Element) -> str:
    return tostring(root, encoding="unicode", short_empty_elements=False)


def _tree(article: Article) -> Element:
    root = Element("article")
    if article.language:
        root.set("lang", article.language)
    root.text = "\n"
    texts, roles = blocks_of(article) if article.text else ([], ())
    inside: list[tuple[Box, Element]] = []
    for at, end in groups(roles):
        inside = _opened(root, inside, roles[at].inside[:_DEEPEST])
        parent = inside[-1][1] if inside else root
        _add(parent, texts[at:end], roles[at:end])
    return root


def _opened(
    root: Element, before: Sequence[tuple[Box, Element]], boxes: Sequence[Box]
) -> list[tuple[Box, Element]]:
    """The quotes and list items a block stands in; those the block before stood in go on."""
    pairs = zip(before, boxes, strict=False)
    found = [pair[0] for pair in takewhile(lambda pair: pair[0][0] == pair[1], pairs)]
    for box in boxes[len(found) :]:
        parent = found[-1][1] if found else root
        if box.kind == "item":
            parent = _list(parent, box)
        found.append((box, _child(parent, "li" if box.kind == "item" else "blockquote")))
    return found


def _list(parent: Element, box: Box) -> Element:
    """The list an item goes on, or a new one."""
    name = "ul" if box.number is None else "ol"
    if len(parent) and parent[-1].tag == name:
        return parent[-1]
    made = _child(parent, name)
    if box.number is not None and box.number != 1:
        made.set("start", str(box.number))
    return made


def _add(parent: Element, texts: Sequence[str], roles: Sequence[Role]) -> None:
    """A block, or the blocks of one table or piece of code."""
    first = roles[0]
    if first.kind == "code":
        SubElement(_child(parent, "pre"), "code").text = code_of(texts, first)
    elif first.kind == "cell" and (grid := grid_of(roles)):
        table = _child(parent, "table")
        for row in grid:
            line = _child(table, "tr")
            for block in row:
                cell = SubElement(line, "td")
                if block is not None:
                    _fill(cell, texts[block], roles[block].marks)
    else:
        for text, role in zip(texts, roles, strict=True):
            heading = f"h{min(6, max(1, role.level))}"
            name = heading if role.kind == "heading" else "p"
            _fill(_child(parent, name), text, role.marks)


def _child(parent: Element, name: str) -> Element:
    """A new last child, on a line of its own."""
    made = SubElement(parent, name)
    made.tail = "\n"
    return made


def _fill(element: Element, text: str, marks: Iterable[Mark]) -> None:
    """Put a text with its marks into an element; of marks that cross the first counts."""
    open_: list[tuple[int, Element]] = [(len(text), element)]
    starts: dict[int, list[Mark]] = {}
    for mark in _fitting(text, marks):
        starts.setdefault(mark.start, []).append(mark)
    places = sorted({0, len(text), *starts, *(m.end for some in starts.values() for m in some)})
    for at, until in pairwise(places):
        while len(open_) > 1 and open_[-1][0] <= at:
            open_.pop()
        for mark in starts.get(at, ()):
            made = SubElement(open_[-1][1], _MARKS[mark.kind])
            if mark.kind == "link":
                made.set("href", target_of(mark.target))
            open_.append((mark.end, made))
        _append(open_[-1][1], text[at:until])


def _fitting(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """The marks that nest, from the outside to the inside; none stands in its own kind."""
    found = [m for m in marks if m.kind in _MARKS and 0 <= m.start < m.end <= len(text)]
    taken: list[Mark] = []
    open_: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        while open_ and open_[-1].end <= mark.start:
            open_.pop()
        crosses = bool(open_) and mark.end > open_[-1].end
        again = mark.kind in [outer.kind for outer in open_]
        if not crosses and not again and (mark.kind != "link" or target_of(mark.target)):
            open_.append(mark)
            taken.append(mark)
    return taken


def _append(parent: Element, text: str) -> None:
    """Put text after all that is in ``parent``."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
