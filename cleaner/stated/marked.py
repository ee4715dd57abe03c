"""What a page's body states by its marking: microdata, times and dates.

Asked only where JSON-LD and head are silent. What stands in a list of other articles, in comments
or in a margin is not the article's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from itertools import islice
from typing import cast

import regex
from lxml import etree
from lxml.etree import _Element as Element

from .head import words_in

MOST = 400  # elements of one kind looked at
LONGEST = 600  # characters of a property
LONGEST_DATE = 100
MOST_TIMES = 10
MOST_DATED = 120
REACH_DATES = 1000  # elements below the headline among which a date is looked for
MOST_INSIDE = 40  # elements inside a property or a date
_DEPTH = 60  # elements above one that are asked where it stands
HOLDERS = tuple(
    "h1 time a div span p li ul strong b em address cite h2 h3 h4 h5 section dd footer".split()
)
_PROPERTIES = frozenset(("author", "creator", "headline", "datepublished", "datemodified"))
_ITEMS = etree.XPath("//*[@itemprop]")
_OUTSIDE_TAGS = frozenset(("aside", "nav", "footer", "figure", "figcaption", "blockquote", "form"))
_OUTSIDE = regex.compile(
    r"(?i)comment|related|recommend|sidebar|popular|trending|most-?read|teaser|carousel|slider"
    r"|testimonial|(?<!(?:post|entry|article|story)[-_]{1,2})footer|newsletter|read-?(?:more|next|also)|(?<!v|h-)card|promo|quote|menu"
)
_END = regex.compile(r"(?i)(?:post|entry|article|story)[-_]{1,2}(?:footer|meta)")
_ARTICLE = regex.compile(r"(?i)(?:article|posting|page|report|review|recipe|creativework|blog)\W*$")
_DATED = re.compile(
    "[dD]ate(?!pick)|[tT]ime(?!line)|ublish|osted|[mM]eta|tanggal|waktu|datum|fecha"
)
_YEAR = re.compile(r"(?:1[3489]|2[0456])\d\d")  # of any calendar
_OF_ARTICLE = re.compile(r"(?i)author|byline|publish|posted|entry-date")
_UPDATED = regex.compile(r"(?i)updat|modif|edited")


def microdata(tree: Element) -> dict[str, list[str]]:
    """The values of the article's own items by property in small letters."""
    found: dict[str, list[str]] = {}
    for element in cast(list[Element], _ITEMS(tree))[: 4 * MOST]:
        names = _PROPERTIES.intersection((element.get("itemprop") or "").lower().split())
        if names and _of_article(element) and (text := _value(element)):
            for name in names:
                found.setdefault(name, []).append(text)
    return found


def _value(element: Element) -> str:
    """What an item's element states: an attribute, the name of what it holds, or its words."""
    for attribute in ("content", "datetime"):
        if value := element.get(attribute):
            return str(value)
    for inner in islice(element.iter(), MOST_INSIDE):
        if inner is not element and "name" in (inner.get("itemprop") or "").split():
            return inner.get("content") or words_in(inner)
    text = words_in(element, MOST_INSIDE)
    return text if len(text) <= LONGEST else ""


def _of_article(element: Element) -> bool:
    """Whether the item an element is a property of is an article or a page."""
    above = element.getparent()
    for _ in range(_DEPTH):
        if above is None:
            return True
        if above.get("itemscope") is not None:
            return _ARTICLE.search(above.get("itemtype") or "article") is not None
        above = above.getparent()
    return False


def outside(element: Element, around: Set[Element]) -> bool:
    """Whether an element stands in a margin, a list of other articles or the comments.

    What holds the headline as well, one of ``around``, is the article.
    """
    above: Element | None = element
    for _ in range(_DEPTH):
        if above is None or above in around or above.tag in ("main", "body", "html"):
            return False
        if above.tag in _OUTSIDE_TAGS and not _is_end(above):
            return True
        marks = f"{above.get('class') or ''} {above.get('id') or ''}"
        if len(marks) > 1 and _OUTSIDE.search(marks[:300]):
            return True
        above = above.getparent()
    return True


def _is_end(element: Element) -> bool:
    """Whether an element is the foot of an article, where its author and date may stand."""
    return element.tag == "footer" and _END.search(element.get("class") or "") is not None


def around_of(heading: Element | None) -> frozenset[Element]:
    """The elements that hold the headline."""
    return frozenset(() if heading is None else heading.iterancestors())


def times(tree: Element, heading: Element | None) -> Iterator[tuple[str, bool]]:
    """The stated moments of the article's own time elements, those below the heading first.

    An ``abbr`` that is marked as a date states its moment as its title.

    With each goes whether its marking says that it is of an update.
    """
    around = around_of(heading)
    held = islice(tree.iter("h1", "time", "abbr"), MOST)
    found = [e for e in held if e is heading or e.tag == "time" or _is_dated_abbr(e)]
    at = found.index(heading) if heading is not None and heading in found else -1
    # nearest to the heading stands the article's own
    for element in [*found[at + 1 :], *reversed(found[: max(at, 0)])][:MOST_TIMES]:
        if not outside(element, around):
            yield (
                element.get("datetime") or element.get("title") or "",
                _UPDATED.search(_marks(element)) is not None,
            )


def _is_dated_abbr(element: Element) -> bool:
    """Whether an element is an ``abbr`` whose title is a date."""
    if element.tag != "abbr" or not _YEAR.search(element.get("title") or ""):
        return False
    return _DATED.search(element.get("class") or "") is not None


def shown_dates(tree: Element, heading: Element | None) -> Iterator[tuple[str, bool]]:
    """The words of the elements whose marking says that they hold a date, in the same order.

    What stands beside the author's name, or is called a publication, comes first.
    """
    found: dict[tuple[bool, bool], list[tuple[str, bool]]] = {}
    for element, at in _dated(tree, heading):
        said = words_in(element, MOST_INSIDE), _UPDATED.search(_marks(element)) is not None
        sure = _OF_ARTICLE.search(element.get("class") or "") is not None
        found.setdefault((sure, at >= 0), []).append(said)
    for sure in (True, False):
        yield from found.get((sure, True), ())
        yield from reversed(found.get((sure, False), ()))


def _dated(tree: Element, heading: Element | None) -> Iterator[tuple[Element, int]]:
    """The elements that hold a date, with their place below the heading; -1 above it."""
    around = around_of(heading)
    looked = found = 0
    for element, below in around_heading(tree, heading, REACH_DATES):
        if element.tag == "time" or _DATED.search(element.get("class") or ""):
            looked += 1
            if looked > MOST_DATED or found >= MOST_TIMES:
                return
            text = words_in(element, MOST_INSIDE)
            dated = len(text) <= LONGEST_DATE and _YEAR.search(_western(text))
            if dated and not outside(element, around):
                found += below >= 0
                yield element, below


def _western(text: str) -> str:
    """``text`` with the digits of all scripts as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def around_heading(
    tree: Element, heading: Element | None, reach: int
) -> Iterator[tuple[Element, int]]:
    """The elements above the heading, with -1, and ``reach`` of them below, with their number.

    Without a heading those from the start of the page.
    """
    below = -1 if heading is not None else 0
    for element in tree.iter(*HOLDERS):
        if element is heading:
            below = 0
            continue
        if below >= 0:
            below += 1
            if below > reach:
                return
        yield element, below


def _marks(element: Element) -> str:
    """The marking of an element and of the one that holds it."""
    both = (e for e in (element, element.getparent()) if e is not None)
    return " ".join(f"{e.get('class') or ''} {e.get('itemprop') or ''}" for e in both)
