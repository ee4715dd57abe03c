"""Pages: whatever comes in, an article comes out, in work that grows with the size of the page."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from work import calls

from cleaner import Article, clean, restore
from cleaner.page.judging import flatten
from cleaner.page.shown import date_below
from cleaner.page.tags import MOST_ATTRIBUTES, tags, tree
from cleaner.page.tree import LONGEST, parse
from cleaner.page.walk import DEEPEST, read
from cleaner.reading import decode_page, opening
from cleaner.rules.loading import default_rules

TITLE = "Ferry service to Gull Island will run all winter"
PROSE = (
    "The ferry to Gull Island will keep sailing through the winter for the first time in years.",
    "Two boats a day will leave the old harbour, the county council decided on Tuesday evening.",
    "“We have waited for this since my children were small,” said Margaret Oakes, a shopkeeper.",
    "The council expects the service to cost 240,000 pounds a season, half of it paid by a fund.",
    "Tickets will cost the same as in summer, and residents of the island will pay half of that.",
    "Until now islanders had to rely on a water taxi that cancels its trips in a strong wind.",
)
TEXT = "\n\n".join((TITLE, *PROSE))
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)
HEAD = f'<head><meta charset="utf-8"><title>{TITLE}</title></head>'
PAGE = f"<!doctype html><html>{HEAD}<body><h1>{TITLE}</h1>{PARAGRAPHS}</body></html>"


def page(inside: str) -> str:
    """The page with something hostile after its third paragraph."""
    at = PAGE.index("<p>The council expects")
    return PAGE[:at] + inside + PAGE[at:]


def texts(source: str) -> str:
    """All text of a page as it is walked."""
    root = parse(source).root
    assert root is not None
    return "\n".join(block.text for block in read(root).blocks)


def test_a_page_is_an_article() -> None:
    article = clean(PAGE)
    assert (article.text, article.title, article.page) == (TEXT, TITLE, "article")
    assert clean(PAGE.encode()) == clean(PAGE.encode(), kind="page")
    assert clean(PAGE, kind="page") == article


# ---- anything is answered


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
@example("")
@example(b"")
@example("<")
@example("<html")
@example("</html>")
@example("<!doctype html><html><body></p>")
@example("\ud800<p>\udfff</p>")
@example(b"\xff\xfe<\x00p\x00")
@example(b"\x00" * 50)
@example("<p>&#xD800;&#0;&#1114112;&#99999999999999999999;</p>")
@example("<title>&#" + "9" * 5000 + ";</title><p>x")
@example('<script type="application/ld+json">{"headline": "&#' + "9" * 5000 + ';"}</script>')
def test_anything_is_answered(source: str | bytes) -> None:
    article = clean(source, kind="page")
    assert isinstance(article, Article)
    assert (article.reason is None) == bool(article.body)
    article.text.encode()
    assert clean(article.text).text == article.text


SNIPPETS = st.sampled_from(
    [
        *("<div>", "</div>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ul><li>"),
        *("<a href=x>", "</a>", "<b>", "</i>", "<br/>", "<h1>", "</h1>", "<form>", "</body>"),
        *("</html>", "<html>", "<head>", "</head>", "<body class=x>", "<frameset>", "<frame>"),
        *("<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<?php ", "?>"),
        *("<svg>", "</svg>", "<template>", "</template>", "<select>", "<option>", "<title>"),
        *("<o:p>", "<a b='", '"', "'", ">", "<", "&", "&amp;", "&#0;", "&nbsp;", "\0", "\ud83d"),
        *("<base href='://['>", "<meta charset=x>", "<plaintext>", "<noscript>", "<math>"),
        *PROSE,
        *("Advertisement", "Read more", "Share", "12 comments", "Budi", "政府は橋を作る。", " "),
    ]
)


@given(st.lists(SNIPPETS, max_size=25).map("".join))
def test_broken_markup_is_answered_and_keeps_the_laws(source: str) -> None:
    article = clean(source, kind="page")
    again = clean(article.text)
    assert (again.text, again.edits) == (article.text, ())
    assert (article.reason is None) == bool(article.body)
    assert {edit.rule for edit in article.edits} <= default_rules().by_name.keys()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "empty-input"),
        (" \n\t\0", "empty-input"),
        (b"", "empty-input"),
        ("<html><head></head></html>", "only-furniture"),
        ("<html><body><script>never</script></body></html>", "only-furniture"),
        (f"<html>{HEAD}<body></body></html>", "no-body"),
        ("<p>" * 1_000_001, "too-many-elements"),
        ("<p>" + "a" * LONGEST, "too-large"),
    ],
)
def test_what_has_no_text_has_a_reason(source: str | bytes, reason: str) -> None:
    assert clean(source, kind="page").reason == reason


def test_plain_text_that_is_called_a_page() -> None:
    article = clean("\n".join(PROSE), kind="page")
    assert article.text.replace("\n\n", " ") == " ".join(PROSE)


# ---- encodings

ACCENTED = (
    "<html>%s<title>Pâté</title><body><h1>Pâté</h1><p>Il a dit : « Déjà vu à Zürich. »</p><p>La "
    "fermière a préparé un pâté de lièvre pour la fête du village, où l'on attend près de cent "
    "invités. Les élèves de l'école ont répété une pièce de théâtre écrite par leur maîtresse.</p>"
)


@pytest.mark.parametrize(
    ("declaration", "written_in", "found"),
    [
        ("", "utf-8", "utf-8"),
        ("", "utf-8-sig", "utf-8-sig"),
        ("", "utf-16-le", "utf-16-le"),
        ("", "utf-16-be", "utf-16-be"),
        ('<meta charset="iso-8859-1">', "latin-1", "cp1252"),
        ("<meta charset=windows-1252>", "cp1252", "cp1252"),
        (
            '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=latin1">',
            "latin-1",
            "cp1252",
        ),
        ('<meta charset="gb2312">', "utf-8", "utf-8"),
        ('<meta charset="iso-8859-15">', "iso-8859-15", "iso8859-15"),
        ('<meta charset="utf-8">', "cp1252", "cp1252"),
        ('<meta charset="utf-16">', "cp1252", "cp1252"),
        ("<!-- " + "x" * 3000 + ' --><meta charset="mac-roman">', "mac-roman", "mac-roman"),
    ],
)
def test_encodings(declaration: str, written_in: str, found: str) -> None:
    text, encoding = decode_page((ACCENTED % declaration).encode(written_in))
    assert encoding == found
    assert "Déjà vu à Zürich" in text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_byte_order_marks(mark: bytes) -> None:
    names = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
    encoding = names.get(mark, "utf-32-le")
    assert clean(mark + PAGE.encode(encoding)).text == TEXT
    assert clean(mark + PAGE.encode(encoding)).encoding == encoding


def test_a_declaration_of_xml() -> None:
    source = f'<?xml version="1.0" encoding="windows-1251"?>\n<html><body><p>Цены {PARAGRAPHS}'
    assert decode_page(source.encode("cp1251"))[1] == "cp1251"
    assert "Цены" in texts(decode_page(source.encode("cp1251"))[0])
    said = f'<?xml version="1.0" encoding="utf-16"?>\n{PAGE}'
    assert clean(said).text == clean(said.encode()).text == TEXT


@pytest.mark.parametrize(
    "name", ["rot13", "undefined", "idna", "punycode", "unicode_escape", "utf-7", "base64", "a\0b"]
)
def test_what_is_no_encoding_of_pages_is_not_used(name: str) -> None:
    source = (ACCENTED % f"<meta charset={name}>").encode("cp1252")
    assert "Déjà vu" in decode_page(source)[0]


def test_a_few_broken_bytes_do_not_cost_a_page_its_encoding() -> None:
    source = page("<p>Caf\xe9 d\xe9j\xe0 vu</p>").encode().replace(b"harbour", b"h\xffrbour")
    assert clean(source).encoding == "utf-8"
    assert "Café déjà vu" in decode_page(source)[0]


def test_the_same_from_bytes_and_from_text() -> None:
    source = page("<p>Café “déjà vu”</p>")
    from_bytes = clean(source.encode())
    assert from_bytes.encoding == "utf-8"
    assert clean(source).to_dict() == from_bytes.to_dict() | {"encoding": None}


# ---- hostile pages: nothing is lost, and the work grows with the size

DEEP = "Somewhere far down there is a sentence that must not be lost."
HOSTILE: dict[str, Callable[[int], str]] = {
    "div": lambda n: "<div>" * n + DEEP + "</div>" * n,
    "div span b": lambda n: "<div><span><b>" * (n // 3) + DEEP + "</b></span></div>" * (n // 3),
    "tables": lambda n: "<table><tr><td>" * (n // 3) + DEEP + "</td></tr></table>" * (n // 3),
    "unclosed": lambda n: "<p>a<a href=x>b<b>c" * (n // 3) + DEEP,
    "attributes": lambda n: f"<div {' '.join(f'a{i}=v' for i in range(n))}>{DEEP}</div>",
    "hidden": lambda n: "<div " + " ".join(f'a{i}=">"' for i in range(n)) + f">{DEEP}</div>",
    "names": lambda n: f"<div {' '.join(f'a{i}<' for i in range(n))}>{DEEP}</div>",
    "value": lambda n: "<div class='" + "x " * 20 * n + f"'>{DEEP}</div>",
    "entities": lambda n: "&bad;&#99999999999;&" * n + f"<p>{DEEP}</p>",
    "comments": lambda n: "<!--" * n + f"--><p>{DEEP}</p>",
    "colspan": lambda n: f"<table><tr><td colspan=9{'0' * 15} rowspan=9e15>{DEEP}</table>",
    "empty": lambda n: "<i></i>" * n + f"<p>{DEEP}</p>",
    "breaks": lambda n: "<br>" * n + f"<p>{DEEP}</p>",
    "angles": lambda n: "< " * n + f"<p>{DEEP}</p>",
    "ends": lambda n: "</div></x></p>" * n + f"<p>{DEEP}</p>",
    "ended in vain": lambda n: "<b>" * n + "x</i>" * n + f"<p>{DEEP}</p>",
    "forms": lambda n: "<form>" * n + f"<p>{DEEP}</p>",
    "items": lambda n: "<li><ul>" * (n // 2) + f"<p>{DEEP}</p>",
    "instructions": lambda n: "<?x ?>" * n + f"<p>{DEEP}</p>",
    "data": lambda n: "<![CDATA[x]]>" * n + f"<p>{DEEP}</p>",
    "misnested": lambda n: "<b>x<i>y</b>z</i>" * n + f"<p>{DEEP}</p>",
    "classes": lambda n: "".join(f"<div class=c{i} id=i{i}>a</div>" for i in range(n)) + DEEP,
    "nul": lambda n: "\0" * 20 * n + f"<p>{DEEP}</p>",
    "surrogates": lambda n: "\ud800" * n + f"<p>{DEEP}</p>",
    "ended documents": lambda n: "</body></html><html><body>" * n + f"<p>{DEEP}</p>",
    "scripts": lambda n: "<script>a = '</p><p>';</script>" * n + f"<p>{DEEP}</p>",
    "pictures": lambda n: "<svg><g><path></g></svg>" * n + f"<p>{DEEP}</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_lose_nothing(name: str) -> None:
    source = page(HOSTILE[name](30_000))
    found = texts(source)
    assert DEEP in found
    assert all(text in found for text in PROSE)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_keep_the_laws(name: str) -> None:
    source = page(HOSTILE[name](2_500))
    article = clean(source)
    assert clean(article.text).text == article.text
    assert clean(source.encode("utf-8", "surrogatepass"), kind="page").reason == article.reason


def test_a_hundred_thousand_elements_deep() -> None:
    article = clean(page("<div>" * 100_000 + DEEP + "</div>" * 100_000))
    assert all(text in article.text for text in PROSE)


def depth_of(root: object) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def test_the_tree_of_last_resort_is_never_deeper_than_said() -> None:
    for inside in ("<div>", "<b>", "<svg>", "<div><svg><b>", "<ul><li>", "<table><tr><td>"):
        assert depth_of(tree(inside * 5_000 + "x")) <= DEEPEST + 1


@pytest.mark.parametrize("depth", [DEEPEST - 1, DEEPEST, DEEPEST + 1, 255, 256, 2047, 2048, 2049])
def test_no_depth_loses_what_follows(depth: int) -> None:
    article = clean(page("<div>" * depth + f"<p>{DEEP}</p>" + "</div>" * depth))
    assert all(text in article.text for text in PROSE)
    assert DEEP in texts(page("<div>" * depth + f"<p>{DEEP}</p>" + "</div>" * depth))


def test_frames_are_never_deeper_than_said() -> None:
    root = parse("<div>" * 1_500 + DEEP).root
    assert root is not None
    depths = [0]
    for parent in read(root).frames.parents[1:]:
        depths.append(depths[parent] + 1)
    assert max(depths) == DEEPEST


GROWING = {
    **HOSTILE,
    "paragraphs": lambda n: "".join(f"<p>{PROSE[i % 6]} {i}</p>" for i in range(n // 4)),
    "links": lambda n: "".join(f"<li><a href={i}>Harbour news {i}</a></li>" for i in range(n)),
    "inline": lambda n: "<b>a</b><i>b</i>" * n,
}


# larger ones of these are read another way than small ones
SWITCHING = ("div", "div span b", "tables", "unclosed", "ended in vain", "items", "names")


@pytest.mark.parametrize("name", GROWING)
def test_work_grows_with_the_page(name: str) -> None:
    start = 7000 if name in SWITCHING else 1200
    clean(page("<p>Harbour news 1950</p>"))  # the patterns of dates are made but once
    one, two = (calls(partial(clean, page(GROWING[name](n)))) for n in (start, 2 * start))
    assert two < 2.4 * one


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - {"surrogates", "nul"}))
def test_the_reading_of_last_resort_grows_with_the_page(name: str) -> None:
    one, two, four = (calls(partial(tree, page(HOSTILE[name](n)))) for n in (2000, 4000, 8000))
    assert two < 2.4 * one
    assert four < 4.8 * one


def test_no_tag_has_more_attributes_than_said() -> None:
    many = f"<div {' '.join(f'a{i}=v' for i in range(20 * MOST_ATTRIBUTES))}>x</div>"
    assert next(len(tag.attributes or {}) for tag in tags(many)) == MOST_ATTRIBUTES
    root = parse(page(many)).root
    assert root is not None
    assert max(len(element.attrib) for element in root.iter()) == MOST_ATTRIBUTES


# ---- shapes of pages


def test_frames_and_pages_without_a_body() -> None:
    frames = "<html><frameset><frame src=a><noframes>%s</noframes></frameset></html>"
    assert clean(frames % "").reason in ("only-furniture", "no-body")
    assert clean(f"<html>{HEAD}<h1>{TITLE}</h1>{PARAGRAPHS}</html>").text == TEXT
    assert clean(f"{PARAGRAPHS}", kind="page").text == "\n\n".join(PROSE)


@pytest.mark.parametrize(
    "odd",
    [
        "<base href='http://['>",
        "<base href='/a/'><base href='/b/'>",
        "<form><input><form><input></form></form>",
        "<?php echo 1 ?><?xml-stylesheet href='x'?>",
        "<![CDATA[ never ]]>",
        "<o:p></o:p><fb:like/><g:plusone></g:plusone>",
        "<script>document.write('</p><p>never</p>')</script>",
        "<style>p:before{content:'</p>'}</style>",
        "<!-- <p>never</p> -->",
        "<template><div><p>never</p></template>",
        "<noframes></noframes>",
        "</p></p></div></span>",
        "</body></html>",
        "</BODY></HTML><HTML><BODY>",
    ],
)
def test_odd_markup_changes_nothing(odd: str) -> None:
    assert clean(page(odd)).text == TEXT


@pytest.mark.parametrize("unended", ["<script>", "<style>", "<!--", "<textarea>", "<title>"])
def test_what_never_ends_takes_only_what_follows(unended: str) -> None:
    article = clean(page(unended))
    assert all(text in article.text for text in PROSE[:3])
    assert PROSE[3] not in article.text


def test_nothing_of_the_caller_is_changed_and_nothing_remembered() -> None:
    source = bytearray(page("<p>x").encode())
    first = clean(bytes(source))
    for _ in range(4):
        assert clean(bytes(source)) == first
    other = clean(PAGE)
    assert clean(bytes(source)) == first
    assert clean(PAGE) == other


def test_inline_elements_never_break_and_blocks_always_do() -> None:
    start = "<p>The <code>ferry</code> to <a href=x>Gull</a> <b>Is</b>land"
    source = PAGE.replace("<p>The ferry to Gull Island", start)
    assert clean(source).text == TEXT
    split = PAGE.replace("<p>Two boats", "<p>Boats sail again.<br>Two boats")
    assert "Boats sail again.\n\nTwo boats" in clean(split).text


def test_line_ends_inside_a_paragraph_are_spaces() -> None:
    assert clean(PAGE.replace(" the ", "\n   the\r\n ")).text.count("\n") == TEXT.count("\n")


# ---- what is cleaned is never taken for a page


@pytest.mark.parametrize(
    "start",
    [
        "<html>",
        "\ufeff<html>",
        "\u200b<html>",
        "<!doctype html><html><body>",
        "<?xml version='1.0'?><?pi?><!-- a > b --><html>",
        "<html>" * 500,
        "<html>\nAdvertisement\n<html>\nAdvertisement\n<body>",
    ],
)
def test_no_outcome_is_a_page(start: str) -> None:
    text = f"{start}\n{PROSE[0]} </p>"
    article = clean(text, kind="text")
    assert opening(article.text) == 0
    assert clean(article.text) == clean(article.text, kind="text")
    assert "markup.document" in {edit.rule for edit in article.edits}
    assert restore(article) == text
    assert clean(article.text).text == article.text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert opening(clean(f"<html><body><p>{escaped}</p></body></html>").text) == 0


def test_an_article_about_pages_is_no_page() -> None:
    text = "The tag <html> comes first.\n\nIt ends with </html> and a line feed."
    assert clean(text).text == text
    assert clean(text).page is None


def test_the_flattened_text_comes_back() -> None:
    source = page("<ul><li><a href=x>Share</a><li>Print</ul><p>Advertisement</p>")
    root = parse(source).root
    assert root is not None
    assert restore(clean(source)) == flatten(read(root), TITLE).text


CONSENT = (
    "<div class=cookie-banner role=dialog><h2>We value your privacy</h2><p>We and our partners use "
    "cookies to personalise content and ads.</p><button>Accept all</button></div>"
)


def test_a_notice_of_consent_never_wins_over_the_article() -> None:
    assert clean(PAGE.replace("<h1>", CONSENT + "<h1>")).text == TEXT


@pytest.mark.parametrize("name", ["hero", "teaser-content", "sidebar", "footer", "comments", "ad"])
def test_the_name_of_an_element_around_everything_condemns_nothing(name: str) -> None:
    source = PAGE.replace("<body>", f"<body><div class={name} id={name}>")
    assert clean(source).text == TEXT


def test_what_stands_between_paragraphs_goes_alone() -> None:
    """An insertion in the middle of an article removes itself, never what follows it."""
    label = "<div class=ad><span>Advertisement</span></div>"
    list_ = "<aside class=related><h3>Read more</h3><ul><li><a href=a>Harbour wall falls</a></ul>"
    for inside in (label, f"{list_}</aside>", label * 3):
        assert clean(page(inside)).text == TEXT


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["By Ina Berg", "Oct 17, 2023", "Oct 19, 2023"], "2023-10-17"),
        (["The council met on Oct 17, 2023 to vote on the old line."], None),
        ([], None),
    ],
)
def test_a_day_right_below_the_headline(lines: list[str], expected: str | None) -> None:
    found = date_below(lines, "en")
    assert (found and found[0]) == expected


@pytest.mark.parametrize(
    "title",
    ["Long Live the Tram! New Cars for the Northern Shore", "Trams You Should Know (and Ride) Now"],
)
def test_a_headline_of_two_sentences_stays_whole(title: str) -> None:
    prose = "".join(
        f"<p>The council met for the {n}th time to vote on the old line.</p>" for n in range(5, 10)
    )
    article = clean(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{prose}</body></html>"
    )
    assert article.title == title
    assert clean(article.text).text == article.text
