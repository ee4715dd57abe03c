"""An article as a page of HTML: its metadata in the head, its blocks in one ``article``."""

from __future__ import annotations

from lxml import etree

from .elements import Builder, Element, Vocabulary, add, sound
from .types import Article, Role

_META = {
    "author": "authors",
    "article:published_time": "date",
    "article:modified_time": "updated",
    "article:section": "section",
    "article:tag": "tags",
    "description": "standfirst",
    "og:site_name": "site",
}


def to_html(article: Article) -> bytes:
    """The article as a file of HTML, encoded in UTF-8; it holds no script and no style."""
    root = etree.Element("html")
    if article.language:
        root.set("lang", sound(article.language))
    _add_head(add(root, "head"), article)
    Builder(_WORDS).add_blocks(add(add(root, "body"), "article"), article)
    doctype = "<!DOCTYPE html>"
    return etree.tostring(root, method="html", encoding="utf-8", doctype=doctype) + b"\n"


def to_element(article: Article) -> str:
    """The text alone as an ``article`` element, to be put into a page."""
    root = etree.Element("article")
    if article.language:
        root.set("lang", sound(article.language))
    Builder(_WORDS).add_blocks(root, article)
    return etree.tostring(root, method="html", encoding="unicode")


def _add_head(head: Element, article: Article) -> None:
    add(head, "meta", charset="utf-8")
    add(head, "title", article.title or "")
    for name, field in _META.items():
        values = getattr(article, field)
        for value in (values,) if isinstance(values, str) else values or ():
            key = "property" if ":" in name else "name"
            add(head, "meta", **{key: name, "content": value})
    if address := article.canonical or article.url:
        add(head, "link", rel="canonical", href=address)


def _heading(whole: Element, place: Element, role: Role) -> tuple[Element, Element]:
    return add(whole, f"h{min(6, max(1, role.level))}"), place


_WORDS = Vocabulary(
    names=str,
    heading=_heading,
    quote=("blockquote", {}),
    bullets=("ul", {}),
    numbers=("ol", {}),
    item="li",
    code=("pre", "code"),
    row="tr",
    cell="td",
    inner_heading=("strong", {}),
    marks={
        "strong": ("strong", {}),
        "emphasis": ("em", {}),
        "code": ("code", {}),
        "link": ("a", {}),
    },
    link="href",
    skipped="data-column",
)
