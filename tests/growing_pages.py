"""Pages of every kind that grow with a number."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from growing_texts import ENGLISH, made_up, prose, sentence


def page(body: str, head: str = "") -> str:
    """A page with a headline and some prose around what grows."""
    people = "Budi Hartono said so. People asked Hartono about it, and Hartono was sure of it."
    around = "".join(f"<p>{p}</p>" for p in (*prose(4, ENGLISH), people))
    return (
        f"<html><head><title>Old bridge stays open</title>{head}</head><body><main>"
        f"<h1>Old bridge stays open</h1>{around}{body}{around}</main></body></html>"
    )


def _each(item: Callable[[Random, int], str], n: int) -> str:
    random = Random(2)
    return page("".join(item(random, i) for i in range(n)))


def _graph(n: int) -> str:
    random = Random(2)
    things = [
        {"@type": "NewsArticle", "headline": made_up(random), "author": {"name": made_up(random)}}
        for _ in range(n)
    ]
    data = json.dumps({"@context": "https://schema.org", "@graph": things})
    return page("", f'<script type="application/ld+json">{data}</script>')


def _nested(n: int) -> str:
    data: dict[str, Any] = {"@type": "NewsArticle", "headline": "Old bridge stays open"}
    for i in range(n):
        data = {"@type": "WebPage", "name": str(i), "mainEntity": data}
    return page("", f'<script type="application/ld+json">{json.dumps(data)}</script>')


def _stated(n: int) -> str:
    metas = "".join(f'<meta property="article:tag" content="tag {i}">' for i in range(n))
    return page("", metas + "".join(f'<meta name="author" content="A B{i}">' for i in range(n)))


PAGES: dict[str, tuple[int, Callable[[int], str]]] = {
    "paragraphs": (20, partial(_each, lambda r, i: f"<p>{sentence(r, ENGLISH, 30)}</p>")),
    "links": (90, partial(_each, lambda r, i: f"<li><a href=/{i}>{made_up(r)} news {i}</a></li>")),
    "links in prose": (
        30,
        partial(_each, lambda r, i: f"<p>{sentence(r, ENGLISH)} <a href=/{i}>{made_up(r)}</a>.</p>"),
    ),
    "boxes": (
        30,
        partial(
            _each,
            lambda r, i: f"<div class='box b{i}'><h3>{made_up(r)}</h3><p>{made_up(r)} {i}</p></div>",
        ),
    ),
    "asides between": (
        20,
        partial(
            _each,
            lambda r, i: f"<p>{sentence(r, ENGLISH, 30)}</p><aside>Read more: {made_up(r)}</aside>",
        ),
    ),
    "comments of readers": (
        20,
        partial(
            _each,
            lambda r, i: f"<div class=comment><b>{made_up(r)}</b><p>{sentence(r, ENGLISH)}</p></div>",
        ),
    ),
    "pictures": (
        120,
        partial(
            _each,
            lambda r, i: f"<figure><img src={i}.jpg><figcaption>{made_up(r)} {i}</figcaption></figure>",
        ),
    ),
    "table": (
        60,
        lambda n: page(
            "<table>" + "".join(f"<tr><td>{i}<td>b{i}<td>c" for i in range(n)) + "</table>"
        ),
    ),
    "wide table": (
        70,
        lambda n: page("<table><tr>" + "".join(f"<td>a{i}" for i in range(n)) + "</table>"),
    ),
    "tables": (
        25,
        partial(_each, lambda r, i: f"<table><tr><td>{made_up(r)}<td>{i}</table>"),
    ),
    "deep": (60, lambda n: page("<div>" * n + "<p>Far down.</p>" + "</div>" * n)),
    "deep lists": (40, lambda n: page("<ul><li>a" * n)),
    "deep quotes": (40, lambda n: page("<blockquote><p>a" * n)),
    "inline": (150, partial(_each, lambda r, i: f"<b>{made_up(r)}</b> <i>{i}</i> ")),
    "breaks": (150, partial(_each, lambda r, i: f"{made_up(r)} {i}<br>")),
    "empty": (300, lambda n: page("<div></div><p></p>" * n)),
    "headings": (160, partial(_each, lambda r, i: f"<h{i % 6 + 1}>{made_up(r)} {i}</h{i % 6 + 1}>")),
    "code": (60, lambda n: page("<pre>" + "\n".join(f"x = {i}" for i in range(n)) + "</pre>")),
    "codes": (15, partial(_each, lambda r, i: f"<pre>x = {i}\ny</pre><p>{sentence(r, ENGLISH, 25)}</p>")),
    "attributes": (60, partial(_each, lambda r, i: f"<p id=i{i} class='a{i} b' data-x={i}>{i}</p>")),
    "graph of data": (25, _graph),
    "nested data": (25, _nested),
    "metadata": (40, _stated),
    "scripts": (60, partial(_each, lambda r, i: f"<script>var a{i} = '<p>';</script>")),
    "long paragraph": (12, lambda n: page(f"<p>{' '.join(prose(n, ENGLISH))}</p>")),
    "unclosed": (60, lambda n: page("<p>a<a href=x>b<b>c" * n)),
    "times": (40, partial(_each, lambda r, i: f"<time datetime=2020-01-{i % 28 + 1:02}>{i} May</time>")),
    "bylines on pages": (120, partial(_each, lambda r, i: f"<p class=byline>By {made_up(r)} {made_up(r)}</p>")),
}  # fmt: skip
