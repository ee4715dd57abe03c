"""Markdown from pages and texts: the same words, with what the page says of them as marks.

The pages are judged by nobody here: every block of them stays, so that each case is about marks.
"""

from __future__ import annotations

import json
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from cleaner import Article, clean
from cleaner.cleaning import Settled
from cleaner.page.addresses import base_of, target_of
from cleaner.page.markdown import to_markdown
from cleaner.page.marks import inline, line_of
from cleaner.page.roles import roles_of
from cleaner.page.walk import read
from cleaner.trail import apply
from cleaner.types import Box, Edit, Mark, Role

ADDRESS = "https://example.com/news/rice.html"


def article_of(markup: str, *, headline: str = "", gone: tuple[str, ...] = ()) -> Article:
    """A page whose blocks all stay but for those that are ``gone``."""
    page = read(document_fromstring(f"<html><body>{markup}</body></html>"))
    starts, lines, edits = [], [headline] if headline else [], []
    for block in page.blocks:
        starts.append(sum(map(len, lines)) + len(lines))
        lines.append(block.text)
    at = 0
    for number, line in enumerate(lines):
        if line in gone:
            edits.append(Edit(at, at + len(line) + 1, f"{line}\n", "", "test.gone"))
        elif number:
            edits.append(Edit(at, at, "", "\n", "layout.paragraph"))
        at += len(line) + 1
    text = apply("\n".join(lines), edits)
    settled = Settled(text, tuple(edits), 1)
    return Article(text, title=headline or None, roles=roles_of(page, starts, settled, ADDRESS))


def markdown_of(markup: str) -> str:
    return article_of(markup).markdown


