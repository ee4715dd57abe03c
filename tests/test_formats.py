"""The register of formats: every row is whole, and what stands in it is all that knows a format."""

import re
from pathlib import Path

import pytest
import shelf
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html
from trafilatura.xml import validate_tei

from cleaner import clean, formats, kinds
from cleaner.cli import main
from cleaner.corpus.tables import columns_of, rows, table_of
from cleaner.files import Source
from cleaner.formats import FORMATS, OUTPUTS, PACKINGS, function, written
from cleaner.page.markdown import blocks_of
from cleaner.types import Article, Box, Mark, Role

ROOT = Path(__file__).parents[1]
TABLES = [known for known in FORMATS if known.holds == formats.TABLE]
CALLS = ("read", "heading", "write", "cells", "rewrite", "opens", "packs")
NAMES = [
    name
    for row in (*FORMATS, *PACKINGS.values(), *OUTPUTS.values())
    for call in CALLS
    if ":" in (name := getattr(row, call, ""))
]


@pytest.mark.parametrize("name", sorted(set(NAMES)))
def test_what_a_row_names_is_there_and_says_what_it_does(name):
    assert function(name).__doc__


def test_names_and_suffixes_are_of_one_format_each():
    ends = [end for known in FORMATS for end in known.suffixes]
    assert len(set(ends)) == len(ends) == len(formats.BY_SUFFIX)
    assert len(formats.BY_NAME) == len(FORMATS)
    assert all(end == end.lower() and end.startswith(".") for end in ends)


@pytest.mark.parametrize("known", TABLES, ids=lambda known: known.name)
def test_a_table_is_read_and_comes_out_somehow(known):
    assert known.read
    assert known.called
    assert formats.BY_NAME[known.goes_out_as or known.name].write
    assert not known.rewrite or known.cells, "what is fixed is checked first"
    assert known.in_project <= bool(known.cells)


def test_every_end_and_output_is_in_the_docs():
    told = (ROOT / "docs" / "corpora.md").read_text("utf-8")
    ends = [*formats.BY_SUFFIX, *(packing.suffix for packing in PACKINGS.values())]
    assert [end for end in ends if f"`{end}`" not in told] == []
    assert [name for name in OUTPUTS if f"`{name}`" not in told] == []


def test_no_other_module_knows_the_end_of_a_table():
    ends = [end for known in TABLES for end in known.suffixes if end != ".json"]
    spelt = re.compile("|".join(rf'"\*?{re.escape(end)}"' for end in ends))
    homes = {
        path.name
        for path in (ROOT / "cleaner").rglob("*.py")
        if spelt.search(path.read_text("utf-8"))
    }
    assert homes == {"formats.py"}


TEXT = "Harga Beras Naik\n\nADVERTISEMENT\n\nHarga beras naik di pasar itu, kata warga kepada kami."


def conversion(number, text, kind="text/plain", length=0):
    """A record of WET."""
    block = text if isinstance(text, bytes) else text.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Date: 2024-05-03T00:00:00Z\r\n"
        f"WARC-Target-URI: https://a.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(block) + length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@pytest.mark.parametrize("packing", ["", "gz", "zst"])
@pytest.mark.parametrize("name", ["a.warc.wet", "a.wet", "a.warc"])
def test_the_texts_of_wet_are_documents(tmp_path, name, packing):
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n"
    records = [info, *(conversion(i, f"{TEXT}\n{i}") for i in range(3))]
    path = tmp_path / (name + (packing and f".{packing}"))
    path.write_bytes(b"".join(map(shelf.PACKS[packing], records)))
    found = list(rows(table_of(Source(path.name, path))))
    assert [row.data["text"].decode() for row in found] == [f"{TEXT}\n{i}" for i in range(3)]
    assert [row.data["url"] for row in found] == [f"https://a.example/{i}" for i in range(3)]
    out = tmp_path / "out"
    assert main(["clean", str(path), "--out", str(out), "--jobs", "1"]) == 0
    (made,) = out.glob("*.jsonl")
    assert made.name == f"{path.name}.jsonl"
    assert '"clean_title": "Harga Beras Naik"' in made.read_text("utf-8")


