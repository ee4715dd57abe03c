"""Wrong input is read as what it is or refused by name: never mangled, never lost, never invented.

The table of kinds of files says what becomes of each by ``clean``, ``check`` and ``fix``; whatever
is no article has the same bytes afterwards.
"""

import bz2
import gzip
import io
import json
import lzma
import os
import pickle
import re
import sqlite3
import sys
import tarfile
import types
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shelf
import zstandard
from pre_commit.clientlib import load_manifest
from shelf import put
from test_cli import PAGE, PAGE_TEXT, tree

from cleaner import clean, kinds, packing
from cleaner.corpus import parquet
from cleaner.files import MOST

CHECKS = ("check", "fix")  # whose exit code for what failed is 2
ROOT = Path(__file__).resolve().parent.parent
DIRTY = "Harga Beras Naik\n\nADVERTISEMENT\n\nHarga  beras naik di pasar itu.\n"
FIXED = "Harga Beras Naik\n\nHarga beras naik di pasar itu.\n"
ROWS = [{"id": "a1", "text": DIRTY.rstrip()}]
LATIN = "id,text\n1,Café  à la crème au marché\n2,Le garçon  a déjà mangé\n".encode("cp1252")


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", DIRTY)
    return out.getvalue()


def tarred():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(DIRTY)
        archive.addfile(entry, io.BytesIO(DIRTY.encode()))
    return out.getvalue()


def database():
    base = sqlite3.connect(":memory:")
    base.execute("create table news (text)")
    data = base.serialize()
    base.close()
    return data


PDF = b"%PDF-1.4\n1 0 obj  <<  /Type /Catalog >>\n\nADVERTISEMENT\n\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\0\x3e\0ADVERTISEMENT\n" + bytes(200)
# read, fixed or refused: by clean, check and fix
ARTICLES = {
    "a.txt": (DIRTY, "read read fixed"),
    "b.html": (PAGE, "read read refused"),
    "c.md": (DIRTY, "read read fixed"),
    "d.jsonl": (shelf.jsonl(ROWS), "read read fixed"),
    "e.csv": (shelf.table(ROWS), "read read fixed"),
    "f.tsv": (shelf.table(ROWS, delimiter="\t"), "read read fixed"),
    "g.parquet": (shelf.parquet(ROWS), "read read fixed"),
    "h.warc": (shelf.warc([PAGE.encode()]), "read refused refused"),
    "i.txt.gz": (gzip.compress(DIRTY.encode()), "read read refused"),
    "j.html.bz2": (bz2.compress(PAGE.encode()), "read read refused"),
    "k.jsonl.xz": (lzma.compress(shelf.jsonl(ROWS)), "read read refused"),
    "l.csv.bz2": (bz2.compress(shelf.table(ROWS)), "read read refused"),
    "m.txt.zst": (zstandard.compress(DIRTY.encode()), "read read refused"),
    "n.html.xz": (lzma.compress(PAGE.encode()), "read read refused"),
    "p.json": (json.dumps([{"text": DIRTY}]), "read refused refused"),
    "o": (DIRTY, "read read refused"),
    "2024.05.03 berita": (DIRTY, "read read refused"),
}
OTHERS = {
    "script.py": "x  =  1\n\nADVERTISEMENT\n",
    "conf.yml": "a:\n  - b  c\n\nADVERTISEMENT\n",
    "conf.toml": "a =  1\n",
    "conf.ini": "[a]\nb =  1\n",
    "Makefile": "all:\n\techo  ADVERTISEMENT\n",
    "Dockerfile": "FROM  x\n",
    "run.sh": "#!/bin/sh\necho  a\n",
    "film.srt": "1\n00:00:01,000 --> 00:00:02,000\nADVERTISEMENT\n",
    "icon.svg": "<svg  xmlns='http://www.w3.org/2000/svg'></svg>\n",
    "feed.xml": "<?xml version='1.0'?>\n<rss>  </rss>\n",
    "style.css": "p  { color: red }\n",
    "code.js": "let  a = 1;\n",
    "object.pkl": pickle.dumps({"text": DIRTY}, protocol=0),
    "pack.tar": tarred(),
    "pack.tar.gz": gzip.compress(tarred()),
    "pack.zip": zipped(),
    "paper.pdf": PDF,
    "letter.docx": zipped(),
    "sheet.xlsx": zipped(),
    "image.png": PNG,
    "photo.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(60),
    "base.sqlite": database(),
    "program": ELF,
    "tool": "#!/usr/bin/env python3\nprint('a  b')\n",
    "requirements.txt": "numpy  >= 1\n\nADVERTISEMENT\n",
    "dev-requirements.txt": "pytest  >= 1\n",
    "constraints-ci.txt": "numpy  == 1\n",
    "CMakeLists.txt": "project(a  C)\n\nADVERTISEMENT\n",
    "robots.txt": "User-agent:  *\n",
    "humans.txt": "Team:  a\n",
    "ads.txt": "a.example,  1, DIRECT\n",
    "security.txt": "Contact:  a\n",
    "LICENSE.txt": "All rights reserved.  ADVERTISEMENT\n",
    "README.md": "# a\n\nb  c\n",
    "CHANGELOG.md": "# a\n\nb  c\n",
    "NOTICE": "a  b\n",
    "COPYING": "a  b\n",
    ".gitignore": "a  b\n",
    # names of texts that are none
    "pdf.txt": PDF,
    "zip.txt": zipped(),
    "png.html": PNG,
    "lines.txt": shelf.jsonl(ROWS),
    "array.txt": json.dumps([{"text": DIRTY}], indent=1),
    "binary.txt": bytes(range(256)) * 4,
    "tar.txt.gz": gzip.compress(tarred()),
    "twice.txt.gz": gzip.compress(gzip.compress(DIRTY.encode())),
    "sheet.csv": zipped(),
    "latin.csv": LATIN,
}
KINDS = {**ARTICLES, **{name: (data, "refused refused refused") for name, data in OTHERS.items()}}


