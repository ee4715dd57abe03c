"""The shapes in which people have their articles: each is read, or refused with the cure."""

import bz2
import csv
import gzip
import io
import json
import lzma

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
import shelf
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import clean_record
from cleaner.cli import main
from cleaner.corpus import arrays
from cleaner.corpus.fields import guess_fields
from cleaner.corpus.separators import separator_of
from cleaner.corpus.tables import columns_of, heading, rows, table_of
from cleaner.files import Source
from cleaner.types import SourceError

RAW = [
    f"Harga {i} Naik\n\nADVERTISEMENT\n\nHarga beras naik, kata {i} warga; itu saja."
    for i in range(3)
]
CLEAN = [f"Harga {i} Naik\n\nHarga beras naik, kata {i} warga; itu saja." for i in range(3)]
FLAT = [{"id": str(i), "text": text} for i, text in enumerate(RAW)]
NESTED = [{"id": i, "data": {"meta": {"n": i}, "body": text}} for i, text in enumerate(RAW)]
LISTS = [{"id": i, "text": [*text.split("\n\n"), None]} for i, text in enumerate(RAW)]


def named(name):
    return [{"id": str(i), name: text} for i, text in enumerate(RAW)]


def array(rows):
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def arrow(rows, stream=False):
    table, out = pa.Table.from_pylist(rows), io.BytesIO()
    if not stream:
        pyarrow.feather.write_feather(table, out)
        return out.getvalue()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    return out.getvalue()


def latin(data):
    return data.decode().replace("naik", "nåik").encode("cp1252")


SHAPES = {
    "CSV of semicolons": ("a.csv", shelf.table(FLAT, delimiter=";"), ()),
    "CSV of strokes": ("a.csv", shelf.table(FLAT, delimiter="|"), ()),
    "CSV of tabs": ("a.csv", shelf.table(FLAT, delimiter="\t"), ()),
    "TSV": ("a.tsv", shelf.table(FLAT, delimiter="\t"), ()),
    "a separator that is given": ("a.csv", shelf.table(FLAT, delimiter="^"), ("--separator", "^")),
    "tab by its name": ("a.csv", shelf.table(FLAT, delimiter="\t"), ("--separator", "tab")),
    "JSON in objects": ("a.jsonl", shelf.jsonl(NESTED), ("--text", "data.body")),
    "structs of Parquet": ("a.parquet", shelf.parquet(NESTED), ("--field", "text=data.body")),
    "lists in JSON": ("a.jsonl", shelf.jsonl(LISTS), ()),
    "lists in Parquet": ("a.parquet", shelf.parquet(LISTS), ()),
    "an array of JSON": ("a.json", array(FLAT), ()),
    "an array of JSON, packed": ("a.json.gz", gzip.compress(array(FLAT)), ()),
    "lines of JSON called .json": ("a.json", shelf.jsonl(FLAT), ()),
    "Feather": ("a.feather", arrow(FLAT), ()),
    "a stream of Arrow": ("a.arrow", arrow(FLAT, stream=True), ()),
    "structs of Arrow": ("a.arrow", arrow(NESTED), ("--text", "data.body")),
    "bz2": ("a.jsonl.bz2", bz2.compress(shelf.jsonl(FLAT)), ()),
    "xz": ("a.csv.xz", lzma.compress(shelf.table(FLAT)), ()),
    **{name: ("a.jsonl", shelf.jsonl(named(name)), ()) for name in
       ("artikel", "Berita", "page_content", "document", "story", "news", "markdown")},
}  # fmt: skip


def texts_in(path, separator=""):
    """The clean texts of an output."""
    if path.suffix == ".parquet":
        return pq.read_table(path).column("clean_text").to_pylist()
    if path.suffix in (".feather", ".arrow"):
        opens = pa.ipc.open_file if path.read_bytes()[:6] == b"ARROW1" else pa.ipc.open_stream
        return opens(path.read_bytes()).read_all().column("clean_text").to_pylist()
    found = table_of(Source(path.name, path), None, separator)
    return [columns_of(row)["clean_text"] for row in rows(found)]


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_are_read(tmp_path, capsys, shape):
    name, data, argv = SHAPES[shape]
    path = shelf.put(tmp_path / name, data)
    out = tmp_path / "out"
    assert main(["clean", str(path), "--out", str(out), *argv, "--jobs", "1"]) == 0
    assert "3 in = 3 written + 0 failed" in capsys.readouterr().err
    (made,) = out.glob("a.*")
    assert texts_in(made, "^" if "^" in argv else "") == CLEAN


