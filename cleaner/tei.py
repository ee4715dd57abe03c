"""An article as a document of the Text Encoding Initiative (TEI P5), for corpora and archives.

The header holds the metadata, the body one division with the headline as its head and a division
for each subheading. What the page said of a block (quote, list, table, code, links) is kept. The
words are those of ``article.text``; a character that XML cannot hold becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from .elements import Builder, Element, Vocabulary, add, sound
from .types import Article, Role

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


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


def _add(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    return add(parent, _named(name), text, **attributes)


def _add_all(parent: Element, name: str, texts: Iterable[str | None]) -> None:
    for text in filter(None, texts):
        _add(parent, name, text)


def _add_date(parent: Element, name: str, date: str) -> None:
    """An element with a date; ``when`` is its day, as TEI asks for seconds or none of the time."""
    day = _DAY.match(date)
    _add(parent, name, date, **({"when": day.group()} if day else {}))


def _add_header(root: Element, article: Article) -> None:
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


def _add_source(source: Element, article: Article) -> None:
    """What is known of where the article was published."""
    _add(source, "title", article.title or "")
    _add_all(source, "author", article.authors)
    _add_all(source, "publisher", [article.site])
    _add_all(source, "pubPlace", [article.place])
    if article.date:
        _add_date(source, "date", article.date)
    for address in filter(None, dict.fromkeys((article.url, article.canonical))):
        _add(source, "ptr", target=address)


def _add_profile(profile: Element, article: Article) -> None:
    if article.standfirst:
        _add(_add(profile, "abstract"), "p", article.standfirst)
    if article.language:
        _add(_add(profile, "langUsage"), "language", ident=article.language)
    if terms := [*article.tags, *filter(None, [article.section])]:
        _add_all(_add(_add(profile, "textClass"), "keywords"), "term", terms)


def _add_body(body: Element, article: Article) -> None:
    whole = _add(body, "div", type="article")
    Builder(_WORDS).add_blocks(whole, article)
    for division in body.iter(_named("div")):
        if {child.tag for child in division} <= {_named("head")}:
            _add(division, "p")  # no division ends with its head


def _heading(whole: Element, _: Element, __: Role) -> tuple[Element, Element]:
    """The head of the whole where nothing stands above it, else that of a new division."""
    place = whole if len(whole) == 0 else _add(whole, "div", type="section")
    return _add(place, "head"), place


_WORDS = Vocabulary(
    names=_named,
    heading=_heading,
    quote=("quote", {}),
    bullets=("list", {"rend": "bulleted"}),
    numbers=("list", {"rend": "numbered"}),
    item="item",
    code=("p", "code"),
    row="row",
    cell="cell",
    inner_heading=("hi", {"rend": "heading"}),
    marks={
        "strong": ("hi", {"rend": "bold"}),
        "emphasis": ("hi", {"rend": "italic"}),
        "code": ("code", {}),
        "link": ("ref", {}),
    },
    link="target",
    skipped="n",
)
