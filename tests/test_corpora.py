"""A corpus as a user cleans it: any format, any number of workers, broken off and resumed."""

import csv
import io
import json
import os
import random
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shelf
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import process, put, tree
from test_runner import give_up_on_request, hang

from cleaner import clean, clean_record
from cleaner.cli import main
from cleaner.commands.clean import Progress
from cleaner.corpus.columns import ADDED, MOST
from cleaner.corpus.corpora import How, run_corpus
from cleaner.corpus.inputs import corpus_of
from cleaner.corpus.plan import planned
from cleaner.corpus.tables import columns_of
from cleaner.corpus.work import Choices, work

KILLS = int(os.environ.get("CLEANER_KILLS", "4"))
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def pages():
    """Well-formed pages, each a little different from its fixture."""
    found = []
    for path in sorted(FIXTURES.glob("page-[bcnps]*.html")):
        data = path.read_bytes()
        try:
            found.append(data.decode().replace("<p>", f"<p>{len(found)} ", 1))
        except UnicodeDecodeError:
            continue
    return found


PAGES = pages()
TEXTS = [path.read_text() for path in sorted(FIXTURES.glob("*-id.txt"))] + [
    "", "Satu  dua.", 'Kata "dia",\nlalu\r\ndiam; 雨 é\ttab.'
]  # fmt: skip
ROWS = [{"id": f"d{i}", "text": text, "n": i, "tags": ["x", None]} for i, text in enumerate(TEXTS)]


def lines(path, packing=""):
    data = Path(path).read_bytes()
    if packing == "gz":
        import gzip

        data = gzip.decompress(data)
    if packing == "zst":
        reader = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True)
        data = reader.read()
    return [json.loads(line) for line in data.splitlines()]


def expected(rows, **options):
    """What the rows come out as, by the function for one record."""
    return [json.loads(json.dumps(clean_record(row, **options))) for row in rows]


def summary(folder="out"):
    return json.loads(Path(folder, "summary.json").read_bytes())


# formats


@pytest.mark.parametrize("packing", ["", "gz", "zst"])
def test_lines_of_json_come_out_as_they_are_with_their_articles(run, packing):
    name = "a.jsonl" + (packing and f".{packing}")
    put(name, shelf.jsonl(ROWS, packing))
    code, _, err = run("clean", name, "--out", "out")
    assert code == 0
    assert f"cleaner: {name}: text=text id=id\n" in err
    assert lines(f"out/{name}", packing) == expected(ROWS)


def test_a_line_keeps_the_spelling_of_what_it_carries(run):
    spelt = '{ "n": 1.10, "big": 1e400, "u": "\\u00e9\\ud800", "n": 2,\t"text":"Satu  dua." }'
    put("a.jsonl", f"\n{spelt}\n{{}}\n")
    run("clean", "a.jsonl", "--out", "out")
    (line,) = Path("out/a.jsonl").read_text().splitlines()
    assert line.startswith(spelt[:-2] + ', "clean_text": "Satu dua.", ')


@pytest.mark.parametrize(("end", "delimiter"), [("csv", ","), ("tsv", "\t")])
@pytest.mark.parametrize("packing", ["", "gz"])
def test_cells_come_out_as_they_are_with_their_articles(run, end, delimiter, packing):
    rows = [{"id": row["id"], "text": row["text"], "x": "0.10"} for row in ROWS]
    name = f"a.{end}" + (packing and f".{packing}")
    put(name, shelf.table(rows, packing, delimiter))
    assert run("clean", name, "--out", "out")[0] == 0
    data = Path("out", name).read_bytes()
    data = __import__("gzip").decompress(data) if packing else data
    got = list(csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))
    for row, record in zip(got, expected(rows), strict=True):
        assert {name: row[name] for name in rows[0]} == {name: record[name] for name in rows[0]}
        assert row["clean_text"] == record["clean_text"]
        assert row["clean_title"] == (record["clean_title"] or "")
        assert json.loads(row["clean_edits"]) == record["clean_edits"]
        assert json.loads(row["clean_confidence"]) == record["clean_confidence"]


