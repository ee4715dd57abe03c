"""HTML of the clean article: the same words as its text, and nothing an article says is a mark."""

from __future__ import annotations

import pytest
from hostile import PAYLOADS
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring
from test_markdown import article_of

from cleaner import Article, clean
from cleaner.types import Box, Edit, Mark, Role

LINK = Mark(0, 4, "link", "https://example.com/x")
ITEM, OTHER = Box("item", None, 1), Box("item", None, 2)


def inner(article: Article) -> str:
    """What stands in the article element."""
    return article.html.removeprefix("<article>").removesuffix("</article>")


PAGES = [
    ("<h2>Rice <i>and</i> water</h2><p>One.</p>", "<h2>Rice <em>and</em> water</h2><p>One.</p>"),
    ("<p><b>Rice <i>and</i></b> <code>x</code></p>",
     "<p><strong>Rice <em>and</em></strong> <code>x</code></p>"),
    ("<p><a href='/x'>Rice</a> up</p>", '<p><a href="https://example.com/x">Rice</a> up</p>'),
    ("<blockquote><p>One.</p><p>Two.</p></blockquote><p>Three.</p>",
     "<blockquote><p>One.</p><p>Two.</p></blockquote><p>Three.</p>"),
    ("<ul><li>One</li><li>Two<ol><li>Three</li></ol></li></ul>",
     "<ul><li><p>One</p></li><li><p>Two</p><ol><li><p>Three</p></li></ol></li></ul>"),
    ("<ol start='3'><li>One</li><li>Two</li></ol>",
     '<ol><li><p>One</p></li><li><p>Two</p></li></ol>'),
    ("<pre><code>a = 1\n  b</code></pre>", "<pre><code>a = 1\n  b</code></pre>"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
     "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"),
    ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), PAGES)
def test_what_a_page_says_of_its_words(markup, expected):
    assert inner(article_of(markup)) == expected


def test_flattened_text_has_a_headline_and_paragraphs():
    article = clean("Harga Beras Naik\n\nHarga beras naik di pasar itu, kata warga.", language="id")
    head, body = "<h1>Harga Beras Naik</h1>", "<p>Harga beras naik di pasar itu, kata warga.</p>"
    assert article.html == f'<article lang="id">{head}{body}</article>'
    assert Article("").html == "<article></article>"


def test_lists_that_follow_one_another():
    roles = (Role(inside=(ITEM,)), Role(inside=(OTHER,)), Role(), Role(inside=(ITEM,)))
    article = Article("a\n\nb\n\nc\n\nd", roles=roles)
    first, last = "<ul><li><p>a</p></li><li><p>b</p></li></ul>", "<ul><li><p>d</p></li></ul>"
    assert inner(article) == f"{first}<p>c</p>{last}"


@pytest.mark.parametrize(
    "target", ["javascript:x()", "data:text/html,x", "JAVA\tSCRIPT:x", "vbscript:x", "#x", ""]
)
def test_a_link_that_could_do_something_is_none(target):
    article = Article("Rice", roles=(Role(marks=(LINK._replace(target=target),)),))
    assert inner(article) == "<p>Rice</p>"


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_words_are_words_whatever_they_are(payload):
    article = Article(f"{payload}\n\nOne.", title=payload, language=payload)
    found = list(fragment_fromstring(article.html).iter())
    assert [element.tag for element in found] == ["article", "h1", "p"]
    assert [element.keys() for element in found] == [["lang"], [], []]


WORDS = st.text("ab <>&\"'*", min_size=1, max_size=12).filter(str.strip)
MARKS = st.builds(
    Mark,
    st.integers(-1, 12),
    st.integers(-1, 13),
    st.sampled_from(["strong", "emphasis", "code", "link", "odd"]),
    st.just("https://example.com/"),
)
BOXES = st.builds(
    Box, st.sampled_from(["quote", "item"]), st.none() | st.integers(0, 3), st.just(1)
)
ROLES = st.builds(
    Role,
    st.sampled_from(["paragraph", "heading", "code", "cell"]),
    st.integers(0, 9),
    st.lists(BOXES, max_size=2).map(tuple),
    st.lists(MARKS, max_size=4).map(tuple),
    st.integers(0, 1),
    st.integers(0, 2),
    st.integers(-1, 2),
)


@given(st.lists(st.tuples(WORDS, ROLES), min_size=1, max_size=6))
def test_the_words_come_back(blocks):
    text = "\n\n".join(words for words, _ in blocks)
    article = Article(text, roles=tuple(role for _, role in blocks))
    told = "".join(fragment_fromstring(article.html).itertext())
    assert told.split() == text.split() or "".join(told.split()) == "".join(text.split())


def test_boxes_without_end():
    deep = tuple(Box("quote", None, i) for i in range(100_000))
    assert Article("Rice", roles=(Role(inside=deep),)).html.count("<blockquote>") == 64


def test_the_cut_words_are_not_there():
    article = Article("Rice", edits=(Edit(0, 4, "Gone", "", "test.gone"),))
    assert "Gone" not in article.html
