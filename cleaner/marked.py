"""What a page's body states by its marking: microdata, bylines and authors' links, times.

Asked only where JSON-LD and head are silent. What stands in a list of other articles, in comments
or in a margin is not the article's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

import regex
from lxml import etree
from lxml.html import HtmlElement

from .pagehead import words_in
from .people import Name, names
from .statedwords import table

MOST = 400  # elements of one kind looked at
LONGEST = 160  # characters of a byline
_DEPTH = 60  # elements above one that are asked where it stands
_ITEMS = etree.XPath("//*[@itemprop]")
_TIMES = etree.XPath("//h1|//time[@datetime]")
_OUTSIDE_TAGS = frozenset(("aside", "nav", "footer", "figure", "figcaption", "blockquote", "form"))
_OUTSIDE = regex.compile(
    r"(?i)comment|related|recommend|sidebar|popular|trending|most-?read|teaser|carousel|slider"
    r"|testimonial|footer|newsletter|read-?(?:more|next|also)|(?<!v|h-)card|promo|quote|menu"
)
_NOT_NAME = regex.compile(
    r"(?i)comment|reply|avatar|image|img|photo|picture|thumb|bio|descr|about|social|share|follow"
    r"|icon|date|time|role|job|position|e-?mail|twitter|related|recommend|popular|sidebar|promo"
    r"|quote|testimonial|credit|caption|count|authori[sz]|authority|editor-?content|wysiwyg"
)
_ARTICLE = regex.compile(r"(?i)(?:article|posting|page|report|review|recipe|creativework|blog)\W*$")
_UPDATED = regex.compile(r"(?i)updat|modif|edited")


class Marked(NamedTuple):
    """A value, and the element it was read from."""

    text: str
    element: HtmlElement


def microdata(tree: HtmlElement) -> dict[str, list[Marked]]:
    """The values of the article's own items by property in small letters."""
    found: dict[str, list[Marked]] = {}
    for element in _ITEMS(tree)[: 4 * MOST]:
        properties = (element.get("itemprop") or "").lower().split()[:4]
        if {"name", "url", "image", "itemlistelement", "item"}.issuperset(properties):
            continue
        if _of_article(element) and (text := _value(element)):
            for name in properties:
                found.setdefault(name, []).append(Marked(text, element))
    return found


def _value(element: HtmlElement) -> str:
    """What an item's element states: an attribute, the name of what it holds, or its words."""
    for attribute in ("content", "datetime"):
        if value := element.get(attribute):
            return str(value)
    for inner in element.iter():
        if inner is not element and "name" in (inner.get("itemprop") or "").split():
            return inner.get("content") or words_in(inner)
    text = words_in(element)
    return text if len(text) <= 4 * LONGEST else ""


def _of_article(element: HtmlElement) -> bool:
    """Whether the item an element is a property of is an article or a page."""
    above = element.getparent()
    for _ in range(_DEPTH):
        if above is None:
            return True
        if above.get("itemscope") is not None:
            return _ARTICLE.search(above.get("itemtype") or "article") is not None
        above = above.getparent()
    return False


def bylines(tree: HtmlElement, heading: HtmlElement | None, sites: Set[str]) -> list[Name]:
    """The names in the first byline below the heading, else in the last one above it."""
    above: list[Name] = []
    below = heading is None
    for element in _byline_elements()(tree)[:MOST]:
        if element is heading:
            below = True
        elif _shows_author(element) and not outside(element):
            found = _names_shown(element, sites)
            if found and below:
                return found
            above = found or above
    return above


def _names_shown(element: HtmlElement, sites: Set[str]) -> list[Name]:
    """The names in an element, and in those of its kind beside it."""
    if not 2 <= len(words_in(element)) <= LONGEST:
        return []
    # names stand in links or in elements of their own, labels and roles beside them
    pieces = [" | ".join(filter(str.strip, element.itertext()))]
    found = names(pieces, sites, shown=True)
    if not any(" " in item.name or not item.name.isascii() for item in found):
        found = names([words_in(element)], sites, shown=True) or found
    holder = element.getparent()
    if found and element.tag == "a" and holder is not None:
        beside = [words_in(a) for a in holder.iterchildren("a") if _shows_author(a)]
        found = names(beside[:20], sites, shown=True) or found
    return found


def _shows_author(element: HtmlElement) -> bool:
    """Whether the marking of an element says that it holds who wrote."""
    if "author" in (element.get("rel") or "").lower().split():
        return True
    if element.tag == "a" and _author_address().search(element.get("href") or ""):
        return True
    for word in (element.get("class") or "").split()[:20]:
        if _author_word().search(word) and not _NOT_NAME.search(word):
            return True
    return False


def outside(element: HtmlElement) -> bool:
    """Whether an element stands in a margin, a list of other articles or the comments."""
    above: HtmlElement | None = element
    for _ in range(_DEPTH):
        if above is None or above.tag in ("main", "body", "html"):
            return False
        if above.tag in _OUTSIDE_TAGS:
            return True
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"
        if len(marks) > 1 and _OUTSIDE.search(marks[:300]):
            return True
        above = above.getparent()
    return True


def times(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[tuple[str, bool]]:
    """The stated moments of the article's own time elements, those below the heading first.

    With each goes whether its marking says that it is of an update.
    """
    found = [e for e in _TIMES(tree)[:MOST] if e.tag == "time" or e is heading]
    at = found.index(heading) if heading is not None and heading in found else -1
    # several in one list are of several articles; nearest to the heading is the article's own
    ordered = [*found[at + 1 :], *reversed(found[: max(at, 0)])]
    for element in ordered[:10]:
        if not outside(element):
            marks = " ".join(
                f"{e.get('class') or ''} {e.get('itemprop') or ''}"
                for e in (element, element.getparent())
                if e is not None
            )
            yield element.get("datetime") or "", _UPDATED.search(marks) is not None


@cache
def _byline_elements() -> etree.XPath:
    words = table("shown")["is"]
    letters = "".join(sorted({c for word in words for c in word}))
    small = f"translate(@class,'{letters.upper()}','{letters}')"
    tests = " or ".join(f"contains({small},'{word}')" for word in _stems(words))
    links = " or ".join(f"contains(@href,'/{word}')" for word in _stems(table("shown")["addresses"]))
    return etree.XPath(f"//h1|//a[@rel='author' or {links}]|//body//*[@class][{tests}]")


@cache
def _author_address() -> regex.Pattern[str]:
    words = "|".join(table("shown")["addresses"])
    return regex.compile(rf"/(?:{words})s?/[^/?#]+")


def _stems(words: Sequence[str]) -> list[str]:
    """The words that hold no other one of them: what is found by these is found by all."""
    return [w for w in words if not any(o != w and o in w for o in words)]


@cache
def _author_word() -> regex.Pattern[str]:
    words = "|".join(table("shown")["is"])
    capital = "|".join(word.capitalize() for word in table("shown")["is"])
    return regex.compile(rf"(?:(?<!\p{{L}})(?i:{words})|{capital})(?!\p{{Ll}})")