def test_columns_of_parquet_keep_their_types(run):
    schema = pa.schema(
        [
            pa.field("text", pa.large_string(), metadata={b"a": b"b"}),
            pa.field("day", pa.timestamp("ns", "UTC")),
            pa.field("kind", pa.dictionary(pa.int32(), pa.string())),
            pa.field("deep", pa.list_(pa.struct([("a", pa.int8()), ("b", pa.binary())]))),
            pa.field("money", pa.decimal128(9, 2)),
        ],
        metadata={b"owner": b"us"},
    )
    deep = [{"a": 1, "b": b"\xff"}, None]
    table = pa.Table.from_arrays(
        [
            pa.array(TEXTS, pa.large_string()),
            pa.array([1_700_000_000_000_000_001] * len(TEXTS), pa.timestamp("ns", "UTC")),
            pa.array(["x", *[None] * (len(TEXTS) - 1)]).dictionary_encode(),
            pa.array([deep] * len(TEXTS), schema.field("deep").type),
            pa.array([None] * len(TEXTS), pa.decimal128(9, 2)),
        ],
        schema=schema,
    )
    pq.write_table(table, "a.parquet", row_group_size=3)
    assert run("clean", "a.parquet", "--out", "out", "--part", "2")[0] == 0
    got = pq.read_table("out/a.parquet")
    assert got.select(schema.names).equals(table)
    assert got.schema.metadata[b"owner"] == b"us"
    assert got.schema.names == [*schema.names, *(f"clean_{name}" for name in ADDED)]
    records = expected({"text": text} for text in TEXTS)
    for name in ADDED:
        assert got.column(f"clean_{name}").to_pylist() == [r[f"clean_{name}"] for r in records]


def test_one_corpus_is_the_same_in_every_format(run):
    rows = [{"id": str(i), "html": page} for i, page in enumerate(PAGES)]
    put("a.jsonl.zst", shelf.jsonl(rows, "zst"))
    put("a.csv", shelf.table(rows))
    put("a.parquet", shelf.parquet(rows))
    put("a.warc.gz", shelf.warc([page.encode() for page in PAGES], "gz", coding="gzip"))
    for i, page in enumerate(PAGES):
        put(f"pages/{i:03d}.html", page.encode())
    inputs = ("a.jsonl.zst", "a.csv", "a.parquet", "a.warc.gz", "pages")
    assert run("clean", *inputs, "--out", "out", "--to", "jsonl", "--jobs", "2")[0] == 0
    assert run("clean", *inputs, "--out", "tables", "--to", "parquet")[0] == 0
    names = ("text", "title", "authors", "date", "edits", "confidence", "reason", "page")
    articles = [clean(page, kind="page").to_dict() for page in PAGES]
    want = [json.loads(json.dumps({name: a[name] for name in names})) for a in articles]
    tables = ("a.jsonl.zst", "a.csv.jsonl", "a.parquet.jsonl", "a.warc.gz.jsonl")
    for name in tables:
        got = lines(f"out/{name}", "zst" if name.endswith("zst") else "")
        assert [{key: row[f"clean_{key}"] for key in names} for row in got] == want
        given = name.removesuffix(".jsonl") if name != "a.jsonl.zst" else name
        same = pq.read_table(f"tables/{given}.parquet".replace(".parquet.parquet", ".parquet"))
        assert [{key: row[f"clean_{key}"] for key in names} for row in same.to_pylist()] == want
    assert [{key: row[key] for key in names} for row in lines("out/articles.jsonl")] == want
    same = pq.read_table("tables/articles.parquet").to_pylist()
    assert [{key: row[f"clean_{key}"] for key in names} for row in same] == want
    assert [row["name"] for row in same] == [f"{i:03d}.html" for i in range(len(PAGES))]


