"""What a page states outside its text, gathered in one walk over the few tags that matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from .words import plain_words

MOST_METAS = 2000
MOST_SCRIPTS = 200
MOST_HEADINGS = 50
MOST_INSIDE = 100  # elements inside one that is read
_TAGS = ("html", "base", "meta", "link", "title", "script", "h1")
_HOME = re.compile(r"https?://[^/?#]+/?")
_BREAKS = frozenset(("br", "p", "div", "li", "h2", "h3", "td"))
_SILENT = frozenset(("script", "style", "svg", "noscript", "template"))


class Head(NamedTuple):
    """The stated words of a page, by where they stand; every text as found."""

    metas: dict[str, list[str]]  # name or property in small letters -> contents
    scripts: list[str]  # texts of JSON-LD scripts
    headings: list[Element]  # every h1
    homes: list[str]  # the words of those that are but a link to the start of the site
    once: dict[str, str]  # the first "title", "lang", "base" and "canonical"


def gather(tree: Element) -> Head:
    """Walk the page once; everything is in document order."""
    head = Head({}, [], [], [], {})
    metas = 0
    for element in tree.iter(*_TAGS):
        tag = element.tag
        if tag == "meta":
            metas += 1
            if metas <= MOST_METAS:
                _meta(element, head.metas)
        elif tag == "script":
            if (
                "ld+json" in (element.get("type") or "").lower()
                and len(head.scripts) < MOST_SCRIPTS
            ):
                head.scripts.append(element.text or "")
        elif tag == "h1":
            if len(head.headings) < MOST_HEADINGS:
                head.headings.append(element)
                if _leads_home(element):
                    head.homes.append(words_in(element))
        else:
            for name, value in _singles(element):
                head.once.setdefault(name, value)
    return head


def _leads_home(heading: Element) -> bool:
    """Whether a heading is one link to the start of the site, as its name is."""
    links = list(islice(heading.iter("a"), 2))
    if len(links) != 1 or words_in(links[0]) != words_in(heading):
        return False
    address = (links[0].get("href") or "").strip()
    return address == "/" or _HOME.fullmatch(address) is not None


def _singles(element: Element) -> Iterator[tuple[str, str]]:
    """What a title, a link, a base or the root itself states."""
    if element.tag == "title":
        yield "title", element.text or ""
    elif element.tag == "html":
        if language := element.get("lang") or element.get("xml:lang"):
            yield "lang", language
    elif element.tag == "base":
        yield "base", element.get("href") or ""
    elif "canonical" in (element.get("rel") or "").lower():
        yield "canonical", element.get("href") or ""


def _meta(element: Element, metas: dict[str, list[str]]) -> None:
    content = element.get("content")
    if not content:
        return
    for attribute in ("name", "property", "http-equiv"):
        if name := element.get(attribute):
            metas.setdefault(name.strip().lower(), []).append(content)


def words_in(element: Element, most: int = MOST_INSIDE) -> str:
    """The words of an element, breaks as spaces, scripts left out.

    Nothing of an element with ``most`` others inside or more: it is no headline, name or date.
    """
    if len(element) == 0:
        return plain_words(element.text or "")
    if sum(1 for _ in islice(element.iter(), most + 1)) > most:
        return ""
    return plain_words("".join(_texts(element)))


def _texts(element: Element) -> Iterator[str]:
    silent = 0
    for event, part in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        tag = part.tag if isinstance(part.tag, str) else ""
        if event == "start":
            silent += tag in _SILENT
            if not silent:
                yield " " if tag in _BREAKS else ""
                yield part.text or ""
            continue
        if event == "end":
            silent -= tag in _SILENT
            if tag in _BREAKS:
                yield " "
        if not silent and part is not element:
            yield part.tail or ""