def lines(path):
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def lay(folder="in"):
    """The files of all kinds in a folder; return their paths."""
    return [str(put(Path(folder, name), data)) for name, (data, _) in KINDS.items()]


def became(command, run, paths):
    """What a command makes of files that are named to it: for each ``read`` or ``refused``."""
    if command == "clean":
        code, _, _ = run("clean", *paths, "--out", "out", "--quiet", "--field", "text=text")
        failed = [line["name"] for line in lines("out/failures.jsonl")]
        written = {line["name"] for line in lines("out/articles.jsonl")}
        names = [path.name for path in Path("out").iterdir()]
        rows = {*names, *(name.removesuffix(".jsonl") for name in names)}  # of WARC
        assert not written & set(failed)
        seen = written | rows | set(failed)
        assert seen >= {Path(path).name for path in paths}
    else:
        form = ("--format", "json") if command == "check" else ()
        code, out, err = run(command, *paths, "--field", "text=text", *form)
        if command == "check":
            failed = [failure["place"] for failure in json.loads(out)["failures"]]
        else:
            failed = [row.partition(": ")[2] for row in err.splitlines()[:-1]]
        places = [re.split(r"(?::\d+)?(?:\(\w*\))?(?:: |$)", place)[0] for place in failed]
        failed = [place.rpartition("/")[2] for place in places]
    assert code == (2 if command in CHECKS else 1)
    return {name: "refused" if name in failed else "read" for name in map(os.path.basename, paths)}


@pytest.mark.parametrize("command", ["clean", "check", "fix"])
def test_every_kind_of_file_that_is_named_is_read_or_refused(run, command):
    paths = lay()
    before = tree("in")
    found = became(command, run, paths)
    column = ["clean", "check", "fix"].index(command)
    expected = {name: told.split()[column] for name, (_, told) in KINDS.items()}
    changed = {name for name, data in tree("in").items() if data != before[name]}
    assert {name: "fixed" if name in changed else what for name, what in found.items()} == expected
    assert len(KINDS) > 40