@pytest.mark.parametrize(
    ("record", "cause"),
    [
        (conversion(1, b"%PDF-1.4 \x00\x01"), "a PDF document, no text"),
        (
            conversion(1, b"\x00\x01\x02\x03" * 40),
            "binary data, by its control characters, no text",
        ),
        (conversion(1, TEXT, length=900), "the record breaks off"),
    ],
)
def test_a_text_of_wet_that_is_none_is_a_failure(tmp_path, record, cause):
    path = shelf.put(tmp_path / "a.wet", conversion(0, TEXT) + record)
    first, bad = list(rows(table_of(Source(path.name, path))))
    assert not first.fault
    assert bad.fault == cause


def test_pages_and_texts_may_stand_in_one_archive(tmp_path):
    page = (
        b"<html><body><h1>Harga</h1><p>Harga beras naik di pasar itu, kata warga.</p></body></html>"
    )
    data = shelf.response(0, page) + conversion(1, TEXT) + conversion(2, "{}", "application/json")
    path = shelf.put(tmp_path / "a.warc", data)
    found = [columns_of(row) for row in rows(table_of(Source(path.name, path)))]
    assert [sorted({"html", "text"} & row.keys()) for row in found] == [["html"], ["text"]]
    assert main(["clean", str(path), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0


HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\"'\\:#-\n\t\x00\x85\u2028\ufeff\ud800&<>]]")),
    max_size=12,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("title", "date", "place", "site", "language", "url"), HOSTILE),
        **dict.fromkeys(("authors", "tags"), st.lists(HOSTILE, max_size=2).map(tuple)),
    },
)


@given(FIELDS)
@example({"title": "---\n...\n# no", "tags": ("yes", "1e3", "null", "")})
def test_the_head_of_yaml_says_what_the_article_says(values):
    article = Article(text="Satu dua.", **values)
    told = written("md-yaml", article).decode("utf-8", "surrogatepass")
    head, _, body = told.removeprefix("---\n").partition("\n---\n")
    assert body == "\nSatu dua.\n"
    read = yaml.safe_load(head)
    expected = {name: getattr(article, name) for name in (*FIELDS_TOLD,)}
    assert {k: v for k, v in read.items() if k != "confidence"} == {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in expected.items()
        if value not in (None, ())
    }


FIELDS_TOLD = ("title", "authors", "date", "place", "site", "language", "tags", "url")

boxes = st.lists(
    st.builds(
        Box, st.sampled_from(["quote", "item"]), st.none() | st.integers(0, 9), st.integers(0, 2)
    ),
    max_size=3,
).map(tuple)
marks = st.lists(
    st.builds(
        Mark,
        st.integers(-1, 9),
        st.integers(-1, 9),
        st.sampled_from(["strong", "emphasis", "code", "link", "odd"]),
        HOSTILE,
    ),
    max_size=3,
).map(tuple)
roles = st.builds(
    Role,
    st.sampled_from(["paragraph", "heading", "code", "cell"]),
    st.integers(0, 7),
    boxes,
    marks,
    st.integers(0, 1),
    st.integers(0, 2),
    st.integers(0, 2),
)
blocks = st.lists(
    st.tuples(HOSTILE.map(lambda t: t.replace("\n\n", "\n")).filter(str.strip), roles), max_size=5
)


@given(blocks, FIELDS)
def test_tei_is_sound_and_holds_the_words_of_the_text(pairs, values):
    text = "\n\n".join(text for text, _ in pairs)
    article = Article(text=text, roles=tuple(role for _, role in pairs), **values)
    root = etree.fromstring(written("tei", article))
    body = root.find(".//{*}body")
    told = re.sub(r"\s", "", "".join(body.itertext()))
    words = "".join(blocks_of(article)[0])
    assert told == re.sub(
        r"\s",
        "",
        re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", words),
    )
    assert root.findtext(".//{*}titleStmt/{*}title") is not None


