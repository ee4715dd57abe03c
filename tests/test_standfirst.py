"""The sentence below a page's headline stays, and is told as the standfirst."""

from __future__ import annotations

import pytest

from cleaner import clean, restore

TITLE = "Tram Line to Reopen"
STANDFIRST = "Forty years on, cars will run along the northern shore again, the council says."
OWN = [
    "The council voted on Tuesday to reopen the old tram line along the northern shore.",
    "Work on the tracks begins in spring, and the first cars are to run before the autumn.",
    "Residents of two streets had asked for a wall against the noise, which the council refused.",
    "The line was closed forty years ago, when most of its riders had bought cars.",
    "A ticket will cost as much as on the buses, the head of the transport office said.",
]


def page(below: str, title: str = f"<h1>{TITLE}</h1>") -> str:
    own = "".join(f"<p>{text}</p>" for text in OWN)
    return (
        f"<!doctype html><html><head><title>{TITLE}</title></head><body>"
        f"<nav><a href=/>Start</a></nav><main><header class=hero>{title}{below}</header>"
        f"<div class=body>{own}</div></main></body></html>"
    )


@pytest.mark.parametrize(
    "below",
    [
        f"<p class=dek>{STANDFIRST}</p>",
        f"<h2>{STANDFIRST}</h2>",
        f"<div><div class=summary><span>{STANDFIRST}</span></div></div>",
        f"<p>By <a href=/author/ina>Ina Berg</a></p><p>4 March 2024</p><p>{STANDFIRST}</p>",
    ],
)
@pytest.mark.parametrize("title", [f"<h1>{TITLE}</h1>", f"<h2>{TITLE}</h2>"])
def test_the_standfirst_stays_and_is_told(below: str, title: str) -> None:
    markup = page(below, title)
    article = clean(markup)
    assert article.standfirst == STANDFIRST
    assert article.body == "\n\n".join([STANDFIRST, *OWN])
    assert STANDFIRST in restore(article)
    assert clean(article.text).text == article.text


@pytest.mark.parametrize(
    "below",
    [
        "<p class=byline>By Ina Berg and Jon Watt, who cover the council and the shore</p>",
        "<p>Published 4 March 2024 at 10:15 on the northern shore</p>",
        f"<p>{TITLE}</p>",
        "<figure><img src=t.jpg><figcaption>Old cars on the northern shore.</figcaption></figure>",
        "<div><img src=t.jpg><p>Old cars of the line stand on the northern shore.</p></div>",
        "<p>Get our app for readers who like puzzles and recipes every morning.</p>",
    ],
)
def test_what_is_none(below: str) -> None:
    assert clean(page(below)).standfirst is None


def test_a_paragraph_among_its_like_is_none() -> None:
    own = "".join(f"<p>{text}</p>" for text in OWN)
    markup = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{own}</body></html>"
    assert clean(markup, kind="page").standfirst is None
