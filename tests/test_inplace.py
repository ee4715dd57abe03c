"""Tables and texts fixed in place: only the text changes, twice is once, a crash costs nothing."""

import csv
import io
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shelf import jsonl, parquet, put, table
from test_laws import PROSE, documents

from cleaner.check.cells import csv_records, json_records
from cleaner.cli import main
from cleaner.corpus.fields import Fields
from cleaner.types import SourceError

DIRTY = f"{PROSE[0]}\n\nADVERTISEMENT\n\n{PROSE[1]}"
CLEAN = f"{PROSE[0]}\n\n{PROSE[1]}"
ROWS = [
    {"id": "a1", "text": DIRTY, "score": 1.5},
    {"id": "a2", "text": CLEAN, "score": 2.0},
    {"id": "a3", "text": "Satu  dua.", "score": None},
]
LABEL = "advertising.label remove 'ADVERTISEMENT' (the whole line is 'advertisement')"
SELECT = ("--select", "advertising,space")


def texts_of(path):
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in path.read_bytes().splitlines()]
    if path.suffix == ".parquet":
        return pq.read_table(path).column("text").to_pylist()
    delimiter = "\t" if path.suffix == ".tsv" else ","
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""),
                          delimiter=delimiter)  # fmt: skip
    return [row["text"] for row in rows]


FORMS = {
    "a.jsonl": jsonl,
    "a.csv": table,
    "a.tsv": lambda rows: table(rows, delimiter="\t"),
    "a.parquet": parquet,
}


@pytest.mark.parametrize("name", FORMS)
def test_tables_are_checked_fixed_and_then_sound(run, name):
    path = put(name, FORMS[name](ROWS))
    path.chmod(0o640)
    code, out, err = run("check", name)
    assert code == 1
    assert out.splitlines() == [
        f"{name}:1(a1):text:3:1: {LABEL}",
        f"{name}:1(a1):text:3:14: layout.blank 1 place",
        f"{name}:3(a3):text:1:6: space.doubled remove ' ' (spaces in a row)",
    ]
    mend = f"cleaner: to mend them: cleaner fix {name}\n"
    assert err == f"cleaner: 3 findings in 1 file\n{mend}"
    code, out, err = run("fix", name)
    assert (code, out) == (0, f"fixed {name} (3 edits)\n")
    assert err == "cleaner: 1 in = 1 fixed + 0 unchanged + 0 failed\n"
    assert texts_of(path) == [CLEAN, CLEAN, "Satu dua."]
    assert path.stat().st_mode & 0o777 == 0o640
    before = path.read_bytes()
    assert run("fix", name)[0] == run("check", name)[0] == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        # everything but the text, to the byte: order, spaces, numbers, escapes, keys twice, ends
        (
            "a.jsonl",
            b'\xef\xbb\xbf{ "z":1.50,\t"text" : "Satu  dua.","n":[1e400, "\\u00e9"] }\r\n\n',
            b'\xef\xbb\xbf{ "z":1.50,\t"text" : "Satu dua.","n":[1e400, "\\u00e9"] }\r\n\n',
        ),
        (
            "a.jsonl",
            b'{"text":"caf\\u00e9  au \\u2019x","a":"  "}',
            b'{"text":"caf\\u00e9 au \\u2019x","a":"  "}',
        ),
        ("a.jsonl", b'{"text":"a  b","text":"c  d"}\n', b'{"text":"a  b","text":"c d"}\n'),
        ("a.jsonl", '{"text":"é  b"}\n'.encode(), '{"text":"é b"}\n'.encode()),
        (
            "a.csv",
            b'\xef\xbb\xbfid,text,"n"\r\n"1",Satu  dua.,"x ""y"""\r\n\r\n2,,\r\n3,Tiga.,1\n',
            b'\xef\xbb\xbfid,text,"n"\r\n"1",Satu dua.,"x ""y"""\r\n\r\n2,,\r\n3,Tiga.,1\n',
        ),
        (
            "a.csv",
            b'text,n\n"Satu  ""dua"", tiga.\n\nEmpat.","  "\n',
            b'text,n\n"Satu ""dua"", tiga.\n\nEmpat.","  "\n',
        ),
        ("a.tsv", b"n\ttext\n1\tSatu  dua, tiga.", b"n\ttext\n1\tSatu dua, tiga."),
        ("a.csv", b"text,n\nADVERTISEMENT,1\n", b'text,n\n"",1\n'),
    ],
)
def test_nothing_but_the_text_changes(run, name, before, after):
    path = put(name, before)
    assert run("fix", name, "--exit-non-zero-on-fix")[0] == 1
    assert path.read_bytes() == after
    assert run("fix", name)[0] == 0


