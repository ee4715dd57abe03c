"""Articles that a page states as data and does not show."""

from __future__ import annotations

import json

import pytest

from cleaner import clean

TITLE = "Tram Line to Reopen"
OWN = [
    "The council voted on Tuesday to reopen the old tram line along the northern shore.",
    "Work on the tracks begins in spring, and the first cars are to run before the autumn.",
    "Residents of two streets had asked for a wall against the noise, which the council refused.",
]
MARKED = "".join(f"<p>{text}</p>" for text in OWN)
BIO = "Nora Quill has written about trams since 2009 and keeps two dogs above the rope works."


def page(script: str, shown: str = "<div>Loading</div>") -> str:
    head = f"<head><title>{TITLE}</title></head>"
    return f"<!doctype html><html>{head}<body><h1>{TITLE}</h1>{shown}{script}</body></html>"


def data(value: object, attributes: str = "type='application/json'") -> str:
    return f"<script {attributes}>{json.dumps(value)}</script>"


ARTICLE = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(OWN)}


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        (data(ARTICLE, "type='application/ld+json'"), "jsonld.articleBody"),
        (data({"props": {"story": {"title": TITLE, "body": MARKED}}}), "script.data"),
        (data({"story": {"blocks": [{"type": "p", "text": t} for t in OWN]}}), "script.data"),
        (f"<script>window.__STATE__ = {json.dumps({'html': MARKED})};</script>", "script.data"),
    ],
)
def test_a_body_in_scripts_is_given_with_its_origin(script: str, rule: str) -> None:
    article = clean(page(script))
    assert article.text == "\n\n".join([TITLE, *OWN])
    assert [origin.rule for origin in article.origins if origin.field == "body"] == [rule]


def test_what_is_shown_of_the_writer_is_not_the_article() -> None:
    article = clean(page(data({"post": {"html": MARKED}}), f"<div class=bio><p>{BIO}</p></div>"))
    assert article.text == "\n\n".join([TITLE, *OWN])


def test_of_several_stories_in_data_only_one_with_the_headline_is_believed() -> None:
    other = {"title": "Bakery Shuts", "body": MARKED.replace("tram", "bus").replace("the", "a")}
    assert clean(page(data([other, {"title": TITLE, "body": MARKED}]))).body == "\n\n".join(OWN)
    assert clean(page(data([other, {"title": "Ferry", "body": MARKED}]))).body == ""


def test_a_page_that_shows_its_article_keeps_it() -> None:
    article = clean(page(data(ARTICLE, "type='application/ld+json'"), MARKED))
    assert article.text == "\n\n".join([TITLE, *OWN])
    assert not [origin for origin in article.origins if origin.field == "body"]


@pytest.mark.parametrize(
    "script", ["<script>x={", "<script type=a/json>{]</script>", "<script>" * 50]
)
def test_broken_scripts_are_no_reason_to_fail(script: str) -> None:
    assert clean(page(script)).reason in ("no-body", None)