PAGES = [
    # headings, paragraphs, quotes
    ("<h2>Rice <i>and</i> water</h2><p>One.</p>", "## Rice *and* water\n\nOne."),
    ("<h3><strong>Rice</strong></h3>", "### Rice"),
    ("<h6><a href='/x'>Rice</a> #</h6>", "###### [Rice](https://example.com/x) \\#"),
    ("<p>one<br>two</p>", "one\n\ntwo"),
    ("<blockquote><p>One.</p><p>Two.</p></blockquote><p>Three.</p>", "> One.\n>\n> Two.\n\nThree."),
    ("<blockquote>One.</blockquote><blockquote>Two.</blockquote>", "> One.\n\n> Two."),
    ("<blockquote><h2>One</h2><ul><li>Two</li></ul></blockquote>", "> ## One\n>\n> - Two"),
    # lists
    ("<ul><li>one<li>two</ul>", "- one\n- two"),
    ("<p>Some:</p><ul><li>one</li></ul><p>Then.</p>", "Some:\n\n- one\n\nThen."),
    ("<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", "- one\n  - two\n- three"),
    ("<ul><li><p>one</p><p>two</p></li><li>three</li></ul>", "- one\n\n  two\n- three"),
    ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
    ("<ol start=9><li>one</li><li>two<p>three</p></li></ol>", "9. one\n10. two\n\n    three"),
    ("<ol><li>one</li><li value=7>two</li><li>three</li></ol>", "1. one\n7. two\n8. three"),
    ("<ol reversed><li>one</li><li>two</li></ol>", "2. one\n1. two"),
    ("<ol start='-3'><li>one</li></ol>", "1. one"),
    ("<ol><li>one<ol><li>two</li></ol></li></ol>", "1. one\n   1. two"),
    ("<ol><li>one<ol start=2><li>two</li></ol></li></ol>", "1. one\n\n   2. two"),
    ("<ul><li>one</li></ul><ol><li>two</li></ol>", "- one\n\n1. two"),
    ("<ul><li><blockquote>one</blockquote></li></ul>", "- > one"),
    # emphasis
    ("<p>one <b>two</b> <em>three</em>.</p>", "one **two** *three*."),
    ("<p>one <b> two </b>three</p>", "one **two** three"),
    ("<p><b>one</b> <strong>two</strong> three</p>", "**one two** three"),
    ("<p><b><i>one</i></b> two</p>", "***one*** two"),
    ("<p><b>one <i>two</i></b> three</p>", "**one *two*** three"),
    ("<p>o<b>n</b>e</p>", "o**n**e"),
    ("<p>one<b>:</b>two</p>", "one:two"),
    ("<p>一<b>二</b>三</p>", "一**二**三"),
    ("<b><p>one</p><p>two</p></b>", "one\n\ntwo"),
    # code
    ("<p>Run <code>a|b</code> now</p>", "Run `a|b` now"),
    ("<p>Run <code>a `b`</code></p>", "Run `` a `b` ``"),
    ("<p>Run <code>*a*</code> <b><code>x</code></b></p>", "Run `*a* x`"),
    (
        "<pre>\ndef f(x):\n    return x\n\n\ny = 1  \n</pre>",
        "```\ndef f(x):\n    return x\n\n\ny = 1\n```",
    ),
    ("<pre>one<br>  two<br><br>three</pre>", "```\none\n  two\n\nthree\n```"),
    ("<pre><span>a</span>\n<b>b</b>\n```\n</pre>", "````\na\nb\n```\n````"),
    ("<ul><li><pre>a\n b</pre></li></ul>", "- ```\n  a\n   b\n  ```"),
    # links
    ("<p>see <a href='b.html'>this</a></p>", "see [this](https://example.com/news/b.html)"),
    ("<p>see <a href='//o.org/x'>this</a></p>", "see [this](https://o.org/x)"),
    ("<p>see <a href='javascript:x()'>this</a></p>", "see this"),
    ("<p>see <a href='#top'>this</a> <a>and</a></p>", "see this and"),
    ("<p><a href='/a'>one</a><a href='/b'>two</a></p>",
     "[one](https://example.com/a)[two](https://example.com/b)"),
    ("<p>no!<a href='/a'>one</a></p>", "no\\![one](https://example.com/a)"),
    ("<a href='/a'><h2>one</h2><p><b>two</b></p></a>",
     "## [one](https://example.com/a)\n\n[**two**](https://example.com/a)"),
    ("<p><a href='/a_(b)?c=[d]'>[one]</a></p>",
     "[\\[one\\]](https://example.com/a_%28b%29?c=%5Bd%5D)"),
    ("<p><a href='/?a&amp;copy;b'>x</a></p>", "[x](https://example.com/?a\\&copy;b)"),
    # tables
    (
        "<table><tr><th>a<th>b<tr><td>c|d<td><b>e</b></table>",
        "| a | b |\n| --- | --- |\n| c\\|d | **e** |",
    ),
    (
        "<table><thead><tr><td>a<td>b<td>c<tbody><tr><td rowspan=2>d<td>e<td>f<tr><td>g</table>",
        "| a | b | c |\n| --- | --- | --- |\n| d | e | f |\n|  | g |  |",
    ),
    ("<table><tr><td>a<td>b</table>", "a\n\nb"),
    ("<table><tr><td>a<tr><td>b</table>", "a\n\nb"),
    ("<table><tr><td><p>a<p>b<td>c<tr><td>d<td>e</table>", "a\n\nb\n\nc\n\nd\n\ne"),
    ("<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>", "## a\n\nb\n\nc\n\nd"),
    ("<table><tr><td><ul><li>a</ul><td>b<tr><td>c<td>d</table>", "- a\n\nb\n\nc\n\nd"),
    (
        "<table><tr><td>x<td><table><tr><td>a<td>b<tr><td>c<td>d</table><tr><td>y<td>z</table>",
        "x\n\n| a | b |\n| --- | --- |\n| c | d |\n\ny\n\nz",
    ),
    (
        "<table><caption>t</caption><tr><td>a<td>b<tr><td>c<td>d</table>",
        "t\n\n| a | b |\n| --- | --- |\n| c | d |",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "markdown"), PAGES)
def test_what_a_page_says_of_its_words(markup, markdown):
    assert markdown_of(markup) == markdown


