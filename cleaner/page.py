"""Markup to a tree, whatever the markup is like.

libxml2 reads nearly every page in a millisecond or two. What it cannot take is dealt with first:
a tag with thousands of attributes costs it quadratic time, so such a tag loses them, and past a
depth of some two thousand elements it drops the rest of the page, so such pages are read by
BeautifulSoup instead, into a tree in which no element is deeper than ``DEEPEST``. Limits count
characters and elements; a page beyond them has a ``reason`` instead of a tree.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree
from lxml.etree import HTMLParser
from lxml.etree import _Element as Element

LONGEST = 64_000_000  # characters
MOST_ELEMENTS = 1_000_000
DEEPEST = 200
MOST_ATTRIBUTES = 1_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8000,}")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG_NAME = re.compile(r"<[a-zA-Z][\w:-]{0,40}")
_SURROGATE = re.compile("[\ud800-\udfff\x00]")


class Parsed(NamedTuple):
    """The root of a page, or None and the reason why there is none."""

    root: Element | None
    reason: str | None = None


def parse(text: str) -> Parsed:
    """Read a page; never raises."""
    if len(text) > LONGEST:
        return Parsed(None, "too-large")
    if _SURROGATE.search(text):
        text = _SURROGATE.sub(lambda found: "" if found.group() == "\0" else "\ufffd", text)
    if not text.strip():
        return Parsed(None, "empty-input")
    text = _LONG_TAG.sub(_without_attributes, text)
    # a parser is made for every page: it keeps what it found wrong in the last one
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or any("depth" in error.message for error in parser.error_log):
        root = _second_reading(text)
    return Parsed(root, None if root is not None else "no-elements")


def _without_attributes(tag: re.Match[str]) -> str:
    """The tag without its attributes when they are too many."""
    words = _VALUE.sub(" ", tag.group()).split(None, MOST_ATTRIBUTES)
    if len(words) <= MOST_ATTRIBUTES:
        return tag.group()
    name = _TAG_NAME.match(tag.group())
    return name.group() if name else ""


def _second_reading(text: str) -> Element | None:
    """The tree as Python's own parser sees it, with what stands too deep moved up."""
    # imported here: one page in many thousands needs it
    from bs4 import BeautifulSoup, NavigableString, Tag
    from bs4.element import PreformattedString

    root = etree.Element("html")
    places: dict[int, tuple[Element, int]] = {}
    for node in BeautifulSoup(text, "html.parser").descendants:
        up, depth = places.get(id(node.parent), (root, 0))
        if isinstance(node, Tag):
            element = up
            if depth < DEEPEST:
                element = _child(up, node.name, node.attrs)
            places[id(node)] = element, depth + 1
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            _append(up, str(node))
    return root


def _child(up: Element, name: str, attributes: dict[str, object]) -> Element:
    try:
        element = etree.SubElement(up, name)
    except ValueError:  # no name of an element
        element = etree.SubElement(up, "span")
    for key, value in attributes.items():
        text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
        try:
            element.set(key, text)
        except ValueError:
            continue
    return element


def _append(up: Element, text: str) -> None:
    text = "".join(c for c in text if c >= " " or c in "\t\n\r")
    if len(up):
        up[-1].tail = (up[-1].tail or "") + text
    else:
        up.text = (up.text or "") + text
