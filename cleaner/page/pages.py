"""A page in, an article's parts out: parse, judge by markup, then settle as flattened text."""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml.etree import _Element as Element

from ..cleaning import Settled, settle
from ..stated.structured import Stated, stated
from ..text.memory import Memory
from ..types import Article, Origin, Role
from .addresses import base_of
from .judging import ARTICLES, NOTHING, Flat, flatten, furniture, judge, see, told_of
from .roles import roles_of
from .scene import PageScene
from .shown import date_below, shown_date
from .tree import parse
from .unshown import unshown_body
from .walk import read
from .witness import doubted

_LIST = 0.5  # share of a page's characters in links that makes it a list
_PROSE = 3  # blocks of prose that make it an article
_FIELDS = (
    *("authors", "editors", "date", "updated", "section", "tags", "site", "language"),
    *("canonical", "image", "free", "live"),
)


class PageRead(NamedTuple):
    """A page as text at its fixed point, what it states, and what it looks like.

    ``headed`` tells whether the text begins with the headline, ``whole`` is the flattened text,
    ``reason`` why there is no text; ``roles`` are those of the text's blocks. ``body`` says where
    the text stood that the page states and does not show.
    """

    settled: Settled
    stated: Stated
    looks_like: str
    headed: bool
    source: str = ""
    whole: str = ""
    reason: str | None = None
    roles: tuple[Role, ...] = ()
    body: Origin | None = None
    standfirst: str = ""
    below: tuple[str, ...] = ()


def read_page(
    text: str,
    memory: Memory,
    language: str | None,
    *,
    url: str | None,
    repairs: str,
    roles: bool,
) -> PageRead:
    """Read one page by the rules of ``memory``; never raises."""
    parsed = parse(text)
    if parsed.root is None:
        return PageRead(Settled("", (), 0), Stated(), "unreadable", False, reason=parsed.reason)
    facts = stated(parsed.root, url)
    address = _address(parsed.root, url or facts.canonical)  # the walk leaves no head
    page = read(parsed.root)
    flat = flatten(page, facts.title or "")
    seen = see(page, told_of(facts, url), memory) if page.blocks else None
    judged = doubted(judge(seen, memory), page, text) if seen else NOTHING
    first = tuple(furniture(judged, page, flat))
    unshown = unshown_body(text, page, facts, first)
    if unshown is not None:
        page, first = unshown.page, ()
        flat = flatten(page, facts.title or "")
    settled = settle(flat.text, memory.rules, language, repairs=repairs, first=first, memory=memory)
    return PageRead(
        settled,
        facts,
        facts.kind or (_looks_like(seen.scene) if seen else "empty"),
        _headed(flat, settled, facts),
        text,
        flat.text,
        roles=roles_of(page, flat.starts, settled, address) if roles else (),
        body=unshown.origin if unshown is not None else None,
        standfirst=seen.scene.set_apart() if seen and unshown is None else "",
        below=seen.scene.below_headline() if seen else (),
    )


def _address(root: Element, url: str | None) -> str:
    """What the links of a page are relative to."""
    base = root.find("head/base")
    return base_of(url or "", (base.get("href") or "") if base is not None else "")


def _headed(flat: Flat, settled: Settled, facts: Stated) -> bool:
    """Whether the line of the headline is still there."""
    if not facts.title or not settled.text:
        return False
    gone = sum(edit.end - edit.start for edit in settled.edits
               if edit.start < len(facts.title) and not edit.new)  # fmt: skip
    return gone < len(facts.title)


def _looks_like(scene: PageScene) -> str:
    if sum(scene.prose) >= _PROSE:
        return "article"
    return "list" if scene.containers.share_linked(0) >= _LIST else "other"


def fields(page: PageRead, article: Article) -> dict[str, Any]:
    """The fields that a page gives otherwise than ``article``, which is what its text says."""
    facts = page.stated
    found: dict[str, Any] = {"title": _title(page)}
    for name in _FIELDS:
        if (value := getattr(facts, name)) or value is False:
            found[name] = value
    origins = [origin for origin in facts.origins if origin.field in found]
    if page.standfirst:
        found["standfirst"] = page.standfirst
        origins.append(Origin("standfirst", "page.below-headline", page.standfirst))
    origins += [origin for origin in article.origins if origin.field not in found]
    origins += [page.body] if page.body is not None else []
    dated = found.get("date", article.date) or found.get("updated", article.updated)
    if page.looks_like in ARTICLES and not dated:
        language = found.get("language", article.language)
        shown = date_below(page.below, language)
        if shown := shown or shown_date(page.source, page.whole, language, article.url):
            found["date"], origin = shown
            origins.append(origin)
    return found | {"origins": tuple(origins)}


def _title(page: PageRead) -> str | None:
    """The headline as the text has it, else as the page states it."""
    return page.settled.text.partition("\n\n")[0] if page.headed else page.stated.title