def test_parquet_keeps_schema_metadata_packing_and_groups(run):
    columns = {
        "n": pa.array([1, None, 3], pa.int8()),
        "isi": pa.array(["Satu  dua.", None, "Tiga."], pa.large_string()),
        "tags": pa.array([["a"], [], None]),
        "when": pa.array([1, 2, 3], pa.timestamp("ns", "UTC")),
    }
    whole = pa.table(columns).replace_schema_metadata({"owner": "desk"})
    pq.write_table(whole, "a.parquet", compression="zstd", row_group_size=2)
    old = pq.ParquetFile("a.parquet")
    assert run("fix", "a.parquet")[0] == 0
    new = pq.ParquetFile("a.parquet")
    assert new.schema_arrow.equals(old.schema_arrow, check_metadata=True)
    assert new.num_row_groups == old.num_row_groups == 2
    assert new.metadata.row_group(0).column(0).compression == "ZSTD"
    assert new.read().column("isi").to_pylist() == ["Satu dua.", None, "Tiga."]
    assert new.read().drop(["isi"]).equals(whole.drop(["isi"]))


def test_parquet_that_would_be_read_otherwise_is_left(run, monkeypatch):
    from cleaner.check import parquettext

    path = put("a.parquet", parquet(ROWS))
    before = path.read_bytes()
    monkeypatch.setattr(parquettext, "_read_back", lambda *_: b"")
    code, _, err = run("fix", "a.parquet")
    assert code == 2
    assert "a.parquet: left as it is: the texts cannot be read back" in err
    assert path.read_bytes() == before
    assert [p.name for p in Path().iterdir()] == ["a.parquet"]


def test_bad_records_are_told_and_the_rest_goes_on(run):
    lines = [
        b'{"id": 7, "text": "Satu  dua."}',
        b'{"id": 8, "text": 5}',
        b"nope",
        b"[1]",
        b'{"id": 9}',
        b'{"id": 10, "text": "caf\xe9  x"}',
        b'{"id": 11, "text": "<!doctype html><p>Satu  dua</p></html>"}',
        b'{"id": 12, "text": null}',
    ]
    path = put("a.jsonl", b"\n".join(lines) + b"\n")
    code, out, err = run("fix", "a.jsonl")
    assert (code, out) == (2, "fixed a.jsonl (1 edit)\n")
    assert path.read_bytes() == b"\n".join([lines[0].replace(b"  ", b" "), *lines[1:]]) + b"\n"
    told = err.splitlines()
    assert [row.partition(": ")[2] for row in told[:-1]] == [
        "a.jsonl:2: the column 'text' holds no text but a number",
        "a.jsonl:3: this is not JSON: Expecting value: line 1 column 1 (char 0)",
        "a.jsonl:4: this is JSON but no object: an array; one in a file called .json is read",
        "a.jsonl:5: there is no column 'text'",
        "a.jsonl:6: not UTF-8; say with --encoding what it is (--encoding cp1252)",
        "a.jsonl:7(11): an HTML page; fix is for texts, clean makes one of it",
    ]
    assert told[-1].endswith("1 in = 1 fixed + 0 unchanged + 0 failed, 6 records failed")
    code, out, err = run("check", "a.jsonl", "--ignore", "page,layout")
    assert "5 failed" in err  # check reads pages


@pytest.mark.parametrize(
    ("name", "data", "argv", "sentence"),
    [
        ("a.csv", b"a,b\n1,2\n", (), "no column is known to hold the text; the columns are 'a'"),
        ("a.csv", b"text,body\n1,2\n", (), "'text' and 'body' could each be the text"),
        ("a.csv", b"text,text\n1,2\n", (), "two columns have one name"),
        ("a.csv", b"a,b\n1,2\n", ("--field", "text=c"), "there is no column 'c' for text"),
        ("a.csv", b"text,b\n1\n", (), "a row of 1 cells under 2 names"),
        ("a.csv", b'text,b\n"x\n', (), "this is not CSV"),
        ("a.csv", b"text,b\ncaf\xe9  x,1\n", (), "not UTF-8"),
        ("a.parquet", b"nope", (), "this is not Parquet"),
        ("a.warc", b"nope", (), "a WARC file; clean reads it"),
        ("a.jsonl.gz", jsonl(ROWS, "gz"), (), "a packed file; unpack it, or use clean"),
        ("a.jsonl", b'{"html": "<p>a</p>"}', (), "the column 'html' holds HTML pages; fix is for"),
        ("a.jsonl", b'{"text": "a  b', (), "this is not JSON"),
    ],
)
def test_tables_that_cannot_be_fixed_stay(run, name, data, argv, sentence):
    path = put(name, data)
    code, out, err = run("fix", name, *argv)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "1 in = 0 fixed + 0 unchanged + 1 failed" in err
    assert path.read_bytes() == data
    assert [p.name for p in Path().iterdir()] == [name]


