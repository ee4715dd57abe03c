"""The byline on a page's face: by its marking, or by the label that opens it below the headline."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from functools import cache
from itertools import islice

import regex
from lxml.etree import _Element as Element

from .head import words_in
from .marked import MOST_INSIDE, around_heading, around_of, outside
from .people import Name, full, labelled, names
from .words import table

MOST = 400  # marked elements looked at
REACH = 3000  # elements below the headline among which a byline is looked for
NEAR = 120  # elements below the headline where a label alone shows a byline
LONGEST = 160  # characters of a byline
BESIDE = 20
_NOT_NAME = regex.compile(
    r"(?i)comment|reply|avatar|image|img|photo|picture|thumb|bio|descr|about|social|share|follow"
    r"|icon|date|time|role|job|position|e-?mail|twitter|related|recommend|popular|sidebar|promo"
    r"|quote|testimonial|credit|caption|count|editor-?content|wysiwyg"
)


def bylines(tree: Element, heading: Element | None, sites: Set[str]) -> list[Name]:
    """The names in the first byline below the heading, else in the last one above it."""
    above: list[Name] = []
    around = around_of(heading)
    looked = 0
    for element, below in around_heading(tree, heading, REACH):
        marked = shows_author(element)
        near = heading is not None and 0 < below <= NEAR
        if marked or (near and labelled(element.text or "")):
            looked += 1
            if looked > MOST:
                break
            if outside(element, around):
                continue
            found = _names_shown(element, sites, single=_names_one(element))
            if found and below >= 0:
                return found
            above = found or above
    return above


def _names_shown(element: Element, sites: Set[str], *, single: bool) -> list[Name]:
    """The names in an element, and in those of its kind beside it."""
    whole = words_in(element, MOST_INSIDE)
    if not 2 <= len(whole) <= LONGEST:
        return []
    # names stand in links or in elements of their own, labels and roles beside them
    pieces = " | ".join(text for text in map(str, element.itertext()) if text.strip())
    found = names([pieces], sites, shown=True, single=single)
    if not any(full(item.name) for item in found):
        found = names([whole], sites, shown=True, single=single) or found
    holder = element.getparent()
    if found and element.tag == "a" and holder is not None:
        beside = (a for a in holder.iterchildren("a") if shows_author(a))
        texts = [words_in(a) for a in islice(beside, BESIDE)]
        found = names(texts, sites, shown=True, single=single) or found
    return found


def shows_author(element: Element) -> bool:
    """Whether the marking of an element says that it holds who wrote."""
    if element.tag == "a":
        if "author" in (element.get("rel") or "").lower():
            return True
        if _author_address().search(element.get("href") or ""):
            return True
    marks = element.get("class")
    if not marks or not _gate()(marks):
        return False
    words = (word for word in marks.split()[:20] if _author_word().search(word))
    return any(not _NOT_NAME.search(word) for word in words)


def _names_one(element: Element) -> bool:
    """Whether the marking says that the element holds a name and nothing else."""
    if element.tag == "a" and "author" in (element.get("rel") or "").lower():
        return True
    return "name" in (element.get("class") or "").lower()


@cache
def _author_address() -> regex.Pattern[str]:
    words = "|".join(table("shown")["addresses"])
    return regex.compile(rf"/(?:{words})/[^/?#]")


@cache
def _gate() -> Callable[[str], object]:
    """Tells quickly that a class holds no word for who writes, which is so nearly always."""
    return re.compile("|".join(word[1:] for word in table("shown")["is"])).search


@cache
def _author_word() -> regex.Pattern[str]:
    """A word for who writes in a class: ``post-author``, ``authorName``, ``PostAuthor``."""
    words = "|".join(table("shown")["is"])
    capital = "|".join(word.capitalize() for word in table("shown")["is"])
    return regex.compile(rf"(?:(?<!\p{{L}})(?:{words})|{capital})(?!\p{{Ll}})")