ESCAPED = [
    ("a*b* _c_ d_e", r"a\*b\* \_c\_ d_e"),
    ("<b> [x](y) `z` ~~no~~", r"\<b> \[x\](y) \`z\` \~\~no\~\~"),
    ("a & b &amp; c &#33; d", r"a & b \&amp; c \&#33; d"),
    (r"back\slash", r"back\\slash"),
    ("# one", r"\# one"),
    ("#one", "#one"),
    ("- one", r"\- one"),
    ("-5 degrees", "-5 degrees"),
    ("+ one", r"\+ one"),
    ("> one", r"\> one"),
    ("1. one", r"1\. one"),
    ("12) one", r"12\) one"),
    ("2024. one", r"2024\. one"),
    ("1.5 one", "1.5 one"),
    ("---", r"\---"),
    ("- - -", r"\- - -"),
    ("===", r"\==="),
    ("***", r"\*\*\*"),
    ("10 | 20", "10 | 20"),
    ("| 10 |", r"\| 10 |"),
    ("[1]: one", r"\[1\]: one"),
]


@pytest.mark.parametrize(("text", "line"), ESCAPED)
def test_words_are_never_read_as_marks(text, line):
    assert line_of(text) == line


MARKS = [
    ([(0, 3, "strong")], "**one** two."),
    ([(0, 3, "strong"), (2, 6, "emphasis")], "**one** two."),
    ([(0, 7, "emphasis"), (4, 7, "strong")], "*one **two***."),
    ([(0, 3, "strong"), (3, 7, "emphasis")], "**one** two."),
    ([(0, 4, "strong")], "one two."),
    ([(0, 3, "code"), (0, 3, "strong")], "**`one`** two."),
    ([(0, 7, "link"), (4, 7, "link")], "[one two](/a)."),
    ([(4, 7, "link"), (4, 7, "emphasis")], "one [*two*](/a)."),
    ([(-1, 3, "strong"), (5, 99, "code"), (3, 3, "link"), (0, 3, "blink")], "one two."),
]


@pytest.mark.parametrize(("marks", "line"), MARKS)
def test_marks_that_cannot_be_said_are_left_out(marks, line):
    found = [Mark(*mark, "/a" if mark[2] == "link" else "") for mark in marks]
    assert inline("one two.", found) == line


TARGETS = [
    ("/x", ADDRESS, "https://example.com/x"),
    ("?p=2", ADDRESS, "https://example.com/news/rice.html?p=2"),
    ("HTTPS://o.org/", "", "HTTPS://o.org/"),
    ("//o.org/x", "", "//o.org/x"),
    ("/x", "", "/x"),
    (" /x\n/y ", "", "/x/y"),
    ("/x y\"z'", "", "/x%20y%22z%27"),
    ("javascript:alert(1)", ADDRESS, ""),
    ("java\nscript:alert(1)", ADDRESS, ""),
    ("\x01 JavaScript :alert(1)", ADDRESS, ""),
    ("data:text/html,x", "", ""),
    ("mailto:a@b.c", "", ""),
    ("http:", "", ""),
    ("#top", ADDRESS, ""),
    ("", ADDRESS, ""),
    ("//[x", ADDRESS, ""),
    ("/" + "x" * 2000, "", ""),
]


@pytest.mark.parametrize(("href", "address", "target"), TARGETS)
def test_links_lead_to_places_only(href, address, target):
    assert target_of(href, address) == target


def test_a_base_element_moves_relative_links():
    assert base_of(ADDRESS, "/archive/") == "https://example.com/archive/"
    assert base_of(ADDRESS, "") == ADDRESS
    assert base_of("", "https://o.org/a/") == "https://o.org/a/"
    page = '<html><head><base href="/archive/"><title>x</title></head><body><p>%s</p></body></html>'
    words = "The warehouse opened again on Monday, said <a href='m.html'>the mayor</a> of the town."
    markdown = clean(page % words, url=ADDRESS).markdown
    assert "[the mayor](https://example.com/archive/m.html)" in markdown


