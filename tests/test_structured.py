"""What a page states: every shape of stated data gives its field, none of them ever raises."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner.stated.jsonld import read
from cleaner.stated.moments import in_address, moment
from cleaner.stated.people import names, people
from cleaner.stated.structured import Stated, stated

URL = "https://www.harbourpost.example/news/2024/harbour-bridge-opens"
BODY = "<p>The bridge over the harbour opened on Friday after nine years of work.</p>"
HEADLINE = "Harbour bridge opens after nine years"


def page(head: str = "", body: str = BODY, *, lang: str = "en", url: str | None = URL) -> Stated:
    html = f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return stated(lxml.html.document_fromstring(html), url)


def ld(value: Any, *, kind: str = "application/ld+json") -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="{kind}">{text}</script>'


def meta(**contents: str) -> str:
    return "".join(
        f'<meta name="{name.replace("__", ":")}" content="{text}">'
        for name, text in contents.items()
    )


ARTICLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "author": {"@type": "Person", "name": "Mara Lindqvist"},
    "datePublished": "2024-05-03T14:24:00+02:00",
}


# JSON-LD, where the article stands in it


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(ARTICLE),
        json.dumps([ARTICLE]),
        json.dumps([[{"@type": "Organization", "name": "Harbour Post"}, ARTICLE]]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, ARTICLE]}),
        json.dumps({"@type": "WebPage", "mainEntity": ARTICLE}),
        json.dumps({"@type": "WebPage", "mainEntityOfPage": ARTICLE}),
        json.dumps(ARTICLE | {"@type": ["Thing", "http://schema.org/NewsArticle"]}),
        json.dumps(ARTICLE | {"@type": "schema:Article"}),
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        "/* <![CDATA[ */" + json.dumps(ARTICLE) + "/* ]]> */",
        "<![CDATA[" + json.dumps(ARTICLE) + "]]>",
        "\ufeff\n" + json.dumps(ARTICLE) + ";\n",
        json.dumps({"@type": "BreadcrumbList"}) + "\n" + json.dumps(ARTICLE),
        json.dumps({"@type": "BreadcrumbList"}) + ",\n" + json.dumps(ARTICLE),
        json.dumps(ARTICLE).replace("}", ",}"),
        json.dumps(ARTICLE).replace("Harbour bridge", "Harbour\n\tbridge"),
        json.dumps(ARTICLE).replace("Harbour bridge", "Harbour\x01 bridge"),
        json.dumps(ARTICLE).replace("Harbour bridge", "Harbour\\' bridge").replace("\\'", "\\ "),
        json.dumps(ARTICLE).replace("Harbour bridge", "Harbour&#32;bridge"),
        json.dumps(ARTICLE).replace('"', "&quot;"),
        json.dumps(ARTICLE) + "} trailing words",
        json.dumps({key.upper() if key[0] != "@" else key: ARTICLE[key] for key in ARTICLE}),
    ],
)
def test_every_shape_of_json_ld(script: str) -> None:
    found = page(ld(script))
    assert found.title == HEADLINE
    assert found.authors == ("Mara Lindqvist",)
    assert found.date == "2024-05-03T14:24+02:00"
    assert found.kind in ("news", "article")


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Mara Lindqvist", ("Mara Lindqvist",)),
        ("By Mara Lindqvist and Tom Okoro", ("Mara Lindqvist", "Tom Okoro")),
        ("Mara Lindqvist, Tom Okoro & Li Wen", ("Mara Lindqvist", "Tom Okoro", "Li Wen")),
        ("Von Jörg Ahlers und Ute Brandt", ("Jörg Ahlers", "Ute Brandt")),
        ("Oleh: Sari Wulandari", ("Sari Wulandari",)),
        ("Sari Wulandari dan Budi Santoso", ("Sari Wulandari", "Budi Santoso")),
        ("Claire Dubois et Marc Petit", ("Claire Dubois", "Marc Petit")),
        ("Ana Ruiz y Luis Mora", ("Ana Ruiz", "Luis Mora")),
        (["Mara Lindqvist", "Tom Okoro"], ("Mara Lindqvist", "Tom Okoro")),
        ([{"name": "Mara Lindqvist"}, {"name": "Tom Okoro"}], ("Mara Lindqvist", "Tom Okoro")),
        ({"name": ["Mara Lindqvist", "Tom Okoro"]}, ("Mara Lindqvist", "Tom Okoro")),
        ({"givenName": "Mara", "familyName": "Lindqvist"}, ("Mara Lindqvist",)),
        ({"@type": "Person", "byline": "Mara Lindqvist"}, ("Mara Lindqvist",)),
        ({"name": {"@value": "Mara Lindqvist", "@language": "sv"}}, ("Mara Lindqvist",)),
        ([[{"name": "Mara Lindqvist"}], None, 7, {}], ("Mara Lindqvist",)),
        ("Mara Lindqvist, Senior Reporter", ("Mara Lindqvist",)),
        ("Mara Lindqvist (mara@harbourpost.example)", ("Mara Lindqvist",)),
        ("Mara Lindqvist @maralind", ("Mara Lindqvist",)),
        ("Mara Lindqvist, MD, PhD", ("Mara Lindqvist",)),
        ("Mara Lindqvist, AFP", ("Mara Lindqvist", "AFP")),
        ("Samuel Reed, Jr.", ("Samuel Reed, Jr",)),
        ("Mara Lindqvist | Harbour Post", ("Mara Lindqvist",)),
        ("mara lindqvist", ("mara lindqvist",)),
        ("MARA LINDQVIST", ("MARA LINDQVIST",)),
        ("dpa", ("dpa",)),
        ("松岡大地", ("松岡大地",)),
        ("구현모 기자", ("구현모",)),
        ("Anna de Vries van den Berg", ("Anna de Vries van den Berg",)),
        ("https://www.facebook.com/harbourpost", ()),
        ("mara@harbourpost.example", ()),
        ("@harbourpost", ()),
        ("admin", ()),
        ("noc admin", ()),
        ("Redaktion", ()),
        ("Tim Redaksi", ()),
        ("Staff Writer", ()),
        ("undefined", ()),
        ("12345", ()),
        ("emma-mackenzie", ()),
        ("", ()),
        ("The bridge opened. It is long. People came to see it on the day", ()),
        (None, ()),
        (7, ()),
        (True, ()),
        ({"name": None}, ()),
        ({"name": 3.5}, ()),
        ([], ()),
    ],
)
def test_authors_are_names_only(author: Any, expected: tuple[str, ...]) -> None:
    assert page(ld(ARTICLE | {"author": author})).authors == expected


def test_a_reference_to_an_author_is_followed() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "author": {"@id": "#p"}},
            ARTICLE | {"author": [{"@id": "#p"}]},
            {"@type": "Person", "@id": "#p", "name": "Mara Lindqvist"},
        ]
    }
    assert page(ld(graph)).authors == ("Mara Lindqvist",)
    apart = ld(ARTICLE | {"author": {"@id": "#p"}}) + ld({"@id": "#p", "name": "Mara Lindqvist"})
    assert page(apart).authors == ("Mara Lindqvist",)
    assert page(ld(ARTICLE | {"author": {"@id": "#nowhere"}})).authors == ()


def test_a_reference_to_itself_ends() -> None:
    assert page(ld(ARTICLE | {"@id": "#a", "author": {"@id": "#a"}})).title == HEADLINE


def test_a_person_goes_before_the_house() -> None:
    house = ld(ARTICLE | {"author": {"@type": "Organization", "name": "Harbour Post"}})
    site = '<meta property="og:site_name" content="Harbour Post">'
    byline = f'<h1>{HEADLINE}</h1><div class="byline">By Mara Lindqvist</div>'
    assert page(house + site, byline + BODY).authors == ("Mara Lindqvist",)
    assert page(house + site + meta(author="Tom Okoro")).authors == ("Tom Okoro",)
    # the house is what is stated where nobody is named; a lone word does not outweigh it
    assert page(house + site).authors == ("Harbour Post",)
    lone = f'<h1>{HEADLINE}</h1><a rel="author" href="/m">Monday</a>'
    assert page(house + site, lone + BODY).authors == ("Harbour Post",)


def test_an_agency_beside_a_person_stays() -> None:
    both = [{"@type": "Person", "name": "Mara Lindqvist"}, {"@type": "Organization", "name": "SDA"}]
    assert page(ld(ARTICLE | {"author": both})).authors == ("Mara Lindqvist", "SDA")


def test_editors_are_kept_apart() -> None:
    found = page(ld(ARTICLE | {"editor": {"name": "Tom Okoro"}}))
    assert (found.authors, found.editors) == (("Mara Lindqvist",), ("Tom Okoro",))


def test_articles_of_a_start_page_are_not_the_page() -> None:
    others = [
        {"@type": "NewsArticle", "headline": "Ferries stop", "author": "Tom Okoro", "url": "/a"},
        {"@type": "NewsArticle", "headline": "Fishing ban", "author": "Li Wen", "url": "/b"},
    ]
    found = page(ld(others) + "<title>Harbour Post</title>")
    assert (found.title, found.authors) == (None, ())
    own = ARTICLE | {"url": URL + "?from=list"}
    assert page(ld([*others, own])).authors == ("Mara Lindqvist",)
    by_title = page(ld([*others, ARTICLE]) + f"<title>{HEADLINE}</title>")
    assert by_title.authors == ("Mara Lindqvist",)


# hostile JSON-LD: malformed data never matters

DEEP = 10_000
HOSTILE = {
    "empty": "",
    "blank": " \n\t ",
    "no json": "window.dataLayer = [];",
    "cut": json.dumps(ARTICLE)[:60],
    "open string": '{"@type": "NewsArticle", "headline": "never closed',
    "open escapes": '{"a": "' + '\\"' * 50_000,
    "quotes in string": '{"@type": "NewsArticle", "headline": "He said "no" again"}',
    "template": '{"@type": "NewsArticle", "headline": {{ title }}}',
    "single quotes": "{'@type': 'NewsArticle'}",
    "deep list": "[" * DEEP,
    "deep closed": "[" * DEEP + "]" * DEEP,
    "deep graph": '{"@graph":' * DEEP + "{}" + "}" * DEEP,
    "long number": '{"@type": "Article", "headline": ' + "9" * 10_000 + "}",
    "infinity": '{"@type": "Article", "datePublished": Infinity, "headline": NaN}',
    "surrogates": '{"@type": "NewsArticle", "headline": "\\ud800 half", "author": "\\udfff"}',
    "nulls": '{"@type": null, "@graph": null, "headline": null}',
    "many": "[" + ",".join(['{"@type":"Article","author":{"@id":"#x"}}'] * 20_000) + "]",
    "many names": json.dumps(ARTICLE | {"author": ["x" * 90] * 20_000}),
    "many commas": "[" + "," * 200_000 + "]",
    "long name": json.dumps(ARTICLE | {"author": "-@" * 500_000}),
    "long headline": json.dumps(ARTICLE | {"headline": "word " * 200_000}),
    "long date": json.dumps(ARTICLE | {"datePublished": "1" * 1_000_000}),
    "too long": '"' + "x" * 5_000_000 + '"',
}


@pytest.mark.parametrize("script", HOSTILE.values(), ids=HOSTILE.keys())
def test_malformed_json_ld_never_matters(script: str) -> None:
    plain = meta(author="Tom Okoro") + f"<title>{HEADLINE}</title>"
    found = page(plain + ld(script), f"<h1>{HEADLINE}</h1>" + BODY)
    assert found.title == HEADLINE
    assert set(found.authors) <= {"Tom Okoro", "Mara Lindqvist"}
    json.dumps(str(found)).encode("utf-8")


KEYS = st.sampled_from(
    "@type @id @graph @value headline name author creator editor publisher datePublished "
    "dateModified mainEntity mainEntityOfPage image url keywords articleSection inLanguage "
    "isAccessibleForFree description givenName familyName byline".split()
)
TEXTS = st.one_of(
    st.sampled_from("NewsArticle LiveBlogPosting WebPage WebSite Person Organization".split()),
    st.sampled_from(("2024-05-03", "2024-13-45T99:99", "True", "#a", "//", "http://[", "&#xD800;")),
    st.text(max_size=20),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(KEYS, TEXTS), inner, max_size=6)
    ),
    max_leaves=25,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(value=VALUES, article=VALUES)
def test_random_json_never_raises(value: Any, article: Any) -> None:
    scripts = [json.dumps(value), json.dumps([{"@type": "NewsArticle", "author": article}, value])]
    scripts.append(json.dumps(ARTICLE | (value if isinstance(value, dict) else {"author": value})))
    head = "".join(ld(script.replace("<", "\\u003c")) for script in scripts)
    _is_well_formed(page(head))


@given(
    text=st.text(max_size=60), name=st.sampled_from("author date og:title og:url og:locale".split())
)
def test_random_contents_never_raise(text: str, name: str) -> None:
    tree = lxml.html.document_fromstring(f"<html><head></head><body>{BODY}</body></html>")
    element = lxml.html.Element("meta", name=name)
    try:
        element.set("content", text)
    except ValueError:
        return  # no parser gives such an attribute
    tree.find("head").append(element)
    _is_well_formed(stated(tree, text))


def _is_well_formed(found: Stated) -> None:
    for field in fields(found):
        value = getattr(found, field.name)
        if field.name in ("authors", "editors", "tags"):
            assert all(isinstance(item, str) and item for item in value)
        elif field.name == "live":
            assert value is True or value is False
        elif field.name == "free":
            assert value in (None, True, False)
        elif field.name != "origins":
            assert value is None or (isinstance(value, str) and value)
    for day in filter(None, (found.date, found.updated)):
        assert date.fromisoformat(day[:10])
    named = {origin.field for origin in found.origins}
    given = {f.name for f in fields(found) if getattr(found, f.name) not in (None, (), False)}
    assert given - {"origins", "body"} <= named
    str(found).encode("utf-8")


# titles


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Harbour bridge opens | Harbour Post</title>", "", "Harbour bridge opens"),
        ("<title>Harbour bridge opens - harbourpost.example</title>", "", "Harbour bridge opens"),
        ("<title>Harbour Post: Harbour bridge opens</title>", "", "Harbour bridge opens"),
        (
            "<title>Bridge opens - News - Harbour Post</title>",
            "<h1>Bridge opens</h1>",
            "Bridge opens",
        ),
        # a dash in a headline is no separator of a site's name
        ("<title>Bridge opens - and ferries stop</title>", "", "Bridge opens - and ferries stop"),
        # what heading and title for sharing agree on ends the headline
        (
            meta(og__title="Old bridge closed at last - Coast and Country")
            + "<title>Old bridge closed at last – Coast and Country</title>",
            "<h1>Old bridge closed at last</h1>",
            "Old bridge closed at last",
        ),
        # the site's own heading is none
        ("", f"<h1>Harbour Post</h1><h1>{HEADLINE}</h1>", HEADLINE),
        ("<title>Harbour Post</title>", "<h1>Harbour Post</h1>", None),
        # the attribute ended at the quotation mark in it
        (
            meta(og__title="Mayor calls bridge ")
            + '<title>Mayor calls bridge "a wonder" | Harbour Post</title>',
            "",
            'Mayor calls bridge "a wonder"',
        ),
        # a heading below its kicker is but a part of the headline
        (
            meta(og__title="Harbour bridge: Nine years of work")
            + "<title>Harbour bridge: Nine years of work | Harbour Post</title>",
            "<span>Harbour bridge</span><h1>Nine years of work</h1>",
            "Harbour bridge: Nine years of work",
        ),
        (
            '<meta property="og:title" content="A &amp;amp; B open &lt;b&gt;bridge&lt;/b&gt;">',
            "",
            "A & B open bridge",
        ),
        ("", "<h1>Harbour<br>bridge <script>x()</script>opens</h1>", "Harbour bridge opens"),
        # without a heading, a line in bold type tells where the name of the site begins
        (
            "<title>Harbour bridge opens - The Shore</title>",
            "<b>Harbour bridge</b><b>Harbour bridge opens</b>",
            "Harbour bridge opens",
        ),
        (
            "<title>Harbour bridge opens - at last</title>",
            "<b>Harbour bridge</b>",
            "Harbour bridge opens - at last",
        ),
        ("", "", None),
    ],
)
def test_the_title(head: str, body: str, expected: str | None) -> None:
    site = '<meta property="og:site_name" content="Harbour Post">'
    assert page(site + head, body + BODY).title == expected


@pytest.mark.parametrize(
    ("newsroom", "shared", "heading", "window", "takes_heading"),
    [
        # newsrooms write the title for sharing themselves
        (True, "Bridge open at last", "The bridge is open at last", "Open: the bridge", True),
        # unless it is the window title, written for search engines
        (
            True,
            "Bridge open at last: times",
            "Bridge open at last",
            "Bridge open at last: times",
            True,
        ),
        # elsewhere it is written for search engines
        (
            False,
            "Ten best bridges of 2024",
            "The ten best bridges",
            "Ten best bridges of 2024",
            True,
        ),
        (False, "The bridge is open", "The bridge is open at last", "Bridge news", True),
        # a heading of something else is none
        (False, "The bridge is open", "Sign up for our letter", "Bridge news", False),
    ],
)
def test_title_for_sharing_or_heading(
    newsroom: bool, shared: str, heading: str, window: str, takes_heading: bool
) -> None:
    kind = ld({"@type": "NewsArticle" if newsroom else "BlogPosting"})
    head = f'<meta property="og:title" content="{shared}"><title>{window}</title>' + kind
    assert page(head, f"<h1>{heading}</h1>{BODY}").title == (heading if takes_heading else shared)


# dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-03", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("2024-05-03T14:24:00Z", "2024-05-03T14:24+00:00"),
        ("2024-05-03T14:24:07.1234567Z", "2024-05-03T14:24:07+00:00"),
        ("2024-05-03T14:24:00+0700", "2024-05-03T14:24+07:00"),
        ("2024-05-03T14:24+07", "2024-05-03T14:24+07:00"),
        ("2024-05-03 14:24:00 +07:00", "2024-05-03T14:24+07:00"),
        ("2024-05-03 14:24:00 +0000 UTC", "2024-05-03T14:24+00:00"),
        ("2024-05-03 14:24", "2024-05-03T14:24"),
        ("2024-05-03T00:00:00", "2024-05-03"),
        ("2024-05-03T00:00:00+02:00", "2024-05-03T00:00+02:00"),
        ("May 3, 2024", "2024-05-03"),
        ("3 Mei 2024 14:24 WIB", "2024-05-03T14:24+07:00"),
        ("Published on 3 May 2024", "2024-05-03"),
        ("2024/5/3", "2024-05-03"),
        (1714739040, "2024-05-03T12:24+00:00"),
        (1714739040000, "2024-05-03T12:24+00:00"),
        ("2024-02-31", None),
        ("2024-05-03T25:61:00Z", None),
        ("2024-05-03T14:24:00+99:99", None),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00", None),
        ("2999-01-01", None),
        ("2024", None),
        ("03/04/2024", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (True, None),
        (-5, None),
        (float("inf"), None),
        (["2024-05-03"], None),
        ({"@value": "2024-05-03"}, None),
    ],
)
def test_a_moment(value: object, expected: str | None) -> None:
    assert moment(value) == expected


def test_no_date_after_the_day_it_was_fetched() -> None:
    assert moment("2024-05-03", latest=date(2024, 5, 3)) == "2024-05-03"
    assert moment("2024-05-04T01:00+12:00", latest=date(2024, 5, 3)) is not None
    assert moment("2024-05-05", latest=date(2024, 5, 3)) is None
    tree = lxml.html.document_fromstring(f"<html><head>{ld(ARTICLE)}</head><body></body></html>")
    assert stated(tree, latest=date(2024, 5, 1)).date is None


@pytest.mark.parametrize(
    ("head", "body", "published", "updated"),
    [
        (ld(ARTICLE | {"dateModified": "2024-05-04"}), "", "2024-05-03T14:24+02:00", "2024-05-04"),
        (
            ld(ARTICLE | {"dateModified": ARTICLE["datePublished"]}),
            "",
            "2024-05-03T14:24+02:00",
            None,
        ),
        (meta(article__modified_time="2024-05-04"), "", None, "2024-05-04"),
        (meta(article__published_time="2024-05-03"), "", "2024-05-03", None),
        (meta(DC__date__issued="x", **{"DC.date.issued": "2024-05-03"}), "", "2024-05-03", None),
        (meta(**{"parsely-pub-date": "2024-05-03T08:00:00Z"}), "", "2024-05-03T08:00+00:00", None),
        (meta(date="not a date", pubdate="2024-05-03"), "", "2024-05-03", None),
        ("", '<time datetime="2024-05-03">Friday</time>', "2024-05-03", None),
        ("", '<time class="updated" datetime="2024-05-04">Saturday</time>', None, "2024-05-04"),
        ("", '<aside><time datetime="2024-05-03">Friday</time></aside>', None, None),
        ("", '<ul class="related"><li><time datetime="2024-05-03"></time></ul>', None, None),
        ("", '<p class="post-date">3 May 2024</p>', "2024-05-03", None),
        ("", '<p class="post-meta">Last updated: 3 May 2024</p>', "2024-05-03", None),
        ("", '<span itemprop="datePublished" content="2024-05-03"></span>', "2024-05-03", None),
        (
            "",
            "<i itemscope itemtype='//schema.org/Comment'><b itemprop=datePublished>2024-05-03</b>",
            None,
            None,
        ),
    ],
)
def test_published_and_updated(
    head: str, body: str, published: str | None, updated: str | None
) -> None:
    found = page(head, f"<h1>{HEADLINE}</h1>{body}{BODY}")
    assert (found.date, found.updated) == (published, updated)


def test_the_day_in_an_address() -> None:
    assert in_address("https://a.example/2024/05/03/bridge") == "2024-05-03"
    assert in_address("https://a.example/2024-05-03-bridge") == "2024-05-03"
    assert in_address("https://a.example/2024/13/03/bridge") is None
    assert in_address("https://a.example/12024/05/03") is None
    assert in_address(None) is None
    assert page(url="https://a.example/2024/05/03/bridge").date == "2024-05-03"


# people on the page's face


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ('<div class="byline">By Mara Lindqvist | 5 min read</div>', ("Mara Lindqvist",)),
        (
            '<p class="author"><a href="#">Mara Lindqvist</a><span>Senior Reporter</span></p>',
            ("Mara Lindqvist",),
        ),
        ('<p class="post-author-name">Mara</p>', ("Mara",)),
        ('<span class="PostAuthor">Mara Lindqvist</span>', ("Mara Lindqvist",)),
        (
            '<p><a rel="author" href="#">Mara Lindqvist</a><a rel="author" href="#">Li Wen</a></p>',
            ("Mara Lindqvist", "Li Wen"),
        ),
        ('<a href="/penulis/sari">Sari Wulandari</a>', ("Sari Wulandari",)),
        ("<p>By Mara Lindqvist</p>", ("Mara Lindqvist",)),
        ("<li>Von: <a>Jörg Ahlers</a>, <a>Ute Brandt</a></li>", ("Jörg Ahlers", "Ute Brandt")),
        ("<div>Oleh: Sari Wulandari</div>", ("Sari Wulandari",)),
        (
            '<div itemprop="author" itemscope><span itemprop="name">Mara Lindqvist</span></div>',
            ("Mara Lindqvist",),
        ),
        # not this article's author
        ('<div class="comment-author">Angry Reader</div>', ()),
        ('<div class="author-bio">Mara Lindqvist writes about bridges.</div>', ()),
        ('<aside><div class="author">Mara Lindqvist</div></aside>', ()),
        ('<div class="related"><a href="/author/li">Li Wen</a></div>', ()),
        ('<div class="byline">Reviewed by Mara Lindqvist</div>', ()),
        ('<div class="byline">Read all about the bridge</div>', ()),
        ('<div class="byline">5 May 2024</div>', ()),
        ("<p>By the time help came, the bridge was gone.</p>", ()),
        ("<p>By Friday</p>", ("Friday",)),
    ],
)
def test_bylines(byline: str, expected: tuple[str, ...]) -> None:
    assert page("", f"<h1>{HEADLINE}</h1>{byline}{BODY}").authors == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (meta(author="Mara Lindqvist"), ("Mara Lindqvist",)),
        (meta(article__author="https://facebook.com/mara", author="Tom Okoro"), ("Tom Okoro",)),
        (meta(**{"parsely-author": "emma-mackenzie", "byl": "By Li Wen"}), ("Li Wen",)),
        (meta(citation_author="Lindqvist, Mara"), ("Mara Lindqvist",)),
        (
            meta(citation_author="Lindqvist, Mara") + meta(citation_author="Okoro, Tom"),
            ("Mara Lindqvist", "Tom Okoro"),
        ),
        (meta(twitter__label1="Written by", twitter__data1="Mara Lindqvist"), ("Mara Lindqvist",)),
        (meta(twitter__label1="Price", twitter__data1="Mara Lindqvist"), ()),
        (meta(twitter__creator="@mara"), ()),
        (meta(author=HEADLINE) + f"<title>{HEADLINE}</title>", ()),
    ],
)
def test_authors_in_meta_tags(head: str, expected: tuple[str, ...]) -> None:
    assert page(head).authors == expected


def test_names_have_no_limit_that_costs() -> None:
    many = ", ".join(f"Ann{chr(97 + i % 26)} Bell{chr(97 + i // 26)}" for i in range(400))
    assert len(people(names([many], frozenset()))) == 40


def test_an_indonesian_page() -> None:
    head = meta(
        og__site_name="Kabar Pelabuhan",
        og__locale="id_ID",
        content_author="Sari Wulandari",
        content_editor="Budi Santoso",
        content_PublishedDate="Jumat, 3 Mei 2024 14:24 WIB",
        content_tag="jembatan, pelabuhan",
        author="Tim Redaksi",
    )
    title = "<title>Jembatan Pelabuhan Dibuka - Kabar Pelabuhan</title>"
    found = page(head + title, lang="id", url="https://kabarpelabuhan.example/read/1")
    assert found.title == "Jembatan Pelabuhan Dibuka"
    assert (found.authors, found.editors) == (("Sari Wulandari",), ("Budi Santoso",))
    assert found.date == "2024-05-03T14:24+07:00"
    assert (found.tags, found.language) == (("jembatan", "pelabuhan"), "id")
    assert found.site == "Kabar Pelabuhan"


# the smaller fields


def test_every_smaller_field() -> None:
    article = ARTICLE | {
        "@type": "LiveBlogPosting",
        "articleSection": ["Harbour", "City"],
        "keywords": "bridge, harbour, Website:Post, bridge, _x1",
        "inLanguage": "en-GB",
        "isAccessibleForFree": "False",
        "description": "&lt;p&gt;The bridge opened on Friday, nine years late.&lt;/p&gt;",
        "image": {"@type": "ImageObject", "url": "/img/bridge.jpg"},
        "publisher": {"@type": "Organization", "name": "Harbour Post Ltd"},
    }
    head = '<link rel="canonical" href="/news/bridge"><meta property="og:site_name" content="HP">'
    found = page(head + ld(article))
    assert found.section == "Harbour"
    assert found.tags == ("bridge", "harbour")
    assert found.language == "en"
    assert found.free is False
    assert found.live is True
    assert found.kind == "live"
    assert found.description == "The bridge opened on Friday, nine years late."
    assert found.image == "https://www.harbourpost.example/img/bridge.jpg"
    assert found.canonical == "https://www.harbourpost.example/news/bridge"
    assert found.site == "HP"


@pytest.mark.parametrize(
    ("field", "head", "expected"),
    [
        ("free", ld(ARTICLE | {"isAccessibleForFree": True}), True),
        ("free", ld(ARTICLE | {"isAccessibleForFree": "http://schema.org/True"}), True),
        ("free", ld(ARTICLE | {"isAccessibleForFree": "maybe"}), None),
        ("free", ld(ARTICLE | {"isAccessibleForFree": 1}), None),
        ("free", meta(article__content_tier="locked"), False),
        ("kind", '<meta property="og:type" content="video.other">', "video"),
        ("kind", '<meta property="og:type" content="article">', "article"),
        ("kind", ld({"@type": "Product", "name": "Chair"}), "product"),
        ("kind", ld({"@type": "Spaceship"}), None),
        ("site", ld({"@type": "WebSite", "name": "Harbour Post"}), "Harbour Post"),
        ("site", ld(ARTICLE | {"publisher": {"name": "Harbour Post"}}), "Harbour Post"),
        ("site", "", "harbourpost.example"),
        ("section", meta(article__section="Harbour"), "Harbour"),
        ("section", meta(article__section="news_news"), None),
        ("section", ld(ARTICLE | {"articleSection": {"name": 4}}), None),
        ("tags", meta(news_keywords="bridge,harbour"), ("bridge", "harbour")),
        ("tags", meta(keywords="98be933f-38cf-4fba-b6c6-ad438e820, a-b-c-d-e"), ()),
        ("tags", ld(ARTICLE | {"keywords": [{"name": "bridge"}, 3, None]}), ("bridge",)),
        ("tags", meta(article__tag="bridge") + meta(article__tag="ferry"), ("bridge", "ferry")),
        ("canonical", '<link rel="canonical" href="javascript:void(0)">', None),
        ("canonical", '<link rel="canonical" href="http://[">', None),
        ("canonical", meta(og__url="https://a.example/b"), "https://a.example/b"),
        ("image", '<meta property="og:image" content="data:image/png;base64,AAAA">', None),
        ("description", meta(description="Short."), None),
    ],
)
def test_a_smaller_field(field: str, head: str, expected: object) -> None:
    assert getattr(page(head), field) == expected


def test_two_statements_outweigh_the_language_of_the_tag() -> None:
    locale = '<meta property="og:locale" content="id_ID">'
    assert page(locale, lang="en").language == "en"
    assert page(locale + ld(ARTICLE | {"inLanguage": "id"}), lang="en").language == "id"
    assert page(locale, lang="").language == "id"


def test_a_page_that_states_nothing() -> None:
    assert page(url=None, lang="") == Stated()
    assert stated(lxml.html.fragment_fromstring("<p>Bare.</p>")) == Stated()


def test_each_value_says_where_it_stood() -> None:
    found = page(ld(ARTICLE))
    by_field = {origin.field: (origin.rule, origin.text) for origin in found.origins}
    assert by_field["title"] == ("jsonld.headline", HEADLINE)
    assert by_field["authors"] == ("jsonld.author", "Mara Lindqvist")
    assert by_field["date"] == ("jsonld.datePublished", "2024-05-03T14:24:00+02:00")
    assert by_field["language"] == ("html.lang", "en")


def test_the_tree_stays_as_it_is() -> None:
    html = f"<html><head>{ld(ARTICLE)}</head><body><h1>A<br>b</h1>{BODY}</body></html>"
    tree = lxml.html.document_fromstring(html)
    before = lxml.html.tostring(tree)
    stated(tree, URL)
    assert lxml.html.tostring(tree) == before


@pytest.mark.parametrize(
    "body",
    [
        "<div class='author'>" * 240,
        "<a class='author-name' href='/author/x'>No one here at all</a>" * 20_000,
        "<p class='post-date'>2024 2024</p>" * 20_000,
        "<span itemprop='author'>x y</span>" * 20_000,
        "<h1>" + "<b>Harbour</b>" * 20_000 + "</h1>",
        "<h1>Harbour</h1>" * 5_000,
        "<time datetime='never'></time>" * 20_000,
        "<aside>" + "<a href='/author/x'>Li Wen</a>" * 20_000 + "</aside>",
        f"<p class='{'author ' * 100_000}'>x</p>",
    ],
    ids="deep links dates items heading headings times aside class".split(),
)
def test_large_pages_return(body: str) -> None:
    _is_well_formed(page("<meta name='x' content='y'>" * 5_000, body))


def test_a_graph_without_nodes() -> None:
    assert read([]) == ((), ())
    assert read(["[1, 2, null]"]).nodes == ()


# What stands on the face where the head says little or something else

STORY = f"<h3 class=entry-title>{HEADLINE}</h3>{BODY}"
BLOG = f"<title>Notes: {HEADLINE}</title>"


def test_a_heading_that_links_home_is_the_site() -> None:
    assert page(BLOG, f"<h1><a href=/>Notes</a></h1>{STORY}").title == HEADLINE
    assert page(BLOG, f"<h1><a href=/a/long/way>Notes</a></h1>{STORY}").title == "Notes"


@pytest.mark.parametrize(
    "foot", ["<div class=post-footer>{}</div>", "<footer class=entry-footer>{}</footer>"]
)
def test_author_and_date_below_the_article(foot: str) -> None:
    marks = "Posted by <span class=fn>Mara Lindqvist</span> at "
    marks += '<abbr class=published title="2024-05-03T09:30:00+02:00">9:30</abbr>'
    found = page(f"<title>{HEADLINE}</title>", STORY + foot.format(marks))
    assert (found.authors, found.date) == (("Mara Lindqvist",), "2024-05-03T09:30+02:00")


@pytest.mark.parametrize(
    "house",
    ["Harbour Publishing Company Limited", "Coastal Broadcasting Corporation", "PT Pelabuhan Tbk"],
)
def test_a_company_gives_way_to_the_byline(house: str) -> None:
    byline = f"<h1>{HEADLINE}</h1><p class=byline>By Mara Lindqvist and Jo Wen</p>{BODY}"
    assert page(meta(author=house), byline).authors == ("Mara Lindqvist", "Jo Wen")
    assert page(meta(author=house), BODY).authors == (house,)


def test_a_byline_that_names_more_than_its_marks() -> None:
    marked = "<span itemprop=author>Jo Wen</span>"
    byline = f"<h1>{HEADLINE}</h1><p class=byline>Mara Lindqvist and {marked} in Port Alder</p>"
    assert page("", byline + BODY).authors == ("Mara Lindqvist", "Jo Wen")


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Mara Lindqvist, Chief Technology Officer and Head of Harbour Labs", ("Mara Lindqvist",)),
        ("Mara Lindqvist MS, RDN", ("Mara Lindqvist",)),
        ("Mara Lindqvist The Associated Press", ("Mara Lindqvist",)),
        ("About the author", ()),
    ],
)
def test_offices_degrees_and_agencies_behind_a_name(author: str, expected: tuple[str, ...]) -> None:
    assert page(meta(author=author), BODY).authors == expected


def test_a_moment_with_the_month_by_two_names() -> None:
    assert moment("٢١ أيلول (سبتمبر) ٢٠٢٣", language="ar") == "2023-09-21"


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2024-05-04T01:00:00Z", "2024-05-03"),
        ("2024-05-03T23:00:00Z", "2024-05-03T23:00+00:00"),
        ("2024-05-04T01:00:00+02:00", "2024-05-04T01:00+02:00"),
        ("2024-05-09T01:00:00Z", "2024-05-09T01:00+00:00"),
    ],
)
def test_the_local_day_by_the_address(stamp: str, expected: str) -> None:
    url = "https://harbour.test/2024/05/03/bridge"
    found = page(meta(article__published_time=stamp).replace("name=", "property="), url=url)
    assert found.date == expected


def test_the_date_beside_the_author_goes_first() -> None:
    told = "<div class=stated-date>stated on May 1, 2024</div>"
    signed = "<span class=author__date>May 3, 2024</span>"
    assert page("", f"<h1>{HEADLINE}</h1>{told}{BODY}{signed}").date == "2024-05-03"
