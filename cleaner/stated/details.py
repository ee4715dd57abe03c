"""The smaller fields a page states: section, tags, site, language, addresses, kind and the like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import regex

from ..types import Origin
from .head import Head
from .jsonld import Graph, Node, entities, get, kinds, words
from .words import address, host_of, plain_words, site_key, table

MOST_TAGS = 50
LONGEST_LABEL = 60
LONGEST_DESCRIPTION = 2000
_LANGUAGE = regex.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+){0,3}\s*")
# keys of machines, not words for people
_MACHINE = regex.compile(
    r"\S:\S|_|://|[<>{}=]|^\P{L}*$|^[\da-f-]{24,}$|^[a-z\d]+(?:-[a-z\d]+){3,}$"
    r"|^(?i:uncategori[sz]ed)$"
)
_SITE_SPLIT = regex.compile(r"\s+[-–—|·:»]+\s+|\s*[|｜]\s*")
_TAG_SPLIT = regex.compile(r"[,;|]")
_ARTICLE = regex.compile(r"(?i)(?:the|der|die|das|het|de|il|le|la|el)\s+")
_SECOND_LEVEL = frozenset("com co net org gov edu ac go or web my sch gob gouv".split())
_FREE = {"true": True, "false": False, "free": True, "locked": False}


class Page(NamedTuple):
    """What is known of a page: its head, its JSON-LD, the nodes about the article, its address."""

    head: Head
    graph: Graph
    nodes: list[Node]
    url: str | None


Found = Iterator[tuple[Any, Origin]]


def details(page: Page) -> Found:
    """Every smaller field with its value and where it stood; all tags, else the surest value."""
    yield from _tags(page)
    for field in (
        _section,
        _site,
        _language,
        _canonical,
        _image,
        _live,
        _kind,
        _free,
        _description,
    ):
        yield from islice(field(page), 1)


def metas(page: Page, field: str) -> Iterator[tuple[str, list[str]]]:
    """The meta tags of a field that the page has, the surest first, each with its contents."""
    held = page.head.metas
    for key in table("meta")[field]:
        if key in held:
            yield key, held[key]


def stated_texts(page: Page, field: str, key: str) -> Iterator[tuple[str, str]]:
    """The texts of a field in JSON-LD under ``key``, then in meta tags, each with its source."""
    for node in page.nodes:
        for text in words(get(node, key)):
            yield f"jsonld.{key}", text
    for name, contents in metas(page, field):
        for text in contents:
            yield f"meta.{name}", text


def _section(page: Page) -> Found:
    for rule, text in stated_texts(page, "section", "articleSection"):
        label = plain_words(text[: 4 * LONGEST_LABEL]).strip(" -|/,")
        if 1 < len(label) <= LONGEST_LABEL and not _MACHINE.search(label):
            yield label, Origin("section", rule, text)


def _tags(page: Page) -> Found:
    """The tags of the first source that has any; words for machines are none."""
    seen: dict[str, str] = {}
    source = ""
    for rule, text in stated_texts(page, "tags", "keywords"):
        if seen and rule != source:
            return
        for part in _TAG_SPLIT.split(text[:LONGEST_DESCRIPTION]):
            tag = plain_words(part).strip(" #-")
            if 1 < len(tag) <= LONGEST_LABEL and not _MACHINE.search(tag):
                source = rule
                if len(seen) < MOST_TAGS and seen.setdefault(tag.casefold(), tag) is tag:
                    yield tag, Origin("tags", rule, part)


def site_names(page: Page) -> Iterator[tuple[str, str]]:
    """Every name of the site that the page states, each with its source, the surest first."""
    og, *others = [(f"meta.{k}", text) for k, texts in metas(page, "site") for text in texts] or [
        ("", "")
    ]
    first = [og] if og[0] == "meta.og:site_name" else []
    yield from first
    for node in page.graph.nodes:
        if "website" in kinds(node):
            yield from (("jsonld.website", text) for text in words(node.get("name")))
    for node in page.nodes:
        for house in entities(get(node, "publisher"), page.graph):
            yield from (("jsonld.publisher", text) for text in words(house.get("name")))
    yield from ([] if first else [og])
    yield from others


def _site(page: Page) -> Found:
    for rule, text in site_names(page):
        name = plain_words(text[: 4 * LONGEST_LABEL])
        if 1 < len(name) <= LONGEST_LABEL and "://" not in name and "@" not in name:
            yield name, Origin("site", rule, text)
    if host := host_of(page.url):
        yield host, Origin("site", "url.host", host)


def site_keys(page: Page) -> frozenset[str]:
    """What the site is called, as ``site_key`` writes it: its stated names and its host."""
    found = set()
    for _, text in site_names(page):
        name = plain_words(text[: 4 * LONGEST_LABEL])
        parts = [name, *_SITE_SPLIT.split(name)]
        parts += [_ARTICLE.sub("", part, count=1) for part in parts]
        found |= {site_key(part) for part in parts}
    found |= {site_key(text) for text in page.head.homes}
    canonical = page.head.once.get("canonical")
    for host in filter(None, (host_of(page.url), host_of(canonical))):
        found |= {site_key(host), site_key(host.rpartition(".")[0])}
        found |= {site_key(label) for label in host.split(".")[-3:-1] if len(label) > 2}
        found |= {site_key(".".join(host.split(".")[-2:]))}
    return frozenset(key for key in found if len(key) > 1 and key not in _SECOND_LEVEL)


def _language(page: Page) -> Found:
    """The language of the page; two other statements that agree outweigh the tag's."""
    said: list[tuple[str, str]] = [("html.lang", page.head.once.get("lang", ""))]
    said += [
        ("jsonld.inLanguage", t)
        for n in page.nodes
        for t in words(get(n, "inLanguage"), "alternateName")
    ]
    said += [(f"meta.{key}", texts[0]) for key, texts in metas(page, "language")]
    read = [(m[1].lower(), r, t) for r, t in said if (m := _LANGUAGE.fullmatch(t[:40]))]
    if read:
        by_source = {rule: code for code, rule, _ in reversed(read)}
        counts = Counter(by_source.values())
        code, rule, text = max(read, key=lambda item: counts[item[0]] >= 2)
        yield code, Origin("language", rule, text)


