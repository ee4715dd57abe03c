"""What a page states about itself: title, authors, dates and the rest, each with where it stood.

Stated data comes as JSON-LD, meta tags, microdata and a few marked elements. Every field is absent
rather than wrong, nothing raises whatever a page states, and the text of the page is neither
changed nor judged by any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from lxml.etree import _Element as Element

from ..origins import gathered
from ..types import Origin
from . import jsonld
from .bodies import paragraphs_of
from .bylines import bylines
from .details import Found, Page, details, metas, site_keys, stated_texts
from .head import MOST_HEADINGS, Head, gather, words_in
from .headline import Titles, begun, headline, same
from .marked import microdata, shown_dates, times
from .moments import in_address, moment
from .people import MOST as MOST_PEOPLE
from .people import Name, full, names, people
from .words import plain_words, table

LONGEST_ORIGIN = 2000  # characters of the words read that are kept
_FLIPPED = ("dc.creator", "dcterms.creator", "citation_author")


class Body(NamedTuple):
    """The page itself, the element of its headline, and its microdata, read when asked for."""

    tree: Element
    heading: Element | None
    items: Callable[[], dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Stated:
    """The stated metadata of a page; what is not stated, or does not look right, is absent.

    Dates are ISO 8601, with the offset where one is stated. ``kind`` is what the page says it is
    in a word (news, blog, video, product, list, ...), ``free`` whether it may be read without
    paying, ``live`` whether it is a live blog. ``body`` is the text of the article where
    the page states that as data, a paragraph a line. ``origins`` has for each value its field, its
    source and the words that were read.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    date: str | None = None
    updated: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    site: str | None = None
    language: str | None = None
    canonical: str | None = None
    image: str | None = None
    free: bool | None = None
    live: bool = False
    kind: str | None = None
    description: str | None = None
    body: str | None = None
    origins: tuple[Origin, ...] = ()


def stated(tree: Element, url: str | None = None, *, latest: date | None = None) -> Stated:
    """Read what a page states.

    ``url`` is the page's address. A date later than ``latest``, the day the page was fetched, is
    not believed; without it only dates after the year 2100 are refused. The tree stays as it is.
    """
    head = gather(tree)
    headings = [words_in(element) for element in head.headings]
    page = _page(head, headings, url)
    sites = site_keys(page)
    title, rule = headline(_titles(page, headings), sites)
    if rule == "page.title":
        bold = tree.iter("h2", "h3", "b", "strong")
        title = begun(title, map(words_in, islice(bold, MOST_HEADINGS)))
    found: list[tuple[Any, Origin]] = [(title, Origin("title", rule, title))] if title else []
    found += details(page)
    at = next((i for i, text in enumerate(headings) if same(text, title)), None)
    heading = head.headings[at] if at is not None else _only(head.headings)
    if at is None and len(head.homes) == len(head.headings):
        heading = _lesser(tree, title)
    body = Body(tree, heading, cache(lambda: microdata(tree)))
    language = next((value for value, origin in found if origin.field == "language"), None)
    found += _people(page, body, sites, title)
    found += _dates(page, body, language, latest)
    return Stated(body=_body(page), **_fields(found))


def _body(page: Page) -> str | None:
    """The text of the article as data, the longest there is, a paragraph a line."""
    texts = (text for node in page.nodes for text in jsonld.words(jsonld.get(node, "articleBody")))
    return "\n".join(paragraphs_of(max(texts, key=len, default=""))) or None


def _page(head: Head, headings: list[str], url: str | None) -> Page:
    graph = jsonld.read(head.scripts)
    given = [url, head.once.get("canonical"), *head.metas.get("og:url", ())]
    addresses = frozenset(jsonld.bare_address(text) for text in given if text)
    titles = [*head.metas.get("og:title", ()), *headings, head.once.get("title", "")]
    nodes = jsonld.about_page(graph, addresses, frozenset(map(jsonld.fold, titles)))
    return Page(head, graph, nodes, url)


def _titles(page: Page, headings: list[str]) -> Titles:
    shared = [
        (f"meta.{name}", text) for name, contents in metas(page, "title") for text in contents
    ]
    heads = [text for node in page.nodes for text in jsonld.words(jsonld.get(node, "headline"))]
    kinds = [kind for node in page.nodes for kind in jsonld.kinds(node)]
    newsroom = any("news" in kind or "live" in kind for kind in kinds)
    newsroom = newsroom or "news_keywords" in page.head.metas
    return Titles(shared, heads, headings, page.head.once.get("title", ""), newsroom)


def _lesser(tree: Element, title: str) -> Element | None:
    """The heading of lower rank that is the title."""
    headings = islice(tree.iter("h2", "h3"), MOST_HEADINGS)
    return next((element for element in headings if same(words_in(element), title)), None)


def _only(headings: list[Element]) -> Element | None:
    return headings[0] if len(headings) == 1 else None


def _people(page: Page, body: Body, sites: Set[str], title: str) -> Found:
    """Authors of the first source that names a person, else the first house that is named."""
    houses: list[tuple[str, str]] = []
    for rule, found in _authors(page, body, sites):
        fitting = [item for item in found if not same(item.name, title)]
        if houses and rule == "page.byline":
            # a lone word on the face says less than the house that is stated
            fitting = [item for item in fitting if full(item.name)]
        if any(not item.house for item in fitting):
            if rule.startswith("microdata."):
                rule, fitting = _with_those_shown(rule, fitting, body, sites)
            yield from ((name, Origin("authors", rule, name)) for name in people(fitting))
            break
        houses += [(rule, item.name) for item in fitting]
    else:
        for rule, house in houses[:1]:
            yield house, Origin("authors", rule, house)
    for rule, text in stated_texts(page, "editors", "editor"):
        for item in names([text], sites):
            if not item.house:
                yield item.name, Origin("editors", rule, text)