def test_roles_can_be_left_out():
    words = "The warehouse <b>opened</b> again on Monday, said the mayor of the town."
    page = f"<html><body><p>{words}</p></body></html>"
    told, untold = clean(page), clean(page, roles=False)
    assert (told.text, told.edits) == (untold.text, untold.edits)
    assert told.markdown == "The warehouse **opened** again on Monday, said the mayor of the town."
    assert (untold.roles, untold.markdown) == ((), told.text)


def test_flattened_text_has_a_headline_and_paragraphs():
    article = clean("Rice *and* water\n\n- The price of rice rose again on Monday, they said.\n")
    assert article.title == "Rice *and* water"
    lines = ["# Rice \\*and\\* water", "\\- The price of rice rose again on Monday, they said."]
    assert article.markdown == to_markdown(article) == "\n\n".join(lines)
    assert clean("").markdown == ""
    assert Article("one\n\n# two").markdown == "one\n\n\\# two"


def test_a_block_that_was_changed_keeps_its_role_and_loses_its_marks():
    page = read(document_fromstring("<ul><li>one  <b>two</b> tree</li></ul>"))
    edits = (Edit(8, 12, "tree", "three", "word.mended"),)
    role, = roles_of(page, [0], Settled("one two three", edits, 1), "")  # fmt: skip
    assert (role.inside[0].kind, role.marks) == ("item", ())
    assert Article("one two three", roles=(role,)).markdown == "- one two three"


def test_code_that_did_not_stay_whole_is_no_longer_verbatim():
    markup = "<pre>one<br>  two<br>  three</pre>"
    assert article_of(markup).markdown == "```\none\n  two\n  three\n```"
    assert article_of(markup, gone=("two",)).markdown == "```\none\nthree\n```"


def test_roles_are_of_the_blocks_that_stayed():
    markup = "<h1>Rice</h1><nav>Menu</nav><p>One.</p><ul><li>Menu</li><li>Two.</li></ul>"
    article = article_of(markup, headline="Rice costs more", gone=("Rice", "Menu"))
    assert article.text.split("\n\n") == ["Rice costs more", "One.", "Two."]
    assert [role.kind for role in article.roles] == ["heading", "paragraph", "paragraph"]
    assert [len(role.inside) for role in article.roles] == [0, 0, 1]


def test_roles_are_plain_data_in_records():
    article = article_of("<ol><li>one <a href='/x'>two</a></li></ol>")
    role, = json.loads(json.dumps(article.to_dict()))["roles"]  # fmt: skip
    mark = {"start": 4, "end": 7, "kind": "link", "target": "https://example.com/x"}
    assert role["marks"] == [mark]
    assert [(box["kind"], box["number"]) for box in role["inside"]] == [("item", 1)]


# the law: taking the marks away leaves the words, whatever the page is like

_STOOD = re.compile(r"\\(.)", re.DOTALL)
_PUNCTUATION = "\\`*_<[]~&#>-+.)=|!"
_HELD = {character: chr(0xE000 + i) for i, character in enumerate(_PUNCTUATION)}
_BACK = {held: character for character, held in _HELD.items()}


def unmarked(markdown: str) -> list[str]:
    """The words of Markdown as this project writes it, without code, which escapes nothing."""
    held = _STOOD.sub(lambda found: _HELD[found.group(1)], markdown)
    lines = []
    for line in held.split("\n"):
        if re.fullmatch(r"[> ]*\|(?: --- \|)+", line):
            continue
        bare = re.sub(r"^(?:> ?| |- |\d{1,9}\. )*(?:#{1,6} )?", "", line)
        bare = re.sub(r"^\|(.*)\|$", lambda cells: cells.group(1).replace(" | ", "  "), bare)
        bare = re.sub(r"\[([^\[\]]*)\]\([^()\s]*\)", r"\1", bare)
        lines.append(re.sub(r"\*{1,3}", "", bare))
    return "".join(_BACK.get(c, c) for c in "\n".join(lines)).split()