def test_values_that_share_no_type_stand_in_parquet_as_json(run):
    rows = [
        {"text": "Satu.", "mixed": 1, "deep": {"a": [1]}, "big": 2**70, "same": 1, "late": None},
        {"text": "Dua.", "mixed": "1", "deep": None, "big": 1, "same": None, "late": None},
        {"text": "Tiga.", "same": 3, "late": 2.5, "new": "\ud800"},
        {"text": "Empat.", "mixed": "x", "new": "é"},
    ]
    put("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    run("clean", "a.jsonl", "--out", "out", "--to", "parquet", "--part", "2")
    got = pq.read_table("out/a.jsonl.parquet")
    kinds = {field.name: (str(field.type), field.metadata) for field in got.schema}
    told = ("string", {b"encoding": b"json"})
    assert kinds["mixed"] == kinds["deep"] == kinds["big"] == told
    assert kinds["same"] == ("int64", None)
    assert kinds["late"] == ("double", None)
    assert kinds["new"] == ("string", None)
    assert got.column("mixed").to_pylist() == ["1", '"1"', None, '"x"']
    assert got.column("deep").to_pylist() == ['{"a": [1]}', None, None, None]
    assert got.column("big").to_pylist() == [str(2**70), "1", None, None]
    assert got.column("late").to_pylist() == [None, None, 2.5, None]
    assert got.column("new").to_pylist() == [None, None, "\\ud800", "é"]
    assert got.schema.names[-len(ADDED) :] == [f"clean_{name}" for name in ADDED]


def test_what_json_has_no_word_for_is_told_in_one_it_has(run):
    stamp = 1_700_000_000_000_000_001
    columns = {
        "text": ["Satu."], "b": [b"\xff"], "f": [float("nan")], "d": [pa.scalar(5).as_py()],
        "t": pa.array([stamp], pa.timestamp("ns")), "day": pa.array([0], pa.date32()),
    }  # fmt: skip
    pq.write_table(pa.table(columns), "a.parquet")
    run("clean", "a.parquet", "--out", "out", "--to", "jsonl")
    (row,) = lines("out/a.parquet.jsonl")
    assert (row["b"], row["f"], row["d"], row["day"]) == ("/w==", None, 5, "1970-01-01")
    assert row["t"].endswith(":20.000000001")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", b""),
        ("a.jsonl.gz", shelf.jsonl([], "gz")),
        ("a.jsonl.zst", shelf.jsonl([], "zst")),
        ("a.csv", b"id,text\n"),
        ("a.csv", b""),
        ("a.warc", b""),
    ],
)
@pytest.mark.parametrize("to", [(), ("--to", "parquet"), ("--to", "txt")])
def test_a_table_without_rows_is_a_table_without_rows(run, name, data, to):
    put(name, data)
    code, _, err = run("clean", name, "--out", "out", "--quiet", *to)
    assert (code, err.splitlines()[-1]) == (0, "cleaner: 0 in = 0 written + 0 failed")


def test_rows_become_texts_of_their_own(run):
    put("a.jsonl", shelf.jsonl(ROWS))
    assert run("clean", "a.jsonl", "--out", "out", "--to", "md", "--kind", "text")[0] == 0
    for number, row in enumerate(ROWS, 1):
        path = Path(f"out/a.jsonl.md/000000/{number:09d}-d{number - 1}.md")
        assert path.read_text().rstrip("\n") == clean(row["text"]).markdown
    assert run("restore", "out/a.jsonl.md", "--out", "back")[0] == 0
    for number, row in enumerate(ROWS, 1):
        back = Path(f"back/000000/{number:09d}-d{number - 1}").read_bytes()
        assert back.decode() == row["text"]


WILD = ["../../up", "/etc/passwd", "a\0b", "C:\\x", "CON", "x" * 5000, ".hidden", "é雨", "",
        "a/../b", "..", "https://a.example/%2e%2e/x?y=1", "\n", "\ud800"]  # fmt: skip


def test_names_from_records_stay_inside(run):
    put("a.jsonl", "".join(json.dumps({"id": name, "text": "Satu."}) + "\n" for name in WILD * 2))
    Path("deep").mkdir()
    os.chdir("deep")
    assert run("clean", "../a.jsonl", "--out", "out", "--to", "txt")[0] == 0
    os.chdir("..")
    found = [path for path in Path("deep").rglob("*.txt") if path.is_file()]
    assert len(found) == len(WILD) * 2
    assert {path.parent.as_posix() for path in found} == {"deep/out/a.jsonl.txt/000000"}
    assert all(path.name.isascii() and len(path.name) < 130 for path in found)
    assert sorted(path.name for path in Path().iterdir()) == ["a.jsonl", "deep"]


def test_a_link_in_the_output_folder_leads_nowhere(run):
    Path("away").mkdir()
    Path("out").mkdir()
    Path("out/a.jsonl.txt").symlink_to(Path("away").resolve())
    put("a.jsonl", shelf.jsonl(ROWS))
    code, _, err = run("clean", "a.jsonl", "--out", "out", "--to", "txt")
    assert code == 1
    assert "does not stay inside out" in err
    assert list(Path("away").iterdir()) == []


# which inputs, which fields


