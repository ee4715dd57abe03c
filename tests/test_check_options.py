"""Check and fix among the tools of a repository: exit codes, git, editors, code hosts."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import shelf
from lxml import etree
from shelf import put

from cleaner.cli import main
from cleaner.commands.options import ARGUMENTS, COMMANDS, GROUPS

DIRTY = "Harga Beras Naik\n\nADVERTISEMENT\n\nHarga  beras naik di pasar itu.\n"
CLEAN = "Harga Beras Naik\n\nHarga beras naik di pasar itu.\n"
HINT = "Harga Beras Naik\n\nHarga beras naik karana hujan di pasar itu, kata warga.\n"
FILES = {"clean.txt": CLEAN, "dirty.txt": DIRTY, "broken.txt": b"\xff\xfea", "hint.txt": HINT}


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        ("check clean.txt", 0),
        ("check dirty.txt", 1),
        ("check clean.txt dirty.txt", 1),
        ("check hint.txt", 0),
        ("check broken.txt", 2),
        ("check dirty.txt broken.txt", 2),
        ("check missing.txt", 2),
        ("check dirty.txt --exit-zero", 0),
        ("check broken.txt --exit-zero", 2),
        ("check dirty.txt --statistics", 1),
        ("check dirty.txt --diff", 1),
        ("check dirty.txt --diff --exit-zero", 0),
        ("check dirty.txt --fix", 0),
        ("check dirty.txt --fix --exit-non-zero-on-fix", 1),
        ("check dirty.txt broken.txt --fix", 2),
        ("check dirty.txt --nope", 2),
        ("fix clean.txt", 0),
        ("fix dirty.txt", 0),
        ("fix dirty.txt --exit-non-zero-on-fix", 1),
        ("fix clean.txt --exit-non-zero-on-fix", 0),
        ("fix dirty.txt --diff", 1),
        ("fix clean.txt --diff", 0),
        ("fix broken.txt", 2),
        ("fix missing.txt", 2),
    ],
)
def test_exit_codes_are_those_of_linters(run, argv, code):
    for name, data in FILES.items():
        put(name, data)
    assert run(*argv.split(), "--no-config")[0] == code


def test_findings_are_counted_in_the_files_that_have_them(run):
    for name, data in FILES.items():
        put(name, data)
    assert "0 findings in 1 file\n" in run("check", "clean.txt")[2]
    assert "3 findings in 1 of 2 files\n" in run("check", "clean.txt", "dirty.txt")[2]
    err = run("check", "clean.txt", "dirty.txt", "broken.txt", "missing.txt")[2]
    assert "3 findings in 1 of 2 files, 2 failed" in err
    assert "0 findings in 0 files, 1 failed" in run("check", "missing.txt")[2]


@pytest.mark.parametrize("command", ["check", "fix", "fix --diff", "check --format json"])
def test_any_number_of_processes_says_the_same(run, command):
    def lay(folder):
        for i in range(20):
            put(f"{folder}/{i:02}.txt", CLEAN if i % 3 else DIRTY)
        put(f"{folder}/99.jsonl", shelf.jsonl([{"text": DIRTY}, {"text": 5}]))
        put(f"{folder}/98.txt", b"\xff\xfea")

    told = []
    for jobs in ("1", "2"):
        lay("in")
        told.append(run(*command.split(), "in", "--no-config", "--jobs", jobs))
        told.append({path.name: path.read_bytes() for path in sorted(Path("in").iterdir())})
    assert told[:2] == told[2:]
    assert told[0][0] == 2


def test_what_is_excluded_is_left_out_even_where_it_is_named(run):
    put("in/raw/a.txt", DIRTY)
    put("in/b.txt", DIRTY)
    put("in/c.orig.txt", DIRTY)
    argv = ("check", "in", "in/raw/a.txt", "--exclude", "raw", "--exclude", "*.orig.txt")
    _, out, err = run(*argv, "--no-config")
    assert {line.partition(":")[0] for line in out.splitlines()} == {"in/b.txt"}
    assert "in 1 file\n" in err
    put("cleaner.toml", 'exclude = ["in/b.txt"]')
    assert run(*argv)[0] == 0


def test_standard_input_goes_by_the_name_it_is_given(run):
    put("cleaner.toml", '[per-path."speeches/**"]\nignore = ["advertising"]')
    argv = ("--stdin-filename", "speeches/a.txt")
    code, out, _ = run("check", "-", *argv, stdin=DIRTY.encode())
    assert (code, "speeches/a.txt:5:7: space.doubled" in out) == (1, True)
    assert "advertising" not in out
    code, out, _ = run("fix", "-", *argv, stdin=DIRTY.encode())
    assert (code, out) == (0, DIRTY.replace("  ", " "))
    assert not Path("speeches").exists()
    page = b"<html><body><p>Satu  dua.</p></body></html>"
    assert run("fix", "-", "--stdin-filename", "a.html", stdin=page)[:2] == (2, "")
    code, _, err = run("fix", "-", "--stdin-filename", "a.jsonl", stdin=b"{}")
    assert (code, "a.jsonl is a table; standard input is fixed as one text" in err) == (2, True)
    assert run("check", "a.txt", *argv)[0] == 2
    excluded = (*argv, "--exclude", "speeches")
    assert run("fix", "-", *excluded, stdin=DIRTY.encode())[:2] == (0, DIRTY)
    assert run("check", "-", *excluded, stdin=DIRTY.encode())[:2] == (0, "")


@pytest.mark.parametrize(
    ("data", "argv", "code", "written"),
    [
        (DIRTY.encode(), (), 0, CLEAN.encode()),
        (DIRTY.encode(), ("--exit-non-zero-on-fix",), 1, CLEAN.encode()),
        (CLEAN.encode(), ("--exit-non-zero-on-fix",), 0, CLEAN.encode()),
        (DIRTY.encode("utf-16"), (), 0, CLEAN.encode("utf-16")),
        (b"Satu  dua.\r\n", (), 0, b"Satu dua.\r\n"),
        (b"", (), 0, b""),
        (b"caf\xe9  x", (), 2, b""),
        (b"caf\xe9  x", ("--encoding", "cp1252"), 0, b"caf\xe9 x"),
        (b"<!doctype html><p>Satu  dua</p>", (), 2, b""),
        (b"%PDF-1.4 \n\n ADVERTISEMENT", (), 2, b""),
    ],
)
def test_a_text_is_fixed_from_stream_to_stream(
    monkeypatch, capsysbinary, tmp_path, data, argv, code, written
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["fix", "-", "--no-config", *argv]) == code
    assert capsysbinary.readouterr().out == written


def test_a_diff_of_a_stream(run):
    code, out, _ = run("fix", "-", "--diff", "--stdin-filename", "x.txt", stdin=DIRTY.encode())
    assert (code, out.splitlines()[:2]) == (1, ["--- x.txt", "+++ x.txt"])


# changed lines


@pytest.fixture
def repository(run, tmp_path):
    def git(*words):
        env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        names = ("-c", "user.name=a", "-c", "user.email=a@a.example", "-c", "init.defaultBranch=m")
        subprocess.run(["git", *names, *words], check=True, capture_output=True, env=env)

    git("init", "-q")
    old = "Harga Beras Naik\n\nHarga  beras naik di pasar itu.\n\nWarga  senang sekali hari itu.\n"
    put("old.txt", old)
    put("same.txt", DIRTY)
    put("odd 'näme\".txt", DIRTY)
    put("t.jsonl", shelf.jsonl([{"text": "Satu  dua."}, {"text": "Tiga  empat."}]))
    put("p.parquet", shelf.parquet([{"text": "Satu  dua."}]))
    put("gone.txt", DIRTY)
    git("add", ".")
    git("commit", "-qm", "a")
    put("old.txt", old.replace("senang", "amat  senang"))
    put("odd 'näme\".txt", DIRTY.replace("pasar", "pasar  besar"))
    put("t.jsonl", shelf.jsonl([{"text": "Satu  dua."}, {"text": "Tiga  empat  lima."}]))
    put("new.txt", DIRTY)
    Path("gone.txt").unlink()
    return git


def told(out):
    return sorted({line.partition(": ")[0] for line in out.splitlines()})


def test_only_what_stands_on_changed_lines_is_told(run, repository):
    code, out, err = run("check", ".", "--diff-base", "HEAD", "--select", "space", "--no-config")
    assert code == 1
    assert told(out) == [
        "new.txt:5:7",
        "odd 'näme\".txt:5:28",
        "odd 'näme\".txt:5:7",
        "old.txt:5:13",
        "old.txt:5:7",
        "t.jsonl:2:text:1:13",
        "t.jsonl:2:text:1:6",
    ]
    assert "7 findings in 4 files" in err
    repository("add", ".")
    repository("commit", "-qm", "b")
    assert run("check", ".", "--diff-base", "HEAD", "--no-config")[0] == 0
    assert told(run("check", ".", "--diff-base", "HEAD~1", "--select", "space")[1]) == told(out)
    put("p.parquet", shelf.parquet([{"text": "Satu  dua  tiga."}]))
    out = run("check", ".", "--diff-base", "HEAD", "--select", "space")[1]
    assert told(out) == ["p.parquet:1:text:1:11", "p.parquet:1:text:1:6"]


def test_a_branch_is_compared_with_where_it_began(run, repository):
    repository("stash", "-uq")
    repository("switch", "-qc", "side")
    put("side.txt", "Satu  dua.\n")
    repository("add", ".")
    repository("commit", "-qm", "side")
    repository("switch", "-q", "m")
    put("same.txt", CLEAN)
    repository("commit", "-qam", "main")
    repository("switch", "-q", "side")
    assert told(run("check", ".", "--diff-base", "m", "--no-config")[1]) == ["side.txt:1:6"]


def test_records_over_several_lines_count_with_all_of_them(run, repository):
    put("c.csv", shelf.table([{"id": "1", "text": DIRTY}, {"id": "2", "text": DIRTY}]))
    repository("add", ".")
    repository("commit", "-qm", "c")
    put("c.csv", Path("c.csv").read_bytes().replace(b"pasar itu", b"pasar ini", 1))
    out = run("check", "c.csv", "--diff-base", "HEAD", "--select", "space", "--no-config")[1]
    assert told(out) == ["c.csv:1(1):text:5:7"]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("--diff-base", "nope"), "--diff-base nope: git knows no such revision"),
        (("--diff-base=--output=x",), "git knows no such revision"),
        (("--diff-base", "HEAD", "--fix"), "contradict each other"),
    ],
)
def test_a_base_that_is_none_is_told(run, repository, argv, sentence):
    code, _, err = run("check", ".", *argv)
    assert (code, sentence in err) == (2, True)
    assert not Path("x").exists()


def test_without_a_repository_there_are_no_changed_lines(run, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    put("a.txt", DIRTY)
    code, _, err = run("check", "a.txt", "--diff-base", "HEAD")
    assert (code, "--diff-base asks git: fatal: not a git repository" in err) == (2, True)
    monkeypatch.setenv("PATH", "")
    code, _, err = run("check", "a.txt", "--diff-base", "HEAD")
    assert (code, "--diff-base asks git: " in err) == (2, True)


# code hosts


def inputs():
    for name, data in {**FILES, "t.jsonl": shelf.jsonl([{"text": "a  b"}, {"text": 5}])}.items():
        put(name, data)
    put("odd.txt", "Satu\x0b  dua\x01 <&>  tiga.\n")
    return ["."]


def test_gitlab_gets_a_report_of_code_quality(run):
    code, out, _ = run("check", *inputs(), "--output-format", "gitlab", "--no-config")
    found = json.loads(out)
    assert code == 2
    for issue in found:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
        assert issue["severity"] in ("minor", "info", "critical")
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in found}) == len(found)
    assert {i["location"]["path"] for i in found if i["severity"] == "critical"} == {
        "broken.txt",
        "t.jsonl",
    }
    assert {i["check_name"] for i in found if i["severity"] == "info"} == {"word.one-edit"}
    marks = {issue["fingerprint"] for issue in found}
    put("dirty.txt", f"\nSatu dua.\n{DIRTY}")
    again = json.loads(run("check", ".", "--output-format", "gitlab", "--no-config")[1])
    assert len(marks & {issue["fingerprint"] for issue in again}) >= len(marks) - 2
    assert json.loads(run("check", "clean.txt", "--output-format", "gitlab")[1]) == []


def test_junit_has_a_case_for_every_finding(run):
    code, out, _ = run("check", *inputs(), "--output-format", "junit", "--no-config")
    root = etree.fromstring(out.encode())
    assert code == 2
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.tag == "testsuite"
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
    plain = run("check", ".", "--no-config")[2]
    assert f"{root.get('failures')} findings" in plain
    assert f"{root.get('errors')} failed" in plain
    (case,) = etree.fromstring(run("check", "clean.txt", "--format", "junit")[1].encode()).iter(
        "testcase"
    )
    assert len(case) == 0


# among other programs


def test_help_is_grouped_and_holds_every_option_once(run):
    members = [argument for group in GROUPS.values() for argument in group]
    assert len(set(members)) == len(members)
    assert set(members) <= set(ARGUMENTS)
    for name, command in COMMANDS.items():
        out = run(name, "--help")[1]
        options = [o for a in command.arguments if a.startswith("-") for o in a.split()]
        body = out.partition("\n\n")[2]
        found = re.findall(r"^  (--[a-z-]+)|(?<=, )(--[a-z-]+)", body, re.MULTILINE)
        listed = [one or two for one, two in found if (one or two) != "--help"]
        assert sorted(listed) == sorted(options), name
    assert "what counts:" in run("check", "--help")[1]


def _python(*argv, **options):
    return subprocess.run([sys.executable, *argv], capture_output=True, check=False, **options)


def test_the_package_can_be_run(tmp_path):
    done = _python("-m", "cleaner", "rules", "advertising.label", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"advertising.label")
    assert b"usage: cleaner " in _python("-m", "cleaner", "--help", cwd=tmp_path).stdout


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize(
    ("words", "closed"),
    [
        ("check a.txt", ">&-"),
        ("check a.txt", "2>&-"),
        ("check a.txt", ">&- 2>&- <&-"),
        ("fix a.txt --diff", ">&-"),
        ("check -", "<&-"),
        ("clean -", "<&- >&-"),
        ("rules", "| head -n 0"),
        ("check a.txt", "2>&1 | head -n 0"),
        ("rules", "> /dev/full"),
        ("clean - < a.txt", "> /dev/full"),
    ],
)
def test_closed_and_full_streams_show_no_traceback(tmp_path, words, closed):
    put(tmp_path / "a.txt", DIRTY)
    command = f"{sys.executable} -m cleaner {words} {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, cwd=tmp_path, check=False)
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"Exception ignored" not in done.stderr
    assert (tmp_path / "a.txt").read_text() == DIRTY


def test_a_fault_of_the_program_is_a_sentence(run, monkeypatch):
    def wrong(*_):
        raise ZeroDivisionError("division by zero")

    put("a.txt", DIRTY)
    monkeypatch.setattr("cleaner.commands.check.run_check", wrong)
    code, out, err = run("check", "a.txt")
    assert (code, out) == (2, "")
    assert err == (
        "cleaner: unexpected ZeroDivisionError: division by zero; this is a fault of cleaner "
        "itself, and CLEANER_TRACEBACK=1 shows where\n"
    )
    monkeypatch.setenv("CLEANER_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["check", "a.txt"])


def test_fingerprints_depend_on_no_order(run):
    inputs()
    one = json.loads(run("check", "dirty.txt", "t.jsonl", "--format", "gitlab")[1])
    two = json.loads(run("check", "t.jsonl", "dirty.txt", "--format", "gitlab")[1])
    assert {i["fingerprint"] for i in one} == {i["fingerprint"] for i in two}
    assert hashlib.sha256(b"").hexdigest() not in {i["fingerprint"] for i in one}
