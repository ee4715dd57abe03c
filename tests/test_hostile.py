"""Hostile input has a stated outcome: documents, archives, cells, files without end.

Elsewhere: names from archives in ``test_corpora.py`` and ``test_files.py``, what a report page
shows in ``test_report.py`` and ``test_report_browser.py``, rule files in ``test_rules.py``,
profiles in ``test_learning.py``, and that work grows with the input in ``test_pages.py`` and
``test_laws.py``.
"""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shelf
from hostile_cases import CASES, Case
from shelf import put

from cleaner import clean, restore
from cleaner.corpus import parquet, streams
from cleaner.corpus.tables import columns_of, rows, table_of
from cleaner.files import MOST, Source


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_outcome_is_the_stated_one(case: Case) -> None:
    source = case.make(case.small)
    article = clean(source, kind=case.kind)
    assert article.reason == case.reason
    assert [piece for piece in case.keeps if piece not in article.text] == []
    assert bool(case.keeps) == bool(article.text)
    assert not set(case.gone) & set(article.text)
    assert case.encoding in (None, article.encoding)
    again = clean(article.text, kind="text")
    assert (again.text, again.edits) == (article.text, ())
    if case.kind == "text":
        assert restore(article) == source


# archives that unpack to more than anyone has


def read(path: Path) -> list[object]:
    table = table_of(Source(path.name, path))
    assert table is not None
    return list(rows(table))


LINES = b'{"text": "' + b"a" * 5_000_000 + b'"}\n{"text": "b"}\n'
BOMBS = {
    "one member": gzip.compress(LINES),
    "many members": b"".join(
        gzip.compress(LINES[i : i + 9999]) for i in range(0, len(LINES), 9999)
    ),
    "packed twice": gzip.compress(gzip.compress(LINES)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_more_of_a_gzip_bomb_is_unpacked_than_a_line_may_have(tmp_path, monkeypatch, name):
    monkeypatch.setattr(streams.capped_lines, "__defaults__", (1000,))
    got = []
    real = gzip.GzipFile.read1

    def read1(self, size=-1):
        got.append(len(data := real(self, size)))
        return data

    monkeypatch.setattr(gzip.GzipFile, "read1", read1)
    found = read(put(tmp_path / "a.jsonl.gz", BOMBS[name]))
    assert max(got, default=0) <= 1 << 20
    if name == "packed twice":  # what is in it is no JSON, in lines or one
        assert all(row.fault or not row.data.startswith(b"{") for row in found)
    else:
        assert found[0].fault == "a line of more than 64000000 bytes"
        assert columns_of(found[1]) == {"text": "b"}


def test_a_column_that_unpacks_to_too_much_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_MUCH", 1_000_000)
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["a" * 3_000_000]}), path, compression="zstd")
    (row,) = read(path)
    assert "bytes of a column would unpack to 30000" in row.fault


def test_a_large_batch_is_made_into_rows_one_by_one(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "_LARGE", 1000)
    path = tmp_path / "a.parquet"
    texts = ["a" * i * 100 for i in range(9)]
    pq.write_table(pa.table({"text": texts}), path)
    assert [row.data["text"] for row in read(path)] == texts


@pytest.mark.parametrize("form", ["warc", "warc.gz", "csv.gz", "jsonl.zst", "parquet"])
def test_a_file_of_nothing_but_zeros_is_one_sentence(tmp_path, form):
    (*_, row) = read(put(tmp_path / f"a.{form}", b"\0" * 100_000))
    assert row.fault
    assert "\n" not in row.fault


# files without end


@pytest.mark.parametrize("argv", [("explain",), ("check",), ("fix",), ("clean", "--out", "out")])
def test_no_more_of_a_file_is_read_than_a_document_may_have(run, argv):
    put("long.txt", b"a" * (MOST + 1))
    command, *more = argv
    code, out, err = run(command, "long.txt", *more)
    assert code != 0
    assert "is longer than 10000000 characters or bytes" in out + err
    assert Path("long.txt").stat().st_size == MOST + 1


def test_standard_input_without_end_is_a_sentence(run):
    code, out, err = run("clean", "-", stdin=b"a" * (MOST + 1))
    assert (code, out) == (1, "")
    assert err.strip().endswith("the document is longer than 10000000 characters or bytes")


# names and cells

NAMES = (
    "../../up.txt",
    "/up-and-away.txt",
    "a/../../up.txt",
    "x" * 5000,
    "CON",
    "a\0b",
    "a\nb",
    "~/up",
)


def test_restore_writes_nothing_outside_its_folder(run):
    Path("run").mkdir()
    lines = [
        json.dumps({"name": name, "text": "a", "edits": [], "encoding": None}) for name in NAMES
    ]
    put("run/articles.jsonl", "\n".join(lines) + "\n")
    before = {path for path in Path().rglob("*") if "back" not in path.parts}
    code, _, err = run("restore", "run", "--out", "deep/back")
    assert code == 1
    assert "Traceback" not in err
    after = {path for path in Path().rglob("*") if "back" not in path.parts}
    assert after - before <= {Path("deep")}
    assert not Path("/up-and-away.txt").exists()


FORMULAS = ("=cmd|' /C calc'!A1", "+1+1", "-2+3", "@SUM(A1:A9)", '=HYPERLINK("http://x","y")')


def test_cells_are_written_as_they_are_even_formulas(run):
    """A choice, told in docs/corpora.md: data stay what they are."""
    put("a.csv", shelf.table([{"id": cell, "text": f"{cell}\n\nSatu dua."} for cell in FORMULAS]))
    assert run("clean", "a.csv", "--out", "out", "--quiet")[0] == 0
    with Path("out/a.csv").open(newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["id"] for row in found] == list(FORMULAS)
    assert all(row["text"].startswith(row["id"]) for row in found)