def test_inputs_are_files_folders_and_patterns(run):
    for name in ("in/2/b.jsonl", "in/1/a.jsonl", "in/.x/c.jsonl"):
        put(name, shelf.jsonl([{"text": name}]))
    put("in/t.txt", "Satu dua.")
    code, _, err = run("clean", "in", "--out", "out", "--quiet")
    assert (code, err.splitlines()[-1]) == (0, "cleaner: 3 in = 3 written + 0 failed")
    found = {path for path in tree("out") if not path.startswith(".cleaner")}
    assert found == {"1/a.jsonl", "2/b.jsonl", "t.txt", "articles.jsonl", "summary.json"}
    assert run("clean", "in/*/*.jsonl", "--out", "again")[0] == 0
    assert Path("again/1/a.jsonl").read_bytes() == Path("out/1/a.jsonl").read_bytes()
    code, _, err = run("clean", "in/*.csv", "--out", "none")
    assert (code, err) == (2, "cleaner: 'in/*.csv' finds no file\n")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["two.jsonl"], "two.jsonl: 'text' and 'content' could each be the text"),
        (["none.csv"], "none.csv: no column is known to hold the text; the columns are 'a', 'b'"),
        (["a.jsonl", "--field", "text=isi"], "a.jsonl: there is no column 'isi' for text"),
        (["a.jsonl", "--field", "isi"], "--field isi: say FIELD=COLUMN"),
        (["a.jsonl", "--field", "author=id"], "there is no field 'author'"),
        (["empty.jsonl", "--field", "author=id"], "there is no field 'author'"),
        (["done.csv"], "there is a column 'clean_text' already; give another --prefix"),
        (["a.jsonl", "sub/a.jsonl"], "out/a.jsonl would be written twice"),
        (["sub", "sub/articles.jsonl"], "out/articles.jsonl would be written twice"),
        (["failures.jsonl"], "out/failures.jsonl would be written twice"),
        (["summary", "--to", "json"], "out/summary.json would be written twice"),
        (["a.jsonl", "a.jsonl.txt/articles.jsonl.txt", "--to", "txt"], None),
        (["a.jsonl", "--jobs", "0"], "'0' is no number of one or more"),
        (["a.jsonl", "--from", "jsonl"], "--from is for standard input"),
        (["-", "--from", "csv", "--to", "parquet"], "'-' stands alone"),
        (["pipe.jsonl"], "pipe.jsonl is no file; give it on standard input, as -"),
    ],
)
def test_what_cannot_be_done_as_given_is_a_sentence(run, argv, sentence):
    for name in ("a.jsonl", "sub/a.jsonl", "sub/articles.jsonl", "failures.jsonl"):
        put(name, shelf.jsonl(ROWS))
    put("sub/t.txt", "Satu.")
    put("summary", "Satu.")
    put("a.jsonl.txt/articles.jsonl.txt", "Satu.")
    put("two.jsonl", '{"text": "a", "content": "b"}\n')
    put("none.csv", "a,b\n1,2\n")
    put("done.csv", "text,clean_text\na,b\n")
    put("empty.jsonl", "")
    os.mkfifo("pipe.jsonl")
    code, _, err = run("clean", *argv, "--out", "out")
    if sentence is None:
        assert code == 0
        return
    assert code == 2
    assert sentence in err
    assert not Path("out").exists()


def test_a_given_field_is_the_one_that_is_read(run):
    put("a.jsonl", '{"text": "Satu.", "isi_berita": "Dua  tiga.", "sumber": "Harian"}\n')
    assert run("clean", "a.jsonl", "--out", "out", "--field", "text=isi_berita")[0] == 0
    (row,) = lines("out/a.jsonl")
    assert (row["clean_text"], row["clean_site"]) == ("Dua tiga.", "Harian")


def test_the_columns_of_warc_are_not_asked_for(run):
    put("a.jsonl", '{"isi": "Satu  dua."}\n')
    put("a.warc", shelf.warc([PAGES[0].encode()]))
    argv = ("clean", "a.jsonl", "a.warc", "--out", "out", "--field", "text=isi")
    assert run(*argv)[0] == 0
    (row,) = lines("out/a.warc.jsonl")
    assert row["clean_text"] == clean(PAGES[0]).text
    assert row["crawled"] == "2024-05-03T00:00:00Z"