@pytest.mark.parametrize("command", ["clean", "check", "fix", "learn", "report"])
def test_of_a_folder_only_articles_are_touched(run, command):
    lay()
    before = tree("in")
    out = {"clean": "out", "learn": "p.toml", "report": "r.html"}.get(command)
    code, _, err = run(command, "in", *(("--out", out) if out else ()), "--field", "text=text")
    assert code == (
        2 if command in CHECKS else 1
    )  # what is called like an article or a table and is none has failed
    after = tree("in")
    changed = {name for name, data in after.items() if data != before[name]}
    fixed = {"a.txt", "d.jsonl", "e.csv", "f.tsv", "g.parquet"}
    assert changed == (fixed if command == "fix" else set())
    assert after.keys() == before.keys()
    if command in ("clean", "check", "fix"):
        (told,) = [row for row in err.splitlines() if "by their names" in row]
        assert re.match(r"cleaner: \d+ files left out \(", told)
    if command == "clean":
        names = {line["name"] for line in lines("out/failures.jsonl")}
        assert names == {
            *("pdf.txt", "zip.txt", "png.html", "lines.txt", "array.txt", "binary.txt"),
            *("tar.txt.gz", "twice.txt.gz", "sheet.csv", "latin.csv"),
        }


@pytest.mark.parametrize("name", [*OTHERS])
def test_the_kind_that_is_given_has_anything_read(run, name):
    if kinds.named(name).what == "table":  # whose rows would be of that kind
        return
    put(name, OTHERS[name])
    assert run("explain", name)[0] == 1
    assert run("explain", name, "--kind", "text")[0] == 0
    assert run("clean", name, "--out", "out", "--kind", "text", "--quiet")[0] == 0


def test_fix_writes_what_is_said_to_be_a_text(run):
    for name in ("notes.rst", "o", "requirements.txt"):
        path = put(name, DIRTY)
        assert run("fix", name)[0] == 2
        assert path.read_text() == DIRTY
        assert run("fix", name, "--kind", "text")[0] == 0
        assert path.read_text() == FIXED
    path = put("nul.txt", DIRTY + "a\0b\n")
    assert "it holds NUL bytes" in run("check", "nul.txt")[2]
    assert "it holds NUL bytes" in run("fix", "nul.txt")[2]
    assert path.read_bytes() == DIRTY.encode() + b"a\0b\n"
    assert run("fix", "nul.txt", "--kind", "text")[1] == "fixed nul.txt (5 edits)\n"


def test_what_is_refused_says_how_it_can_be_read(run):
    for name, words in {
        "a.py": "a .py file is not known to hold an article; --kind text or page has it read",
        "a.json": "a JSON file; clean reads it",
        "a.pdf": "a PDF document; extract its text first",
        "a.zip": "an archive; unpack it first",
        "a.xlsx": "a spreadsheet; save it as CSV first",
        "robots.txt": "robots.txt is a name for something else than an article; --kind text",
        "in/LICENSE": "LICENSE is a name for something else than an article",
        "a.parquet.gz": "a .parquet.gz file is not known",
    }.items():
        put(name, DIRTY)
        err = run("check", name)[2]
        assert err.startswith(f"cleaner: {name}: {words}"), err


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (PNG, "a PNG image"),
        (PDF, "a PDF document"),
        (ELF, "a program (ELF)"),
        (b"\0" * 99, "binary"),
    ],
)
def test_standard_input_may_be_no_article_too(run, data, what):
    code, out, err = run("clean", "-", stdin=data)
    assert (code, out) == (1, "")
    assert what in err


def test_articles_are_not_taken_for_other_files():
    texts = [
        *("ID3 is the name of a car.", "RIFF raff", "PK said so.", "BZh", "MM", "II", "{", "[1]"),
        *(
            '["Iran", said he.',
            '{"a" and "b"}',
            "%PD",
            "# a",
            "#! said he",
            "<svg",
            "\x1b[1mred",
            "",
        ),
        "a\0" + "b" * 99,  # one NUL in a long text
    ]
    assert [text for text in texts if kinds.strange(text.encode())] == []
    for text in ("Harga beras naik lagi, kata pedagang. " * 9, "价格上涨了，商人说。" * 9):
        for encoding in ("utf-16", "utf-32", "utf-16-le", "cp1252", "gb18030"):
            data = text.encode(encoding, "ignore")
            assert not kinds.strange(data) or encoding == "utf-16-le", encoding
            assert not kinds.strange(data, encoding if encoding != "utf-16" else None), encoding


