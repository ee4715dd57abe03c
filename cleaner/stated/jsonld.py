"""Schema.org data in a page's scripts: read in every shape, never trusted, never raising.

What does not parse, even after the usual faults are mended, is as if it were not there. Nothing
here recurses, so no depth that the parser takes can exhaust the stack.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from .words import unescaped

Node = dict[str, Any]

LONGEST = 4_000_000  # characters of one script that are read; real ones stay below a tenth
MOST_ARTICLES = 20  # nodes about the page that are asked
MOST_NODES = 20_000  # nodes looked at to find what an @id names
_OPENING = ("<!--", "//", "/*", "*/", "<![CDATA[")
_CLOSING = ("-->", "//", "/*", "*/", "]]>")
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|\\?\Z))|,(?=\s*[}\]])', re.S)
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.))', re.S)
_BEFORE_HOST = re.compile(r"^https?://(?:www\.)?")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_MARKS = 4  # times the marks around a script are taken off
_BETWEEN = " \t\r\n\ufeff,;"
_DECODER = json.JSONDecoder(strict=False)

ARTICLES = frozenset(
    "article newsarticle blogposting liveblogposting reportagenewsarticle analysisnewsarticle "
    "opinionnewsarticle reviewnewsarticle backgroundnewsarticle askpublicnewsarticle "
    "advertisercontentarticle satiricalarticle scholarlyarticle medicalscholarlyarticle "
    "techarticle apireference socialmediaposting discussionforumposting report review "
    "criticreview claimreview howto recipe".split()
)
PAGES = frozenset("webpage itempage medicalwebpage".split())


class Graph(NamedTuple):
    """The nodes a page states, in order; nodes below ``@graph`` and ``mainEntity`` included."""

    nodes: tuple[Node, ...]
    roots: tuple[Any, ...]


def read(scripts: Iterable[str]) -> Graph:
    """The nodes of all scripts of a page."""
    roots = tuple(root for script in scripts for root in _documents(script))
    return Graph(tuple(_nodes(roots)), roots)


def _documents(script: str) -> list[Any]:
    """The JSON documents of one script, of which there should be one; those before a fault."""
    if len(script) > LONGEST:
        return []
    text = _unwrapped(script)
    if '"' not in text and "&quot;" in text:
        text = unescaped(text)
    found, whole = _one_by_one(text)
    return found if whole else _one_by_one(_mended(text))[0] or found


def _unwrapped(script: str) -> str:
    """A script without the marks of a comment or of character data around it."""
    text = script.strip(_BETWEEN)
    for _ in range(_MARKS):
        before = text
        for opening, closing in zip(_OPENING, _CLOSING, strict=True):
            text = text.removeprefix(opening).removesuffix(closing).strip(_BETWEEN)
        if text == before:
            break
    return text


def _one_by_one(text: str) -> tuple[list[Any], bool]:
    """Documents that follow one another, and whether that is all there is."""
    found: list[Any] = []
    at = 0
    try:
        while at < len(text):
            document, at = _DECODER.raw_decode(text, at)
            found.append(document)
            while at < len(text) and text[at] in _BETWEEN:
                at += 1
    except (ValueError, RecursionError):
        return found, False
    return found, True


def _mended(text: str) -> str:
    """``text`` without commas before a closing bracket and without escapes JSON does not know."""

    def kept(match: re.Match[str]) -> str:
        return _ESCAPE.sub(lambda m: m[0] if m[1] else m[2], match[1]) if match[1] else ""

    return _STRING_OR_COMMA.sub(kept, text)


def _nodes(roots: Sequence[Any]) -> Iterator[Node]:
    """Every node that speaks of the page, in document order."""
    left = list(reversed(roots))
    seen = 0
    while left and seen < MOST_NODES:
        value = left.pop()
        seen += 1
        if isinstance(value, list):
            left += reversed(value)
        elif isinstance(value, dict):
            yield value
            left += [value[key] for key in reversed(_INSIDE) if key in value]


def kinds(node: Node) -> frozenset[str]:
    """The types of a node in small letters, without the address of the vocabulary."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return frozenset(
        name.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1].casefold()
        for name in names
        if isinstance(name, str)
    )


def get(node: Node, key: str) -> Any:
    """A value by its key, however the key is capitalised."""
    if key in node:
        return node[key]
    lower = key.casefold()
    return next((v for k, v in node.items() if k.casefold() == lower), None)


def words(value: Any, key: str = "name") -> Iterator[str]:
    """The texts a value stands for: itself, or what each of its nodes has under ``key``."""
    left = [value]
    for _ in range(MOST_NODES):
        if not left:
            return
        item = left.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            left += reversed(item)
        elif isinstance(item, dict):
            found = item.get(key, item.get("@value"))
            left += [found] if isinstance(found, (str, list, dict)) else []


def entities(value: Any, graph: Graph) -> Iterator[Node]:
    """The nodes a value stands for, references followed; a bare text is a node with a name."""
    left = [value]
    named: dict[str, Node] | None = None
    for _ in range(MOST_NODES):
        if not left:
            return
        item = left.pop()
        if isinstance(item, str):
            yield {"name": item}
        elif isinstance(item, list):
            left += reversed(item)
        elif isinstance(item, dict) and _says_nothing(item):
            named = _by_id(graph) if named is None else named
            yield named.get(str(item.get("@id")), item)
        elif isinstance(item, dict):
            yield item


def _says_nothing(node: Node) -> bool:
    """Whether a node is no more than a reference to another one."""
    return not any(isinstance(v, (str, list)) for k, v in node.items() if k[:1] != "@")


def _by_id(graph: Graph) -> dict[str, Node]:
    """The nodes that have an ``@id`` and a name, at any place."""
    named: dict[str, Node] = {}
    left: list[Any] = list(graph.roots)
    for _ in range(MOST_NODES):
        if not left:
            break
        item = left.pop()
        if isinstance(item, list):
            left += item
        elif isinstance(item, dict):
            if isinstance(item.get("@id"), str) and not _says_nothing(item):
                named.setdefault(item["@id"], item)
            left += [value for value in item.values() if isinstance(value, (dict, list))]
    return named


def about_page(graph: Graph, addresses: frozenset[str], titles: frozenset[str]) -> list[Node]:
    """The nodes that speak of the article itself, the surest first.

    Where several articles with different headlines are stated, as on a start page, only one that
    carries the page's own address or title counts.
    """
    found = [node for node in graph.nodes if kinds(node) & ARTICLES]
    headlines = {head for node in found if (head := _headline(node))}
    if len(headlines) > 1:
        own = [node for node in found if _addresses(node) & addresses]
        found = own or [node for node in found if _headline(node) in titles]
    pages = [node for node in graph.nodes if kinds(node) & PAGES]
    return [*found[:MOST_ARTICLES], *pages[:MOST_ARTICLES]]


def _headline(node: Node) -> str:
    return next((fold(text) for text in words(get(node, "headline") or get(node, "name"))), "")


def _addresses(node: Node) -> set[str]:
    """The addresses a node says it has, without protocol and what follows the path."""
    given = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    return {bare_address(text) for value in given for text in words(value, "@id")}


def bare_address(address: str) -> str:
    """An address without protocol, "www.", query, fragment and closing slash."""
    bare = _BEFORE_HOST.sub("", address.strip().split("#")[0].split("?")[0])
    return bare.rstrip("/").casefold()


def fold(text: str) -> str:
    """Text as it is compared: entities read, small letters, one space between words."""
    return " ".join(unescaped(text).casefold().split())
