"""Reading tables: every row of a sound one, and of a broken one all that can be had."""

import gzip
import json
import sys
import zlib

import pytest
import shelf
import zstandard

from cleaner import packing
from cleaner.corpus import streams, tables, warc
from cleaner.corpus.tables import Table, columns_of, heading, rows, table_of
from cleaner.files import Source, UsageError

ROWS = [{"id": str(i), "text": f'Baris "{i}",\ndua – é雨', "n": "0.10"} for i in range(150)]
PAGES = [f"<html><body><p>Halaman {i} – é雨</p></body></html>".encode() for i in range(5)]


def of(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return table_of(Source(name, path))


@pytest.mark.parametrize(
    ("name", "form", "packing"),
    [
        ("a.jsonl", "jsonl", ""),
        ("a/B.NDJSON.GZ", "jsonl", "gz"),
        ("a.csv.zst", "csv", "zst"),
        ("a.tsv", "tsv", ""),
        ("a.parquet", "parquet", ""),
        ("a.warc.gz", "warc", "gz"),
    ],
)
def test_names_tell_form_and_packing(tmp_path, name, form, packing):
    source = Source(name, tmp_path / name)
    assert table_of(source) == Table(source, form, packing)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.parquet.gz", "a.gz", "jsonl"])
def test_other_names_are_no_tables(tmp_path, name):
    assert table_of(Source(name, tmp_path / name)) is None


@pytest.mark.parametrize("packing", ["", "gz", "zst"])
@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv"])
def test_every_row_is_read(tmp_path, form, packing):
    make = {"jsonl": shelf.jsonl, "csv": shelf.table}.get(form)
    data = make(ROWS, packing) if make else shelf.table(ROWS, packing, "\t")
    found = of(tmp_path, f"a.{form}" + (packing and f".{packing}"), data)
    assert [columns_of(row) for row in rows(found)] == ROWS
    assert [row.number for row in rows(found)] == list(range(1, len(ROWS) + 1))
    assert heading(found) == ["id", "text", "n"]


def test_several_frames_are_one_file(tmp_path):
    for end, pack in (("gz", gzip.compress), ("zst", zstandard.compress)):
        data = pack(shelf.jsonl(ROWS[:70])) + pack(b"") + pack(shelf.jsonl(ROWS[70:]))
        assert [columns_of(row) for row in rows(of(tmp_path, f"a.jsonl.{end}", data))] == ROWS


def test_parquet_gives_the_wanted_columns_and_keeps_the_place_of_all(tmp_path):
    found = of(tmp_path, "a.parquet", shelf.parquet(ROWS))
    assert heading(found) == ["id", "text", "n"]
    got = list(rows(found, ["text"]))
    assert [row.data for row in got] == [{"text": row["text"]} for row in ROWS]
    assert [row.carried.columns() for row in got] == ROWS


@pytest.mark.parametrize("packing", ["", "gz", "zst"])
@pytest.mark.parametrize("options", [{}, {"coding": "gzip"}, {"chunked": True},
                                     {"coding": "gzip", "chunked": True}])  # fmt: skip
def test_pages_of_warc_are_unpacked(tmp_path, packing, options):
    name = "a.warc" + (packing and f".{packing}")
    found = list(rows(of(tmp_path, name, shelf.warc(PAGES, packing, **options))))
    assert [row.data["html"] for row in found] == PAGES
    assert [row.data["url"] for row in found] == [f"https://a.example/{i}" for i in range(5)]
    assert all("html" not in row.carried for row in found)


def test_responses_that_are_no_pages_are_no_documents(tmp_path):
    data = shelf.response(0, b"GIF89a", kind="image/gif") + shelf.response(1, PAGES[1])
    (row,) = rows(of(tmp_path, "a.warc", data))
    assert (row.number, row.data["html"]) == (1, PAGES[1])


def test_what_the_crawler_has_joined_already_is_taken_as_it_is(tmp_path):
    head = b"Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    page = shelf.response(0, PAGES[0]).replace(b"Content-Type: text/html\r\n", head)
    said = page.index(b"Content-Length: ") + 16
    size = int(page[said : page.index(b"\r", said)]) + len(head) - 25
    page = page[:said] + b"%d" % size + page[page.index(b"\r", said) :]
    (row,) = rows(of(tmp_path, "a.warc", page))
    assert row.data["html"] == PAGES[0]


LINES = shelf.jsonl(ROWS)
# a reader may stop up to a buffer before the break
BROKEN = [
    (
        "a.jsonl.gz",
        gzip.compress(LINES * 9)[:-40],
        "the rest cannot be read: compressed file ended",
    ),
    ("a.jsonl.gz", gzip.compress(LINES) + b"junk", "the rest cannot be read: not a gzipped file"),
    ("a.jsonl.gz", b"\x00\x01binary" * 50, "not a gzipped file"),
    ("a.jsonl.zst", zstandard.compress(LINES)[:-5], "the file breaks off"),
    ("a.jsonl.zst", b"\x00\x01binary" * 50, "unknown frame descriptor"),
    ("a.csv", shelf.table(ROWS) + b'1,"open', "this is not CSV: unexpected end of data"),
    ("a.csv", b"a,a\n1,2\n", "two columns have one name"),
    ("a.parquet", shelf.parquet(ROWS)[:-9], "this is not Parquet"),
    ("a.parquet", b"", "this is not Parquet"),
    ("a.warc", b"\x00\x01binary" * 50, "invalid warc header"),
    ("a.warc", shelf.warc(PAGES)[:-20], "the record breaks off"),
    ("a.warc", shelf.warc(PAGES)[:-150], "the record breaks off"),
    ("a.warc.gz", shelf.warc(PAGES, "gz")[:-20], "the rest cannot be read: compressed file ended"),
    ("a.warc.gz", shelf.warc(PAGES, "gz")[:-200], "the rest cannot be read: compressed file ended"),
    ("a.warc.zst", shelf.warc(PAGES, "zst")[:-9], "the rest cannot be read: the file breaks off"),
]


@pytest.mark.parametrize(("name", "data", "cause"), BROKEN)
def test_what_breaks_off_ends_in_a_row_that_says_so(tmp_path, name, data, cause):
    *before, last = rows(of(tmp_path, name, data))
    assert cause in last.fault
    assert last.number == (before[-1].number + 1 if before else 1)
    assert not any(row.fault for row in before)


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b'{"text": "a"', "this is not JSON"),
        (b'["text"]', "this is JSON but no object"),
        (b'{"text": "\xff"}', "this is not JSON"),
        (b"[" * 100_000, "this is not JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "this is not JSON"),
        (b"\x00\x01\x02", "this is not JSON"),
    ],
)
def test_a_line_that_is_no_record_is_one_failure(tmp_path, line, cause):
    data = b'\xef\xbb\xbf{"text": "a"}\n\n' + line + b'\n{"text": "b"}'
    first, bad, last = rows(of(tmp_path, "a.jsonl", data))
    assert (columns_of(first), columns_of(last)) == ({"text": "a"}, {"text": "b"})
    assert (first.number, bad.number, last.number) == (1, 3, 4)
    with pytest.raises(tables.SourceError, match=cause):
        columns_of(bad)