@given(blocks, FIELDS)
def test_html_says_nothing_but_the_article(pairs, values):
    text = "\n\n".join(text for text, _ in pairs)
    article = Article(text=text, roles=tuple(role for _, role in pairs), **values)
    told = written("html", article).decode("utf-8")
    root = html.fromstring(told)
    words = "".join(blocks_of(article)[0])
    body = root.find("body")
    assert _bare("".join(body.itertext())) == _bare(NO_XML.sub("\ufffd", words))
    names = set("article h1 h2 h3 h4 h5 h6 p blockquote ul ol li pre code table tr td".split())
    assert {e.tag for e in body.iter()} <= names | {"body", "strong", "em", "a", "tbody"}
    assert all(set(e.keys()) <= {"href", "data-column"} for e in body.iter())
    assert not [
        a for a in body.iterfind(".//a") if ":" in a.get("href")[:9] and a.get("href")[:4] != "http"
    ]


NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _bare(text):
    return re.sub(r"\s", "", text)


PAGE = """<html lang="en"><head><title>Rice prices rise again</title>
<meta property="article:published_time" content="2024-05-03T07:16:00+07:00"></head><body><article>
<h1>Rice prices rise again</h1><p>The price of rice rose on the market on Monday, said the
<b>traders</b> who were <a href="https://a.example/x">asked there</a> today.</p>
<h2>What they say</h2><blockquote><p>We have never seen such a price in all our years at the
market, he said.</p></blockquote>
<ul><li>The first kind of rice costs eleven thousand now, they told the paper.</li>
<li>The second kind of rice costs twelve thousand now, they told the paper.</li></ul>
<p>The government said it would bring rice from the stores &amp; that prices would fall.</p>
</article></body></html>"""


@pytest.mark.parametrize("source", [PAGE, TEXT, "", "Satu."])
def test_tei_keeps_to_its_schema(source):
    assert validate_tei(etree.fromstring(written("tei", clean(source))))


def test_html_says_what_the_page_said_of_its_blocks():
    root = html.fromstring(written("html", clean(PAGE)).decode())
    tags = [element.tag for element in root.find("body").iter()]
    assert tags == "body article h1 p strong a h2 blockquote p ul li p li p p".split()
    assert root.get("lang") == "en"
    assert root.find("head/meta[@property='article:published_time']").get("content")[:4] == "2024"
    again = clean(written("html", clean(PAGE)))
    assert again.text == clean(PAGE).text
    assert again.title == clean(PAGE).title


def test_tei_says_what_the_page_said_of_its_blocks():
    root = etree.fromstring(written("tei", clean(PAGE)))
    body = root.find(".//{*}body")
    tags = [etree.QName(element).localname for element in body.iter()]
    assert tags == "body div head p hi ref div head quote p list item p item p p".split()
    assert body.find(".//{*}ref").get("target") == "https://a.example/x"
    assert root.find(".//{*}sourceDesc//{*}date").get("when") == "2024-05-03"


@pytest.mark.parametrize(
    ("form", "name"), [("md-yaml", "a.txt.md"), ("tei", "a.txt.xml"), ("html", "a.txt.html")]
)
def test_outputs_are_files_with_their_own_end(tmp_path, form, name):
    shelf.put(tmp_path / "in" / "a.txt", TEXT)
    out = tmp_path / "out"
    assert (
        main(["clean", str(tmp_path / "in"), "--out", str(out), "--to", form, "--jobs", "1"]) == 0
    )
    assert (out / name).read_bytes() == written(form, clean(TEXT.encode(), kind="text"))
    shelf.put(tmp_path / "t.jsonl", shelf.jsonl([{"text": TEXT}]))
    argv = ["clean", str(tmp_path / "t.jsonl"), "--out", str(tmp_path / "t"), "--to", form]
    assert main([*argv, "--jobs", "1"]) == 0
    found = (tmp_path / "t").rglob(f"*{OUTPUTS[form].suffix}")
    assert len([path for path in found if path.is_file()]) == 1


def test_kinds_are_told_by_the_register():
    for known in FORMATS:
        for end in known.suffixes:
            assert kinds.named(f"a{end}").what == known.holds