# standard input


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_table_comes_through_standard_input(run, jobs):
    data = shelf.jsonl(ROWS) + b"[]\n" + shelf.jsonl(ROWS)
    code, out, err = run("clean", "-", "--from", "jsonl", "--jobs", jobs, stdin=data)
    assert code == 1
    assert [json.loads(line) for line in out.splitlines()] == expected(ROWS) * 2
    assert f"-:{len(ROWS) + 1}: this is JSON but no object" in err
    assert err.endswith(f"cleaner: {2 * len(ROWS) + 1} in = {2 * len(ROWS)} written + 1 failed\n")
    rows = [{"id": row["id"], "text": row["text"]} for row in ROWS]
    code, out, _ = run("clean", "-", "--from", "csv", stdin=shelf.table(rows))
    assert code == 0
    texts = [row["clean_text"] for row in csv.DictReader(io.StringIO(out, newline=""))]
    assert texts == [clean(text).text for text in TEXTS]
    assert run("clean", "-", "--from", "csv", "--to", "jsonl", stdin=shelf.table(rows))[0] == 0
    code, _, err = run("clean", "-", "--from", "csv", "--to", "parquet", stdin=b"text\na\n")
    assert (code, "not parquet" in err) == (2, True)
    code, _, err = run("clean", "-", "--from", "csv", stdin=b"text,clean_text\na,b\n")
    assert (code, "give another --prefix" in err) == (2, True)


# failures


def test_what_is_broken_is_listed_and_the_rest_is_written(run):
    rows = ROWS * 20
    good = [json.dumps(row).encode() for row in rows]
    bad = [b"{", b"[1]", b'{"text": 5, "id": "five"}', b'{"id": "none"}', b"\xff\xfe\x00",
           b'{"text": "a", "clean_text": "b"}']  # fmt: skip
    put("in/a.jsonl", b"\n".join([*good, *bad, *good]))
    put("in/b.jsonl.gz", shelf.jsonl(ROWS * 40, "gz")[:-30])
    put("in/c.parquet", b"\x00binary\xff" * 99)
    put("in/d.txt", b"\x00\x01\x02\xff" * 9)
    code, _, err = run("clean", "in", "--out", "out", "--quiet", "--jobs", "2")
    assert code == 1
    binary, *failures = lines("out/failures.jsonl")
    assert (binary["name"], binary["cause"].partition(",")[0]) == ("d.txt", "binary data")
    assert [(failure["name"], failure.get("row"), failure.get("id")) for failure in failures] == [
        *(("a.jsonl", len(good) + 1 + i, id_) for i, id_ in
          enumerate([None, None, "five", "none", None, None])),
        ("b.jsonl.gz", failures[6]["row"], None),
        ("c.parquet", 1, None),
    ]  # fmt: skip
    causes = [failure["cause"] for failure in failures]
    assert causes[2:4] == [
        "the column 'text' holds no text but a number",
        "there is no column 'text'",
    ]
    assert causes[5] == "there is a column 'clean_text' already; choose another prefix"
    assert causes[6].startswith("the rest cannot be read: compressed file ended")
    assert lines("out/a.jsonl") == expected(rows * 2)
    whole = summary()
    assert whole["in"] == whole["written"] + whole["failed"]
    assert whole["failed"] == 1 + len(failures)
    assert f"{whole['in']} in = {whole['written']} written + {whole['failed']} failed" in err
    # the part that could be read is there
    assert lines("out/b.jsonl.gz", "gz") == expected(ROWS * 40)[: failures[6]["row"] - 1]


def test_many_failures_are_told_only_in_the_list(run):
    put("a.jsonl", b'{"text": "a"}\n' + b"{\n" * 50)
    _, _, err = run("clean", "a.jsonl", "--out", "out")
    assert err.count("this is not JSON") == 20
    assert "further failures are only listed" in err
    assert len(lines("out/failures.jsonl")) == 50


def test_a_file_that_is_longer_than_any_article_is_a_failure(run):
    put("in/long.txt", b"a" * (MOST + 1))
    put("in/a.txt", "Satu.")
    assert run("clean", "in", "--out", "out")[0] == 1
    (failure,) = lines("out/failures.jsonl")
    assert failure["name"] == "long.txt"
    assert "longer than 10000000 characters or bytes" in failure["cause"]


@given(st.lists(st.binary(max_size=30) | st.builds(lambda t: json.dumps({"text": t}).encode(),
                                                   st.text()), max_size=8))  # fmt: skip
@settings(max_examples=settings.default.max_examples // 10)
def test_in_is_written_and_failed_for_any_bytes(some):
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder, "a.jsonl"), b"\n".join(some))
        out = Path(folder, "out")
        code = main(["clean", str(path), "--out", str(out), "--quiet", "--field", "text=text"])
        if code == 2:  # nobody has such a column
            assert not out.exists()
            return
        whole = summary(out)
        assert whole["in"] == whole["written"] + whole["failed"]
        assert whole["written"] == len((out / "a.jsonl").read_bytes().splitlines())
        assert code == (1 if whole["failed"] else 0)


