"""Markup to a tree, whatever the markup is like.

libxml2 reads nearly every page in a millisecond or two. What it cannot take, nesting of more than
some two thousand elements and tags with thousands of attributes, ``tags`` reads. Two things it
would lose text by are kept from it: the page's end tags, below which it reads nothing, and
templates, which it does not end where an element inside is left open. Limits count characters and
elements; a page beyond them has a ``reason`` instead of a tree.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.etree import HTMLParser
from lxml.etree import _Element as Element

from .tags import MOST_ATTRIBUTES, tags, tree

LONGEST = 64_000_000  # characters
MOST_ELEMENTS = 1_000_000
_LONG = 30_000  # characters of a tag that may hold too many attributes
_MANY = 5_000  # what may be attributes, in one piece of a long tag
# an attribute with an angle bracket; at first sight it looks like the end of the tag
_ANGLED = re.compile(r"=\s*+(?:\"[^\">]*+>|'[^'>]*+>)")
_INSIDE = r"(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+"
_TAG = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|iframe|noembed|noframes|xmp)(?=[\s/>]){_INSIDE}>"
    rf".*?(?:</\1|\Z)|<[a-z]{_INSIDE}",
    re.DOTALL | re.IGNORECASE,
)
_END = re.compile(rb"</(?:body|html)", re.IGNORECASE)
_LAST = re.compile(rb"(?:</body\s*+>\s*+)?+(?:</html\s*+>\s*+)?+", re.IGNORECASE)
_TEMPLATE = re.compile(r"<(/?)template(?=[\s/>])")
_SCRIPT = re.compile(r"</?script\b", re.IGNORECASE)
_UNHELD = re.compile("[\ud800-\udfff\x00]")  # characters that no tree can hold
_START = re.compile(r"<[a-zA-Z]")


class Parsed(NamedTuple):
    """The root of a page, or None and the reason why there is none."""

    root: Element | None
    reason: str | None = None


def parse(text: str) -> Parsed:
    """Read a page; never raises."""
    if len(text) > LONGEST:
        return Parsed(None, "too-large")
    text, data = _encoded(_without_templates(text) if "<template" in text else text)
    if not text.strip():
        return Parsed(None, "empty-input")
    if len(text) > MOST_ELEMENTS and _has_more(text, MOST_ELEMENTS):
        return Parsed(None, "too-many-elements")
    if _is_suspect(text) and _has_long_tag(text):
        return Parsed(tree(text))
    data = _without_ends(data)
    # a parser is made for every page: it keeps what it found wrong in the last one
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or any("depth" in error.message for error in parser.error_log):
        return Parsed(tree(text))
    return Parsed(root)


def _without_ends(data: bytes) -> bytes:
    """The page with its end tags made harmless, unless nothing stands below them."""
    lower = data.lower()
    ends = [at for end in (b"</body", b"</html") if (at := lower.find(end)) >= 0]
    if not ends or _LAST.fullmatch(data, min(ends)):
        return data
    return _END.sub(b"</-", data)


def _encoded(text: str) -> tuple[str, bytes]:
    """The page without what no tree can hold, as str and as bytes."""
    if "\0" not in text:
        try:
            return text, text.encode()
        except UnicodeEncodeError:
            pass
    text = _UNHELD.sub(lambda found: "" if found.group() == "\0" else "\ufffd", text)
    return text, text.encode()


def _without_templates(text: str) -> str:
    """The page without its templates, but for those with scripts and those without an end.

    A script may hold the tags of a template as strings, so none is cut across a script's border.
    """
    parts, at, start, depth = [], 0, 0, 0
    for found in _TEMPLATE.finditer(text):
        if depth == 0:
            start = found.start()
        depth += -1 if found[1] else 1
        if found[1] and depth == 0 and not _SCRIPT.search(text, start, found.start()):
            parts.append(text[at:start])
            at = found.start()
        depth = max(0, depth)
    return "".join(parts) + text[at:]


def _has_more(text: str, most: int) -> bool:
    return next(islice(_START.finditer(text), most, None), None) is not None


def _is_suspect(text: str) -> bool:
    """Whether a tag could be very long."""
    # every part of a tag but the last ends in such an attribute
    parts = (found.end() - text.rfind(">", 0, found.start()) for found in _ANGLED.finditer(text))
    if sum(parts) > _LONG:
        return True
    return any(
        (start := _START.search(piece)) is not None and _parted(piece[start.start() :]) > _MANY
        for piece in text.split(">")
        if len(piece) > _LONG
    )


def _parted(piece: str) -> int:
    """No fewer than the attributes in a piece of a tag: what can stand between two is counted."""
    return len(piece.split()) + sum(map(piece.count, "/\"'"))


def _has_long_tag(text: str) -> bool:
    """Whether a tag has more attributes than are read."""
    return any(
        any(tag.many for tag in tags(found.group() + ">"))
        for found in _TAG.finditer(text)
        if found.end() - found.start() > 2 * MOST_ATTRIBUTES and not found[1]
    )
