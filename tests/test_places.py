"""Inputs and outputs at addresses: what is written has the bytes of a run over files here."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import fsspec
import pytest
import shelf

from cleaner import packing, places
from cleaner.cli import main
from cleaner.corpus import ledger
from cleaner.files import UsageError
from cleaner.places import is_address, place_of

TEXTS = [
    f"Harga Beras {i} Naik\n\nADVERTISEMENT\n\nHarga  beras naik {i} kali, kata warga di pasar itu."
    for i in range(30)
]
ROWS = [{"id": str(i), "text": text} for i, text in enumerate(TEXTS)]
FILES = {
    "a.jsonl": shelf.jsonl(ROWS),
    "b.csv.gz": gzip.compress(shelf.table(ROWS), mtime=0),
    "c.parquet": shelf.parquet(ROWS),
    "deep/d.jsonl.zst": shelf.jsonl([*ROWS[:3], {"text": 5}], "zst"),
    "deep/er/e.txt": TEXTS[0].encode(),
    "f.txt": TEXTS[1].encode(),
    "g.html": b"<html><body><h1>Satu</h1><p>Harga beras naik di pasar itu.</p></body></html>",
    "h.pdf": b"%PDF-1.4",
    ".hidden/i.txt": b"x",
    "README.md": b"x",
}


@pytest.fixture
def memory():
    """A storage that is empty, and the address of a folder in it."""
    fs = fsspec.filesystem("memory")

    def forget():
        fs.store.clear()
        fs.pseudo_dirs[:] = [""]

    forget()
    yield fs
    forget()


def lay(put):
    for name, data in FILES.items():
        put(name, data)


def laid_in(fs):
    lay(lambda name, data: fs.pipe_file(f"/raw/{name}", data))


def kept(fs, folder):
    """The bytes of what stands below a folder, but for the account of the work."""
    found = {name.removeprefix(f"/{folder}/"): fs.cat_file(name) for name in fs.find(f"/{folder}")}
    return {name: data for name, data in found.items() if not name.startswith(".cleaner/")}


def kept_here(folder):
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if path.is_file() and not name.startswith(".cleaner/")
    }


@pytest.mark.parametrize("form", [(), ("--to", "parquet"), ("--to", "tei")])
def test_a_run_at_addresses_writes_the_bytes_of_one_here(memory, tmp_path, capsys, form):
    laid_in(memory)
    lay(lambda name, data: shelf.put(tmp_path / "raw" / name, data))
    argv = ("--jobs", "1", "--part", "7", *form)
    assert main(["clean", str(tmp_path / "raw"), "--out", str(tmp_path / "out"), *argv]) == 1
    here = capsys.readouterr().err
    assert main(["clean", "memory://raw", "--out", "memory://out", *argv]) == 1
    there = capsys.readouterr().err
    assert kept(memory, "out") == kept_here(tmp_path / "out")
    assert there.splitlines()[-1] == here.splitlines()[-1]
    assert "left out (1 .pdf, 1 README.md)" in there
    assert main(["clean", "memory://raw", "--out", "memory://out", *argv]) == 1
    assert "outputs done already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("inputs", "names"),
    [
        (["memory://raw/a.jsonl"], {"a.jsonl"}),
        (["memory://raw/*.jsonl"], {"a.jsonl"}),
        (["memory://raw/**/*.jsonl*"], {"a.jsonl", "deep/d.jsonl.zst"}),
        (["memory://raw/deep"], {"d.jsonl.zst", "er/e.txt", "articles.jsonl"}),
    ],
)
def test_files_folders_and_patterns_are_found(memory, tmp_path, inputs, names):
    laid_in(memory)
    main(["clean", *inputs, "--out", str(tmp_path / "out"), "--jobs", "1"])
    found = set(kept_here(tmp_path / "out")) - {"summary.json", "failures.jsonl"}
    assert found == names


class Broken(BaseException):
    """The end of a run that nothing catches."""


@pytest.mark.parametrize("after", [0, 4])
def test_a_run_that_was_broken_off_goes_on_at_its_address(memory, monkeypatch, capsys, after):
    laid_in(memory)
    argv = ["clean", "memory://raw", "--jobs", "1", "--part", "4", "--out"]
    main([*argv, "memory://whole"])
    put, left = ledger.put_part, [after]

    def put_some(*args):
        if left[0] == 0:
            raise Broken
        left[0] -= 1
        return put(*args)

    monkeypatch.setattr(ledger, "put_part", put_some)
    with pytest.raises(Broken):
        main([*argv, "memory://out"])
    done = []
    monkeypatch.setattr(ledger, "put_part", lambda *args: (done.append(1), put(*args))[1])
    main([*argv, "memory://out"])
    assert kept(memory, "out") == kept(memory, "whole")
    whole = len(done) + after
    done.clear()
    main([*argv, "memory://other"])
    assert len(done) == whole, "no part was done twice"


def test_half_a_part_and_a_changed_output_are_done_anew(memory, capsys):
    laid_in(memory)
    argv = ["clean", "memory://raw/a.jsonl", "--jobs", "1", "--out", "memory://out"]
    assert main(argv) == 0
    whole = kept(memory, "out")
    memory.pipe_file("/out/a.jsonl", whole["a.jsonl"][:-9])
    assert main(argv) == 0
    assert kept(memory, "out") == whole
    assert "done already" not in capsys.readouterr().err


def test_a_killed_run_goes_on(tmp_path):
    rows = [{"id": i, "text": f"{TEXTS[i % 30]}\n\nNomor {i}."} for i in range(400)]
    shelf.put(tmp_path / "raw" / "a.jsonl", shelf.jsonl(rows))
    out = tmp_path / "out"
    inputs, part = f"file://{tmp_path}/raw", ("--jobs", "1", "--part", "20", "--quiet")
    argv = [sys.executable, "-m", "cleaner", "clean", inputs, "--out", f"file://{out}", *part]
    with subprocess.Popen(argv, stderr=subprocess.PIPE, cwd=tmp_path) as run:
        while run.poll() is None and not list(out.glob(".cleaner/parts/*/000001.json")):
            time.sleep(0.02)
        run.send_signal(signal.SIGKILL)
        assert run.wait() == -signal.SIGKILL
    assert not (out / "a.jsonl").exists()
    subprocess.run(argv, check=True, capture_output=True, cwd=tmp_path)
    plain = [sys.executable, "-m", "cleaner", "clean", "raw", "--out", "plain", *part]
    subprocess.run(plain, check=True, capture_output=True, cwd=tmp_path)
    assert kept_here(out) == kept_here(tmp_path / "plain")


@pytest.mark.parametrize("name", ["a.jsonl", "f.txt", "c.parquet"])
def test_a_connection_that_breaks_ends_the_run_and_blames_no_document(
    memory, monkeypatch, capsys, name
):
    laid_in(memory)
    real, left = type(memory)._open, [0]

    def _open(self, path, mode="rb", **options):
        if mode == "rb" and path == f"/raw/{name}":
            left[0] -= 1
            if left[0] < 0:
                raise ConnectionResetError(104, "Connection reset by peer")
        return real(self, path, mode, **options)

    monkeypatch.setattr(type(memory), "_open", _open)
    argv = ["clean", f"memory://raw/{name}", "--jobs", "1", "--out", "memory://out"]
    for allowed in range(9):
        left[0] = allowed
        code, err = main(argv), capsys.readouterr().err
        assert "failures.jsonl" not in kept(memory, "out")
        if code == 0:
            break
        assert (code, "connection reset by peer" in err.lower()) == (1, True), err
        assert "Traceback" not in err
    assert 0 < allowed < 8
    assert "1 written" in err or "30 written" in err


def test_other_commands_read_addresses_and_write_here(memory, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    laid_in(memory)
    assert main(["learn", "memory://raw/a.jsonl", "--out", "p.toml", "--jobs", "1"]) == 0
    assert main(["report", "memory://raw/f.txt", "--out", "r.html"]) == 0
    assert main(["clean", "memory://raw/f.txt", "--out", "memory://out", "--jobs", "1"]) == 0
    capsys.readouterr()
    assert main(["report", "memory://out", "--out", "s.html"]) == 0
    assert "1 in = 1 counted" in capsys.readouterr().err
    assert main(["restore", "memory://out", "--out", "back"]) == 0
    assert Path("back/f.txt").read_bytes() == FILES["f.txt"]
    for argv, told in (
        (["check", "memory://raw"], "check and fix are for files here"),
        (["fix", "memory://raw/f.txt"], "check and fix are for files here"),
        (["learn", "a.txt", "--out", "memory://p.toml"], "a profile is written to a file here"),
        (["report", "a.txt", "--out", "memory://r.html"], "is written to a file here"),
        (["clean", "a.txt", "--learn", "--out", "memory://x"], "learn first, and give --profile"),
        (["clean", "memory://raw", "--out", "memory://raw/x"], "lies in the input folder"),
        (["clean", "memory://raw/*.nope", "--out", "x"], "finds no file"),
        (["clean", "nope://raw", "--out", "x"], "nope://raw: "),
    ):
        assert main(argv) == 2, argv
        assert told in capsys.readouterr().err


def test_what_is_missing_there_is_told(memory, tmp_path, capsys):
    for name in ("a.txt", "a.jsonl", "a.parquet"):
        out = tmp_path / name
        code = main(["clean", f"memory://raw/{name}", "--out", str(out), "--jobs", "1"])
        assert code == 1
        assert "no such file or directory" in capsys.readouterr().err
        failure = json.loads((out / "failures.jsonl").read_text())
        assert failure["cause"] == "no such file or directory"


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "upath", None)
    with pytest.raises(packing.MissingLibraryError, match=r"article-cleaner\[remote\]"):
        place_of("memory://a")
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError, match=r"s3://bucket/a: .*s3fs"):
        place_of("s3://bucket/a")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("a.txt", False),
        ("./a:b/c.txt", False),
        ("C:/a.txt", False),
        ("//host/a", False),
        ("a b://c", False),
        ("s3://bucket/a.txt", True),
        ("hf://datasets/a/b/c.parquet", True),
        ("simplecache::s3://bucket/a", True),
        ("memory://a", True),
    ],
)
def test_addresses_are_told_from_names(name, address):
    assert is_address(name) == address


def test_files_here_need_no_library(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "upath", None)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    shelf.put(tmp_path / "a.txt", TEXTS[0])
    argv = ["clean", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--jobs", "1"]
    assert main(argv) == 0
    assert not places.is_remote(tmp_path)
    assert os.listdir(tmp_path / "out")