_words = st.sampled_from(
    "rice water a * ** _ __ _b_ ` [x] (y) < <b> &amp; & # ## - -- --- + 1. 2) 10. ! | ~~ \\ = : "
    "http://a.b/c_d [x]:y ** # 粗 é “ ’ 9. >".split()
)
_texts = st.lists(_words, min_size=1, max_size=6).map(" ".join)
_glued = st.lists(_words, min_size=1, max_size=4).map("".join)
_inline = st.recursive(
    st.one_of(_texts, _glued).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.builds(
        "{1}<{0}>{2}</{0}>{3}".format,
        st.sampled_from(["b", "i", "a href=/x", "span", "em", "strong", "a href='j:k'"]),
        inner,
        inner,
        inner,
    ),
    max_leaves=8,
)
_blocks = st.recursive(
    _inline,
    lambda inner: st.builds(
        "{1}<{0}>{2}</{0}>{3}".format,
        st.sampled_from(
            "p h1 h2 h4 ul ol li li blockquote div table tr td td th dl dd section b a".split()
        ),
        inner,
        inner,
        inner,
    ),
    max_leaves=12,
)


@given(_blocks)
def test_taking_the_marks_away_leaves_the_words(markup):
    article = article_of(markup)
    assert len(article.roles) == len(article.text.split("\n\n")) or not article.text
    assert unmarked(article.markdown) == article.text.split()


_boxes = st.builds(
    Box, st.sampled_from(["quote", "item"]), st.none() | st.integers(), st.integers(0, 2)
)
_marks = st.builds(
    Mark, st.integers(-1, 9), st.integers(-1, 9), st.sampled_from("strong emphasis link".split()),
    st.sampled_from(["/x", "x y", "javascript:x", ""]),
)  # fmt: skip
_roles = st.builds(
    Role,
    st.sampled_from(["paragraph", "heading", "cell", "cell", "other"]),
    st.integers(-1, 9),
    st.lists(_boxes, max_size=3).map(tuple),
    st.lists(_marks, max_size=3).map(tuple),
    st.integers(0, 1),
    st.integers(0, 3),
    st.integers(0, 3),
)


@given(st.lists(st.tuples(_texts, _roles), min_size=1, max_size=5))
def test_any_roles_give_markdown_of_the_same_words(blocks):
    article = Article("\n\n".join(text for text, _ in blocks), roles=tuple(r for _, r in blocks))
    assert unmarked(article.markdown) == article.text.split()


@given(st.text(), st.lists(_roles, max_size=4))
def test_markdown_never_fails(text, roles):
    assert isinstance(Article(text, roles=tuple(roles)).markdown, str)
    assert isinstance(clean(text).markdown, str)
    assert isinstance(clean(f"<body>{text}", kind="page").markdown, str)


GROWING = [
    lambda n: "<p>" + "<b>a</b> <i>b</i> <code>c</code><a href=/x>d</a> " * n,
    lambda n: "<ol>" + "<li>a<p>b" * n,
    lambda n: "<pre>" + "<ul><li>a</ul>" * n,
    lambda n: "<pre>a</pre>" * n,
    lambda n: "<table>" + "<tr><td rowspan=9 colspan=3>a<td>b" * n,
    lambda n: "<h2>" + "#" * n + "x",
    lambda n: "<p>" + "- " * n + "x",
    lambda n: "<p>" + "`" * n + "<code>" + "` `` " * n,
]


@pytest.mark.parametrize("markup", GROWING)
def test_the_work_grows_with_the_page(markup):
    """Twice the page may take twice the steps, and a bit; steps are lines of code run."""
    once, twice = (steps(lambda n=n: markdown_of(markup(n))) for n in (150, 300))
    assert twice < 2.4 * once + 2000


def steps(run) -> int:
    count = 0

    def step(*_):
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("many", [400, 800])
def test_deep_and_wide_pages_give_markdown_of_bounded_size(many):
    deep = markdown_of("<blockquote><ul><li>a" * many)
    assert len(deep) < 60 * many
    wide = "<table><tr><td>a<td colspan=1000>b" + "<tr><td>c" * many + "</table>"
    assert len(markdown_of(wide)) < 200 * many