def _with_those_shown(
    rule: str, stated: list[Name], body: Body, sites: Set[str]
) -> tuple[str, list[Name]]:
    """The names of the byline, where it has all that are marked and more."""
    shown = bylines(body.tree, body.heading, sites)
    marked = {item.name.casefold() for item in stated}
    if marked < {item.name.casefold() for item in shown}:
        return "page.byline", shown
    return rule, stated


def _authors(page: Page, body: Body, sites: Set[str]) -> Iterator[tuple[str, list[Name]]]:
    """What each source says of the authors, the surest source first."""
    for key in ("author", "creator"):
        for node in page.nodes:
            yield f"jsonld.{key}", _named(node, key, page, sites)
    for key, contents in metas(page, "authors"):
        yield f"meta.{key}", names(contents, sites, flip=key in _FLIPPED)
    held = page.head.metas
    for number in ("1", "2"):
        label = next(iter(held.get(f"twitter:label{number}", ())), "")
        if label.strip(" :").casefold() in table("labels")["author"]:
            yield f"meta.twitter:data{number}", names(held.get(f"twitter:data{number}", ()), sites)
    marked = body.items()
    for key in ("author", "creator"):
        yield f"microdata.{key}", names(marked.get(key, ()), sites)
    yield "page.byline", bylines(body.tree, body.heading, sites)


def _named(node: jsonld.Node, key: str, page: Page, sites: Set[str]) -> list[Name]:
    """The names of a JSON-LD node's authors; an organisation beside a person is an agency."""
    found: list[tuple[Name, bool]] = []
    for who in islice(jsonld.entities(jsonld.get(node, key), page.graph), MOST_PEOPLE):
        texts = list(jsonld.words(who.get("name"))) or list(jsonld.words(who.get("byline")))
        parts = (*jsonld.words(who.get("givenName")), *jsonld.words(who.get("familyName")))
        house = any("organi" in kind for kind in jsonld.kinds(who))
        found += [(name, house) for name in names(texts or [" ".join(parts)], sites)]
    alone = all(house for _, house in found)
    return [Name(name.name, name.house or (house and alone)) for name, house in found]


def _dates(page: Page, body: Body, language: str | None, latest: date | None) -> Found:
    """When the article was published and when it was changed, kept apart."""
    given: dict[str, str] = {}
    for field, rule, text in _moments(page, body, given):
        if field in given:
            continue
        read = moment(text, language=language, context=page.url or "", latest=latest)
        if read and field == "date":
            read = _local(read, page.url, latest)
        if read and (field == "date" or _after(read, given.get("date"))):
            given[field] = read
            yield read, Origin(field, rule, str(text).strip())
    if "date" not in given and (day := in_address(page.url, latest)):
        yield day, Origin("date", "url.path", page.url or "")


def _local(stamp: str, url: str | None, latest: date | None) -> str:
    """A moment in UTC as the day in the address, where that is the day before or after."""
    if not stamp.endswith("+00:00") or (day := in_address(url, latest)) is None:
        return stamp
    apart = abs((date.fromisoformat(day) - date.fromisoformat(stamp[:10])).days)
    return day if apart == 1 else stamp


def _after(updated: str, published: str | None) -> bool:
    """Whether a date may be that of a change: later than the other, as far as both are stated."""
    if published is None:
        return True
    one, other = datetime.fromisoformat(updated), datetime.fromisoformat(published)
    if (one.tzinfo is None) != (other.tzinfo is None) or 10 in (len(updated), len(published)):
        return updated[:10] >= published[:10] and updated != published
    return one > other


def _moments(page: Page, body: Body, given: dict[str, str]) -> Iterator[tuple[str, str, Any]]:
    """What each source says of the dates; the body is asked for what is not ``given`` by then."""
    yield from _stated_moments(page)
    if "date" not in given:
        for field, key in (("date", "datepublished"), ("updated", "datemodified")):
            yield from ((field, f"microdata.{key}", text) for text in body.items().get(key, ()))
    for rule, shown in (("page.time", times), ("page.date", shown_dates)):
        if "date" not in given:
            yield from _until_given(rule, shown(body.tree, body.heading), given)


def _stated_moments(page: Page) -> Iterator[tuple[str, str, Any]]:
    for field, key in (("date", "datePublished"), ("updated", "dateModified")):
        for node in page.nodes:
            yield field, f"jsonld.{key}", jsonld.get(node, key)
        for name, contents in metas(page, field):
            yield field, f"meta.{name}", contents[0]
    for node in page.nodes:
        for key in ("dateCreated", "uploadDate"):
            yield "date", f"jsonld.{key}", jsonld.get(node, key)


def _until_given(
    rule: str, shown: Iterator[tuple[str, bool]], given: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    for text, updated in shown:
        yield "updated" if updated else "date", rule, text
        if "date" in given:
            return


def _fields(found: list[tuple[Any, Origin]]) -> dict[str, Any]:
    """What was found, with as much of the words it rests on as is worth telling."""
    fields = gathered(found)
    told = (o._replace(text=plain_words(o.text[:LONGEST_ORIGIN])) for o in fields["origins"])
    return fields | {"origins": tuple(told)}
