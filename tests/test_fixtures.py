"""Whole documents: ``fixtures/NAME.txt`` or ``NAME.html`` cleans to ``NAME.expected.txt``.

``NAME.json`` has the fields of the article that matter.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner import clean, load_rules, restore

FOLDER = Path(__file__).parent.parent / "fixtures"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt") if path.suffixes == [".txt"])
PAGES = sorted(path.stem for path in FOLDER.glob("*.html"))


def expected_of(name: str) -> tuple[str, dict[str, object]]:
    """The text and the fields that a document is to have."""
    text = (FOLDER / f"{name}.expected.txt").read_text("utf-8").removesuffix("\n")
    return text, json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def test_there_are_fixtures() -> None:
    assert len(NAMES) >= 7
    assert len(PAGES) >= 25
    assert sorted((*NAMES, *PAGES)) == sorted(path.stem for path in FOLDER.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_fixture(name: str) -> None:
    data = (FOLDER / f"{name}.txt").read_bytes()
    article = clean(data)
    text, fields = expected_of(name)
    assert article.text == text
    assert restore(article) == data
    assert clean(article.text).text == article.text
    record = json.loads(json.dumps(article.to_dict()))
    assert {field: record[field] for field in fields} == fields


NEVER = """
[[rule]]
name = "related.never"
why = "No document has this line, though many have its words."
is = [
  "the what zqx next council happens today news", "yang berita zqx hari ini juga di dan",
  "der die das zqx heute mehr", "le la les zqx plus vous",
]
drops = ["Yang berita zqx hari ini juga di dan"]
"""


def test_a_rule_that_never_fires_changes_nothing(tmp_path: Path) -> None:
    """Its words are no sign of furniture: those were frozen when the weights were fitted."""
    path = tmp_path / "never.toml"
    path.write_text(NEVER, "utf-8")
    rules = load_rules(path)
    assert clean("Yang berita zqx hari ini juga di dan", rules=rules).text == ""
    names = (*(f"{name}.txt" for name in NAMES), *(f"{name}.html" for name in PAGES))
    for name in names:
        data = (FOLDER / name).read_bytes()
        assert clean(data, rules=rules) == clean(data), name


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    data = (FOLDER / f"{name}.html").read_bytes()
    article = clean(data)
    text, fields = expected_of(name)
    assert article.text == text
    assert clean(data, kind="page") == article
    again = clean(article.text)
    assert (again.text, again.page, again.edits) == (article.text, None, ())
    record = json.loads(json.dumps(article.to_dict()))
    assert {field: record[field] for field in fields} == fields