def test_names_of_articles_are_not_well_known():
    articles = """news.txt News.txt history.txt changes.txt notice.txt install.txt security-law.txt
        readmission.txt licensed-to-kill.txt requirements-of-the-law-are-met.html robots-rise.txt
        berita.txt 001_abc.txt NEWS_001.txt adsense.txt humans-of-jakarta.txt a/build.txt"""
    assert [name for name in articles.split() if kinds.well_known(name)] == []
    assert kinds.well_known("in/deep/ROBOTS.TXT")


def test_numbers_and_sentences_are_no_suffixes():
    names = ["a.2024", "man.1", "a", "a.", ".a", "Mr. Smith goes to town", "v1.2.3", "a.py\n", "-"]
    assert [kinds.suffix_of(name) for name in names] == [""] * len(names)
    assert [kinds.suffix_of(name) for name in ("a.PY", "a.tar.gz", "b.7z", "c.html~")] == [
        *(".py", ".gz", ".7z", ".html~")
    ]


# packed files


PACKS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress}


@pytest.mark.parametrize("end", PACKS)
def test_packed_documents_are_their_content(run, end):
    pack = PACKS[end]
    put(f"in/a.txt.{end}", pack(DIRTY.encode()))
    put(f"in/b.html.{end}", pack(PAGE.encode()))
    put(f"in/c.jsonl.{end}", pack(shelf.jsonl(ROWS[:1])) + pack(shelf.jsonl(ROWS)))
    put(f"in/d.csv.{end}", pack(shelf.table(ROWS)))
    assert run("clean", "in", "--out", "out", "--quiet")[0] == 0
    assert Path(f"out/a.txt.{end}.txt").read_text() == FIXED
    assert Path(f"out/b.html.{end}.txt").read_text() == PAGE_TEXT
    unpack = {"gz": gzip, "bz2": bz2, "xz": lzma}.get(end, zstandard.ZstdDecompressor())
    data = Path(f"out/c.jsonl.{end}").read_bytes()
    if end == "zst":
        data = unpack.stream_reader(data, read_across_frames=True).read()
    else:
        data = unpack.decompress(data)
    texts = [json.loads(line)["clean_text"] for line in data.splitlines()]
    assert texts == [FIXED.rstrip()] * 2
    assert run("restore", "out", "--out", "back")[0] == 0
    assert Path("back/a.txt").read_bytes() == DIRTY.encode()
    assert run("explain", f"in/a.txt.{end}")[1] == run("explain", "-", stdin=DIRTY.encode())[1]
    assert f"in/a.txt.{end}:5:7: space.doubled" in run("check", f"in/a.txt.{end}")[1]
    code, _, err = run("fix", f"in/a.txt.{end}")
    assert (code, "a packed file; unpack it, or use clean" in err) == (2, True)


@pytest.mark.parametrize("end", PACKS)
def test_no_more_of_a_packed_document_is_unpacked_than_one_may_have(run, end):
    put(f"in/a.txt.{end}", PACKS[end](b"a" * (MOST * 8)))
    put(f"in/b.txt.{end}", PACKS[end](DIRTY.encode())[:-6])
    put(f"in/c.txt.{end}", b"no packed file at all, but a text")
    assert run("clean", "in", "--out", "out", "--quiet")[0] == 1
    failures = lines("out/failures.jsonl")
    assert [failure["name"][0] for failure in failures] == ["a", "b", "c"]
    assert "is longer than 10000000" in failures[0]["cause"]
    assert all("cannot be unpacked: " in failure["cause"] for failure in failures[1:])


def test_a_packed_file_may_not_ask_for_any_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "_WINDOW", 2**20)
    path = put(tmp_path / "a.txt.xz", lzma.compress(DIRTY.encode(), preset=9))
    with pytest.raises(lzma.LZMAError, match=r"[Mm]emory"), packing.opened(path, "xz") as file:
        file.read()
    assert lzma.LZMAError in packing.packing_faults()


def test_frames_of_xz_may_be_padded(tmp_path):
    data = lzma.compress(b"a") + bytes(4096) + lzma.compress(b"b") + bytes(4)
    with packing.opened(put(tmp_path / "a.xz", data), "xz") as file:
        assert file.read() == b"ab"


