"""What the README and docs/ show runs; links lead somewhere; what is made from the code is new."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest
import shelf
import tomli
from pre_commit.clientlib import load_config
from test_learn_cli import SITE, text
from test_readme import CLEANER, PAGES, ROOT, TEXTS, environment

import cleaner
from cleaner import clean, load_profile, load_rules

EXAMPLES = ROOT / "docs" / "examples"
BLOCK = re.compile(
    r"(?:^ *<!-- (?P<note>[^\n]*) -->\n)?^(?P<indent> *)```(?P<kind>\w+)\n(?P<code>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)
# run by other tests, or with an engine, or what the whole of the tests is
ELSEWHERE = ("test command", "install command", "spark", "datatrove", "settings", "learn commands")
PAGE = (ROOT / "fixtures" / "page-share-en.html").read_bytes()
RULE = """[[rule]]
name = "house.phone"
why = "Tells the number of the newsroom."
is = ["telepon redaksi"]
drops = ["Telepon redaksi"]

[[rule]]
name = "house.slogan"
why = "The slogan."
is = ["jernih melihat dunia"]
drops = ["Jernih melihat dunia"]
"""


class Shown(NamedTuple):
    """A piece of code in a page."""

    page: str
    line: int
    kind: str
    note: str
    code: str


def blocks(*kinds: str) -> list[object]:
    """The pieces of code of some kinds in all pages that were written by hand."""
    found = []
    for page, told in TEXTS.items():
        for match in BLOCK.finditer(told):
            line = told.count("\n", 0, match.start()) + 1
            code = textwrap.dedent(match["code"])
            shown = Shown(page, line, match["kind"], match["note"] or "", code)
            left = shown.note in ELSEWHERE or shown.note.startswith("not run: ")
            signature = page == "docs/api.md"
            if shown.kind in kinds and not left and not signature:
                found.append(pytest.param(shown, id=f"{page}:{line}"))
    return found


@pytest.fixture(scope="session")
def stocked(tmp_path_factory):
    """A folder with everything that the pages name."""
    folder = tmp_path_factory.mktemp("stocked")
    articles = {f"{i}.txt": "\n\n".join(text(i).split("\n")) for i in range(3)}
    rows = [{"id": str(i), "url": f"https://{SITE}/{i}", "text": text(i)} for i in range(30)]
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(EXAMPLES, folder / "docs" / "examples")
    for name in ("raw", "corpus", "pages", "dumps", "more", "tests", "speeches"):
        (folder / name).mkdir()
    for name, told in articles.items():
        (folder / "corpus" / name).write_text(told, "utf-8")
    for name in ("article.txt", "notes.txt", "a.txt"):
        (folder / name).write_text(articles["0.txt"] + "\n\nADVERTISEMENT\n", "utf-8")
    for name in ("page.html", "pages/a.html", "more/b.html"):
        (folder / name).write_bytes(PAGE)
    (folder / "raw" / "a.jsonl").write_bytes(shelf.jsonl(rows))
    named = [{"isi_berita": row["text"], "tautan": row["url"]} for row in rows]
    (folder / "dump.csv").write_bytes(shelf.table(named))
    for name in ("dump.parquet", "dumps/a.parquet"):
        (folder / name).write_bytes(shelf.parquet(rows))
    for name in ("news.jsonl", "corpus.jsonl"):
        (folder / name).write_bytes(shelf.jsonl([{**row, "isi": row["text"]} for row in rows]))
        (folder / f"{name}.zst").write_bytes(shelf.jsonl(rows, "zst"))
    (folder / "crawl.warc.gz").write_bytes(shelf.warc([PAGE], "gz"))
    for name in ("house.toml", "mine.toml"):
        (folder / name).write_text(RULE, "utf-8")
    (folder / "profile.toml").write_text("version = 1\n")
    (folder / "home").mkdir()
    (folder / "old" / "2024").mkdir(parents=True)
    shutil.copy(folder / "a.txt", folder / "old" / "2024" / "a.txt")
    shell(folder, "cleaner clean seeds old --out cleaned --quiet")
    return folder


@pytest.fixture
def folder(stocked, tmp_path, monkeypatch):
    """A copy of it, and the working folder."""
    here = tmp_path / "here"
    shutil.copytree(stocked, here)
    monkeypatch.chdir(here)
    return here


ZSTDCAT = (
    "import sys, zstandard; source = open(sys.argv[1], 'rb'); "
    "zstandard.ZstdDecompressor().copy_stream(source, sys.stdout.buffer)"
)
PRELUDE = f"""{CLEANER}
pip() {{ :; }}
python() {{ "$PYTHON" "$@"; }}
curl() {{ cat page.html; }}
zstdcat() {{ "$PYTHON" -c "{ZSTDCAT}" "$1"; }}
mkdir -p ~/.local/share/bash-completion/completions ~/.config/fish/completions
"""


def shell(folder, line, allowed=(0,)):
    environ = environment() | {"HOME": str(folder / "home")}
    done = subprocess.run(
        ["bash", "-euc", PRELUDE + line], cwd=folder, env=environ, capture_output=True, text=True
    )
    assert done.returncode in allowed, f"{line}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("shown", blocks("sh"))
def test_commands_run(shown, folder):
    if ".venv/bin/" in shown.code and "cleaner " not in shown.code:
        pytest.skip("sets up or checks the project itself")
    for line in shown.code.replace(".venv/bin/", "").splitlines():
        finds = re.search(r"cleaner (check|fix)|--try", line) is not None
        shell(folder, line, (0, 1) if finds else (0,))


@pytest.mark.parametrize("shown", blocks("python"))
def test_python_runs_and_gives_what_it_says(shown, folder, capsys):
    if shown.note == "datasets":
        pytest.importorskip("datasets", reason="needs datasets")
        pytest.skip("needs a dataset of datasets")
    names = {"__name__": "__main__", "texts": [text(i) for i in range(3)]}
    lines = shown.code.splitlines()
    for node in ast.parse(shown.code).body:
        said = expected(node, lines)
        if isinstance(node, ast.Expr) and said is not None:
            assert eval(ast.unparse(node.value), names) == said, lines[node.lineno - 1]  # noqa: S307
        else:
            exec(compile(ast.Module([node], []), shown.page, "exec"), names)  # noqa: S102


def expected(node, lines):
    """What the remark behind an expression says it gives, or None if it says no value."""
    _, mark, remark = lines[node.end_lineno - 1][node.end_col_offset :].partition("#")
    try:
        return ast.literal_eval(remark.strip()) if mark else None
    except (SyntaxError, ValueError):
        return None


@pytest.mark.parametrize("shown", blocks("toml"))
def test_rules_and_profiles_are_read(shown, folder):
    if "[[rule]]" in shown.code:
        (folder / "shown.toml").write_text(shown.code, "utf-8")
        assert len(load_rules("shown.toml").all) == len(load_rules().all) + 1
        shell(folder, "cleaner rules --rules shown.toml --try")
    else:
        (folder / "shown.toml").write_text("version = 1\n" + shown.code, "utf-8")
        assert load_profile("shown.toml").sites


@pytest.mark.parametrize("shown", blocks("yaml"))
def test_settings_of_other_programs(shown, folder):
    if shown.code.startswith("repos:"):
        (folder / ".pre-commit-config.yaml").write_text(shown.code, "utf-8")
        hooks = load_config(".pre-commit-config.yaml")["repos"][0]["hooks"]
        assert {hook["id"] for hook in hooks} <= {"cleaner-check", "cleaner-fix"}
        return
    commands = re.findall(r"- (?:run: )?(cleaner .*)", shown.code)
    assert commands
    for command in commands:
        shell(folder, command, (0, 1))


def test_no_code_is_of_a_kind_that_nothing_tries():
    kinds = {match["kind"] for told in TEXTS.values() for match in BLOCK.finditer(told)}
    assert kinds <= {"sh", "python", "toml", "yaml", "text"}


def test_before_and_after():
    before, after = re.findall(r"```text\n(.*?)```", TEXTS["README.md"], re.DOTALL)
    raw = (ROOT / "seeds" / "001_23aa6cf7f4d5e36c.txt").read_text("utf-8")
    article = clean(raw)
    for told, whole in ((before, raw), (after, article.text)):
        lines = [line.removesuffix(" ...") for line in told.splitlines() if line]
        assert len(lines) > 2
        assert all(line in whole for line in lines)
    assert (article.date, article.site) == ("2017-08-02T07:16+07:00", "kumparan")
    assert set(article.captions) <= set(before.splitlines())


def anchors(told):
    heads = re.findall(r"^#+ (.+)$", told, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    told = page.read_text("utf-8")
    if page.name == "rules.md":
        told = ""  # its brackets are examples of rules
    for target in re.findall(r"\]\(([^)\s]+)\)", told):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text("utf-8")), target


def test_extras_that_are_named_are_there():
    extras = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = extras["project"]["optional-dependencies"]
    named = {name for told in TEXTS.values() for name in re.findall(r"-cleaner\[(\w+)\]", told)}
    assert len(named) > 4
    assert named <= set(extras)


def made():
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "docs" / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


def test_made_pages_are_new():
    for name, told in made().items():
        same = (ROOT / "docs" / name).read_text("utf-8") == told
        assert same, f"docs/{name} is old: run python docs/make.py"


def test_every_public_name_is_described():
    told = set(re.findall(r"^### (\w+)$", TEXTS["docs/api.md"], re.MULTILINE))
    assert set(cleaner.__all__) <= told


# docs/examples

ARTICLE = "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana."


def example(name, *argv, stdin="", cwd):
    command = [sys.executable, str(EXAMPLES / name), *map(str, argv)]
    done = subprocess.run(
        command, input=stdin, cwd=cwd, env=environment(), capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr
    return done


def test_example_clean_one(folder):
    out = example("clean_one.py", "a.txt", cwd=folder).stdout
    assert "advertising.label: 'ADVERTISEMENT' -> ''" in out
    assert "input restored: True" in out


def test_example_clean_jsonl(folder):
    good = {"id": 1, "text": f"Harga Beras Turun\n\n{ARTICLE}\n\nADVERTISEMENT"}
    lines = [json.dumps(good), "{broken", json.dumps({"id": 2, "text": "ADVERTISEMENT"})]
    done = example("clean_jsonl.py", stdin="\n".join(lines) + "\n", cwd=folder)
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["clean_text"] == f"Harga Beras Turun\n\n{ARTICLE}"
    assert done.stderr.startswith("record 2: ")


def test_example_own_rules(folder):
    line = "Kode naskah: RD-20415"
    (folder / "mine.txt").write_text(f"Harga Beras Turun\n\n{ARTICLE}\n\n{line}\n", "utf-8")
    done = example("own_rules.py", EXAMPLES / "house.toml", "mine.txt", cwd=folder)
    assert line not in done.stdout
    assert done.stderr.startswith(f"house.code took {line!r}")
    (folder / "bad.toml").write_text("[[rule]]\nname = 'x'\n")
    done = example("own_rules.py", "bad.toml", "mine.txt", cwd=folder)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_example_learn_profile(folder):
    shell(folder, f"{CLEANER} export -f cleaner; bash {EXAMPLES / 'learn_profile.sh'} raw out")
    assert SITE in load_profile("out/profile.toml").sites
    assert (Path("out") / "cleaned" / "a.jsonl").stat().st_size > 0


def test_example_pre_commit():
    (repo,) = load_config(str(EXAMPLES / "pre-commit-config.yaml"))["repos"]
    shipped = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert all(f"- id: {hook['id']}\n" in shipped for hook in repo["hooks"])
    assert os.path.basename(repo["repo"]) == "article-cleaner"