def test_what_comes_in_comes_out_in_its_kind(tmp_path):
    for name, data in (
        ("a.csv", shelf.table(FLAT, delimiter=";")),
        ("b.feather", arrow(FLAT)),
        ("c.arrow", arrow(FLAT, stream=True)),
    ):
        shelf.put(tmp_path / "in" / name, data)
    assert main(["clean", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    lines = (tmp_path / "out" / "a.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("id;text;clean_text;clean_title;")
    made = pyarrow.feather.read_table(tmp_path / "out" / "b.feather")
    assert made.column("text").to_pylist() == RAW
    assert made.column_names[:3] == ["id", "text", "clean_text"]
    assert texts_in(tmp_path / "out" / "c.arrow") == CLEAN


@pytest.mark.parametrize("name", ["a.feather", "a.parquet"])
def test_arrow_comes_out_as_any_table(tmp_path, name):
    data = {"a.feather": arrow, "a.parquet": shelf.parquet}[name](NESTED)
    path = shelf.put(tmp_path / name, data)
    for form in ("jsonl", "parquet"):
        out = tmp_path / form
        argv = ["clean", str(path), "--out", str(out), "--to", form, "--text", "data.body"]
        assert main([*argv, "--jobs", "1"]) == 0
        (made,) = out.glob("a.*")
        assert texts_in(made) == CLEAN


def test_standard_input_is_told_apart_too(tmp_path, monkeypatch, capfdbinary):
    for form, data in (("csv", shelf.table(FLAT, delimiter=";")), ("json", array(FLAT))):
        stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)))
        monkeypatch.setattr("sys.stdin", stream)
        assert main(["clean", "-", "--from", form, "--jobs", "1"]) == 0
        told = capfdbinary.readouterr().out.decode()
        assert told.startswith("id;text;clean_text" if form == "csv" else '{   "id": "0"')


@pytest.mark.parametrize(
    ("head", "usual", "separator"),
    [
        ("a,b\n1,x;y\n", ",", ","),
        ("a;b\n1;x, y, z\n2;,,,\n", ",", ";"),
        ("text\nsatu; dua; tiga\nx; y; z\n", ",", ","),
        ("", ",", ","),
        ("a|b|c\n1|2|3\n", "\t", "|"),
        ('a;b\n"x\n;";"y;\n"\n', ",", ";"),
        ("a;b,c;d\n1;2,3;4\n", ",", ";"),
        ("\ufeffa\tb\n1\t2\n", ",", "\t"),
        ('a;b\n1;"breaks off, and has; no end', ",", ";"),
    ],
)
def test_separators_are_told_by_the_first_lines(head, usual, separator):
    assert separator_of(head, usual, whole=False) == separator


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=5),
    st.sampled_from(",;\t|"),
)
def test_a_table_that_was_written_is_told_by_its_own_separator(cells, separator):
    out = io.StringIO()
    heading = [["id", "judul", "isi"]]
    csv.writer(out, delimiter=separator).writerows([*heading, *cells])
    assert separator_of(out.getvalue(), ",", whole=True) == separator


def test_a_separator_that_is_none_is_refused(tmp_path, capsys):
    path = shelf.put(tmp_path / "a.csv", shelf.table(FLAT))
    for wrong in ('"', "ab", "é", "\n"):
        assert main(["clean", str(path), "--out", str(tmp_path / "o"), "--separator", wrong]) == 2
    assert "is no single character, nor tab" in capsys.readouterr().err


