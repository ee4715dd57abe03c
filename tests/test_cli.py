"""The commands as a user meets them: outputs, exit codes, and a sentence for every error."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import jsonl, put

from cleaner import clean, restore
from cleaner.check import settings as checking
from cleaner.cli import main
from cleaner.commands.options import COMMANDS
from cleaner.corpus import inputs, plan
from cleaner.rules.loading import default_rules
from cleaner.text.weights import KINDS

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
ARTICLE = "Harga Beras Naik\n\nADVERTISEMENT\n\nHarga  beras naik di pasar itu.\n"
FIXED = "Harga Beras Naik\n\nHarga beras naik di pasar itu.\n"
PAGE = """\
<!doctype html><html lang="id"><head><title>Gudang Beras Dibuka Lagi - Harian Contoh</title>
<meta property="og:title" content="Gudang Beras Dibuka Lagi"></head><body>
<nav><ul><li><a href="/">Beranda</a><li><a href="/e">Ekonomi</a><li><a href="/o">Olahraga</a></ul>
</nav><main><article><h1>Gudang Beras Dibuka Lagi</h1>
<p>Pemerintah kota membuka lagi gudang beras di tepi sungai pada hari Kamis, kata
<a href="/wali">wali kota</a> kepada wartawan.</p>
<p>ADVERTISEMENT</p>
<p>Gudang itu <b>ditutup dua tahun lalu</b> setelah banjir merusak lantai dan dindingnya.</p>
<p>Menurut dinas pangan, persediaan di gudang itu cukup untuk tiga bulan bagi seluruh warga.</p>
<p>Warga berharap harga beras di pasar tidak naik lagi menjelang musim hujan tahun ini.</p>
</article></main></body></html>
"""
PAGE_TEXT = """\
Gudang Beras Dibuka Lagi

Pemerintah kota membuka lagi gudang beras di tepi sungai pada hari Kamis, kata wali kota kepada \
wartawan.

Gudang itu ditutup dua tahun lalu setelah banjir merusak lantai dan dindingnya.

Menurut dinas pangan, persediaan di gudang itu cukup untuk tiga bulan bagi seluruh warga.

