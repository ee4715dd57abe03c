"""How sure it is of a settled text: what may be left of boilerplate in it."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.cleaning import settle
from cleaner.lines import blocks_of
from cleaner.rules.loading import default_rules
from cleaner.text.memory import Memory
from cleaner.text.residue import (
    MOST_BINS,
    SIGNS,
    pieces_left,
    score_of,
    shipped,
    signs_left,
    sureties,
)
from cleaner.types import SURE

TITLE = "Rice Is Cheaper at the City Market"
PARAGRAPHS = (
    (
        "Rice has become cheaper at the city market since Monday, the traders said on Tuesday. "
        "A sack of the common kind now costs a tenth less than it did in the week before."
    ),
    (
        "Buyers came in the morning, and most of the sacks were sold by noon. The office that runs "
        "the market expects the price to hold until the harvest in the northern villages is in."
    ),
    (
        "Farmers there began to cut the early fields ten days ago. They blame the rain of spring "
        "for a late start, and hope that the mills will pay them what they paid last year."
    ),
)
LEFT = (
    (
        "Kim Sample is a content writer at Example Media who loves coffee and long walks. She has "
        "been with our team for ten years."
    ),
    "If you enjoyed our stories, get our free weekly digest and never miss what we write!",
)
ARTICLE = "\n\n".join((TITLE, *PARAGRAPHS))
LABELLED = {
    "bio": f"{ARTICLE}\n\n{LEFT[0]}",
    "call": f"{ARTICLE}\n\n{LEFT[1]}",
    "glued call": f"{TITLE}\n\n{' '.join(PARAGRAPHS)} {LEFT[1]}",
}


def sure_of(text: str) -> float:
    return clean(text, kind="text").confidence


@pytest.mark.parametrize("text", LABELLED.values(), ids=LABELLED)
def test_what_may_have_been_left_makes_it_less_sure(text: str) -> None:
    assert sure_of(text) < sure_of(ARTICLE)


def test_a_plain_article_is_nearly_sure_to_be_right() -> None:
    article = clean(ARTICLE, kind="text")
    assert article.text == ARTICLE
    assert article.confidence >= 0.97
    assert len(article.confidences) == 1 + len(PARAGRAPHS)


@pytest.mark.parametrize("text", [ARTICLE, *LABELLED.values(), "", " \n", "x", "市場で米が安い。"])
def test_every_block_has_a_share(text: str) -> None:
    article = clean(text, kind="text")
    blocks = article.text.split("\n\n") if article.text else []
    assert len(article.confidences) == len(blocks)
    assert all(0 <= sure <= 1 for sure in article.confidences)
    assert 0 <= article.confidence <= 1


def test_the_pieces_are_the_sentences_of_what_stayed_in_order() -> None:
    memory = Memory(default_rules())
    settled = settle(LABELLED["bio"], memory.rules, "en", memory=memory)
    pieces = list(pieces_left(blocks_of(settled.text, memory.shapes), memory))
    assert [settled.text[piece.start : piece.end] for piece in pieces] == [
        piece.shape.text for piece in pieces
    ]
    assert pieces[0].shape.text == TITLE
    assert [piece.line for piece in pieces[1:7]] == [1, 1, 2, 2, 3, 3]
    rows = list(signs_left(settled.text, settled.edits, pieces, memory))
    assert len(rows) == len(pieces)
    assert all(len(row) == len(SIGNS) and max(row) < MOST_BINS for row in rows)


def test_a_text_that_nothing_was_judged_of_is_not_doubted() -> None:
    assert sureties("Rice is cheap.", (), Memory(default_rules())) == (SURE,)


def test_the_trees_ask_only_for_signs_and_bins_there_are() -> None:
    trees = shipped()
    assert len(trees.masks) == len(SIGNS)
    assert all(len(masks) == MOST_BINS for masks in trees.masks)
    lowest, highest = (score_of(trees, (n,) * len(SIGNS)) for n in (0, MOST_BINS - 1))
    assert lowest != highest