def test_rows_of_csv_that_do_not_fit_are_failures(tmp_path):
    data = b'id,text\n1,a\n2,a,b\n\n3,"q"z\n4\n5,b\n'
    found = list(rows(of(tmp_path, "a.csv", data)))
    assert [row.fault for row in found] == [
        "",
        "a row of 3 cells under 2 names",
        "this is not CSV: ',' expected after '\"'",
        "a row of 1 cells under 2 names",
        "",
    ]
    assert found[4].data == {"id": "5", "text": "b"}


def test_no_line_is_read_beyond_its_limit(tmp_path, monkeypatch):
    for module in (streams, tables):
        monkeypatch.setattr(module, "LINE", 1000)
    monkeypatch.setattr(streams.capped_lines, "__defaults__", (1000,))
    asked = []
    real = packing._Frames.readinto

    def readinto(self, buffer):
        asked.append(len(self._ready))
        return real(self, buffer)

    monkeypatch.setattr(packing._Frames, "readinto", readinto)
    bomb = b'{"text": "' + b"a" * 300_000_000 + b'"}\n{"text": "b"}\n'
    first, last = rows(of(tmp_path, "a.jsonl.zst", zstandard.compress(bomb)))
    assert first.fault == "a line of more than 1000 bytes"
    assert columns_of(last) == {"text": "b"}
    assert max(asked) < 40_000_000
    bomb = b"id,text\n1," + b"a" * 10_000 + b"\n2,b\n"
    (row,) = rows(of(tmp_path, "a.csv", bomb))
    assert row.fault == "a line of more than 1000 bytes"
    bomb = b'id,text\n1,"' + b"a\n" * 10_000 + b'"\n2,b\n'
    found = list(rows(of(tmp_path, "a.csv", bomb)))
    assert found[0].fault == "this is not CSV: field larger than field limit (1000)"


