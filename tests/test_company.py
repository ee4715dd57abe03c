"""What the lines around a line say of it: the article's end, copies, headlines after labels."""

from __future__ import annotations

import pytest

from cleaner import clean, restore

TITLE = "Ferry to the Island Runs Again"
ARTICLE = [
    "The ferry to the island runs again from Monday, the harbour office said on Friday evening.",
    "It had lain in the dock since March because divers had found damage to its rudder.",
    "The repair cost twice what the council had set aside, and the rest comes from the county.",
    "Islanders had crossed in fishing boats for four months, often with their goods on deck.",
    "The first boat leaves at six in the morning, and children travel free until the autumn.",
    "A second ferry is to be built, but the yard that won the order has not yet begun its work.",
    "Until then the old one crosses five times on each working day and three times on Sundays.",
]
BODY = "\n\n".join([TITLE, *ARTICLE])
TEASER = "A baker from the northern valley has won a prize for bread made without any salt."

MORE = [
    "Painters of winter meet in an old mill.",
    "Wool grows dearer although few people wear it.",
]


def rules_of(text: str) -> set[str]:
    return {edit.rule for edit in clean(text).edits}


@pytest.mark.parametrize(
    "end",
    [
        f"Related Stories\n\nMost Popular\n\n{TEASER}\n\nSaltless Bread\n\nMore Stories\n\nMore",
        f"3 Comments\n\nLeave a comment\n\n{TEASER}\n\nReply\n\n© 2031 The Example Courier",
    ],
)
def test_prose_below_the_end_of_an_article_goes_among_lines_that_go(end: str) -> None:
    article = clean(f"{BODY}\n\n{end}")
    assert article.text == BODY
    assert "related.story" in {edit.rule for edit in article.edits}
    assert restore(article) == f"{BODY}\n\n{end}"


def test_prose_below_the_initials_of_the_writer_goes() -> None:
    signed = f"{BODY} (abc/de)"
    article = clean("\n\n".join([signed, TEASER, *MORE]))
    assert not [teaser for teaser in (TEASER, *MORE) if teaser in article.text]
    assert clean(f"{signed}\n\n{TEASER}").text.endswith(TEASER)


@pytest.mark.parametrize(
    "below",
    [
        "Related Stories\n\n" + ARTICLE[1].replace("divers", "a diver"),  # words of the article
        f"Related Stories\n\n{TEASER}",  # nothing else goes there
        f"Share this article\n\n{TEASER}",  # stands in the middle of articles as well
    ],
)
def test_one_sign_of_the_end_is_not_enough(below: str) -> None:
    last = below.rpartition("\n\n")[2]
    assert last in clean(f"{BODY}\n\n{below}").text


def test_prose_in_the_middle_stays_whatever_goes_around_it() -> None:
    middle = f"Related Stories\n\nSaltless Bread Wins Prize\n\n{TEASER}\n\nMore Stories"
    text = "\n\n".join([TITLE, *ARTICLE[:3], middle, *ARTICLE[3:]])
    assert TEASER in clean(text).text


def test_a_passage_that_comes_again_goes_however_it_is_broken() -> None:
    again = " ".join(ARTICLE[1:7])
    article = clean(f"{BODY}\n\n{again}")
    assert article.text == BODY
    assert "edge.paragraph-twice" in {edit.rule for edit in article.edits}


@pytest.mark.parametrize("again", [ARTICLE[3], f"{ARTICLE[4]} {ARTICLE[1]} {TEASER}"])
def test_a_sentence_that_comes_again_stays(again: str) -> None:
    assert clean(f"{BODY}\n\n{again}").text == f"{BODY}\n\n{again}"


SENTENCE = "Na razie nie wiadomo, kiedy prom wróci na trasę po długim remoncie."
BEFORE = "Prom na wyspę stoi w doku od marca, poinformował w piątek zarząd portu."
BEHIND = "Mieszkańcy pływają na ląd łodziami rybackimi i zabierają ze sobą towary."


@pytest.mark.parametrize(
    "notice",
    [
        "ZOBACZ: Piekarnia w dolinie dostała nagrodę za chleb.",
        "ZOBACZ: Piekarnia dostała nagrodę. Chwalą ją sąsiedzi",
        'ZOBACZ: Piekarnia dostała nagrodę. "To dla nas zaszczyt"',
        "ZOBACZ: Piekarnia w dolinie dostała nagrodę za chleb",
    ],
)
def test_a_headline_after_a_label_goes_and_the_sentence_stays(notice: str) -> None:
    text = f"{BEFORE} {notice} {SENTENCE} {BEHIND}"
    assert clean(text).text == f"{BEFORE} {SENTENCE} {BEHIND}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Le puede interesar: Confirman el cierre del puerto Ana Ruiz llegó tarde a la reunión.",
        "ZOBACZ: Nie żyje znany piekarz Anna Nowak powiedziała, że prom wróci w maju.",
        "ZOBACZ: Koniec remontu promu 12 osób czeka na brzegu na pierwszy rejs od marca.",
    ],
)
def test_where_a_sentence_may_begin_in_a_headline_all_stays(sentence: str) -> None:
    behind = sentence.split(" ")[-6:]
    assert " ".join(behind) in clean(f"{BEFORE} {sentence} {BEHIND}").text


def test_subheadings_with_capitals_are_no_headlines_of_others() -> None:
    heading = "Five Crossings on Each Working Day"
    text = f"{TITLE} {' '.join(ARTICLE[:4])} {heading} {' '.join(ARTICLE[4:])}"
    assert heading in clean(text).text
    assert "related.headline" not in rules_of(text)