def test_a_bomb_of_parquet_is_refused_by_every_command(run, monkeypatch):
    monkeypatch.setattr(parquet, "_MUCH", 1_000_000)
    pq.write_table(pa.table({"text": ["a" * 3_000_000]}), "a.parquet", compression="zstd")
    before = Path("a.parquet").read_bytes()
    for command in ("check", "fix", "clean --out out", "learn --out p.toml", "report --out r.html"):
        code, _, err = run(*command.split(), "a.parquet", "--field", "text=text")
        assert code == (2 if command in CHECKS else 1)
        if not command.startswith("learn"):  # which counts only
            assert "bytes of a column would unpack to 30000" in err, command
    assert Path("a.parquet").read_bytes() == before


# encodings


def test_a_table_that_is_not_utf8_names_the_option(run):
    path = put("a.csv", LATIN)
    lines = put("a.jsonl", json.dumps({"text": "Café  ici"}, ensure_ascii=False).encode("cp1252"))
    for command in ("check", "fix", "clean --out out", "report --out r.html"):
        for name in ("a.csv", "a.jsonl"):
            code, _, err = run(*command.split(), name, "--field", "text=text")
            assert code == (2 if command in CHECKS else 1)
            assert "not UTF-8; say with --encoding what it is (--encoding cp1252)" in err, command
    assert (path.read_bytes(), b"Caf\xe9" in lines.read_bytes()) == (LATIN, True)
    code, _, err = run("learn", "a.csv", "--out", "p.toml", "--field", "text=text")
    assert (code, "2 in = 0 read + 2 failed" in err) == (1, True)
    put("b.csv", "id,texté\n1,a\n".encode("cp1252"))
    assert "not UTF-8" in run("clean", "b.csv", "--out", "o", "--field", "text=id")[2]


def test_with_its_encoding_a_table_keeps_every_letter(run):
    put("a.csv", LATIN)
    argv = ("--encoding", "windows-1252")
    assert run("clean", "a.csv", "--out", "out", "--quiet", *argv)[0] == 0
    assert (
        "1,Café  à la crème au marché,Café à la crème au marché," in Path("out/a.csv").read_text()
    )
    assert run("check", "a.csv", *argv)[1].count("space.doubled") == 2
    assert "2 in = 2 read + 0 failed" in run("learn", "a.csv", "--out", "p.toml", *argv)[2]
    assert "2 in = 2 counted" in run("report", "a.csv", "--out", "r.html", *argv)[2]
    assert "marché" in Path("r.html").read_text("utf-8")
    assert run("fix", "a.csv", *argv)[1] == "fixed a.csv (2 edits)\n"
    assert Path("a.csv").read_bytes() == LATIN.replace(b"  ", b" ")
    code, out, _ = run("clean", "-", "--from", "csv", *argv, stdin=LATIN)
    assert (code, "Café à la" in out) == (0, True)


def test_with_its_encoding_a_text_keeps_every_byte(run):
    data = "Harga  beras – naik di café.\r\n".encode("cp1252")
    path = put("a.txt", data)
    assert run("fix", "a.txt", "--encoding", "cp1252")[0] == 0
    assert path.read_bytes() == data.replace(b"  ", b" ")
    assert run("clean", "a.txt", "--out", "out", "--encoding", "cp1250", "--verify")[0] == 0
    record = json.loads(Path("out/articles.jsonl").read_text())
    assert (record["encoding"], record["text"]) == ("cp1250", "Harga beras – naik di café.")
    assert run("restore", "out", "--out", "back")[0] == 0
    assert Path("back/a.txt").read_bytes() == path.read_bytes()
    assert "café" in run("explain", "a.txt", "--encoding", "cp1252")[1]
    assert "café" in run("clean", "-", "--encoding", "cp1252", stdin=data)[1]
    page = PAGE.replace("Kamis", "Kâmis").encode("cp1252")
    put("a.html", page)
    assert run("clean", "a.html", "--out", "pages", "--encoding", "cp1252")[0] == 0
    assert "Kâmis" in Path("pages/a.html.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.jsonl"])