def trapped(job, rows):
    """The work of a worker that some documents end."""
    for row in rows:
        text = row.fault or columns_of(row).get("text") or ""
        if "worker dies here" in str(text):
            os.kill(os.getpid(), signal.SIGKILL)
        if "worker hangs here: " in str(text):
            hang(text.partition(": ")[2])
    return work(job, rows)


def corpus(inputs, out, jobs, do=work, to=None, part=20):
    out = Path(out)
    units = planned(corpus_of(inputs), inputs, out, Choices(), to, part)
    progress = Progress(quiet=True, json_log=False, say=lambda _: None)
    return run_corpus(units, out, How(jobs, part, work=do), progress)


def test_a_worker_that_dies_costs_one_document(run):
    rows = [{"id": str(i), "text": f"Harga beras naik {i} kali."} for i in range(90)]
    traps = {7: "worker dies here", 8: "worker dies here"}
    made = [row | {"text": traps.get(i, row["text"])} for i, row in enumerate(rows)]
    put("a.jsonl", shelf.jsonl(made))
    for i, row in enumerate(rows[:5]):
        put(f"in/{i}.txt", "worker dies here" if i == 3 else row["text"])
    whole = corpus(["a.jsonl", "in"], "out", 2, trapped)
    assert (whole["in"], whole["written"], whole["failed"]) == (95, 92, 3)
    died = "the worker died (exit code -9)"
    assert lines("out/failures.jsonl") == [
        {"name": "3.txt", "cause": died},
        {"name": "a.jsonl", "row": 8, "cause": died},
        {"name": "a.jsonl", "row": 9, "cause": died},
    ]
    assert lines("out/a.jsonl") == expected(row for i, row in enumerate(rows) if i not in traps)
    assert not Path("out/3.txt").exists()


def test_a_worker_that_hangs_costs_one_document(run, monkeypatch, tmp_path):
    give_up_on_request(monkeypatch, tmp_path)
    rows = [{"text": text} for text in ("Satu.", f"worker hangs here: {tmp_path}", "Dua.")]
    put("a.jsonl", shelf.jsonl(rows))
    whole = corpus(["a.jsonl"], "out", 1, trapped)
    assert (whole["in"], whole["written"], whole["failed"]) == (3, 2, 1)
    (failure,) = lines("out/failures.jsonl")
    assert failure == {
        "name": "a.jsonl",
        "row": 2,
        "cause": "no answer within 300 seconds; the worker was ended",
    }
    assert lines("out/a.jsonl") == expected([rows[0], rows[2]])


# one result


def shelves(run):
    rows = [{"id": str(i), "text": f"{TEXTS[i % len(TEXTS)]}\n\nNomor {i}."} for i in range(120)]
    put("in/a.jsonl.zst", shelf.jsonl(rows, "zst") + zstandard.compress(b"{\n"))
    put("in/b.parquet", shelf.parquet(rows[:70]))
    put("in/c.csv", shelf.table(rows[:50]))
    put("in/d.warc.gz", shelf.warc([page.encode() for page in PAGES], "gz"))
    for i, text in enumerate(TEXTS):
        put(f"in/deep/{i}.txt", text)
    Path("in/gone.txt").symlink_to("nowhere")


def test_any_number_of_workers_writes_the_same_bytes(run):
    shelves(run)
    for jobs in (1, 2, 3):
        argv = ("clean", "in", "--out", f"out{jobs}", "--jobs", jobs, "--part", "30")
        assert run(*argv)[0] == 1
    assert tree("out1") == tree("out2") == tree("out3")


def entries(folder):
    """How many files there are in a folder at this moment, those come and gone not counted."""
    return sum(len(names) for _, _, names in os.walk(folder))


def killed_at(child, count):
    """Kill a run as soon as it has written so many files; False where it ended before."""
    while child.poll() is None:
        if entries("out") >= count:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            return True
        time.sleep(0.005)
    return False