def test_a_table_without_a_heading_shows_no_article(tmp_path, capsys):
    path = shelf.put(tmp_path / "a.csv", f'1,"{RAW[0]} {"kata " * 50}"\n2,"{RAW[1]}"\n')
    assert main(["clean", str(path), "--out", str(tmp_path / "o")]) == 2
    err = capsys.readouterr().err
    assert "is the first row a heading?" in err
    assert len(err) < 300


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"id": 1, "data": {"body": "a"}}, "text=data.body"),
        ({"id": 1, "data": {"x": "a"}}, "text=NAME"),
        ({"text": {"body": "a"}, "content": "b"}, "could each be the text"),
    ],
)
def test_what_stands_inside_is_proposed_and_never_guessed(row, told):
    with pytest.raises(SourceError, match=told):
        clean_record(row)


def test_a_path_that_leads_nowhere_is_told(tmp_path, capsys):
    path = shelf.put(tmp_path / "a.jsonl", shelf.jsonl(NESTED))
    assert main(["clean", str(path), "--out", str(tmp_path / "o"), "--text", "data.bdy"]) == 2
    assert "there is no column 'data.bdy' for text; the columns are" in capsys.readouterr().err
    path = shelf.put(tmp_path / "b.jsonl", shelf.jsonl([*NESTED, {"id": 9, "data": "x"}]))
    assert main(["clean", str(path), "--out", str(tmp_path / "p"), "--text", "data.body"]) == 1
    assert "there is no column 'data.body'" in (tmp_path / "p" / "failures.jsonl").read_text()


def test_a_name_with_a_dot_is_a_name_first():
    row = {"data.body": RAW[1], "data": {"body": RAW[2]}}
    assert clean_record(row, fields={"text": "data.body"})["clean_text"] == CLEAN[1]


def test_usual_names_outweigh_unusual_ones():
    assert guess_fields(["markdown", "html"]).html == "html"
    assert guess_fields(["document", "text"]).text == "text"
    with pytest.raises(SourceError, match="'story' and 'news' could each be the text"):
        guess_fields(["news", "story"])


@pytest.mark.parametrize("value", [["a", 1], [], [["a"]], {"a": "b"}, True])
def test_lists_of_other_things_are_no_text(value):
    with pytest.raises(SourceError, match="holds no text but"):
        clean_record({"text": value})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=9,
)
OBJECTS = st.dictionaries(st.text(max_size=5), VALUES, max_size=4)


@given(st.lists(OBJECTS, max_size=6), st.integers(1, 9), st.booleans(), st.sampled_from([None, 1]))
def test_objects_of_an_array_are_found_however_it_is_cut(values, size, ascii_only, indent):
    data = b"\xef\xbb\xbf" + json.dumps(values, ensure_ascii=ascii_only, indent=indent).encode(
        "utf-8", "surrogatepass"
    )
    splitter = arrays._Splitter(10**6)
    found = [v for at in range(0, len(data), size) for v in splitter.feed(data[at : at + size])]
    found += splitter.rest()
    assert [json.loads(value.decode("utf-8", "surrogatepass")) for value in found] == values


@given(st.binary(max_size=60))
@example(b'[{"a": "\\')
@example(b"}{]")
def test_any_bytes_are_values_or_the_end_of_one(data):
    found = list(arrays.values_in(io.BytesIO(data), 50))
    kept = b"".join(value for value in found if value)
    assert len(kept) <= len(data)
    assert not b"".join(data.split()).strip(b"[],\xef\xbb\xbf") or found


BROKEN = [
    ("a.json", array(FLAT)[:-30], 2, "the file breaks off"),
    ("a.json", b"[1, 2]", 2, "this is JSON but no object"),
    ("a.feather", arrow(FLAT)[:-20], 0, "this is not Arrow"),
    ("a.feather", b"", 0, "this is not Arrow"),
    ("a.feather", b"FEA1" + b"\0" * 40, 0, "Feather of version 1"),
    ("a.arrow", b"\0\1binary" * 50, 0, "this is not Arrow"),
    ("a.arrow", arrow(FLAT, stream=True)[:-90], 2, "the rest cannot be read: this is not Arrow"),
]