def test_a_page_that_unpacks_to_too_much_is_a_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(warc, "MOST", 5000)
    asked = []
    real = zlib.decompressobj

    class Counting:
        def __init__(self, bits):
            self.inner = real(bits)

        def decompress(self, data, most):
            asked.append(most)
            return self.inner.decompress(data, most)

    monkeypatch.setattr(warc.zlib, "decompressobj", Counting)
    bomb = shelf.response(0, b"<p>" + b"a" * 2_000_000, coding="gzip")
    long = shelf.response(1, b"<p>" + b"a" * 5000)
    sound = shelf.response(2, PAGES[2], coding="gzip")
    found = list(rows(of(tmp_path, "a.warc", bomb + long + sound)))
    assert [bool(row.fault) for row in found] == [True, True, False]
    assert "longer than" in found[0].fault
    assert "longer than" in found[1].fault
    assert set(asked) == {5001}


@pytest.mark.parametrize(
    ("coding", "cause"),
    [("br", "packed as 'br', which is not read here"), ("deflate", "cannot be unpacked")],
)
def test_a_page_that_cannot_be_unpacked_is_a_failure(tmp_path, coding, cause):
    data = shelf.response(0, b"\x00\x01\x02\x03 no page", coding=coding)
    (row,) = rows(of(tmp_path, "a.warc", data))
    assert cause in row.fault


@pytest.mark.parametrize(
    ("name", "module", "library", "extra"),
    [
        ("a.parquet", "cleaner.corpus.parquet", "pyarrow", "parquet"),
        ("a.warc", "cleaner.corpus.warc", "fastwarc.warc", "warc"),
        ("a.jsonl.zst", None, "zstandard", "zst"),
    ],
)
def test_a_library_that_is_missing_is_named_with_its_extra(
    tmp_path, monkeypatch, name, module, library, extra
):
    monkeypatch.setitem(sys.modules, library, None)
    if module:
        monkeypatch.delitem(sys.modules, module, raising=False)
        monkeypatch.delattr(f"{module}", raising=False)
    with pytest.raises(UsageError, match=rf"pip install 'article-cleaner\[{extra}\]'"):
        heading(of(tmp_path, name, b"x"))


def test_a_missing_file_is_a_row_that_says_so(tmp_path):
    for name in ("a.jsonl", "a.csv.gz", "a.jsonl.zst", "a.parquet", "a.warc"):
        found = table_of(Source(name, tmp_path / name))
        (row,) = rows(found)
        assert "no such file" in row.fault
        assert heading(found) == []


def test_blank_lines_count_in_numbers_only(tmp_path):
    found = of(tmp_path, "a.jsonl", b"\n\r\n" + json.dumps({"text": "a"}).encode() + b"\r\n\n")
    assert [(row.number, columns_of(row)) for row in rows(found)] == [(3, {"text": "a"})]
