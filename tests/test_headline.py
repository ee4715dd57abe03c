"""Which line of a flattened page is its headline, and what becomes of the lines around it."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.lines import Block, shape_of
from cleaner.text.headline import Head, head_of, is_standfirst
from cleaner.text.verdict import Verdict, Verdicts

BODY = (
    "The ferry company will stop the night boats to the island in April, its owner said on Monday.",
    "Islanders who work in the harbour take the last boat home, and many fear for their jobs.",
    "The council asked the company to wait until the summer, when the new bridge should open.",
    "A decision about the other boats will follow in May, according to a letter to passengers.",
)
MENU = ("Home", "News", "Sport", "Weather", "Opinion", "Search")
OTHERS = (
    "Seven questions on the new tax for second homes",
    "Champions lose again before empty seats",
    "What the frost does to early strawberries and how to help",
)

HEADS = [
    ("alone", ("Night ferry to the island stops in April",), 0),
    ("below a menu", (*MENU, "Night ferry to the island stops in April"), 6),
    (
        "below other headlines",
        (*MENU, "Most read", *OTHERS, "Night ferry to the island stops in April", "By Ann Reed"),
        10,
    ),
    (
        "above its standfirst",
        (
            *MENU,
            "Night ferry to the island stops in April",
            "Islanders who work in the harbour fear for their jobs in the company",
            "By Ann Reed",
            "3 March 2025",
        ),
        6,
    ),
    ("short and dated", ("Travel", "Last boat home", "By Ann Reed", "3 March 2025"), 1),
    ("asking", (*MENU, "Who will still take the night boats to the island?"), 6),
    (
        "above a caption",
        (
            *MENU,
            "Night ferry to the island stops in April",
            "3 March 2025",
            "Passengers in the harbour on Monday night",
        ),
        6,
    ),
]


def _blocks(lines: tuple[str, ...]) -> tuple[list[Block], Verdicts]:
    """Lines as the rules leave them; a menu, a byline and a date are condemned."""
    named = {"By ": "byline.name", "3 March 2025": "date.line"}
    verdicts: Verdicts = []
    for line in lines:
        rule = next((rule for mark, rule in named.items() if line.startswith(mark)), None)
        rule = "navigation.section" if line in MENU else rule
        verdicts.append(Verdict(rule, "") if rule else None)
    return [Block(0, 0, shape_of(line)) for line in lines], verdicts


@pytest.mark.parametrize(("lines", "at"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_the_headline_among_the_lines_above(lines: tuple[str, ...], at: int) -> None:
    head = head_of(*_blocks((*lines, *BODY)))
    assert (head.title, head.first) == (at, len(lines))


@pytest.mark.parametrize("lines", [row[1] for row in HEADS], ids=[row[0] for row in HEADS])
def test_it_heads_the_clean_text(lines: tuple[str, ...]) -> None:
    article = clean("\n".join((*lines, *BODY)))
    at = next(at for _, head, at in HEADS if head == lines)
    assert article.title == lines[at]
    assert all(paragraph in article.paragraphs for paragraph in BODY)
    assert clean(article.text).title == article.title


def test_only_what_could_be_a_headline_is_taken_for_it() -> None:
    for line in ("Menu", "Reader offers", "12:30", "In this article:", "» »"):
        assert head_of(*_blocks((line, *MENU, *BODY))).title is None, line
    assert head_of(*_blocks((*MENU, *OTHERS))).points == {}
    assert head_of([], []).title is None


def test_a_rule_of_words_outweighs_looks() -> None:
    blocks, verdicts = _blocks((*MENU, "Night ferry to the island stops in April", *BODY))
    verdicts[6] = Verdict("related.read-also", "")
    assert 6 not in head_of(blocks, verdicts).points
    verdicts[6] = Verdict("related.section", "")
    assert head_of(blocks, verdicts).title == 6


def test_a_notice_above_does_not_hide_the_headline_but_another_article_does() -> None:
    notice = "We use small files to count our readers."
    long_body = BODY * 5
    lines = (notice, *MENU, "Night ferry to the island stops in April", *long_body)
    assert head_of(*_blocks(lines)).title == 7
    other = "The champions lost at home for the third time in a row, and nobody knows why."
    lines = (other, *MENU, "Night ferry to the island stops in April", *BODY)
    assert head_of(*_blocks(lines)).first == 0


def test_a_headline_that_stands_twice_is_left_once_and_the_menu_between_goes() -> None:
    title = "Night ferry to the island stops in April"
    lines = (
        "Harbour Post",
        title,
        "Home",
        "Islands",
        "Boats",
        title,
        "By Ann Reed",
        "3 March 2025",
    )
    article = clean("\n".join((*lines, *BODY)))
    assert article.text == "\n\n".join((title, *BODY))
    assert "edge.repeated" in {edit.rule for edit in article.edits}


def test_a_list_above_the_only_prose_stays() -> None:
    stages = tuple(f"{i}. stage: {place}" for i, place in enumerate(("Alba", "Brunn", "Ceto"), 1))
    lines = ("Calendar of the coast rally", *stages, "Who won the coast rally last year")
    text = clean("\n".join((*lines, *BODY))).text
    assert all(stage in text for stage in stages)


def test_what_looks_nearly_as_much_like_a_headline_stays() -> None:
    head = Head({0: 100, 1: -100, 2: 50, 3: 120}, 4)
    assert (head.title, head.rivals) == (3, [0, 2, 3])
    assert Head({0: -290, 1: -350}, 2).rivals == [0]
    assert Head({0: -350}, 1).rivals == []


def test_prose_above_the_headline_stays() -> None:
    notice = "We use small files to count our readers."
    text = "\n".join((notice, "Night ferry to the island stops in April", *BODY * 5))
    assert clean(text).text.startswith(notice)


STANDFIRSTS = [
    ("Islanders who work in the harbour fear for their jobs in the company", 900_000, True),
    ("Islanders who work in the harbour fear for their jobs in the company", 200_000, False),
    ("Islanders fear for jobs", 1_000_000, False),
    ("What the islanders in the harbour say of their company:", 900_000, False),
]


@pytest.mark.parametrize(("line", "share", "is_one"), STANDFIRSTS)
def test_the_line_below_is_a_standfirst(line: str, share: int, is_one: bool) -> None:
    assert is_standfirst(shape_of(line), share) is is_one