@pytest.mark.parametrize(("name", "data", "sound", "cause"), BROKEN)
def test_what_is_broken_costs_what_is_broken(tmp_path, name, data, sound, cause):
    path = shelf.put(tmp_path / name, data)
    found, faults = [], []
    for row in rows(table_of(Source(name, path))):
        try:
            found.append(columns_of(row))
        except SourceError as fault:
            faults.append(str(fault))
    assert len(found) == (sound if name != "a.json" or sound != 2 or data != b"[1, 2]" else 0)
    assert cause in faults[0]


def test_an_object_that_is_too_long_is_one_failure():
    data = b'[{"a": "' + b"x" * 300_000 + b'"}, {"a": "\\"}"}]'
    assert list(arrays.values_in(io.BytesIO(data), 1000)) == [None, b'{"a": "\\"}"}']


def test_folders_leave_json_in_one_piece_out(tmp_path, capsys):
    shelf.put(tmp_path / "in" / "a.json", array(FLAT))
    shelf.put(tmp_path / "in" / "a.jsonl", shelf.jsonl(FLAT))
    assert main(["clean", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    err = capsys.readouterr().err
    assert "1 file left out (1 .json); name it to have it taken" in err
    assert "3 in = 3 written" in err


@pytest.mark.parametrize("name", ["a.json", "a.feather", "a.arrow"])
@pytest.mark.parametrize("command", ["check", "fix"])
def test_what_is_not_fixed_in_place_is_for_clean(tmp_path, capsys, command, name):
    data = array(FLAT) if name == "a.json" else arrow(FLAT)
    path = shelf.put(tmp_path / name, data)
    assert main([command, str(path), "--no-config"]) != 0
    assert "; clean reads it" in capsys.readouterr().err
    assert path.read_bytes() == data


def test_nested_texts_are_checked_and_fixed_in_place(tmp_path, capsys):
    path = shelf.put(tmp_path / "a.jsonl", shelf.jsonl(NESTED))
    argv = [str(path), "--no-config", "--text", "data.body"]
    assert main(["check", *argv]) == 1
    assert main(["fix", *argv]) != 2
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [row["data"]["body"] for row in found] == CLEAN
    assert [row["data"]["meta"] for row in found] == [row["data"]["meta"] for row in NESTED]
    capsys.readouterr()
    assert main(["check", *argv]) == 0


def test_cells_keep_their_separator_when_they_are_fixed(tmp_path):
    path = shelf.put(tmp_path / "a.csv", shelf.table(FLAT, delimiter=";"))
    main(["fix", str(path), "--no-config"])
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter=";"))
    assert [row["text"] for row in found] == CLEAN
    assert heading(table_of(Source("a.csv", path))) == ["id", "text"]


def test_lists_are_checked_and_left_as_they_are(tmp_path, capsys):
    path = shelf.put(tmp_path / "a.jsonl", shelf.jsonl(LISTS))
    before = path.read_bytes()
    assert main(["check", str(path), "--no-config"]) == 1
    assert main(["fix", str(path), "--no-config"]) != 0
    assert "a list of paragraphs; clean makes one text of it" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(("name", "data", "sound", "cause"), BROKEN)
def test_a_run_over_what_is_broken_counts_and_names_every_failure(
    tmp_path, capsys, name, data, sound, cause
):
    path = shelf.put(tmp_path / name, data)
    out = tmp_path / "out"
    argv = ["clean", str(path), "--out", str(out), "--jobs", "1"]
    assert main([*argv, "--text", "text"] if sound and data[:1] == b"[" else argv) in (1, 2)
    if not (out / "summary.json").exists():  # no column was found in it
        assert not list(out.rglob("a.*"))
        return
    summary = json.loads((out / "summary.json").read_text())
    assert summary["in"] == summary["written"] + summary["failed"]
    failures = [json.loads(line) for line in (out / "failures.jsonl").read_text().splitlines()]
    assert len(failures) == summary["failed"] > 0
    assert all(failure["name"] == name and failure["row"] > 0 for failure in failures)
    assert any(cause in failure["cause"] for failure in failures)
    assert f"{name}:" in capsys.readouterr().err