def test_packed_tables_and_columns_of_pages_are_checked(run):
    put("a.jsonl.gz", jsonl(ROWS, "gz"))
    assert len(run("check", "a.jsonl.gz")[1].splitlines()) == 3
    put("b.jsonl", jsonl([{"html": "<html><p>Satu</p><p>ADVERTISEMENT</p></html>"}]))
    assert "b.jsonl:1:html:2:1: " in run("check", "b.jsonl")[1]


def test_folders_hold_tables_too(run):
    put("in/a.jsonl", jsonl(ROWS))
    put("in/b.txt", CLEAN)
    put("in/README.md", "Not  a text.")
    assert run("check", "in")[2].splitlines()[-2] == "cleaner: 3 findings in 1 of 2 files"
    assert run("check", "in/README.md", *SELECT)[0] == 2


def test_a_diff_changes_nothing(run):
    path, other = put("a.txt", DIRTY + "\n"), put("a.jsonl", jsonl(ROWS))
    before = path.read_bytes(), other.read_bytes()
    code, out, err = run("fix", "--diff", "a.txt", "a.jsonl")
    assert code == 1
    expected = [
        "@@ -1,5 +1,3 @@",
        f" {PROSE[0]}",
        " ",
        "-ADVERTISEMENT",
        "-",
        f" {PROSE[1]}",
    ]
    other_diff = ["@@ -1,1 +1,1 @@", "-Satu  dua.", "+Satu dua."]
    assert out.splitlines() == [
        *("--- a.txt", "+++ a.txt", *expected),
        *("--- a.jsonl:1(a1):text", "+++ a.jsonl:1(a1):text", *expected),
        *("--- a.jsonl:3(a3):text", "+++ a.jsonl:3(a3):text", *other_diff),
    ]
    assert err == "cleaner: 2 in = 2 to fix + 0 unchanged + 0 failed\n"
    assert (path.read_bytes(), other.read_bytes()) == before
    assert run("check", "--diff", "a.txt", "a.jsonl")[1] == out


def test_check_fix_mends_and_tells_what_is_left(run):
    line = "Pemerintah Iran memblokir layanan itu karana server tersebut tidak aman."
    path = put("a.txt", f"{line}\n\nADVERTISEMENT\n\n{PROSE[0]}\n")
    put("b.html", "<html><p>Satu</p><p>ADVERTISEMENT</p></html>")
    code, out, err = run("check", "--fix", "a.txt", "b.html", "--language", "id")
    assert code == 1
    told = out.splitlines()
    assert told[0] == "fixed a.txt (2 edits)"
    assert told[1] == "a.txt:1:39: word.one-edit suggestion: 'karana' may be 'karena'"
    assert told[2].startswith("b.html:")
    assert "ADVERTISEMENT" not in path.read_text()
    assert "2 in = 1 fixed + 1 unchanged + 0 failed" in err


def test_verify_finds_what_is_not_final(run, monkeypatch):
    from cleaner.check import settings

    put("a.txt", DIRTY)
    put("a.jsonl", jsonl(ROWS))
    assert run("check", "--verify", "a.txt", "a.jsonl")[2].startswith(
        "cleaner: 5 findings in 2 files\n"
    )
    settle = settings.settle
    monkeypatch.setattr(settings, "settle", lambda text, *a, **o: settle(text + " x  y", *a, **o))
    code, _, err = run("check", "--verify", "a.txt", "a.jsonl")
    assert code == 2
    assert err.count("left as it is: cleaning the outcome again would change it") == 4


# twice is once, whatever is in the file and whatever is chosen

chosen = st.sampled_from(
    [
        (),
        ("--select", "advertising,word"),
        ("--ignore", "layout"),
        ("--ignore", "layout.line-end,advertising.label"),
        ("--ignore", "unicode,space", "--repairs", "off"),
        ("--repairs", "all", "--ignore", "context,related"),
    ]
)
plain = documents().map(lambda text: text.encode("utf-8", "replace").decode())


