"""An article as a document of the Text Encoding Initiative (TEI P5), for corpora and archives.

The header holds the metadata, the body one division with the headline as its head and a division
for each subheading. What the page said of a block (quote, list, table, code, links) is kept. The
words are those of ``article.text``; a character that XML cannot hold becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from .page.addresses import target_of
from .page.markdown import blocks_of, code_of, groups
from .types import Article, Box, Mark, Role

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DEEPEST = 64  # quotes and lists in one another
_MARKS = {
    "strong": ("hi", {"rend": "bold"}),
    "emphasis": ("hi", {"rend": "italic"}),
    "code": ("code", {}),
    "link": ("ref", {}),
}


def to_tei(article: Article) -> bytes:
    """The article as a file of TEI, encoded in UTF-8."""
    spaces: Any = {None: _NAMESPACE}
    root = etree.Element(_named("TEI"), nsmap=spaces)
    _add_header(root, article)
    text = _add(root, "text")
    if article.language:
        text.set(_LANGUAGE, sound(article.language))
    _add_body(_add(text, "body"), article)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _named(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def sound(text: str) -> str:
    """A text as XML can hold it."""
    return _NO_XML.sub("\ufffd", text)


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    """A new last element of ``parent``."""
    element = etree.SubElement(parent, _named(name))
    for key, value in attributes.items():
        element.set(key, sound(value))
    if text is not None:
        element.text = sound(text)
    return element


def _add_all(parent: etree._Element, name: str, texts: Iterable[str | None]) -> None:
    for text in filter(None, texts):
        _add(parent, name, text)


def _add_date(parent: etree._Element, name: str, date: str) -> None:
    """An element with a date; ``when`` is its day, as TEI asks for seconds or none of the time."""
    day = _DAY.match(date)
    _add(parent, name, date, **({"when": day.group()} if day else {}))


def _add_header(root: etree._Element, article: Article) -> None:
    header = _add(root, "teiHeader")
    described = _add(header, "fileDesc")
    title = _add(described, "titleStmt")
    _add(title, "title", article.title or "")
    _add_all(title, "author", article.authors)
    _add_all(title, "editor", article.editors)
    _add(_add(described, "publicationStmt"), "p")
    _add_source(_add(_add(described, "sourceDesc"), "bibl"), article)
    _add_profile(_add(header, "profileDesc"), article)
    if article.updated:
        _add_date(_add(header, "revisionDesc"), "change", article.updated)


def _add_source(source: etree._Element, article: Article) -> None:
    """What is known of where the article was published."""
    _add(source, "title", article.title or "")
    _add_all(source, "author", article.authors)
    _add_all(source, "publisher", [article.site])
    _add_all(source, "pubPlace", [article.place])
    if article.date:
        _add_date(source, "date", article.date)
    for address in filter(None, dict.fromkeys((article.url, article.canonical))):
        _add(source, "ptr", target=address)


def _add_profile(profile: etree._Element, article: Article) -> None:
    if article.standfirst:
        _add(_add(profile, "abstract"), "p", article.standfirst)
    if article.language:
        _add(_add(profile, "langUsage"), "language", ident=article.language)
    if terms := [*article.tags, *filter(None, [article.section])]:
        _add_all(_add(_add(profile, "textClass"), "keywords"), "term", terms)


def _add_body(body: etree._Element, article: Article) -> None:
    whole = place = _add(body, "div", type="article")
    texts, roles = blocks_of(article)
    if not texts:
        _add(whole, "p")
    inside: list[tuple[Box, etree._Element]] = []
    for at, end in groups(roles):
        group = list(zip(texts[at:end], roles[at:end], strict=True))
        text, role = group[0]
        if role.kind == "heading" and not role.inside:
            inside = []
            place = whole if len(whole) == 0 else _add(whole, "div", type="section")
            _fill(_add(place, "head"), text, role.marks)
            continue
        inside = _opened(place, inside, role.inside[:_DEEPEST])
        _add_block(inside[-1][1] if inside else place, group)
    for division in body.iter(_named("div")):
        if [child.tag for child in division] == [_named("head")]:
            _add(division, "p")  # no division ends with its head


def _opened(
    place: etree._Element, inside: list[tuple[Box, etree._Element]], boxes: Sequence[Box]
) -> list[tuple[Box, etree._Element]]:
    """The elements of the quotes and list items a block stands in, those that are open kept."""
    kept = 0
    while kept < min(len(inside), len(boxes)) and inside[kept][0] == boxes[kept]:
        kept += 1
    found = inside[:kept]
    for box in boxes[kept:]:
        parent = found[-1][1] if found else place
        found.append((box, _add(parent, "quote") if box.kind == "quote" else _item(parent, box)))
    return found


def _item(parent: etree._Element, box: Box) -> etree._Element:
    """A new item, of the list that ``parent`` ends with or of a new one."""
    rend = "bulleted" if box.number is None else "numbered"
    last = parent[-1] if len(parent) else None
    goes_on = last is not None and last.tag == _named("list") and last.get("rend") == rend
    return _add(last if goes_on and last is not None else _add(parent, "list", rend=rend), "item")


def _add_block(parent: etree._Element, group: Sequence[tuple[str, Role]]) -> None:
    text, role = group[0]
    if role.kind == "cell":
        _add_table(parent, group)
    elif role.kind == "code":
        _add(_add(parent, "p"), "code", code_of([text for text, _ in group], role))
    elif role.kind == "heading":
        _fill(_add(_add(parent, "p"), "hi", rend="heading"), text, role.marks)
    else:
        _fill(_add(parent, "p"), text, role.marks)


def _add_table(parent: etree._Element, group: Sequence[tuple[str, Role]]) -> None:
    table = _add(parent, "table")
    for _, cells in groupby(group, lambda pair: pair[1].row):
        row = _add(table, "row")
        for number, (text, role) in enumerate(cells):
            skipped = {} if role.column == number else {"n": str(role.column + 1)}
            _fill(_add(row, "cell", **skipped), text, role.marks)


def _fill(element: etree._Element, text: str, marks: Iterable[Mark]) -> None:
    """Put a text with its marks into an empty element; of marks that cross the first counts."""
    open_: list[tuple[int, etree._Element]] = []
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
        if mark.kind not in _MARKS or not at <= mark.start < mark.end <= len(text):
            continue
        target = {"target": target_of(mark.target)} if mark.kind == "link" else {}
        if "" in target.values():  # it leads nowhere that a text could go
            continue
        write(mark.start)
        if open_ and mark.end > open_[-1][0]:
            continue
        name, attributes = _MARKS[mark.kind]
        inner = _add(open_[-1][1] if open_ else element, name, **attributes, **target)
        open_.append((mark.end, inner))
    write(len(text))


def _append(element: etree._Element, text: str) -> None:
    """Add words to the end of what an element holds."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + sound(text)
    else:
        element.text = (element.text or "") + sound(text)