def test_a_run_that_is_killed_goes_on_to_the_same_bytes(run):
    shelves(run)
    argv = ("clean", "in", "--part", "10", "--jobs", "2", "--quiet", "--out")
    assert run(*argv, "whole")[0] == 1
    whole = entries("whole")
    chance = random.Random(3)  # noqa: S311 - any moments will do
    for _ in range(KILLS):
        count = entries("out") + chance.randint(1, whole // 2)
        child = process(*argv, "out", stderr=subprocess.DEVNULL, start_new_session=True)
        if not killed_at(child, count):
            Path("out/.cleaner").rename("old") if chance.random() < 0.5 else None
            subprocess.run(["rm", "-rf", "old"], check=True)
    assert run(*argv, "out")[0] == 1
    assert tree("out") == tree("whole")


def test_parts_that_are_done_are_not_done_again(run, monkeypatch):
    rows = [{"text": f"Nomor {i}."} for i in range(100)]
    put("a.jsonl", shelf.jsonl(rows))
    from cleaner.corpus import ledger

    real = ledger.put_part
    puts = []

    def put_part(out, mark, number, *rest):
        if number == 3 and not puts.count(2) > 1:
            puts.append(number)
            raise KeyboardInterrupt
        puts.append(number)
        return real(out, mark, number, *rest)

    monkeypatch.setattr(ledger, "put_part", put_part)
    argv = ("clean", "a.jsonl", "--part", "10", "--out")
    assert run(*argv, "out")[0] == 130
    assert puts == [0, 1, 2, 3]
    monkeypatch.setattr(ledger, "put_part", real)
    broken = Path(next(Path("out/.cleaner/parts").glob("*/000001.data")))
    broken.write_bytes(b"x")  # the disk lost it
    numbers = []

    def counted(out, mark, number, *rest):
        numbers.append(number)
        return real(out, mark, number, *rest)

    monkeypatch.setattr(ledger, "put_part", counted)
    assert run(*argv, "out")[0] == 0
    assert numbers == list(range(1, 10))
    assert run(*argv, "whole")[0] == 0
    assert tree("out") == tree("whole")


def test_what_is_done_is_left_and_what_changed_is_done_anew(run):
    put("in/a.jsonl", shelf.jsonl(ROWS))
    put("in/b.jsonl", shelf.jsonl(ROWS[:2]))
    put("in/t.txt", "Satu  dua.")
    put("mine.toml", '[[rule]]\nname = "test.shout"\nwhy = "A test."\nbegins = ["qwzx"]\n'
        'where = "anywhere"\ndrops = ["Qwzx one"]\nkeeps = ["One qwzx"]\n')  # fmt: skip

    def done(*more):
        code, _, err = run("clean", "in", "--out", "out", *more)
        assert code == 0
        told = [line for line in err.splitlines() if "done already" in line]
        return told[0].removeprefix("cleaner: ") if told else None

    assert done() is None
    before = tree("out")
    assert done() == "3 of 3 outputs done already"
    assert tree("out") == before
    put("in/b.jsonl", shelf.jsonl(ROWS[1:3]))
    assert done() == "2 of 3 outputs done already"
    assert lines("out/b.jsonl") == expected(ROWS[1:3])
    put("out/t.txt", "someone else's")
    assert done() == "2 of 3 outputs done already"
    assert Path("out/t.txt").read_text() == "Satu dua.\n"
    Path("out/a.jsonl").unlink()
    assert done() == "2 of 3 outputs done already"
    assert done("--rules", "mine.toml") is None
    assert done("--rules", "mine.toml") == "3 of 3 outputs done already"
    with Path("mine.toml").open("a") as rule:
        rule.write("# changed\n")
    assert done("--rules", "mine.toml") is None
    assert done("--repairs", "off") is None
    assert done("--repairs", "off", "--language", "id") is None
    assert done() is None
    assert done("--force") is None


def test_a_changed_program_does_its_work_anew(run, monkeypatch):
    from cleaner.corpus import ledger

    put("a.jsonl", shelf.jsonl(ROWS))
    assert run("clean", "a.jsonl", "--out", "out")[0] == 0
    assert "done already" in run("clean", "a.jsonl", "--out", "out")[2]
    monkeypatch.setattr(ledger, "_program", lambda: "another")
    assert "done already" not in run("clean", "a.jsonl", "--out", "out")[2]


def test_two_runs_do_not_write_to_one_folder(run):
    from cleaner.corpus import ledger

    put("a.jsonl", shelf.jsonl(ROWS))
    with ledger.held(Path("out")):
        code, _, err = run("clean", "a.jsonl", "--out", "out")
    assert (code, err.splitlines()[-1]) == (2, "cleaner: another run is writing to out")


# what is told


def test_the_summary_adds_up(run):
    rows = [
        {"url": "https://a.example/1", "text": "Harga Beras\n\nADVERTISEMENT\n\nHarga  naik lagi."},
        {"url": "https://a.example/2", "text": "ADVERTISEMENT"},
        {"url": "https://b.example/3", "text": ""},
        {"text": "Satu dua tiga."},
        {"text": 4},
    ]
    put("a.jsonl", shelf.jsonl(rows))
    code, _, err = run("clean", "a.jsonl", "--out", "out")
    whole = summary()
    articles = [clean(row["text"]) for row in rows[:4]]
    assert code == 1
    assert (whole["in"], whole["written"], whole["failed"]) == (5, 4, 1)
    assert whole["characters"] == sum(len(row["text"]) for row in rows[:4])
    gone = [edit for article in articles for edit in article.edits if not edit.new]
    assert whole["removed"] == sum(len(edit.old) for edit in gone)
    assert sum(whole["removed_by_family"].values()) == whole["removed"]
    assert whole["removals"]["advertising.label"] == {
        "count": 2, "characters": 26, "examples": ["ADVERTISEMENT"],
    }  # fmt: skip
    assert whole["empty"] == {article.reason: 1 for article in articles if article.reason}
    assert {site: facts["documents"] for site, facts in whole["sites"].items()} == {
        "a.example": 2, "b.example": 1, "(none)": 1,
    }  # fmt: skip
    largest = whole["largest_removal"][0]
    assert largest["row"] == 1
    assert largest["id"] == "https://a.example/1"
    low = [place["confidence"] for place in whole["lowest_confidence"]]
    assert low == sorted(article.confidence for article in articles)
    assert "removed   advertising" in err
    assert "empty     empty-input" in err


def test_a_summary_names_what_may_not_be_right(run):
    notices = (
        "Kim Sample is a content writer at Example Media who loves coffee.",
        "If you enjoyed our stories, get our free weekly digest and never miss what we write!",
    )
    put("a.jsonl", shelf.jsonl([{"id": "b7", "text": "\n\n".join(notices)}]))
    _, _, err = run("clean", "a.jsonl", "--out", "out")
    assert re.search(r"  look at   b7 +0\.\d\d sure\n", err)


def test_events_are_lines_of_json(run):
    put("a.jsonl", shelf.jsonl(ROWS) + b"{\n")
    code, out, err = run("clean", "a.jsonl", "--out", "out", "--json-log")
    events = [json.loads(line) for line in err.splitlines()]
    assert (code, out) == (1, "")
    assert [event["event"] for event in events] == ["fields", "failed", "summary"]
    assert events[0]["fields"]["text"] == "text"
    assert events[1]["row"] == len(ROWS) + 1
    assert {"event": "summary", **summary()} == events[2]


def test_a_terminal_shows_a_bar(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = Progress(quiet=False, json_log=False, say=lambda line: print(line, file=sys.stderr))
    progress.done(30, 2_000_000, {"characters": 1000, "removed": 250})
    progress.failed("a.jsonl:7", {"cause": "it broke"})
    progress.done(2, 0, {"characters": 0, "removed": 0})
    progress.close()
    err = capsys.readouterr().err
    assert "32 documents" in err
    assert "25.0% removed, 1 failed" in err
    assert "a.jsonl:7: it broke\n" in err
    quiet = Progress(quiet=True, json_log=False, say=print)
    quiet.done(30, 2_000_000, {"characters": 1000, "removed": 250})
    quiet.close()
    assert capsys.readouterr().err == ""


# what is told of them


def told_commands():
    """The commands that docs/corpora.md begins with."""
    page = (FIXTURES.parent / "docs" / "corpora.md").read_text("utf-8")
    block = page.partition("```sh\n")[2].partition("```")[0]
    return [line[line.index("cleaner ") :].partition(" | ")[0] for line in block.splitlines()]


@pytest.mark.parametrize("command", told_commands())
def test_the_commands_shown_work_as_written(run, command):
    rows = [{"text": text, "url": "https://a.example/"} for text in TEXTS]
    put("news.jsonl.zst", shelf.jsonl(rows, "zst"))
    put("crawl.warc.gz", shelf.warc([page.encode() for page in PAGES[:3]], "gz"))
    put("pages/a.html", PAGES[0])
    put("dumps/a.parquet", shelf.parquet(rows))
    put(
        "dump.csv", shelf.table([{"isi_berita": row["text"], "tautan": row["url"]} for row in rows])
    )
    program, *argv = shlex.split(command)
    code, out, err = run(*argv, stdin=shelf.jsonl(rows))
    assert (program, code) == ("cleaner", 0), err
    assert out or len(summary("cleaned")) > 0


def test_every_column_that_is_added_is_told():
    page = (FIXTURES.parent / "docs" / "corpora.md").read_text("utf-8")
    assert set(re.findall(r"`clean_(\w+)`", page)) >= set(ADDED)