def test_what_is_not_in_the_encoding_that_is_given_is_an_error(run, name):
    path = put(name, b'{"text": "a \x81\x8d  b"}\n' if name == "a.jsonl" else b"text\na \x81  b\n")
    before = path.read_bytes()
    argv = ("--encoding", "cp1252", "--field", "text=text")
    for command in ("check", "fix", "clean --out out"):
        code, _, err = run(*command.split(), name, *argv)
        assert code == (2 if command in CHECKS else 1)
        assert "not cp1252; say with --encoding what it is" in err
    assert path.read_bytes() == before


def test_a_mark_tells_the_encoding_of_a_table(run):
    text = "\ufeffid,text\r\n1,Café  ici\r\n2,雨  naik\r\n"
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le"):
        path = put("a.csv", text.encode(encoding))
        assert run("clean", "a.csv", "--out", encoding, "--quiet")[0] == 0
        assert "雨 naik" in Path(encoding, "a.csv").read_text("utf-8")
        assert run("fix", "a.csv")[1] == "fixed a.csv (2 edits)\n"
        assert path.read_bytes() == text.replace("  ", " ").encode(encoding)
        assert run("check", "a.csv")[0] == 0


def test_an_encoding_that_does_not_give_the_bytes_back_leaves_the_file(run):
    data = b"text\n\x1b$B\x1b(B" + "a  b\n".encode("iso2022_jp")
    path = put("a.csv", data)
    code, _, err = run("fix", "a.csv", "--encoding", "iso2022_jp")
    assert (code, "its bytes cannot be had back from iso2022_jp" in err) == (2, True)
    assert path.read_bytes() == data


# names, folders, and what is told


