"""Which column is what: the usual names, and the questions that are asked instead of guessing."""

import pytest

from cleaner import SourceError, clean, clean_record
from cleaner.corpus.columns import ADDED, MOST, PREFIX
from cleaner.corpus.fields import Fields, guess_fields


@pytest.mark.parametrize(
    ("columns", "given", "fields"),
    [
        (["text"], {}, Fields(text="text")),
        (["n", "raw_content", "digest"], {}, Fields(text="raw_content")),
        (["Isi-Berita", "judul", "Tautan"], {}, Fields(text="Isi-Berita", url="Tautan")),
        (["articleBody", "publisher"], {}, Fields(text="articleBody", site="publisher")),
        (["html", "url", "doc_id"], {}, Fields(html="html", url="url", id="doc_id")),
        (["text", "link", "url"], {}, Fields(text="text", url="url")),
        (["text", "tanggal_terbit"], {}, Fields(text="text", date="tanggal_terbit")),
        # the day of the crawl as often as not
        (["text", "date"], {}, Fields(text="text")),
        (["text", "date"], {"date": "date"}, Fields(text="text", date="date")),
        (["text", "content"], {"text": "content"}, Fields(text="content")),
        (["text", "html"], {"html": "html"}, Fields(html="html")),
        (["a", "b"], {"text": "a", "html": "b"}, Fields(text="a", html="b")),
        (["a", "text"], {"text": "a", "id": "text"}, Fields(text="a", id="text")),
    ],
)
def test_columns_are_known_by_their_usual_names(columns, given, fields):
    assert guess_fields(columns, given) == fields


@pytest.mark.parametrize(
    ("columns", "given", "sentence"),
    [
        (["text", "content"], {}, "'text' and 'content' could each be the text"),
        (["body", "html"], {}, "'body' and 'html' could each be the text; .*--field text=body"),
        (["text", "Text"], {}, "could each be the text"),
        (["judul", "n"], {}, "no column is known to hold the text; the columns are 'judul', 'n'"),
        ([], {}, "there are no columns"),
        (["text"], {"text": "isi"}, "there is no column 'isi' for text; the columns are 'text'"),
        (["text"], {"author": "text"}, "there is no field 'author'"),
    ],
)
def test_what_is_open_is_asked(columns, given, sentence):
    with pytest.raises(SourceError, match=sentence):
        guess_fields(columns, given)


TEXT = "Harga Beras Naik\n\nADVERTISEMENT\n\nHarga  beras naik di pasar itu."


def test_a_record_keeps_its_columns_and_gets_those_of_its_article():
    columns = {"title": "mine", "text": TEXT, "n": [1, {"a": None}]}
    before = dict(columns)
    record = clean_record(columns)
    article = clean(TEXT)
    assert columns == before
    assert list(record) == [*columns, *(f"{PREFIX}{name}" for name in ADDED)]
    assert {name: record[name] for name in columns} == columns
    assert (
        record["clean_text"] == article.text == "Harga Beras Naik\n\nHarga beras naik di pasar itu."
    )
    assert record["clean_title"] == "Harga Beras Naik"
    assert record["clean_edits"] == [edit._asdict() for edit in article.edits]
    assert record["clean_confidence"] == article.confidence


def test_the_text_of_a_record_can_be_had_back():
    record = clean_record({"text": TEXT})
    text = record["clean_text"]
    shift = 0
    for edit in record["clean_edits"]:
        start = edit["start"] + shift
        assert text[start : start + len(edit["new"])] == edit["new"]
        text = text[:start] + edit["old"] + text[start + len(edit["new"]) :]
    assert text == TEXT


def test_a_record_that_was_cleaned_is_cleaned_again_under_another_name():
    once = clean_record({"text": TEXT})
    with pytest.raises(SourceError, match="a column 'clean_text' already; choose another prefix"):
        clean_record(once)
    again = clean_record(once, fields={"text": "clean_text"}, prefix="again_")
    assert again["again_text"] == once["clean_text"]
    assert again["again_edits"] == []


PROSE = "Harga beras naik lagi di pasar itu, kata seorang pedagang kepada wartawan hari Kamis."
PAGE = f"<html><body><h1>Harga Beras</h1><p>{PROSE}</p><p>{PROSE[:-1]} lalu.</p></body></html>"
READ = f"Harga Beras\n\n{PROSE}\n\n{PROSE[:-1]} lalu."


@pytest.mark.parametrize(
    ("columns", "fields", "text", "page"),
    [
        ({"html": PAGE}, {}, READ, True),
        ({"html": PAGE.encode("utf-16")}, {}, READ, True),
        ({"text": "Satu  dua."}, {}, "Satu dua.", False),
        ({"text": b"Satu  dua."}, {}, "Satu dua.", False),
        ({"text": None}, {}, "", False),
        ({"t": "Satu.", "h": PAGE}, {"text": "t", "html": "h"}, READ, True),
        ({"t": "Satu.", "h": None}, {"text": "t", "html": "h"}, "Satu.", False),
        ({"t": "Satu.", "h": ""}, {"text": "t", "html": "h"}, "Satu.", False),
        ({"t": PAGE}, {"text": "t"}, READ, True),
    ],
)
def test_what_is_read_of_a_record(columns, fields, text, page):
    record = clean_record(columns, fields=fields)
    assert record["clean_text"] == text
    assert (record["clean_page"] is not None) == page


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"text": 3}, "the column 'text' holds no text but a number"),
        ({"text": [1]}, "holds no text but a list"),
        ({"text": {"a": 1}}, "holds no text but an object"),
        ({"text": 1.5}, "holds no text but a float"),
        ({"text": "x" * (MOST + 1)}, "longer than 10000000 characters"),
    ],
)
def test_what_is_no_text_is_refused(columns, sentence):
    with pytest.raises(SourceError, match=sentence):
        clean_record(columns)


def test_site_and_date_of_the_record_fill_what_the_text_does_not_tell():
    columns = {"text": "Satu dua.", "site": "Harian Contoh", "published": "2024-05-03T10:00:00Z"}
    record = clean_record(columns)
    assert (record["clean_site"], record["clean_date"]) == (
        "Harian Contoh",
        "2024-05-03T10:00+00:00",
    )
    told = f"Judul Berita Hari Ini\n\n2 Agustus 2017 7:16 WIB\n\n{PROSE}"
    assert clean(told).date == "2017-08-02T07:16+07:00"
    assert clean_record({**columns, "text": told})["clean_date"] == "2017-08-02T07:16+07:00"
    assert clean_record({**columns, "published": "soon"})["clean_date"] is None
