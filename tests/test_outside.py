"""Parts of a page that are no part of its article, and those that look like them and stay."""

from __future__ import annotations

import pytest

from cleaner import clean, restore

TITLE = "Tram Line to Reopen"
OWN = [
    "The council voted on Tuesday to reopen the old tram line along the northern shore.",
    "Work on the tracks begins in spring, and the first cars are to run before the autumn.",
    "Residents of two streets had asked for a wall against the noise, which the council refused.",
    "The line was closed forty years ago, when most of its riders had bought cars.",
]
OTHERS = [
    "A bakery in the mill quarter has sold its last loaf after more than ninety years of work.",
    "The owner found nobody who would get up at two in the morning to light the ovens.",
]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(below: str, own: str = paragraphs(OWN)) -> str:
    head = f"<head><title>{TITLE}</title></head>"
    article = f"<article class=post><h1>{TITLE}</h1>{own}</article>"
    return f"<!doctype html><html>{head}<body><main>{article}{below}</main></body></html>"


@pytest.mark.parametrize(
    ("below", "rule"),
    [
        (f"<div id=comments><ol>{paragraphs(OTHERS)}</ol></div>", "page.comments"),
        (f"<div class='yorumlar'>{paragraphs(OTHERS)}</div>", "page.comments"),
        (f"<section class=binh-luan>{paragraphs(OTHERS)}</section>", "page.comments"),
        (f"<article class=post><h1>Bakery Shuts</h1>{paragraphs(OTHERS)}</article>", "page.story"),
        (f"<div style='display: none'>{paragraphs(OTHERS[:1])}</div>", "page.hidden"),
        (f"<div id=onetrust-consent-sdk><div>{paragraphs(OTHERS)}</div></div>", "page.consent"),
        (f"<div><h2><a href=/b>Bakery Shuts</a></h2>{paragraphs(OTHERS)}</div>", "page.teasers"),
    ],
)
def test_parts_of_others_go_together(below: str, rule: str) -> None:
    article = clean(page(below))
    assert article.text == "\n\n".join([TITLE, *OWN])
    assert rule in {edit.rule for edit in article.edits}
    assert OTHERS[0] in restore(article)


@pytest.mark.parametrize(
    "own",
    [
        f"<div class=commentary>{paragraphs(OWN)}</div>",
        f"{paragraphs(OWN[:2])}<div class='comments-on-the-vote'></div>{paragraphs(OWN[2:])}",
        f"{paragraphs(OWN[:1])}<div style='display:none'>{paragraphs(OWN[1:])}</div>",
    ],
)
def test_what_only_looks_like_them_stays(own: str) -> None:
    assert clean(page("", own)).text == "\n\n".join([TITLE, *OWN])


def test_of_a_passage_that_stands_twice_one_is_left() -> None:
    article = clean(page(f"<div class=phone>{paragraphs(OWN)}</div>"))
    assert [article.text.count(text) for text in OWN] == [1] * len(OWN)


HIDDEN = "Divers had found damage to the rudder{} of the older ship in September of last year."


@pytest.mark.parametrize(
    "inside",
    [
        "<span hidden>The flat piece at the back.</span>",
        "<span class=sr-only>opens a window</span>",
        "<em style='display:none'>see below</em>",
        "<b class='visually-hidden'>note</b>",
    ],
)
def test_words_that_no_reader_sees_are_not_spliced_into_a_sentence(inside: str) -> None:
    own = paragraphs([*OWN, HIDDEN.format(inside)])
    assert clean(page("", own)).text == "\n\n".join([TITLE, *OWN, HIDDEN.format("")])


def test_what_stands_behind_unseen_words_may_be_any_character() -> None:
    own = paragraphs([*OWN, HIDDEN.format("<b hidden>note</b>\b")])
    assert clean(page("", own)).text == "\n\n".join([TITLE, *OWN, HIDDEN.format("")])


def test_the_reading_of_a_character_is_no_text() -> None:
    ruby = "<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>"
    rest = "の事務所は、止まっていた島へ行く船を月曜日からまた動かすと発表しました。"
    body = clean(page("", f"<p>{ruby}{rest}</p>")).body
    assert body == f"港{rest}"


CARDS = "".join(
    f"<div class=card><h3><a href=/s{n}>{title}</a></h3><p>{text}</p></div>"
    for n, (title, text) in enumerate(
        [
            (
                "Bakery Shuts After Ninety Years",
                "Its ovens went out on Sunday, and the owner is to retire.",
            ),
            ("Swans Return to Mill Pond", "Two pairs were seen at dawn by people who fish there."),
            (
                "Choir Wins Prize Abroad",
                "The singers had practised in a barn while their hall was rebuilt.",
            ),
            ("School Kitchen Grows Beans", "Pupils eat what they sow, and sell what is left over."),
        ]
    )
)
NEWS = (
    f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}</script>'
)
HOUSE = "https://harbour.test/news/tram"


def news(body: str) -> str:
    head = f"<head><title>{TITLE}</title>{NEWS}</head>"
    return f"<!doctype html><html>{head}<body><main>{body}</main></body></html>"


@pytest.mark.parametrize(
    "below",
    [
        f"<div class=more>{CARDS}</div>",
        f"<ul>{CARDS.replace('div', 'li')}</ul>",
        f"<div class=more>{CARDS.replace('href=/', 'href=https://www.harbour.test/')}</div>",
    ],
)
def test_teasers_of_one_make_go_together(below: str) -> None:
    article = clean(
        news(f"<div class=story><h1>{TITLE}</h1>{paragraphs(OWN)}</div>{below}"), url=HOUSE
    )
    assert article.text == "\n\n".join([TITLE, *OWN])
    assert {"page.cards"} <= {edit.rule for edit in article.edits}


@pytest.mark.parametrize(
    "cards",
    [
        CARDS.replace("href=/", "href=https://shop.test/"),  # they lead to other sites
        CARDS.replace("<a href", "<b title").replace("</a>", "</b>"),  # or nowhere
    ],
)
def test_a_list_in_the_article_is_no_teasers(cards: str) -> None:
    article = clean(
        news(f"<div class=story><h1>{TITLE}</h1>{paragraphs(OWN)}{cards}</div>"), url=HOUSE
    )
    assert "page.cards" not in {edit.rule for edit in article.edits}


def test_no_prose_above_teasers_means_a_list() -> None:
    article = clean(news(f"<h1>{TITLE}</h1><div class=more>{CARDS}</div>"), url=HOUSE)
    assert "page.cards" not in {edit.rule for edit in article.edits}