@settings(deadline=None)
@given(st.sampled_from([*FORMS, "a.txt", "a.md"]), st.lists(plain, min_size=1, max_size=3), chosen)
@example("a.txt", ["A.\r\nADVERTISEMENT\nB.\r\n"], ("--ignore", "layout.line-end"))
@example("a.csv", ["\r"], ("--ignore", "layout.line-end"))
@example("a.tsv", ['"', "\t", "\x00"], ("--ignore", "unicode,space,layout"))
def test_fixing_twice_is_fixing_once(name, texts, argv):
    rows = [{"id": str(i), "text": text, "x": " a  b "} for i, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(FORMS[name](rows) if name in FORMS else "\n".join(texts).encode())
        if name not in FORMS:
            argv = (*argv, "--kind", "text")  # the texts may hold NULs
        main(["fix", str(path), *argv])
        once = path.read_bytes()
        code = main(["fix", str(path), *argv])
        assert path.read_bytes() == once
        assert (main(["check", str(path), *argv]) > 0) == (code > 0)
        assert os.listdir(folder) == [name]
        if name == "a.parquet":
            assert pq.read_table(path).column("x").to_pylist() == [row["x"] for row in rows]


@given(st.lists(plain, max_size=3), st.sampled_from(["a.jsonl", "a.csv", "a.tsv"]))
def test_records_are_read_as_they_stand(texts, name):
    rows = [{"x": "1", "text": text, "y": "é, 2"} for text in texts] or [{"x": "", "text": ""}]
    data = FORMS[name](rows)
    fields, stream = Fields(text="text"), io.BytesIO(data)
    separator = {"a.csv": ",", "a.tsv": "\t"}.get(name)
    cells = csv_records(stream, fields, separator) if separator else json_records(stream, fields)
    found = list(cells)
    assert "".join(cell.raw for cell in found).encode() == data
    assert [cell.text for cell in found if cell.text is not None] == [row["text"] for row in rows]
    assert not [cell.fault for cell in found if cell.fault]


@given(st.binary(max_size=80))
@example(b'"\r"\r\n\n')
@example(b"\xef\xbb\xbf")
def test_any_bytes_are_read_to_the_last(data):
    fields = Fields(text="text")
    assert (
        b"".join(
            cell.raw.encode("utf-8", "surrogateescape")
            for cell in json_records(io.BytesIO(data), fields)
        )
        == data
    )
    with suppress(SourceError):  # two columns of one name
        rows = list(csv_records(io.BytesIO(data), fields, ","))
        joined = "".join(row.raw for row in rows)
        assert joined.encode("utf-8", "surrogateescape") == data


# a crash at any write


class Failing(io.FileIO):
    """A file that fails at one of its writes, or when it is closed."""

    left = 0
    fault: BaseException = OSError(28, "No space left on device")

    def write(self, data):
        Failing.left -= 1
        if Failing.left < 0:
            raise Failing.fault
        return super().write(data)


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("name", [*FORMS, "a.txt"])
def test_a_crash_at_any_write_leaves_the_old_file(run, monkeypatch, name, fault):
    path = put(name, FORMS[name](ROWS) if name in FORMS else DIRTY)
    before = path.read_bytes()
    opened = Path.open

    def failing(self, mode="r", *args, **options):
        if mode == "xb":
            return Failing(self, mode)
        return opened(self, mode, *args, **options)

    monkeypatch.setattr(Path, "open", failing)
    monkeypatch.setattr(Failing, "fault", fault)
    code, allowed = 1, 0
    while True:
        monkeypatch.setattr(Failing, "left", allowed)
        code, _, err = run("fix", name)
        if Failing.left >= 0:
            break
        assert code == (130 if isinstance(fault, KeyboardInterrupt) else 2)
        assert isinstance(fault, KeyboardInterrupt) or "no space left on device" in err
        assert path.read_bytes() == before
        assert os.listdir() == [name]
        allowed += 1
    assert allowed > 0
    assert path.read_bytes() != before
    assert run("check", name)[0] == 0


# clean --verify


def test_verified_outcomes_are_the_same(run):
    put("in/a.txt", DIRTY)
    put("in/b.html", "<html><h1>Judul berita</h1><p>Satu  dua.</p><p>ADVERTISEMENT</p></html>")
    put("in/c.jsonl", jsonl(ROWS))
    assert run("clean", "in", "--out", "plain", "--quiet")[0] == 0
    assert run("clean", "in", "--out", "proved", "--quiet", "--verify")[0] == 0
    for name in ("a.txt", "b.html.txt", "c.jsonl", "articles.jsonl"):
        assert Path("proved", name).read_bytes() == Path("plain", name).read_bytes()
    assert run("clean", "-", "--verify", stdin=DIRTY.encode())[1] == CLEAN + "\n"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda a: replace(a, text=f"{a.text}  x"), "not verified: cleaning the outcome again"),
        (lambda a: replace(a, edits=()), "not verified: the original could not be restored"),
    ],
)
def test_outcomes_that_are_not_verified_are_failures(run, monkeypatch, change, sentence):
    from cleaner.check import settings
    from cleaner.corpus import columns

    clean = columns.clean

    def broken(source, **options):
        return change(clean(source, **options)) if source != CLEAN else clean(source, **options)

    monkeypatch.setattr(columns, "clean", broken)
    monkeypatch.setattr(settings, "clean", broken)
    settings = columns.Settings(verify=True)
    with pytest.raises(SourceError, match=sentence):
        columns.article_of({"text": DIRTY}, Fields(text="text"), settings)
    code, out, err = run("clean", "-", "--verify", stdin=DIRTY.encode())
    assert (code, out) == (1, "")
    assert sentence in err