def _canonical(page: Page) -> Found:
    given = [("link.canonical", page.head.once.get("canonical", ""))]
    given += [(f"meta.{key}", texts[0]) for key, texts in metas(page, "canonical")]
    yield from _addresses(page, "canonical", given)


def _image(page: Page) -> Found:
    given = [(f"meta.{key}", texts[0]) for key, texts in metas(page, "image")]
    given += [
        ("jsonld.image", text)
        for node in page.nodes
        for key in ("image", "thumbnailUrl")
        for text in islice(words(node.get(key), "url"), 1)
    ]
    yield from _addresses(page, "image", given)


def _addresses(page: Page, field: str, given: Iterable[tuple[str, str]]) -> Found:
    base = page.head.once.get("base") or page.url
    for rule, text in given:
        if (whole := address(text, base)) is not None:
            yield whole, Origin(field, rule, text)


def _live(page: Page) -> Found:
    """A live blog says so in JSON-LD."""
    if any("liveblogposting" in kinds(node) for node in page.nodes):
        yield True, Origin("live", "jsonld.@type", "LiveBlogPosting")


def _kind(page: Page) -> Found:
    """What the page says it is, in a word."""
    named = table("kinds")
    for node in (*page.nodes, *page.graph.nodes):
        for kind in sorted(kinds(node) & named.keys()):
            yield named[kind], Origin("kind", "jsonld.@type", kind)
    for key, contents in metas(page, "kind"):
        if (kind := contents[0].strip().casefold()) in named:
            yield named[kind], Origin("kind", f"meta.{key}", contents[0])


def _free(page: Page) -> Found:
    for node in page.nodes:
        value = get(node, "isAccessibleForFree")
        value = value[0] if isinstance(value, list) and value else value
        word = str(value).rsplit("/", 1)[-1].strip().casefold()
        if isinstance(value, (bool, str)) and word in ("true", "false"):
            yield _FREE[word], Origin("free", "jsonld.isAccessibleForFree", str(value))
    for key, contents in metas(page, "free"):
        if (word := contents[0].strip().casefold()) in _FREE:
            yield _FREE[word], Origin("free", f"meta.{key}", contents[0])


def _description(page: Page) -> Found:
    for rule, text in stated_texts(page, "description", "description"):
        words_ = plain_words(text[: 4 * LONGEST_DESCRIPTION])
        if 20 <= len(words_) <= LONGEST_DESCRIPTION and " " in words_:
            yield words_, Origin("description", rule, text)
