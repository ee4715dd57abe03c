"""What a page's body states by its marking: microdata, bylines and authors' links, times.

Asked only where JSON-LD and head are silent. What stands in a list of other articles, in comments
or in a margin is not the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import islice
from typing import NamedTuple

import regex
from lxml import etree
from lxml.html import HtmlElement

from .pagehead import words_in
from .people import Name, names
from .statedwords import table

MOST = 400  # elements of one kind looked at
LONGEST = 160  # characters of a byline
LONGEST_DATE = 100
MOST_TIMES = 10
MOST_INSIDE = 40  # elements inside a byline or a date
_DEPTH = 60  # elements above one that are asked where it stands
_BYLINE_TAGS = tuple("h1 a div span p li ul strong b em address cite h2 h3 h4 h5 section dd".split())
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
_DATED = re.compile("[dD]ate(?!pick)|[tT]ime(?!line)|ublish|osted|[mM]eta|tanggal|waktu|datum|fecha")
_YEAR = re.compile(r"(?:19|20)\d\d")
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
    below, around = heading is None, _around(heading)
    looked = 0
    for element in tree.iter(*_BYLINE_TAGS):
        if element is heading:
            below = True
        elif _shows_author(element) and looked < MOST and not outside(element, around):
            looked += 1
            found = _names_shown(element, sites)
            if found and below:
                return found
            above = found or above
    return above


def _names_shown(element: HtmlElement, sites: Set[str]) -> list[Name]:
    """The names in an element, and in those of its kind beside it."""
    whole = _short_words(element)
    if not 2 <= len(whole) <= LONGEST:
        return []
    # names stand in links or in elements of their own, labels and roles beside them
    pieces = [" | ".join(filter(str.strip, element.itertext()))]
    found = names(pieces, sites, shown=True)
    if not any(" " in item.name or not item.name.isascii() for item in found):
        found = names([whole], sites, shown=True) or found
    holder = element.getparent()
    if found and element.tag == "a" and holder is not None:
        beside = [words_in(a) for a in holder.iterchildren("a") if _shows_author(a)]
        found = names(beside[:20], sites, shown=True) or found
    return found


def _short_words(element: HtmlElement) -> str:
    """The words of an element that holds few others, nothing of one that holds many."""
    few = sum(1 for _ in islice(element.iter(), MOST_INSIDE)) < MOST_INSIDE
    return words_in(element) if few else ""


def _shows_author(element: HtmlElement) -> bool:
    """Whether the marking of an element says that it holds who wrote."""
    if element.tag == "a":
        if "author" in (element.get("rel") or "").lower():
            return True
        if _author_address().search(element.get("href") or ""):
            return True
    marks = element.get("class")
    if not marks or not _author_word().search(marks):
        return False
    words = (word for word in marks.split()[:20] if _author_word().search(word))
    return any(not _NOT_NAME.search(word) for word in words)


def outside(element: HtmlElement, around: Set[HtmlElement]) -> bool:
    """Whether an element stands in a margin, a list of other articles or the comments.

    What holds the headline as well, one of ``around``, is the article.
    """
    above: HtmlElement | None = element
    for _ in range(_DEPTH):
        if above is None or above in around or above.tag in ("main", "body", "html"):
            return False
        if above.tag in _OUTSIDE_TAGS:
            return True
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"
        if len(marks) > 1 and _OUTSIDE.search(marks[:300]):
            return True
        above = above.getparent()
    return True


def _around(heading: HtmlElement | None) -> frozenset[HtmlElement]:
    return frozenset(() if heading is None else heading.iterancestors())


def times(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[tuple[str, bool]]:
    """The stated moments of the article's own time elements, those below the heading first.

    With each goes whether its marking says that it is of an update.
    """
    around = _around(heading)
    found = [e for e in _TIMES(tree)[:MOST] if e.tag == "time" or e is heading]
    at = found.index(heading) if heading is not None and heading in found else -1
    # nearest to the heading stands the article's own
    for element in [*found[at + 1 :], *reversed(found[: max(at, 0)])][:MOST_TIMES]:
        if not outside(element, around):
            yield element.get("datetime") or "", _UPDATED.search(_marks(element)) is not None


def shown_dates(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[tuple[str, bool]]:
    """The words of the elements whose marking says that they hold a date, in the same order."""
    above: list[tuple[str, bool]] = []
    below, around = heading is None, _around(heading)
    looked = 0
    for element in tree.iter(*_BYLINE_TAGS, "time"):
        if element is heading:
            below = True
        elif element.tag == "time" or _DATED.search(element.get("class") or ""):
            text = _short_words(element)
            if len(text) > LONGEST_DATE or not _YEAR.search(text) or outside(element, around):
                continue
            looked += 1
            found = text, _UPDATED.search(_marks(element)) is not None
            if below:
                yield found
            else:
                above.append(found)
            if looked > MOST_TIMES:
                break
    yield from reversed(above)


def _marks(element: HtmlElement) -> str:
    """The marking of an element and of the one that holds it."""
    both = (e for e in (element, element.getparent()) if e is not None)
    return " ".join(f"{e.get('class') or ''} {e.get('itemprop') or ''}" for e in both)


@cache
def _author_address() -> regex.Pattern[str]:
    words = "|".join(table("shown")["addresses"])
    return regex.compile(rf"/(?:{words})/[^/?#]")


@cache
def _author_word() -> regex.Pattern[str]:
    """A word for who writes as a part of a class: ``post-author``, ``authorName``, ``PostAuthor``."""
    words = "|".join(table("shown")["is"])
    capital = "|".join(word.capitalize() for word in table("shown")["is"])
    return regex.compile(rf"(?:(?<!\p{{L}})(?:{words})|{capital})(?!\p{{Ll}})")
