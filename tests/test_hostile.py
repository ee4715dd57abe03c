"""Hostile input has a stated outcome: documents, archives, names, cells, rules of strangers."""

from __future__ import annotations

import pytest
from hostile_cases import CASES, Case

from cleaner import clean, restore


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_outcome_is_the_stated_one(case: Case) -> None:
    source = case.make(case.small)
    article = clean(source, kind=case.kind)
    assert article.reason == case.reason
    at = 0
    for piece in case.keeps:
        at = article.text.index(piece, at) + len(piece)
    assert bool(case.keeps) == bool(article.text)
    assert not set(case.gone) & set(article.text)
    assert case.encoding in (None, article.encoding)
    again = clean(article.text, kind="text")
    assert (again.text, again.edits) == (article.text, ())
    if case.kind == "text":
        assert restore(article) == source
