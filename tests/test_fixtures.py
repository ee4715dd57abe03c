"""Whole documents: ``fixtures/NAME.txt`` cleans to ``NAME.expected.txt`` with ``NAME.json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner import clean, restore

FOLDER = Path(__file__).parent.parent / "fixtures"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def test_there_are_fixtures() -> None:
    assert len(NAMES) >= 7


@pytest.mark.parametrize("name", NAMES)
def test_fixture(name: str) -> None:
    data = (FOLDER / f"{name}.txt").read_bytes()
    article = clean(data)
    assert article.text == (FOLDER / f"{name}.expected.txt").read_text("utf-8").removesuffix("\n")
    assert restore(article) == data
    assert clean(article.text).text == article.text
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    record = json.loads(json.dumps(article.to_dict()))
    assert {field: record[field] for field in expected} == expected
