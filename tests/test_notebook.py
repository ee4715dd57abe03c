"""What a notebook shows and completes, records read again, and the notebook of docs/examples."""

from __future__ import annotations

import ast
import json
import re
import shutil
import warnings
from collections.abc import Iterator

import pytest
from hostile import PAYLOADS
from lxml.html import fragment_fromstring
from test_docs import EXAMPLES, ROOT, expected

import cleaner
from cleaner import Article, SourceError, clean, clean_record, restore
from cleaner.types import Edit

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
PAGES = sorted((ROOT / "fixtures").glob("page-*.html"))[::6]
CELL = {"span": {"style", "title"}, "ins": {"style"}, "p": {"style"}, "div": {"style", "dir"}}


# --- completion


def test_every_public_name_is_completed():
    assert set(cleaner.__all__) <= set(dir(cleaner))
    assert "clean_frame" in dir(cleaner)
    assert all(getattr(cleaner, name) for name in cleaner.__all__)


# --- records read again


@pytest.mark.parametrize("path", SEEDS + PAGES, ids=lambda path: path.stem)
def test_an_article_comes_back_from_its_record(path):
    article = clean(path.read_bytes())
    told = json.loads(json.dumps({"name": path.name, "digest": "", **article.to_dict()}))
    again = Article.from_dict(told)
    assert again == article
    assert restore(again) == restore(article)
    assert (again.markdown, again.html) == (article.markdown, article.html)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"text": None},
        {"text": 3},
        {"text": "a", "edits": [{}]},
        {"text": "a", "edits": [3]},
        {"text": "a", "roles": [{"inside": [{"odd": 1}]}]},
        {"text": "a", "roles": ["paragraph"]},
    ],
    ids=str,
)
def test_what_is_no_record_is_told(record):
    with pytest.raises(SourceError):
        Article.from_dict(record)


# --- a path given as a text

NAMES = ["a.txt", "raw/a.txt", "C:\\raw\\a.html", "a.jsonl.zst", "./x.md", "berita_1.htm"]
NO_NAMES = [
    "",
    "Harga naik.",
    "Harga beras naik.\nfoto.txt",
    "kabar.example",
    "https://kabar.example/a.html",
    "txt",
    "a b.txt",
    "<p>a.html",
    f"{'a' * 300}.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_is_warned_of(name):
    with pytest.warns(UserWarning, match="looks like the name of a file") as told:
        article = clean(name)
    assert told[0].filename == __file__
    with warnings.catch_warnings(action="error"):
        assert clean(name, kind="text") == article
        clean(name.encode())
        assert clean_record({"text": name})["clean_text"] == article.text


@pytest.mark.parametrize("text", NO_NAMES)
def test_other_texts_are_not(text):
    with warnings.catch_warnings(action="error"):
        assert clean(text).text == clean(clean(text).text, kind="text").text


def test_a_path_is_told_how_to_be_read(tmp_path):
    with pytest.raises(SourceError, match="read_bytes"):
        clean(tmp_path)


# --- what a notebook shows


def parts(told: str) -> Iterator[tuple[str, set[str]]]:
    """The elements of a cell, each with the names of its attributes."""
    for element in fragment_fromstring(told).iter():
        yield element.tag, set(element.keys())


def test_cuts_are_shown_with_their_rule():
    article = clean("Harga Beras Naik\n\nADVERTISEMENT\n\nHarga beras naik di pasar,  kata warga.")
    told = article._repr_html_()
    assert re.search(r'title="advertising.label[^"]*"><del>ADVERTISEMENT</del></span>', told)
    # a repaired space can be seen
    assert re.search(r'title="space.doubled[^"]*"><del>␣+</del></span>', told)
    assert "advertising.label</span> 1" in told
    assert f"confidence {article.confidence}" in told


def test_why_there_is_nothing():
    assert "no body: empty-input" in clean("")._repr_html_()
    assert "no body: only-furniture" in clean("ADVERTISEMENT")._repr_html_()


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_an_article_says_is_a_mark(payload):
    edits = (Edit(0, len(payload), payload, "", payload, payload), Edit(0, 0, "", "x", "word.x"))
    article = Article("x", edits=edits, site=payload, authors=(payload,), reason=payload)
    told = article._repr_html_()
    for name, attributes in parts(told):
        assert name in (*CELL, "del", "em")
        assert attributes <= CELL.get(name, set())


def test_a_long_article_is_cut_short():
    told = Article("word " * 100_000)._repr_html_()
    assert "the first 20,000 characters are shown" in told
    assert len(told) < 25_000


# --- the notebook of docs/examples


def test_the_notebook_runs_as_it_is(tmp_path, monkeypatch):
    notebook = json.loads((EXAMPLES / "notebook.ipynb").read_text("utf-8"))
    assert (notebook["nbformat"], {cell["cell_type"] for cell in notebook["cells"]}) == (
        4, {"code", "markdown"}
    )  # fmt: skip
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    values = 0
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            values += run(source, names)
    assert values > 5


def run(source: str, names: dict[str, object]) -> int:
    """Run a cell; how many of its expressions gave what their remark says."""
    told = 0
    lines = source.splitlines()
    for node in ast.parse(source).body:
        said = expected(node, lines)
        if isinstance(node, ast.Expr):
            value = eval(ast.unparse(node.value), names)  # noqa: S307
            assert said is None or value == said, lines[node.lineno - 1]
            told += said is not None
        else:
            exec(compile(ast.Module([node], []), "cell", "exec"), names)  # noqa: S102
    return told
