"""The reading of pages into blocks, against a second reading that shares no line with it.

The second reading goes over the tree of BeautifulSoup's ``html.parser``: it writes the page out as
one text with a mark at each border and cuts it at the marks. The two parsers build different trees
of markup that is not well formed (where a ``<p>`` ends unasked, what a table gives up to its
surroundings, where a page without ``<body>`` begins), so random pages are nested as HTML allows.
"""

from __future__ import annotations

from bs4 import BeautifulSoup, NavigableString
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.page.tags import tree
from cleaner.page.tree import parse
from cleaner.page.walk import BLOCKS, DEEPEST, SKIPPED, read

BORDER = "\x1c"


def soup_blocks(page: str) -> list[str]:
    """The texts of the blocks of a page, read by another parser in another way."""
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.find_all(SKIPPED):
        tag.decompose()
    for tag in soup.find_all(BLOCKS):
        tag.insert_before(BORDER)
        tag.insert_after(BORDER)
        tag.insert(0, BORDER)
        tag.append(BORDER)
    texts = (
        str(node)
        for node in soup.descendants
        if isinstance(node, NavigableString) and type(node) is NavigableString
    )
    parts = "".join(texts).split(BORDER)
    return [text for part in parts if (text := " ".join(part.split()))]


def blocks_of(page: str) -> list[str]:
    root = parse(page).root
    assert root is not None
    return [block.text for block in read(root).blocks]


WORDS = ("Harga beras", "turun lagi.", "naik", "12", "Ä", "政府", "a b", "x")
GAPS = ("", " ", "\n  ", "\u00a0", "<!-- c -->", "<br>", "<img src=x>", "<wbr>", "<hr>")
INLINE = ("a", "b", "em", "span", "strong", "code", "i", "font", "time", "cite", "fb:like", "label")
OUTER = ("div", "section", "article", "aside", "blockquote", "main", "header", "footer", "nav")
LEAVES = ("p", "h1", "h2", "pre", "figcaption", "address")
SILENT = (
    "<script>var a = '<p>never</p>';</script>",
    "<style>p{}</style>",
    "<svg><title>never</title><text>never</text></svg>",
    "<template><p>never</p></template>",
    "<select><option>never</option></select>",
    "<textarea>never</textarea>",
    "<iframe>never</iframe>",
)

texts = st.sampled_from(WORDS)


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(INLINE), inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>")


def joined(one: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    pieces = st.tuples(st.sampled_from(GAPS[:8]), one).map("".join)
    return st.lists(pieces, max_size=most).map("".join)


inline = st.recursive(
    st.one_of(texts, st.sampled_from(SILENT)), lambda inner: wrapped(joined(inner, 3)), max_leaves=6
)
leaves = st.tuples(st.sampled_from(LEAVES), joined(inline, 4)).map(
    lambda t: f"<{t[0]} class=x>{t[1]}</{t[0]}>"
)
lists = st.lists(joined(inline, 2), max_size=3).map(
    lambda items: "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
)
tables = st.lists(joined(inline, 2), max_size=4).map(
    lambda cells: (
        "<table><tbody><tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr></tbody></table>"
    )
)
flow = st.recursive(
    st.one_of(leaves, lists, tables, inline, st.sampled_from(SILENT)),
    lambda inner: st.tuples(st.sampled_from(OUTER), joined(inner, 4)).map(
        lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"
    ),
    max_leaves=12,
)
pages = joined(flow, 5).map(
    lambda body: f"<!doctype html><html><head><title>never</title></head><body>{body}</body></html>"
)


@given(pages)
@example("<html><body><div>a<p>b<b>c</b>d</p>e</div>f</body></html>")
@example("<html><body>a<br>b<span>c</span>d<hr>e</body></html>")
@example("<html><body><p>a</p></body></html><p>b</p> c")
@example("<html><body><template><div><p>never</template><p>a</p></body></html>")
def test_two_readings_find_the_same_blocks(page: str) -> None:
    assert blocks_of(page) == soup_blocks(page)


@given(pages)
def test_the_reading_of_last_resort_finds_the_same_blocks(page: str) -> None:
    assert [block.text for block in read(tree(page)).blocks] == blocks_of(page)


@given(pages, st.integers(0, 3))
def test_the_reading_of_last_resort_loses_nothing_however_deep(page: str, more: int) -> None:
    depth = DEEPEST - 3 + more
    deep = page.replace("<body>", "<body>" + "<div>" * depth)
    assert [block.text for block in read(tree(deep)).blocks] == blocks_of(page)
    assert blocks_of(deep) == blocks_of(page)


@given(pages)
def test_frames_enclose_their_blocks(page: str) -> None:
    root = parse(page).root
    assert root is not None
    found = read(root)
    for number, parent in enumerate(found.frames.parents):
        assert parent < number
    for block in found.blocks:
        assert 0 <= block.frame < len(found.frames.tags)
        assert block.strong >= 0
        assert block.linked >= 0


PAIRS = (
    ("<p>a<p>b", ["a", "b"]),
    ("<li>a<li>b<ul><li>c</ul>d", ["a", "b", "c", "d"]),
    ("<table><tr><td>a<td>b<tr><td>c</table>d", ["a", "b", "c", "d"]),
    ("<dl><dt>a<dd>b<dt>c</dl>", ["a", "b", "c"]),
    ("<p>one <em>two</em>three <b>four</b></p>", ["one twothree four"]),
    ("<p>one <b>two</b> three</p>\n</body>\n", ["one two three"]),
    ("<p>one <a>two <i>three</i></a>, four</p> five", ["one two three, four", "five"]),
    ("<p>one<br>two</p><div>three<p>four</div>five", ["one", "two", "three", "four", "five"]),
    ("one<code>two</code> three", ["onetwo three"]),
    ("<b>a<div>b</div>c</b>d", ["a", "b", "cd"]),
    ("<p>a\n\n  b\tc</p>", ["a b c"]),
    ("<p>caf&eacute; &amp;c &#8364;5 &unknown; &#x1F600;</p>", ["café &c €5 &unknown; 😀"]),
    ("<P CLASS=x>a</P><DIV>b</DIV>", ["a", "b"]),
    ("a < b and c > d", ["a < b and c > d"]),
    ("<p>a</body></html><p>b", ["a", "b"]),
    ("<p>a</p></BODY></HTML>\n<html><body><p>b</body></html>", ["a", "b"]),
    ("<template><template><div></template>x</template><p>a</p>", ["a"]),
    ("<!--<p>never</p>--><p>a</p><!-- never", ["a"]),
    ("<script>document.write('</p>')</script>a", ["a"]),
    ("a<script>never", ["a"]),
    ("a<style>never</p>", ["a"]),
    ("<ul><li><span>a</span></li><li><a href=x>b</a></li></ul>", ["a", "b"]),
)


def bodies(page: str) -> list[list[str]]:
    whole = f"<html><head><title>T</title></head><body>{page}"
    return [blocks_of(whole), [block.text for block in read(tree(whole)).blocks]]


def test_small_pages_read_as_people_read_them() -> None:
    for page, expected in PAIRS:
        assert bodies(page) == [expected, expected], page


def test_links_are_counted_to_the_end_of_the_page() -> None:
    root = parse("<body><p><a>one <b>two</b> three</a></p>").root
    assert root is not None
    assert read(root).blocks[0].linked == len("one two three")