NAMES = [
    *("a\nb.txt", "a\rb.txt", "\n.txt", "a\\nb.txt", "a\\.txt", " a .txt", "a\u2028b.txt"),
    *("a\x85b.txt", "a\x0bb.txt", "a'\"b.txt", "a\tb.txt", "é.txt", "-a.txt", "a  b.txt"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_any_character_keeps_its_account(run, name):
    put(Path("in", name), DIRTY)
    put("in/z.txt", DIRTY)
    put("in/\nbad.txt", PNG)
    for told in ("", "1 of 1 output done already"):
        code, _, err = run("clean", "in", "--out", "out", "--quiet")
        assert code == 1
        assert err.endswith("cleaner: 3 in = 2 written + 1 failed\n")
        assert told in err
        assert err.count("\n") == 2
        names = [line["name"] for line in lines("out/articles.jsonl")]
        assert sorted(names) == sorted([name, "z.txt"])
    assert Path("out", name).read_text() == FIXED
    assert json.loads(Path("out/failures.jsonl").read_text())["name"] == "\nbad.txt"
    Path("out", name).unlink()
    assert run("clean", "in", "--out", "out", "--quiet")[0] == 1
    assert Path("out", name).read_text() == FIXED


def test_a_name_with_line_ends_is_told_on_one_line(run):
    put("a\n\rb.txt", DIRTY)
    code, out, _ = run("check", "a\n\rb.txt")
    assert (code, len(out.splitlines())) == (1, 3)
    assert all(row.startswith("a\\n\\rb.txt:") for row in out.splitlines())
    assert run("fix", "a\n\rb.txt", "--diff")[1].startswith("--- a\\n\\rb.txt\n+++ a")
    assert run("fix", "a\n\rb.txt")[1] == "fixed a\\n\\rb.txt (3 edits)\n"
    put("c\nd.txt", PNG)
    assert run("check", "c\nd.txt")[2].startswith("cleaner: c\\nd.txt: a PNG image")


def test_names_that_are_no_utf8_keep_their_account(run):
    put("in/a.txt", DIRTY)
    put(os.fsdecode(b"in/\xff\n.txt"), DIRTY)
    for _ in range(2):
        assert "2 in = 2 written + 0 failed" in run("clean", "in", "--out", "out", "--quiet")[2]


@pytest.mark.parametrize("command", ["clean", "check", "fix", "learn", "report"])
def test_a_folder_that_holds_nothing_to_be_read_says_what_it_holds(run, command):
    for name in ("a.py", "b.py", "c.zip", "requirements.txt", "NOTICE", ".d.txt.swp"):
        put(f"in/{name}", "a  b\n")
    out = {"clean": "out", "learn": "p.toml", "report": "r.html"}.get(command)
    code, _, err = run(command, "in", *(("--out", out) if out else ()))
    held = "5 files left out (1 .zip, 1 NOTICE, 1 requirements.txt, 2 .py)"
    told = [row for row in err.splitlines() if "holds nothing that can be read" in row]
    assert code == (2 if command in CHECKS else 1)
    assert len(told) == 1
    counts = told[0].partition("left out (")[2].rstrip(")").split(", ")
    assert sorted(counts) == ["1 .zip", "1 NOTICE", "1 requirements.txt", "2 .py"], held
    if command in ("clean", "check", "fix"):
        quiet = ["--quiet"] if command == "clean" else []
        Path("empty").mkdir()
        other = ["--out", "out2"] if out else []
        assert run(command, "empty", *other, *quiet)[0] == 0


def test_of_many_kinds_the_most_frequent_are_told(run):
    for i in range(9):
        put(f"in/{i}.e{chr(97 + i)}", "a")
        put(f"in/{i}.py", "a")
    put("in/a.txt", "Satu dua.\n")
    err = run("check", "in")[2]
    assert "18 files left out (9 .py, " in err
    assert "4 of kinds" not in err
    assert "4 of other kinds), no articles by their names" in err


# engines and hooks


@pytest.fixture
def cleaner_step(monkeypatch):
    """The step for datatrove, with what it needs of datatrove."""

    class PipelineStep:
        def __init__(self):
            self.stats = []

        def stat_update(self, name):
            self.stats.append(name)

        def update_doc_stats(self, _):
            pass

        def track_time(self):
            from contextlib import nullcontext

            return nullcontext()

    parts = ("io", "pipeline", "pipeline.base", "utils", "utils.logging")
    for name in ("datatrove", *(f"datatrove.{part}" for part in parts)):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    sys.modules["datatrove.pipeline.base"].PipelineStep = PipelineStep
    sys.modules["datatrove.io"].get_datafolder = None
    sys.modules["datatrove.utils.logging"].logger = None
    monkeypatch.delitem(sys.modules, "cleaner.datatrove", raising=False)
    from cleaner.datatrove import ArticleCleaner

    yield ArticleCleaner
    sys.modules.pop("cleaner.datatrove", None)


def test_a_step_without_its_profile_is_an_error_not_an_empty_corpus(cleaner_step):
    from cleaner.types import SourceError

    document = types.SimpleNamespace(text=DIRTY, metadata={}, id="a")
    step = cleaner_step(profile="nope.toml")
    with pytest.raises(OSError, match=r"nope\.toml"):
        list(step.run([document]))
    assert (step.stats, document.text) == ([], DIRTY)
    for wrong in ({"fields": {"author": "a"}}, {"repairs": "some"}, {"kind": "book"}):
        with pytest.raises(SourceError):
            cleaner_step(**wrong)
    step = cleaner_step(fields={"url": "link"})
    document.metadata["link"] = "https://a.example/1"
    assert [found.text for found in step.run([document])] == [clean(DIRTY).text]
    assert step.stats == ["cleaned"]


def test_the_hooks_leave_out_what_cleaner_refuses():
    more = """news.txt deep/a.txt deep/robots.txt Readme.txt NEWS.txt requirements/base.txt
        history.txt INSTALL.txt llms-full.txt top_level.txt licence-2.txt CODE_OF_CONDUCT.txt
        Makefile.txt readmission.txt app-ads.txt version.txt sub/NOTICE.txt NEWS_1.txt"""
    for hook in load_manifest(str(ROOT / ".pre-commit-hooks.yaml")):
        taken = re.compile(hook["files"])
        left = re.compile(hook["exclude"])
        for name in (*KINDS, *more.split()):
            hooked = taken.search(name) is not None and left.search(name) is None
            known = name.endswith((".txt", ".jsonl", ".ndjson")) and not kinds.well_known(name)
            assert hooked == known, name