Warga berharap harga beras di pasar tidak naik lagi menjelang musim hujan tahun ini.
"""
PAGE_MARKDOWN = f"# {PAGE_TEXT}".replace("wali kota", "[wali kota](/wali)").replace(
    "ditutup dua tahun lalu", "**ditutup dua tahun lalu**"
)
RULE = """
[[rule]]
name = "test.shout"
why = "A test. It shouts."
begins = ["qwzx"]
shape = "Q.{0,99}"
where = "anywhere"
drops = ["Qwzx one"]
keeps = ["One qwzx"]
"""


# buffered, as for most users: what is left in the buffer must not become a complaint at the end
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
ENVIRONMENT["PYTHONPATH"] = str(ROOT)


def process(*argv, **options):
    command = [sys.executable, "-c", "import sys; from cleaner.cli import main; sys.exit(main())"]
    return subprocess.Popen([*command, *map(str, argv)], env=ENVIRONMENT, **options)


def tree(folder):
    """Every file below a folder with its bytes."""
    paths = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def records(folder="out"):
    return [json.loads(line) for line in Path(folder, "articles.jsonl").read_bytes().splitlines()]


# clean


def test_clean_writes_texts_and_records_in_order(run):
    put("in/b.txt", ARTICLE)
    put("in/a/c.txt", "ADVERTISEMENT\n")
    put("more.md", "Satu  dua.")
    code, out, err = run("clean", "more.md", "in", "--out", "out", "--quiet")
    assert (code, out, err) == (0, "", "cleaner: 3 in = 3 written + 0 failed\n")
    texts = {str(path.relative_to("out")): path.read_text() for path in Path("out").rglob("*.txt")}
    assert texts == {"more.md.txt": "Satu dua.\n", "b.txt": FIXED, "a/c.txt": ""}
    assert [record["name"] for record in records()] == ["more.md", "a/c.txt", "b.txt"]
    last = records()[2]
    assert last["text"] == FIXED.rstrip()
    assert last["title"] == "Harga Beras Naik"
    assert {edit["rule"] for edit in last["edits"]} >= {"advertising.label", "space.doubled"}
    assert not Path("out/failures.jsonl").exists()


def test_one_is_told_as_one(run):
    put("a.txt", ARTICLE)
    put("b.txt", "ADVERTISEMENT\n")
    err = run("clean", "a.txt", "b.txt", "--out", "out")[2]
    assert [row.split()[-2:] for row in err.splitlines() if " empty " in row] == [["1", "document"]]


def test_clean_reads_standard_input(run):
    assert run("clean", "-", stdin=ARTICLE.encode()) == (0, FIXED, "")
    assert run("clean", "-", stdin=b"\n\n") == (0, "", "")


def test_failed_inputs_are_told_and_counted(run):
    put("in/a.txt", ARTICLE)
    Path("in/gone.txt").symlink_to("nowhere")
    inputs = ["in", "gone.html", "missing.txt"]
    code, _, err = run("clean", *inputs, "--out", "out", "--quiet")
    assert code == 1
    assert err.splitlines() == [
        "cleaner: in/gone.txt: no such file or directory",
        "cleaner: gone.html: no such file or directory",
        "cleaner: missing.txt: no such file or directory",
        "cleaner: 4 in = 1 written + 3 failed",
    ]
    failures = [json.loads(line) for line in Path("out/failures.jsonl").read_text().splitlines()]
    assert failures == [
        {"name": "gone.txt", "cause": "no such file or directory"},
        {"name": "gone.html", "cause": "no such file or directory"},
        {"name": "missing.txt", "cause": "no such file or directory"},
    ]
    assert [record["name"] for record in records()] == ["a.txt"]
    Path("in/gone.txt").unlink()
    assert run("clean", "in", "--out", "out")[0] == 0
    assert not Path("out/failures.jsonl").exists()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ARTICLE.replace("\n", "\r\n").encode(), "utf-8"),
        ("\r\n\ufeffé ADVERTISEMENT\r\r\n\n".encode(), "utf-8"),
        ("Café à la crème, déjà vu, garçon, forêt, âme. \n".encode("latin-1") * 5, None),
        (b"Harga beras \xff\xfe naik \xe9\x80\r\n" + "é雨é雨é雨\n".encode(), "utf-8"),
        (("\ufeff" + ARTICLE.replace("\n", "\r\n")).encode("utf-16-le"), "utf-16-le"),
        (("\ufeff" + ARTICLE).encode("utf-16-be"), "utf-16-be"),
        (b"\x00\x01\x02\xff" * 9, None),
        (b"", "utf-8"),
    ],
)
def test_restore_gives_the_same_bytes_back(run, data, encoding):
    put("in/deep/a.txt", data)
    argv = ["--kind", "text"] if data.startswith(b"\0") else []  # no text, unless one insists
    assert run("clean", "in", "--out", "out", *argv)[0] == 0
    record = records()[0]
    assert encoding in (None, record["encoding"])
    child = process("restore", "out/articles.jsonl", "deep/a.txt", stdout=subprocess.PIPE)
    assert (child.communicate()[0], child.returncode) == (data, 0)
    assert run("restore", "out", "--out", "back")[0] == 0
    assert Path("back/deep/a.txt").read_bytes() == data


def refuse(monkeypatch, target, fault):
    real = os.replace

    def replace(old, new):
        if Path(new).name == target:
            raise OSError(*fault, str(new))
        return real(old, new)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("target", ["a.txt", "articles.jsonl", "summary.json", "000000.data"])
def test_a_full_disk_ends_the_run_and_costs_nothing(run, monkeypatch, target):
    put("in/a.txt", ARTICLE)
    put("in/b.txt", ARTICLE)
    put(f"out/{target}", "old\n")
    with monkeypatch.context() as patch:
        refuse(patch, target, (28, "No space left on device"))
        code, out, err = run("clean", "in", "--out", "out")
    assert (code, out) == (1, "")
    assert err.endswith(f"{target}: no space left on device\n")
    assert Path("out", target).read_text() == "old\n"
    assert not Path("out/.cleaner/new").exists()
    assert run("clean", "in", "--out", "out")[0] == 0
    assert run("clean", "in", "--out", "other")[0] == 0
    Path("out/000000.data").unlink(missing_ok=True)
    assert tree("out") == tree("other")


def test_a_text_that_cannot_be_written_is_a_failed_input(run, monkeypatch):
    put("in/a.txt", ARTICLE)
    put("in/b.txt", ARTICLE)
    put("out/a.txt", "old\n")
    refuse(monkeypatch, "a.txt", (13, "Permission denied"))
    code, _, err = run("clean", "in", "--out", "out")
    assert code == 1
    assert "in/a.txt: permission denied" in err
    assert "2 in = 1 written + 1 failed" in err
    assert Path("out/a.txt").read_text() == "old\n"
    assert [record["name"] for record in records()] == ["b.txt"]


def test_an_interrupted_run_leaves_no_records_and_no_rubbish(run, monkeypatch):
    put("in/a.txt", ARTICLE)
    put("in/b.txt", ARTICLE)

    def interrupt(source, *more):
        if source.name == "b.txt":
            raise KeyboardInterrupt
        return inputs.document_row(source, *more)

    monkeypatch.setattr(plan, "document_row", interrupt)
    assert run("clean", "in", "--out", "out") == (130, "", "")
    assert tree("out") == {".cleaner/lock": b""}


# pages, and the forms of what is written


def test_folders_hold_texts_and_pages(run):
    put("in/a.txt", ARTICLE)
    put("in/a.html", PAGE)
    put("in/b/c.HTM", PAGE)
    put("in/d.xhtml", PAGE)
    put("in/e.md", ARTICLE)
    code, out, err = run("clean", "in", "--out", "out", "--quiet")
    assert (code, out, err) == (0, "", "cleaner: 4 in = 4 written + 0 failed\n")
    texts = {str(path.relative_to("out")): path.read_text() for path in Path("out").rglob("*.txt")}
    pages = dict.fromkeys(["a.html.txt", "b/c.HTM.txt", "d.xhtml.txt"], PAGE_TEXT)
    assert texts == {"a.txt": FIXED, **pages}
    assert [record["name"] for record in records()] == ["a.html", "a.txt", "b/c.HTM", "d.xhtml"]


def test_records_of_pages_hold_everything_known(run):
    put("a.html", PAGE)
    assert run("clean", "a.html", "--out", "out")[0] == 0
    record = records()[0]
    article = clean(PAGE.encode(), kind="page")
    plain = json.loads(json.dumps(article.to_dict()))
    digest = hashlib.sha256(PAGE.encode()).hexdigest()
    assert record == {"name": "a.html", "digest": digest, **plain}
    assert record["page"] is not None
    assert [role["kind"] for role in record["roles"]] == ["heading", *["paragraph"] * 4]


def test_restore_gives_the_flattened_text_of_a_page(run):
    put("in/a.html", PAGE)
    put("in/a.txt", ARTICLE)
    run("clean", "in", "--out", "out")
    flat = restore(clean(PAGE.encode(), kind="page"))
    kept = PAGE_TEXT.rstrip().split("\n\n")
    assert set(flat.split("\n")) == {"Beranda", "Ekonomi", "Olahraga", "ADVERTISEMENT", *kept}
    code, out, err = run("restore", "out", "a.html")
    assert (code, out, err) == (0, flat, "")
    assert run("restore", "out", "--out", "back")[0] == 0
    assert Path("back/a.html.txt").read_text() == flat
    assert Path("back/a.txt").read_text() == ARTICLE
    assert not Path("back/a.html").exists()


def test_a_record_of_other_bytes_is_told(run):
    put("a.txt", ARTICLE)
    run("clean", "a.txt", "--out", "out")
    record = records()[0]
    put("out/articles.jsonl", json.dumps(record | {"text": record["text"] + " x"}))
    code, out, err = run("restore", "out", "a.txt")
    assert (code, out) == (1, "")
    assert "its digest is of other bytes" in err


@pytest.mark.parametrize(
    ("name", "argv", "page"),
    [
        ("a.txt", [], False),
        ("a.html", [], True),
        ("a", [], True),
        ("a.md", [], True),
        ("a.txt", ["--kind", "page"], True),
        ("a.html", ["--kind", "text"], False),
    ],
)
def test_the_name_tells_the_kind_and_the_option_overrides_it(run, name, argv, page):
    put(name, PAGE)
    assert run("clean", name, "--out", "out", *argv)[0] == 0
    assert (records()[0]["page"] is not None) == page
    told = run("explain", name, *argv)[1]
    assert ("\npage: " in told) == page


def test_standard_input_tells_its_kind_itself(run):
    assert run("clean", "-", stdin=PAGE.encode()) == (0, PAGE_TEXT, "")
    assert "<nav>" in run("clean", "-", "--kind", "text", stdin=b"Menu <nav> di situs.")[1]
    assert run("check", "-", stdin=PAGE.encode())[0] == 1


FORMATS = [("txt", PAGE_TEXT), ("md", PAGE_MARKDOWN)]


@pytest.mark.parametrize(("form", "written"), FORMATS)
def test_the_form_changes_no_words(run, form, written):
    put("in/a.html", PAGE)
    put("in/b.txt", ARTICLE)
    assert run("clean", "in", "--out", "out", "--format", form)[0] == 0
    assert Path(f"out/a.html.{form}").read_text() == written
    assert run("clean", "-", "--format", form, stdin=PAGE.encode()) == (0, written, "")
    assert [record["text"] for record in records()] == [PAGE_TEXT.rstrip(), FIXED.rstrip()]


def test_json_is_one_file_for_each_article(run):
    put("in/a.html", PAGE)
    put("in/b.txt", ARTICLE)
    assert run("clean", "in", "--out", "out", "--format", "json")[0] == 0
    for name, record in zip(("a.html.json", "b.txt.json"), records(), strict=True):
        written = json.loads(Path("out", name).read_text())
        assert {"name": record["name"], "digest": record["digest"], **written} == record
    assert sorted(path.name for path in Path("out").iterdir()) == [
        ".cleaner",
        "a.html.json",
        "articles.jsonl",
        "b.txt.json",
        "summary.json",
    ]
    out = run("clean", "-", "--format", "json", stdin=PAGE.encode())[1]
    assert json.loads(out)["text"] == PAGE_TEXT.rstrip()


def test_nothing_is_written_as_nothing(run):
    for form, written in (("txt", ""), ("md", "")):
        assert run("clean", "-", "--format", form, stdin=b"\n") == (0, written, "")
    assert json.loads(run("clean", "-", "--format", "json", stdin=b"\n")[1])["text"] == ""


def test_explain_tells_every_block_of_a_page(run):
    put("a.html", PAGE)
    code, out, _ = run("explain", "a.html")
    assert code == 0
    told = [row[7:].split(maxsplit=1) for row in out.splitlines() if row[:5].strip()[:1].isdigit()]
    assert [row[1] for row in told] == restore(clean(PAGE, kind="page")).split("\n")
    verdicts = {text: verdict for verdict, text in told}
    assert verdicts["Beranda"] == verdicts["ADVERTISEMENT"] == "removed"
    assert all(verdicts[text] == "kept" for text in PAGE_TEXT.rstrip().split("\n\n")[1:])
    removed = [i for i, row in enumerate(out.splitlines()) if row[7:14] == "removed"]
    assert all(": " in out.splitlines()[i + 1] for i in removed)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.html", b"a  b"), ("a.HTM", b"a  b"), ("a.md", b"<!doctype html>\n<p>a  b</p>")],
)
def test_fix_refuses_pages(run, name, data):
    path = put(name, data)
    code, out, err = run("fix", name)
    assert (code, out) == (2, "")
    assert f"{name}: an HTML page; fix is for texts, clean makes one of it" in err
    assert path.read_bytes() == data


def test_check_tells_of_a_page_what_clean_cuts(run):
    put("a.html", PAGE)
    code, out, _ = run("check", "a.html")
    article = clean(PAGE, kind="page")
    source = restore(article).split("\n")
    rows = [row for row in out.splitlines() if " remove " in row]
    cut = [edit for edit in article.edits if not edit.rule.startswith("layout.") and not edit.new]
    assert code == 1
    assert len(rows) == len(cut) > 2
    for row in rows:
        line, words = int(row.split(":")[1]), row.partition(" remove '")[2].partition("'")[0]
        assert words in source[line - 1]


def test_folders_are_checked_and_fixed_without_pages(run):
    put("in/a.html", PAGE)
    put("in/b.txt", FIXED)
    left = "cleaner: 1 file left out (1 .html); name it to have it taken\n"
    assert run("check", "in") == (0, "", f"{left}cleaner: 0 findings in 1 file\n")
    assert run("fix", "in")[2] == "cleaner: 1 in = 0 fixed + 1 unchanged + 0 failed\n"
    code, out, err = run("fix", "in/a.html", "in/b.txt")
    assert (code, out) == (2, "")
    assert "in/a.html: an HTML page; fix is for texts" in err
    assert "2 in = 0 fixed + 1 unchanged + 1 failed" in err
    assert Path("in/a.html").read_text() == PAGE


def test_what_folders_hold_that_has_to_be_named_is_counted(run):
    for name in ("a.txt", "b.md", "c/d.HTML", "c/e.html", ".git/f.md", "old/h.md", "old/i.py"):
        put(f"in/{name}", "Satu dua.\n")
    put("cleaner.toml", 'exclude = ["old"]')
    both = "cleaner: 3 files left out (2 .html, 1 .md); name them to have them taken\n"
    assert run("check", "in")[2] == f"{both}cleaner: 0 findings in 1 file\n"
    assert run("check", "in", "--fix")[2].startswith(both)
    one = "cleaner: 1 file left out (1 .md); name it to have it taken\n"
    assert run("fix", "in")[2].startswith(one)
    every = ("in/b.md", "in/c/d.HTML", "in/c/e.html")
    err = run("check", "in", *every)[2]
    assert ("of 4 files" in err, "left out" in err) == (True, False)
    two = "cleaner: 2 files left out (2 .md); name them to have them taken\n"
    other = "cleaner: 1 file left out (1 .py), no article by its name\n"
    assert f"{two}{other}" in run("clean", "in", "--out", "out")[2]
    assert run("clean", "in", "--out", "quiet", "--quiet")[2].count("left out") == 0


def test_the_cuts_of_pages_are_rules_with_a_reason(run):
    rules = {edit.rule for edit in clean(PAGE, kind="page").edits}
    assert any(rule.startswith("page.") for rule in rules)
    for kind in ("plain", *KINDS):
        assert run("rules", f"page.{kind}")[0] == 0


# what is missing


MISSING = {
    "a.parquet": ("cleaner.corpus.parquet", "cleaner.check.parquettext", "pyarrow"),
    "a.jsonl.zst": ("zstandard",),
    "a.warc": ("cleaner.corpus.warc", "fastwarc.warc"),
}


@pytest.mark.parametrize("command", ["clean --out o", "learn --out o", "report --out o", "check"])
@pytest.mark.parametrize("name", MISSING)
def test_what_needs_a_library_that_is_missing_is_named_once(run, monkeypatch, command, name):
    for module in MISSING[name]:
        monkeypatch.delitem(sys.modules, module, raising=False)
        if not module.startswith("cleaner."):
            monkeypatch.setitem(sys.modules, module, None)
    put(f"in/{name}", b"")
    code, out, err = run(*command.split(), f"in/{name}")
    told = err.splitlines()[0]
    assert (code > 0, out, told.count(name)) == (True, "", 1)
    assert told.startswith(f"cleaner: in/{name}: ")
    if (command, name) != ("check", "a.warc"):
        extra = name.rpartition(".")[2]
        assert told.endswith(f" needs more: pip install 'article-cleaner[{extra}]'")


@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_table_whose_text_is_not_known_is_named_once(run, command):
    put("in/a.jsonl", '{"a": 1}\n')
    told = run(command, "in/a.jsonl")[2].splitlines()[0]
    assert told.startswith("cleaner: in/a.jsonl: no column is known to hold the text")


@pytest.mark.parametrize("name", ["nothere", "nothere/", "a.txt.jsonl"])
def test_an_input_that_is_missing_is_named_by_every_command(run, name):
    plain = name.rstrip("/")
    for command in ("check", "fix", "clean --out o", "learn --out p.toml", "report --out r.html"):
        code, _, err = run(*command.split(), name)
        told = [row for row in err.splitlines() if "no such file or directory" in row]
        assert (code, len(told)) == (2 if command in ("check", "fix") else 1, 1), command
        assert told[0].startswith(f"cleaner: {plain}:"), command
        assert all(row.partition(": ")[2].strip() for row in err.splitlines()), err
        assert f"{plain}: \n" not in err


def test_what_cannot_be_done_tells_what_can(run):
    put("a.txt", ARTICLE)
    put("in/b.txt", ARTICLE)
    put("latin.toml", "ignore = ['\xe9']".encode("latin-1"))
    for argv, told in (
        (["fix", "-", "a.txt"], "'-' stands alone: no other input"),
        (
            ["check", "-", "--fix"],
            "--fix is for files; for standard input there is cleaner clean -",
        ),
        (["explain", "in"], "in: is a directory; explain takes one file"),
        (["check", "a.txt", "--config", "no.toml"], "no.toml: cannot read the settings: no such"),
        (["check", "a.txt", "--config", "in"], "in: cannot read the settings: is a directory"),
        (["check", "a.txt", "--config", "latin.toml"], "latin.toml: cannot read the settings: "),
        (["check", "a.txt", "--rules", "no.toml"], "no.toml: cannot read the rule file: no such"),
    ):
        code, out, err = run(*argv)
        assert (code > 0, out, err.count("\n")) == (True, "", 1), argv
        assert err.startswith(f"cleaner: {told}"), err
        assert err.count(".toml") <= 1, err


# check and fix


def test_check_tells_place_rule_and_evidence(run):
    put("a.txt", ARTICLE)
    code, out, err = run("check", "a.txt")
    assert code == 1
    assert out.splitlines() == [
        "a.txt:3:1: advertising.label remove 'ADVERTISEMENT' (the whole line is 'advertisement')",
        "a.txt:3:14: layout.blank 1 place",
        "a.txt:5:7: space.doubled remove ' ' (spaces in a row)",
    ]
    assert err == "cleaner: 3 findings in 1 file\ncleaner: to mend them: cleaner fix a.txt\n"


def test_check_shows_repairs_and_clips_long_removals(run):
    line = "Sebelumnya  Iran berencana unutk memindahkan server itu ke negara tersebut."
    put("a.txt", f"{line}\n\nQwzx {'x' * 90}\n")
    put("extra.toml", RULE)
    _, out, _ = run("check", "a.txt", "--rules", "extra.toml", "--language", "id")
    rows = out.splitlines()
    assert rows[1].startswith("a.txt:1:28: word.swapped 'unutk' -> 'untuk' (")
    assert f"test.shout remove 'Qwzx {'x' * 55}…' (begins with 'qwzx')" in rows[3]
    _, out, _ = run("check", "a.txt", "--repairs", "off")
    assert [row.split()[1] for row in out.splitlines()] == ["space.doubled"]


def test_layout_is_one_finding_for_each_rule(run):
    put("a.txt", "\nSatu\nDua\nTiga\n\n\n\nEmpat\n\n")
    code, out, err = run("check", "a.txt")
    assert code == 1
    assert out.splitlines() == [
        "a.txt:1:1: layout.edge 2 places",
        "a.txt:3:1: layout.paragraph 2 places",
        "a.txt:6:1: layout.blank 1 place",
    ]
    assert err == "cleaner: 3 findings in 1 file\ncleaner: to mend them: cleaner fix a.txt\n"


def test_suggestions_are_placed_in_the_file_and_cost_nothing(run):
    line = "Pemerintah Iran memblokir layanan itu karana server tersebut tidak aman."
    put("a.txt", f"{line}\n")
    put("b.txt", f"ADVERTISEMENT\n\n{line}\n")
    expected = "word.one-edit suggestion: 'karana' may be 'karena'"
    code, out, err = run("check", "--language", "id", "a.txt")
    assert (code, out) == (0, f"a.txt:1:39: {expected}\n")
    assert err == "cleaner: 0 findings in 1 file, 1 suggestion\n"
    code, out, _ = run("check", "--language", "id", "b.txt")
    assert code == 1
    assert out.splitlines()[-1] == f"b.txt:3:39: {expected}"
    assert run("check", "--language", "id", "--repairs", "off", "a.txt")[1] == ""


def test_check_reads_standard_input_and_names_each_file_once(run):
    code, out, _ = run("check", "-", stdin=b"Satu  dua.\n")
    assert (code, out) == (1, "-:1:6: space.doubled remove ' ' (spaces in a row)\n")
    put("in/a.txt", "Satu  dua.\n")
    told = "cleaner: 1 finding in 1 file\ncleaner: to mend it: cleaner fix in in/a.txt\n"
    assert run("check", "in", "in/a.txt")[2] == told


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["a.txt"], "to mend them: cleaner fix a.txt"),
        (["a.txt", "-"], "to mend 3 of them: cleaner fix a.txt"),
        (["a.txt", "b.html", "b.jsonl"], "to mend 4 of them: cleaner fix a.txt b.jsonl"),
        (["."], "to mend 5 of them: cleaner fix ."),
        (["my texts", "a.txt"], "to mend them: cleaner fix 'my texts' a.txt"),
        (["a.txt", "b.jsonl", "*.jsonl", "my texts"], "to mend 5 of them: cleaner fix PATHS"),
        (
            ["a.txt", "--select", "space"],
            "to mend it: cleaner fix a.txt with the same options",
        ),
        (["a.txt", "--statistics"], "to mend them: cleaner fix a.txt"),
        (["a.txt", "raw/d.txt"], "to mend them: cleaner fix a.txt"),
    ],
)
def test_check_tells_how_to_mend(run, argv, told):
    put("a.txt", ARTICLE)
    put("my texts/c.txt", "Satu  dua.\n")
    put("raw/d.txt", "Satu  dua.\n")
    put("cleaner.toml", 'exclude = ["raw"]')
    put("b.html", PAGE)
    rows = [{"text": "Satu  dua."}, {"text": "<html><p>Satu</p><p>ADVERTISEMENT</p></html>"}]
    put("b.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    err = run("check", *argv, stdin=b"Satu  dua.\n")[2]
    assert err.splitlines()[-1] == f"cleaner: {told}"


@pytest.mark.parametrize(
    "argv",
    [
        ["a.txt", "--format", "json"],
        ["a.txt", "--format", "github"],
        ["a.txt", "--format", "sarif"],
        ["a.txt", "--diff"],
        ["a.txt", "--fix"],
        ["a.html"],
        ["-"],
        ["a.jsonl.gz"],
        ["a.txt", "--baseline", "base.json", "--write-baseline"],
        ["clean.txt"],
    ],
)
def test_nothing_is_told_of_mending_where_fix_has_nothing_to_do(run, argv):
    put("a.txt", ARTICLE)
    put("clean.txt", FIXED)
    put("a.html", PAGE)
    put("a.jsonl.gz", jsonl([{"text": "Satu  dua."}], "gz"))
    assert "to mend" not in run("check", *argv, stdin=b"Satu  dua.\n")[2]


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        (ARTICLE.encode(), FIXED.encode(), "3 edits"),
        (ARTICLE.replace("\n", "\r\n").encode(), FIXED.replace("\n", "\r\n").encode(), "3 edits"),
        (ARTICLE.rstrip().encode(), FIXED.rstrip().encode(), "3 edits"),
        (b"\xef\xbb\xbfSatu  dua.\n", b"\xef\xbb\xbfSatu dua.\n", "1 edit"),
        (
            "\ufeffSatu  dua.\r\n".encode("utf-16-le"),
            "\ufeffSatu dua.\r\n".encode("utf-16-le"),
            "1 edit",
        ),
        ("\ufeffSatu  dua.".encode("utf-32-be"), "\ufeffSatu dua.".encode("utf-32-be"), "1 edit"),
        (b"Satu.\r\n\nDua.\r\n", b"Satu.\n\nDua.\n", "2 edits"),
        (b"ADVERTISEMENT\n", b"\n", "1 edit"),
        (b"\n\n\n", b"\n", "1 edit"),
    ],
)
def test_fix_keeps_the_frame(run, before, after, edits):
    path = put("a.txt", before)
    path.chmod(0o600)
    code, out, err = run("fix", "a.txt")
    assert (code, out) == (0, f"fixed a.txt ({edits})\n")
    assert err == "cleaner: 1 in = 1 fixed + 0 unchanged + 0 failed\n"
    assert path.read_bytes() == after
    assert path.stat().st_mode & 0o777 == 0o600
    assert run("fix", "a.txt") == (0, "", "cleaner: 1 in = 0 fixed + 1 unchanged + 0 failed\n")
    assert run("check", "a.txt") == (0, "", "cleaner: 0 findings in 1 file\n")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_fix_settles_the_seeds(run, seed):
    put("a.txt", seed.read_bytes())
    assert run("fix", "a.txt", "--exit-non-zero-on-fix")[0] == 1
    code, out, _ = run("check", "a.txt")
    assert code == 0
    assert all("suggestion" in line for line in out.splitlines())


lines = st.sampled_from(
    [
        "ADVERTISEMENT",
        "Harga  beras naik di pasar itu.",
        "Baca juga:",
        " kata ",
        "",
        "\u200b",
        "e\u0301",
    ]
)
ends = st.sampled_from(["\n", "\r\n", "\r", "\n\n", ""])
files = st.builds(
    lambda mark, text, crlf: mark + (text.replace("\n", "\r\n") if crlf else text),
    st.sampled_from(["", "\ufeff"]),
    st.lists(st.builds("".join, st.tuples(lines, ends)), max_size=8).map("".join),
    st.booleans(),
)


@settings(deadline=None)
@given(files, st.sampled_from(["utf-8", "utf-16-le"]))
def test_check_has_nothing_to_say_after_fix(text, encoding):
    if encoding != "utf-8" and not text.startswith("\ufeff"):
        text = "\ufeff" + text
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder, "a.txt"), text.encode(encoding))
        dirty = main(["check", str(path)])
        before = path.read_bytes()
        assert main(["fix", str(path), "--exit-non-zero-on-fix"]) == dirty
        assert (path.read_bytes() != before) == bool(dirty)
        assert main(["check", str(path)]) == 0
        assert main(["fix", str(path)]) == 0


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"caf\xe9  au lait", "neither UTF-8 nor"),
        ("a.txt", b"\xff\xfea", "neither UTF-8 nor"),
    ],
)
def test_fix_and_check_refuse_what_they_cannot_put_back(run, name, data, sentence):
    path = put(name, data)
    for command in ("check", "fix"):
        code, out, err = run(command, name)
        assert (code, out) == (2, "")
        assert err.startswith(f"cleaner: {name}: {sentence}")
        assert "1 failed" in err
    assert path.read_bytes() == data


def test_fix_leaves_a_file_whose_outcome_is_not_final(run, monkeypatch):
    path = put("a.txt", ARTICLE)
    settle = checking.settle

    def restless(text, *args, **options):
        return settle(text + " x  y", *args, **options)

    monkeypatch.setattr(checking, "settle", restless)
    code, out, err = run("fix", "a.txt")
    assert (code, out) == (2, "")
    assert "a.txt: left as it is: cleaning the outcome again would change it" in err
    assert path.read_text() == ARTICLE


def test_fix_leaves_the_file_when_it_cannot_be_replaced(run, monkeypatch):
    path = put("in/a.txt", ARTICLE)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    code, out, err = run("fix", "in")
    assert (code, out) == (2, "")
    assert "in/a.txt: no space left on device" in err
    assert "1 in = 0 fixed + 0 unchanged + 1 failed" in err
    assert list(Path("in").iterdir()) == [path]
    assert path.read_text() == ARTICLE


# explain, restore, rules


def test_explain_tells_every_line_and_field(run):
    code, out, _ = run("explain", "-", stdin=ARTICLE.encode())
    assert code == 0
    assert out.splitlines() == [
        "    1  kept      Harga Beras Naik",
        "                 the headline",
        "    2  blank",
        "    3  removed   ADVERTISEMENT",
        "                 advertising.label: the whole line is 'advertisement'",
        "    4  blank",
        "    5  repaired  Harga  beras naik di pasar itu.",
        "                 space.doubled: remove ' ' (spaces in a row)",
        "    6  blank",
        "",
        "title: Harga Beras Naik (from text.first-line)",
        "encoding: utf-8",
    ]
    put("a.txt", "")
    assert "reason: empty-input" in run("explain", "a.txt")[1]


def test_restore_goes_on_after_a_bad_record(run):
    put("in/a.txt", ARTICLE)
    put("in/b.txt", ARTICLE)
    run("clean", "in", "--out", "out")
    good = Path("out/articles.jsonl").read_bytes().splitlines(keepends=True)
    escape = good[0].replace(b'"a.txt"', b'"../a.txt"')
    put(
        "bad.jsonl",
        b"".join([b"{\n", good[0], b'{"name": "x"}\n', escape, b"\n", good[0], good[1]]),
    )
    code, out, err = run("restore", "bad.jsonl", "--out", "back/deep")
    assert (code, out) == (1, "")
    told = err.splitlines()
    assert told[0].startswith("cleaner: bad.jsonl:1: this is not JSON")
    assert told[1] == "cleaner: bad.jsonl:3: the record has no 'text'"
    assert told[2].startswith("cleaner: bad.jsonl:4: the name '../a.txt' does not stay inside")
    assert told[3] == "cleaner: bad.jsonl:6: there is another document named 'a.txt' above"
    assert told[4:] == ["cleaner: 6 in = 2 restored + 4 failed"]
    assert sorted(path.name for path in Path("back").rglob("*.txt")) == ["a.txt", "b.txt"]


def test_restore_puts_one_document_in_a_folder(run):
    put("in/a.txt", ARTICLE)
    put("in/b.txt", ARTICLE)
    run("clean", "in", "--out", "out")
    assert run("restore", "out", "b.txt", "--out", "back") == (0, "", "")
    assert Path("back/b.txt").read_text() == ARTICLE
    assert run("restore", "out", "c.txt") == (
        1,
        "",
        "cleaner: out/articles.jsonl holds no document named 'c.txt'\n",
    )


def test_rules_are_listed_with_family_and_reason(run):
    put("extra.toml", RULE)
    code, out, _ = run("rules", "--rules", "extra.toml")
    rows = [row.split(maxsplit=3) for row in out.splitlines()]
    assert code == 0
    assert rows[0] == ["NAME", "FAMILY", "REMOVES", "WHY"]
    assert rows[-1] == ["test.shout", "test", "line", "A test"]
    assert "advertising.label" in {row[0] for row in rows}
    assert len(run("rules")[1].splitlines()) == len(rows) - 1


def test_the_rules_of_a_family_are_listed(run):
    every = [row.split() for row in run("rules")[1].splitlines()[1:]]
    for family in sorted({row[1] for row in every}):
        code, out, _ = run("rules", family)
        names = [row.split()[0] for row in out.splitlines()]
        assert (code, names) == (0, ["NAME", *(row[0] for row in every if row[1] == family)])


def test_one_rule_is_told_in_full(run):
    put("extra.toml", RULE)
    code, out, _ = run("rules", "test.shout", "--rules", "extra.toml")
    assert code == 0
    assert out.splitlines() == [
        "test.shout (extra.toml)",
        "why: A test. It shouts.",
        "removes: line",
        "where: anywhere",
        "begins with: qwzx",
        "has the shape: Q.{0,99}",
        "words: 0 to 40",
        "goes: 'Qwzx one'",
        "stays: 'One qwzx'",
    ]


def test_every_rule_has_a_page_with_its_examples(run):
    names = [row.split()[0] for row in run("rules")[1].splitlines()[1:]]
    assert names == [rule.name for rule in default_rules().all]
    for rule in default_rules().all:
        code, out, _ = run("rules", rule.name)
        told = out.splitlines()
        assert (code, told[0]) == (0, f"{rule.name} ({rule.file})")
        assert [line for line in told if line.startswith("why: ")]
        for label, examples in (("goes", rule.drops), ("stays", rule.keeps)):
            assert {f"{label}: {example!r}" for example in examples} <= set(told)
        assert sum(line.startswith("mends: ") for line in told) == len(rule.mends)


# errors, and how the program behaves among others


@pytest.mark.parametrize(
    ("argv", "code", "sentence"),
    [
        ([], 2, "required: COMMAND"),
        (["tidy"], 2, "invalid choice: 'tidy'"),
        (["check"], 2, "required: INPUT"),
        (["check", "--languag", "id", "a.txt"], 2, "unrecognized arguments"),
        (["clean", "a.txt"], 2, "clean needs --out FOLDER"),
        (["clean", "-", "a.txt", "--out", "out"], 2, "'-' stands alone"),
        (["clean", "-", "--out", "out"], 2, "'-' stands alone"),
        (["clean", "a.txt", "--out", "a.txt"], 2, "--out a.txt is not a folder"),
        (["clean", "a.txt", "--out", "a.txt/x"], 1, "a.txt/x: not a directory"),
        (["clean", "in", "--out", "in/out"], 2, "lies in the input folder in"),
        (["clean", "a.txt", "in/a.txt", "--out", "out"], 2, "a.txt and in/a.txt would both go to"),
        (["clean", "in/a.txt", "--out", "in"], 2, "in/a.txt is an input"),
        (["check", "-", "--fix"], 2, "--fix is for files"),
        (["check", "missing.txt"], 2, "missing.txt: no such file or directory"),
        (["fix", "missing.txt"], 2, "missing.txt: no such file or directory"),
        (["explain", "missing.txt"], 1, "missing.txt: no such file or directory"),
        (["explain", "in"], 2, "in: is a directory"),
        (["explain", "missing.html"], 1, "missing.html: no such file or directory"),
        (["clean", "a.txt", "--out", "out", "--format", "pdf"], 2, "invalid choice: 'pdf'"),
        (["clean", "a.txt", "--out", "out", "--kind", "book"], 2, "invalid choice: 'book'"),
        (["check", "a.txt", "--kind", "book"], 2, "invalid choice: 'book'"),
        (["fix", "a.txt", "--kind", "page"], 2, "a.txt: an HTML page; fix is for texts"),
        (["check", "a.txt", "--encoding", "latin-x"], 2, "there is no encoding 'latin-x'"),
        (["clean", "a.txt", "--out", "o", "--encoding", "rot13"], 2, "no encoding 'rot13'"),
        (["check", "a.txt", "--select"], 2, "--select: expected one argument"),
        (["check", "--select", "--diff", "a.txt"], 2, "--select: expected one argument"),
        (["check", "--diff"], 2, "arguments are required: INPUT"),
        (["fix", "page.htm"], 2, "page.htm: an HTML page; fix is for texts"),
        (["restore", "missing.jsonl", "a"], 1, "missing.jsonl: no such file or directory"),
        (["restore", "in", "a"], 1, "in/articles.jsonl: no such file or directory"),
        (["restore", "a.txt"], 2, "restore needs the NAME"),
        (["restore", "a.txt", "x"], 1, "a.txt:1: this is not JSON"),
        (["rules", "advertising.labl"], 2, "did you mean advertising.label"),
        (["rules", "zzz"], 2, "there is no rule or family named 'zzz'"),
        (["rules", "advertisng"], 2, "did you mean advertising"),
        (["check", "a.txt", "--rules", "none.toml"], 2, "the rule file: no such file"),
        (["clean", "a.txt", "--out", "out", "--rules", "a.txt"], 2, "a.txt: not TOML"),
        (["explain", "a.txt", "--rules", "a.txt"], 2, "a.txt: not TOML"),
        (["fix", "a.txt", "--rules", "a.txt"], 2, "a.txt: not TOML"),
        (["rules", "--rules", "a.txt"], 2, "a.txt: not TOML"),
    ],
)
def test_every_error_is_a_sentence(run, argv, code, sentence):
    for name in ("a.txt", "in/a.txt", "page.htm"):
        put(name, "Satu dua.\n")
    before = sorted(Path().rglob("*"))
    got, out, err = run(*argv)
    assert (got, out) == (code, "")
    assert sentence in err
    assert "Traceback" not in err
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(
    "argv",
    [
        ("a.txt", "--select", "advertising", "b.txt"),
        ("--select", "advertising", "a.txt", "b.txt"),
        ("a.txt", "--select=advertising", "b.txt", "--statistics"),
        ("a.txt", "--statistics", "--select", "advertising", "--", "b.txt"),
        ("--statistics", "a.txt", "b.txt", "--language", "id"),
    ],
)
def test_options_stand_anywhere(run, argv):
    put("a.txt", ARTICLE)
    put("b.txt", ARTICLE)
    code, out, err = run("check", *argv)
    assert code == 1
    assert "advertising.label" in out
    assert "in 2 files" in err
    assert ("space.doubled" in out) is ("advertising" not in " ".join(argv))


def test_what_follows_two_dashes_is_no_option(run):
    put("--statistics", "Satu  dua.\n")
    put("a.txt", "Satu dua.\n")
    code, out, err = run("check", "a.txt", "--select", "space", "--", "--statistics")
    lines = err.splitlines()
    assert (code, lines[0]) == (1, "cleaner: 1 finding in 1 of 2 files")
    mend = "cleaner: to mend it: cleaner fix -- a.txt --statistics with the same options"
    assert lines[-1] == mend
    assert out.startswith("--statistics:1:6: space.doubled")


@pytest.mark.parametrize("command", list(COMMANDS))
def test_help_has_an_example(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"example: cleaner {command}" in out


def test_the_version_is_one_line(run):
    code, out, err = run("--version")
    assert (code, err) == (0, "")
    assert out.startswith("cleaner ")
    assert out.count("\n") == 1


def test_check_imports_nothing_heavy(tmp_path):
    path = put(tmp_path / "a.txt", f"{ARTICLE}\n2 Agustus 2017 7:16 WIB\n")
    code = (
        "import sys; from cleaner.cli import main; main(sys.argv[1:]);"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(path)],
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert {"cleaner", "regex"} <= loaded
    assert "space.doubled" in done.stdout
    # the rules are packed as JSON
    heavy = {"trafilatura", "bs4", "lxml", "dateparser", "multiprocessing", "difflib"}
    assert not loaded & (heavy | {"pyarrow", "pebble", "tqdm", "csv", "hashlib"})


def test_a_closed_pipe_is_quiet(tmp_path):
    path = put(tmp_path / "a.txt", "Satu  dua.\n\n" * 5000)
    for argv in (["check", path], ["clean", "-"], ["rules"]):
        with path.open("rb") as stdin:
            child = process(*argv, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            child.stdout.close()
            err = child.stderr.read()
            child.stderr.close()
        assert (child.wait(), err) == (1, b"")


def test_an_interrupt_is_quiet(run, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    put("a.txt", ARTICLE)
    monkeypatch.setattr(checking, "settle", interrupt)
    for command in ("check", "fix"):
        assert run(command, "a.txt") == (130, "", "")
    assert Path("a.txt").read_text() == ARTICLE


def test_characters_the_terminal_lacks_are_spelt_out(tmp_path):
    path = put(tmp_path / "a.txt", "Cafe\u0301 buka.\n")
    done = subprocess.run(
        [sys.executable, "-c", "from cleaner.cli import main; main()", "check", str(path)],
        env=ENVIRONMENT | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
        text=True,
    )
    told = f"{path}:1:1: unicode.composed 'Cafe\\u0301' -> 'Caf\\xe9' (not in NFC)\n"
    assert done.stdout == told
